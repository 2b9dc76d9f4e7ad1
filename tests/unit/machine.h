/* SPDX-License-Identifier: BSD-2-Clause */
/* A machine of one pool, of whatever a test adds to it, and the platform that is read from its tables. */
#ifndef FDTR_TESTS_MACHINE_H
#define FDTR_TESTS_MACHINE_H

#include "tables.h"

#include "acpi/platform/devices.h"

#define POOL UINT64_C(0x50000000)
#define POOL_SIZE UINT64_C(0x800000)

extern struct fdtr_platform platform;

/* A DSDT with \_SB, which stays open, and the pool in it; what is put next is the test's. */
void pool_begin(void);
/* Ends both, and reads the platform. */
void pool_end(void);
/* Of all tables begun since, and that memory map. */
void platform_read(const struct fdtr_region *map, uint32_t count);

void put_compatible(const char *compatible);
/* Opens what the value of memory-region is put into. */
void open_region(void);
void close_region(void);
void put_region(const char *path);
void put_pool(const char *name, uint64_t base);
/* Registers and an interrupt. */
void put_crs(uint32_t base);
void put_dma(uint64_t base, uint64_t size);
void open_virtio(const char *name);
/* A PCI host bridge, which stays open. */
void open_host(const char *name, uint32_t bus);

const struct fdtr_device *device_of(const char *path);
const struct fdtr_region *region_of(enum fdtr_region_kind kind, uint32_t index);
uint32_t count_of(enum fdtr_region_kind kind);
/* The bytes that an origin points at. */
const unsigned char *bytes_of(const struct fdtr_origin *origin);

#endif
