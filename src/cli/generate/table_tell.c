// SPDX-License-Identifier: BSD-2-Clause
/* What was made, for a person: on stderr. */
#include "cli/generate/table.h"

#include <inttypes.h>
#include <stdio.h>

static void tell_pool(const struct made_table *made, uint32_t index)
{
	const struct fdtr_ssdt *ssdt = &made->ssdt;
	const struct fdtr_range range = ssdt->pools[index].range;
	const char *first = NULL;
	char size[FDTR_SIZE_TEXT];
	uint32_t count = 0;

	for (uint32_t i = 0; i < ssdt->device_count; i++) {
		if (ssdt->devices[i].pool != index)
			continue;
		first = first ? first : made->result.devices[i].path;
		count++;
	}
	fprintf(stderr, "%s %s: %s at %#" PRIx64, made->result.pools[index].existed ? "found" : "made",
		made->result.pools[index].path, fdtr_size_text(fdtr_range_size(range), size), range.first);
	fprintf(stderr, ", for %s", first ? first : "no device");
	if (count > 1)
		fprintf(stderr, " and %u more", count - 1);
	fputc('\n', stderr);
}

static void tell_guard(const struct made_table *made)
{
	static const char *const sentences[] = {
		[FDTR_GUARD_DEFAULT] = "",
		[FDTR_GUARD_DMA_RANGES] =
			"guard: dma-ranges, as _DMA of each device; Linux on arm64 and loongarch fails its probe, on others "
			"it looks at no _DMA",
		[FDTR_GUARD_DMA_MEM] = "",
		[FDTR_GUARD_COMPATIBLE] =
			"guard: compatible, EXPERIMENTAL: no released system binds it, so the devices work nowhere",
		[FDTR_GUARD_NONE] =
			"guard: none; a guest that takes no pool from tables does DMA to its RAM, silently",
		[FDTR_GUARD_CONTAINER] =
			"guard: container, with a _DMA; Linux on arm64 and loongarch fails the probe of what is in it, on "
			"others it looks at no _DMA",
	};
	uint32_t using = 0, guarded = 0;

	for (uint32_t i = 0; i < made->ssdt.device_count; i++) {
		using += made->ssdt.devices[i].pool != FDTR_NONE;
		guarded += made->result.devices[i].guarded;
	}
	if (!using)
		return;
	if (made->result.guard == FDTR_GUARD_NONE && guarded == using)
		fputs("guard: none asked for, but the tables have one\n", stderr);
	else
		fprintf(stderr, "%s\n", sentences[made->result.guard]);
	fputs("no released system takes a pool from ACPI tables; a driver of your own has to\n", stderr);
	fputs("virtio devices must offer, and require, VIRTIO_F_VERSION_1 (32) and VIRTIO_F_ACCESS_PLATFORM (33)\n",
		stderr);
}

/* A table cannot say it: firmware's map does, before any table is read. */
static void tell_map(const struct made_table *made)
{
	for (uint32_t i = 0; i < made->ssdt.pool_count; i++) {
		if (!made->result.pools[i].existed)
			fprintf(stderr,
				"the machine's memory map must have %#" PRIx64 "..%#" PRIx64 " reserved\n",
				made->ssdt.pools[i].range.first, made->ssdt.pools[i].range.last);
	}
}

void table_tell(const struct made_table *made)
{
	const struct fdtr_ssdt_result *result = &made->result;
	char place[FDTR_PATH_SIZE];

	for (uint32_t i = 0; i < made->ssdt.pool_count; i++)
		tell_pool(made, i);
	for (uint32_t i = 0; i < made->notes.count; i++)
		fprintf(stderr, "note: %s\n", made->notes.items[i]);
	if (!result->changed) {
		fputs("the tables hold all of it already; there is nothing to do, and nothing was written\n",
			stderr);
		return;
	}
	tell_guard(made);
	tell_map(made);
	for (uint32_t i = 0; i < result->findings.count; i++) {
		const struct fdtr_finding *finding = &result->findings.items[i];

		if (finding->severity >= FDTR_WARNING &&
			finding->place.source + 1 == result->tables->table_count)
			fprintf(stderr, "lint: %s: %s: %s [%s]\n",
				fdtr_acpi_place_text(result->tables, &finding->place, place, sizeof(place)),
				fdtr_severity_name(finding->severity), finding->message, finding->rule->name);
	}
}
