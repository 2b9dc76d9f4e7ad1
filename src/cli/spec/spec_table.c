// SPDX-License-Identifier: BSD-2-Clause
/* A table of what the file says alone. */
#include "cli/spec/spec_table.h"

#include <inttypes.h>
#include <string.h>

/* QEMU's and other VMMs' windows of virtio-mmio have as much. */
#define DEFAULT_REGISTERS UINT64_C(0x200)

enum fdtr_guard spec_table_guard(const struct spec *spec, enum fdtr_guard said)
{
	if (said != FDTR_GUARD_DEFAULT)
		return said;
	return spec->guard == FDTR_GUARD_DMA_MEM ? FDTR_GUARD_DMA_RANGES : spec->guard;
}

void spec_table_options(const struct spec *spec, struct fdtr_ssdt *ssdt)
{
	ssdt->guard = spec_table_guard(spec, ssdt->guard);
	if (spec->style == SPEC_STYLE_RDMA0000 && ssdt->style == FDTR_ACPI_STYLE_PRP0001)
		ssdt->style = FDTR_ACPI_STYLE_RDMA0000;
	ssdt->scope = spec->scope;
	ssdt->oem_id = spec->oem_id;
	ssdt->oem_table_id = spec->oem_table_id;
	ssdt->oem_revision = spec->oem_revision;
}

struct making {
	const struct spec *spec;
	struct fdtr_ssdt_pool *pools;
	struct fdtr_ssdt_device *devices;
	uint32_t pool_count;
	uint32_t device_count;
	struct fdtr_error *error;
};

/* A name is of what is made, a path of what is there. */
static bool is_path(const char *object)
{
	return object && strpbrk(object, "\\^.");
}

static int make_pool(struct making *making, const struct spec_pool *pool, uint64_t address)
{
	struct fdtr_ssdt_pool *made = &making->pools[making->pool_count++];

	*made = (struct fdtr_ssdt_pool){.name = pool->object};
	if (!fdtr_range_make(address, pool->size, &made->range))
		return spec_wrong(making->spec, pool->place, making->error,
			"a pool of %#" PRIx64 " bytes at %#" PRIx64 " passes 2^64", pool->size, address);
	return FDTR_OK;
}

static int make_device(struct making *making, const struct spec_device *device)
{
	struct fdtr_ssdt_device *made = &making->devices[making->device_count++];
	uint64_t size = device->size ? device->size : DEFAULT_REGISTERS;

	*made = (struct fdtr_ssdt_device){.kind = FDTR_SSDT_VIRTIO_MMIO,
		.pool = making->pool_count - 1,
		.name = device->object,
		.interrupt = (uint32_t)device->interrupt,
		.edge = device->edge,
		.active_low = device->active_low,
		.coherent = !device->not_coherent};
	if (device->slot_at.line || is_path(device->object))
		return spec_wrong(making->spec, device->place, making->error,
			"this device is declared by tables of the machine; name them with --augment");
	if (!device->at.line || !device->interrupt_at.line)
		return spec_wrong(making->spec, device->place, making->error,
			"a device that is made needs '%s'; one that the machine's tables declare needs --augment",
			device->at.line ? "interrupt" : "address");
	if (!fdtr_range_make(device->address, size, &made->mmio))
		return spec_wrong(making->spec, device->at, making->error, "the registers pass 2^64");
	return FDTR_OK;
}

static uint64_t alignment_of(const struct spec_pool *pool)
{
	return pool->alignment ? pool->alignment : FDTR_DEFAULT_ALIGNMENT;
}

static int check_pool(const struct making *making, const struct spec_pool *pool)
{
	if (pool->where != FDTR_WHERE_FIXED)
		return spec_wrong(making->spec, pool->place, making->error,
			"nothing tells where this machine has memory: this pool needs an address in 'at'");
	if (pool->size == FDTR_SIZE_AUTO)
		return spec_wrong(making->spec, pool->place, making->error,
			"'size: auto' needs the machine's devices: a tree with --base, or tables with --augment");
	if (pool->address % alignment_of(pool))
		return spec_wrong(making->spec, pool->place, making->error,
			"the address %#" PRIx64 " is not aligned to %#" PRIx64
			"; choose another one, or another 'align'",
			pool->address, alignment_of(pool));
	if (!pool->devices)
		return spec_wrong(making->spec, pool->place, making->error,
			"this pool has no 'devices', and nothing tells which ones the machine has");
	if (is_path(pool->object))
		return spec_wrong(making->spec, pool->place, making->error,
			"'object' is a path, and a pool that is made has a name of up to four characters");
	return FDTR_OK;
}

/* With a pool each they follow one another, each aligned. */
static uint64_t next_address(const struct spec_pool *pool, uint64_t address)
{
	uint64_t alignment = alignment_of(pool);
	uint64_t end = address + pool->size, padding = (alignment - end % alignment) % alignment;

	return end < address || end + padding < end ? UINT64_MAX : end + padding;
}

static int make_with_devices(struct making *making, const struct spec_pool *pool)
{
	uint64_t address = pool->address;
	int status = check_pool(making, pool);

	for (const struct spec_device *device = pool->devices; !status && device; device = device->next) {
		if (device == pool->devices || pool->per_device) {
			status = make_pool(making, pool, address);
			address = next_address(pool, address);
		}
		if (!status)
			status = make_device(making, device);
	}
	return status;
}

int spec_table_make(
	const struct spec *spec, struct fdtr_arena *arena, struct fdtr_ssdt *ssdt, struct fdtr_error *error)
{
	struct making making = {.spec = spec, .error = error};
	uint32_t devices = spec_device_count(spec);
	int status = FDTR_OK;

	making.pools = fdtr_arena_take(arena, (size_t)spec->pool_count + devices, sizeof(*making.pools));
	making.devices = fdtr_arena_take(arena, devices, sizeof(*making.devices));
	if (!making.pools || !making.devices)
		return fdtr_error_arena(error);
	for (const struct spec_pool *pool = spec->pools; !status && pool; pool = pool->next)
		status = make_with_devices(&making, pool);
	*ssdt = (struct fdtr_ssdt){.pools = making.pools,
		.pool_count = making.pool_count,
		.devices = making.devices,
		.device_count = making.device_count};
	return status;
}
