// SPDX-License-Identifier: BSD-2-Clause
/* A VMM whose guest boots by ACPI: an SSDT with a guarded 64 MiB pool and the virtio-mmio devices that use it. */
#include <fdtrestrict/fdtrestrict.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define DEVICES 4
#define MMIO UINT64_C(0x4010000000)
#define FIRST_GSI 48

static unsigned char table[1 << 16];
static uint64_t scratch[1 << 17];

/* In memory that the VMM owns; on FDTR_ERR_NOSPACE it would grow that, and call again. */
static int make_table(const struct fdtr_ssdt *ssdt, struct fdtr_ssdt_result *result, struct fdtr_error *error)
{
	struct fdtr_arena arena;

	fdtr_arena_init(&arena, scratch, sizeof(scratch));
	return fdtr_ssdt_generate(ssdt, table, sizeof(table), &arena, result, error);
}

int main(int argc, char **argv)
{
	struct fdtr_ssdt_pool pool = {0};
	struct fdtr_ssdt_device devices[DEVICES];
	struct fdtr_ssdt ssdt = {0};
	struct fdtr_ssdt_result result;
	struct fdtr_error error;
	FILE *out = argc == 2 ? fopen(argv[1], "wb") : NULL;

	if (!out) {
		fprintf(stderr, "usage: vmm_acpi TABLE, .aml or .asl\n");
		return 2;
	}
	memset(devices, 0, sizeof(devices));
	for (unsigned int i = 0; i < DEVICES; i++) {
		devices[i].mmio.first = MMIO + i * UINT64_C(0x1000);
		devices[i].mmio.last = devices[i].mmio.first + 0xfff;
		devices[i].interrupt = FIRST_GSI + i;
		devices[i].coherent = true;
	}
	(void)fdtr_range_make(UINT64_C(0x5c000000), UINT64_C(64) << 20, &pool.range);
	ssdt.pools = &pool;
	ssdt.pool_count = 1;
	ssdt.devices = devices;
	ssdt.device_count = DEVICES;
	ssdt.processor = FDTR_PROCESSOR_ARM64;
	ssdt.form = strstr(argv[1], ".asl") ? FDTR_ACPI_ASL : FDTR_ACPI_AML;
	if (make_table(&ssdt, &result, &error) != FDTR_OK) {
		fprintf(stderr, "vmm_acpi: %s\n", error.message);
		return 1;
	}
	printf("%s: reserve %#" PRIx64 "..%#" PRIx64 " in the memory map, offer virtio features %d and %d\n",
		result.pools[0].path, pool.range.first, pool.range.last, FDTR_VIRTIO_F_VERSION_1,
		FDTR_VIRTIO_F_ACCESS_PLATFORM);
	return fwrite(table, 1, result.output_size, out) != result.output_size || fclose(out);
}
