// SPDX-License-Identifier: BSD-2-Clause
/*
 * What is to be added to what the tables declare. An SSDT can only add: what a device has already must be what is
 * wanted, or is in the way (Linux refuses a second object of a name, and with it the rest of the table).
 */
#include "generate/acpi/plan.h"

#include "acpi/properties/properties.h"

#include <inttypes.h>
#include <string.h>

/* Whether the object's child "_CRS" or "_DMA" is one range of memory, this one, at the same address on its bus. */
static bool says_range(
	const struct fdtr_acpi *acpi, uint32_t object, const char *child, struct fdtr_range range)
{
	struct fdtr_acpi_value value;
	struct fdtr_acpi_resources walk = fdtr_acpi_resources_of(acpi, object, child, &value);
	struct fdtr_acpi_resource resource;
	struct fdtr_range found;
	uint32_t memory = 0;

	if (value.kind != FDTR_ACPI_BUFFER)
		return false;
	while (fdtr_acpi_resource_next(&walk, &resource)) {
		if (resource.kind == FDTR_RESOURCE_END)
			continue;
		if (!fdtr_acpi_resource_range(&resource, &found) || found.first != range.first ||
			found.last != range.last || resource.translation)
			return false;
		memory++;
	}
	return memory == 1 && walk.ended;
}

static int in_the_way(struct fdtr_ssdt_plan *plan, uint32_t device, int status, const char *why)
{
	return fdtr_error_set(plan->error, status, "%s %s", fdtr_ssdt_device_text(plan, device), why);
}

/* One that is declared, by one table, and there. */
static int find_device(struct fdtr_ssdt_plan *plan, uint32_t index, uint32_t *object)
{
	const struct fdtr_acpi *tables = plan->ssdt->tables;
	const char *path = plan->ssdt->devices[index].path;

	*object = fdtr_acpi_find(tables, 0, path);
	if (*object == FDTR_NONE || tables->objects[*object].kind == FDTR_ACPI_EXTERNAL)
		return fdtr_error_set(plan->error, FDTR_ERR_NOTFOUND,
			"no table that is given declares %s; give the one that does, or correct the path",
			path);
	if (tables->objects[*object].kind != FDTR_ACPI_DEVICE)
		return fdtr_error_set(plan->error, FDTR_ERR_ARGUMENT, "%s is no device", path);
	if (tables->objects[*object].redefined)
		return fdtr_error_set(plan->error, FDTR_ERR_CONFLICT,
			"the tables declare %s twice, and systems refuse the second; correct them first",
			path);
	return FDTR_OK;
}

static bool names_pool(const struct fdtr_ssdt_plan *plan, uint32_t device, uint32_t pool)
{
	const struct fdtr_acpi *tables = plan->ssdt->tables;
	const struct fdtr_acpi_value value =
		fdtr_dsd_property(tables, plan->devices[device].object, FDTR_MEMORY_REGION);
	struct fdtr_acpi_value first = value;

	if (plan->pools[pool].object == FDTR_NONE)
		return false;
	if (value.kind == FDTR_ACPI_PACKAGE && value.count)
		first = fdtr_acpi_first(tables, &value).value;
	return first.kind == FDTR_ACPI_REFERENCE && first.object == plan->pools[pool].object;
}

static int resolve_link(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_acpi *tables = plan->ssdt->tables;
	struct fdtr_ssdt_device_plan *device = &plan->devices[index];
	const uint32_t pool = plan->ssdt->devices[index].pool;
	const struct fdtr_acpi_value dsd = fdtr_acpi_value_of(tables, device->object, "_DSD");

	if (plan->ssdt->style == FDTR_ACPI_STYLE_RDMA0000)
		return FDTR_OK;
	device->link = fdtr_acpi_child(tables, device->object, "_DSD") == FDTR_NONE;
	if (device->link || names_pool(plan, index, pool))
		return FDTR_OK;
	if (dsd.kind == FDTR_ACPI_NOT_STATIC)
		return in_the_way(plan, index, FDTR_ERR_CONFLICT,
			"has a _DSD that is made at run time, and an SSDT cannot add to it; add memory-region there");
	if (fdtr_dsd_property(tables, device->object, FDTR_MEMORY_REGION).kind != FDTR_ACPI_NONE)
		return in_the_way(plan, index, FDTR_ERR_CONFLICT,
			"has a memory-region already, which is not this pool; leave the device out, ask for that pool's "
			"size and place, or change the table");
	return in_the_way(plan, index, FDTR_ERR_CONFLICT,
		"has a _DSD already, and an SSDT cannot add to it; add memory-region in the table that has it");
}

/* A PCI device that is to be made has nothing yet; `object` is its bridge. */
static int resolve_guard(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_acpi *tables = plan->ssdt->tables;
	struct fdtr_ssdt_device_plan *device = &plan->devices[index];
	const bool made = plan->ssdt->devices[index].kind == FDTR_SSDT_PCI;
	const struct fdtr_range pool = plan->ssdt->pools[plan->ssdt->devices[index].pool].range;
	const uint32_t holder = fdtr_acpi_nearest_with(tables, device->object, "_DMA");

	device->guarded = holder != FDTR_NONE && says_range(tables, holder, "_DMA", pool) &&
	                  fdtr_acpi_child(tables, holder, "_CRS") != FDTR_NONE;
	if (device->guarded || !fdtr_ssdt_guards(plan))
		return FDTR_OK;
	if (holder == device->object && !made)
		return in_the_way(plan, index, FDTR_ERR_CONFLICT,
			"has a _DMA already, which is not the pool and nothing else; change the table that has it, or take "
			"the advisory form with --guard none");
	if (holder != FDTR_NONE)
		return in_the_way(plan, index, FDTR_ERR_CONFLICT,
			"is below a device with a _DMA, which a _DMA of its own would overrule; put the pool into that "
			"window by the table that has it, or take the advisory form with --guard none");
	device->bare = made || fdtr_acpi_child(tables, device->object, "_CRS") == FDTR_NONE;
	if (device->bare && !made && fdtr_acpi_child(tables, device->object, "_ADR") == FDTR_NONE)
		return in_the_way(plan, index, FDTR_ERR_UNSUPPORTED,
			"has no _CRS, and without it a _DMA does not count, so it cannot be guarded; take the advisory "
			"form with --guard none");
	device->guard = true;
	device->guarded = true;
	return FDTR_OK;
}

static int resolve_existing(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	int status = find_device(plan, index, &plan->devices[index].object);

	if (!status && !fdtr_acpi_present(plan->ssdt->tables, plan->devices[index].object))
		status = in_the_way(plan, index, FDTR_ERR_ARGUMENT,
			"is not there, as its _STA says; leave it out, or change the table");
	if (!status)
		status = resolve_link(plan, index);
	return status ? status : resolve_guard(plan, index);
}

static int resolve_pci(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_acpi *tables = plan->ssdt->tables;
	const struct fdtr_ssdt_device *device = &plan->ssdt->devices[index];
	const uint64_t address = (uint64_t)device->slot << 16 | device->function;
	uint32_t bridge;
	int status = find_device(plan, index, &bridge);

	if (status)
		return status;
	plan->devices[index].object = bridge;
	plan->devices[index].link = plan->ssdt->style == FDTR_ACPI_STYLE_PRP0001;
	for (uint32_t child = tables->objects[bridge].first_child; child != FDTR_NONE;
		child = tables->objects[child].next) {
		const struct fdtr_acpi_value value = fdtr_acpi_value_of(tables, child, "_ADR");

		if (value.kind == FDTR_ACPI_INTEGER && value.integer == address)
			return in_the_way(
				plan, index, FDTR_ERR_CONFLICT, "is declared already; name it by its path");
	}
	return resolve_guard(plan, index);
}

static int resolve_pool(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_ssdt_pool *pool = &plan->ssdt->pools[index];
	const struct fdtr_acpi *tables = plan->ssdt->tables;
	struct fdtr_ssdt_pool_plan *mine = &plan->pools[index];

	if (!pool->existing)
		return FDTR_OK;
	mine->object = fdtr_acpi_find(tables, 0, pool->existing);
	if (mine->object == FDTR_NONE || tables->objects[mine->object].kind != FDTR_ACPI_DEVICE)
		return fdtr_error_set(plan->error, FDTR_ERR_NOTFOUND,
			"no table that is given declares a pool %s", pool->existing);
	if (!says_range(tables, mine->object, "_CRS", pool->range))
		return fdtr_error_set(plan->error, FDTR_ERR_CONFLICT,
			"the _CRS of %s is not %#" PRIx64 "..%#" PRIx64, pool->existing, pool->range.first,
			pool->range.last);
	return FDTR_OK;
}

static int resolve_made(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_ssdt_device *device = &plan->ssdt->devices[index];
	struct fdtr_ssdt_device_plan *mine = &plan->devices[index];
	const bool uses = device->pool != FDTR_NONE;

	mine->restricted = device->kind == FDTR_SSDT_VIRTIO_MMIO_RESTRICTED ||
	                   (uses && plan->guard == FDTR_GUARD_COMPATIBLE);
	mine->link = uses && plan->ssdt->style == FDTR_ACPI_STYLE_PRP0001;
	mine->guarded = uses && fdtr_ssdt_guards(plan);
	mine->guard = mine->guarded && plan->guard == FDTR_GUARD_DMA_RANGES;
	return FDTR_OK;
}

struct declared {
	uint32_t object;
	uint32_t address; /* of a PCI device on that bridge, else FDTR_NONE */
	uint32_t device;
};

static int by_object(const void *left, const void *right)
{
	const struct declared *a = left, *b = right;

	if (a->object != b->object)
		return a->object < b->object ? -1 : 1;
	return a->address < b->address ? -1 : a->address > b->address;
}

static int check_once(struct fdtr_ssdt_plan *plan)
{
	const struct fdtr_ssdt *ssdt = plan->ssdt;
	struct fdtr_arena_mark mark = fdtr_arena_mark(plan->arena);
	struct declared *all = fdtr_arena_take(plan->arena, ssdt->device_count, sizeof(*all));
	uint32_t count = 0;

	if (!all)
		return fdtr_error_arena(plan->error);
	for (uint32_t i = 0; i < ssdt->device_count; i++) {
		const struct fdtr_ssdt_device *device = &ssdt->devices[i];

		if (!fdtr_ssdt_is_made(device))
			all[count++] = (struct declared){plan->devices[i].object,
				device->kind == FDTR_SSDT_PCI ? device->slot * 8U + device->function
							      : FDTR_NONE,
				i};
	}
	fdtr_sort(all, count, sizeof(*all), by_object);
	for (uint32_t i = 1; i < count; i++) {
		if (!by_object(&all[i - 1], &all[i]))
			return in_the_way(
				plan, all[i].device, FDTR_ERR_ARGUMENT, "is in the description twice");
	}
	fdtr_arena_reset(plan->arena, mark);
	return FDTR_OK;
}

int fdtr_ssdt_resolve(struct fdtr_ssdt_plan *plan)
{
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && i < plan->ssdt->pool_count; i++)
		status = resolve_pool(plan, i);
	for (uint32_t i = 0; !status && i < plan->ssdt->device_count; i++) {
		const struct fdtr_ssdt_device *device = &plan->ssdt->devices[i];

		if (device->kind == FDTR_SSDT_EXISTING)
			status = resolve_existing(plan, i);
		else
			status = device->kind == FDTR_SSDT_PCI ? resolve_pci(plan, i) : resolve_made(plan, i);
	}
	return status ? status : check_once(plan);
}
