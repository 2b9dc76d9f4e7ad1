/* SPDX-License-Identifier: BSD-2-Clause */
/* A description of pools and devices that a table is made of, and the tables of a machine that it may be added to. */
#ifndef FDTR_TESTS_SSDT_H
#define FDTR_TESTS_SSDT_H

#include "acpi/platform/devices.h"
#include "unit.h"

#include <fdtrestrict/acpi_generate.h>

#define SSDT_ARENA ((size_t)4 << 20)
#define SSDT_OUTPUT ((size_t)1 << 20)

/* A machine: \_SB with a virtio-mmio device, a PCI host bridge with a device, and things that are in the way. */
struct ssdt_bench {
	unsigned char *memory;
	unsigned char *output;
	unsigned char table[4096];
	struct fdtr_arena arena;
	struct fdtr_acpi tables;
	struct fdtr_ssdt_pool pools[3];
	struct fdtr_ssdt_device devices[4];
	struct fdtr_ssdt ssdt;
	struct fdtr_ssdt_result result;
	struct fdtr_error error;
};

/* One pool, and a device that uses it. */
void ssdt_set_up(struct ssdt_bench *bench);
void ssdt_give_machine(struct ssdt_bench *bench);
int ssdt_run(struct ssdt_bench *bench);
void ssdt_tear_down(struct ssdt_bench *bench);
#define ck_ssdt_runs(bench) ck_assert_msg(ssdt_run(bench) == FDTR_OK, "%s", (bench)->error.message)

/* The device is then one of the machine's. */
void ssdt_existing(struct ssdt_bench *bench, const char *path);

#endif
