// SPDX-License-Identifier: BSD-2-Clause
/* The plan as terms: pools, containers, devices, then what is added to devices of other tables. */
#include "generate/acpi/plan.h"

#include "acpi/properties/properties.h"
#include "devicetree/devicetree.h"

#include <string.h>

#define PRESENT 0x0fU /* _STA: present, enabled, shown, functioning (6.3.7) */

static struct fdtr_acpi_resource memory_resource(struct fdtr_range range)
{
	return (struct fdtr_acpi_resource){.kind = FDTR_RESOURCE_QWORD_MEMORY,
		.minimum = range.first,
		.maximum = range.last,
		.size = fdtr_range_size(range),
		.minimum_fixed = true,
		.maximum_fixed = true};
}

/* What the writer keeps must live as long as the tree. */
static struct fdtr_acpi_resource *resources(struct fdtr_ssdt_plan *plan, uint32_t count)
{
	struct fdtr_acpi_resource *items = fdtr_arena_take(plan->arena, count, sizeof(*items));

	if (!items)
		plan->terms.no_space = true;
	return items;
}

static void add_memory(struct fdtr_ssdt_plan *plan, const char *name, struct fdtr_range range)
{
	struct fdtr_acpi_resource *resource = resources(plan, 1);

	if (!resource)
		return;
	*resource = memory_resource(range);
	resource->cacheable = true;
	fdtr_terms_name_resources(&plan->terms, name, resource, 1);
}

static void open_properties(struct fdtr_terms *terms)
{
	struct fdtr_term *uuid;

	(void)fdtr_terms_open(terms, FDTR_TERM_NAME, "_DSD");
	(void)fdtr_terms_open(terms, FDTR_TERM_PACKAGE, NULL);
	uuid = fdtr_terms_add(terms, FDTR_TERM_UUID, NULL);
	if (uuid)
		uuid->data = FDTR_DSD_PROPERTIES;
	(void)fdtr_terms_open(terms, FDTR_TERM_PACKAGE, NULL);
}

static void close_properties(struct fdtr_terms *terms)
{
	for (int i = 0; i < 3; i++)
		fdtr_terms_close(terms);
}

static void add_compatible(struct fdtr_terms *terms, const char *compatible)
{
	(void)fdtr_terms_open(terms, FDTR_TERM_PACKAGE, NULL);
	fdtr_terms_string(terms, "compatible");
	fdtr_terms_string(terms, compatible);
	fdtr_terms_close(terms);
}

static void add_link(struct fdtr_terms *terms, const char *pool)
{
	(void)fdtr_terms_open(terms, FDTR_TERM_PACKAGE, NULL);
	fdtr_terms_string(terms, FDTR_MEMORY_REGION);
	fdtr_terms_reference(terms, pool);
	fdtr_terms_close(terms);
}

static void open_device(struct fdtr_terms *terms, const char *name, const char *hid, uint32_t uid)
{
	(void)fdtr_terms_open(terms, FDTR_TERM_DEVICE, name);
	fdtr_terms_name_string(terms, "_HID", hid);
	fdtr_terms_name_integer(terms, "_UID", uid);
}

static void add_pool(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_ssdt_pool_plan *pool = &plan->pools[index];
	struct fdtr_terms *terms = &plan->terms;
	struct fdtr_term *device;

	if (pool->object != FDTR_NONE)
		return;
	device = fdtr_terms_open(terms, FDTR_TERM_DEVICE, pool->name);
	if (device)
		device->comment = "A restricted DMA pool. The memory map must have it reserved.";
	fdtr_terms_name_string(terms, "_HID", fdtr_ssdt_pool_hid(plan->ssdt));
	if (plan->ssdt->style == FDTR_ACPI_STYLE_PRP0001)
		fdtr_terms_name_integer(terms, "_UID", pool->uid);
	fdtr_terms_name_integer(terms, "_STA", PRESENT);
	add_memory(plan, "_CRS", plan->ssdt->pools[index].range);
	if (plan->ssdt->style == FDTR_ACPI_STYLE_PRP0001) {
		open_properties(terms);
		add_compatible(terms, FDTR_POOL_COMPATIBLE);
		close_properties(terms);
	}
	fdtr_terms_close(terms);
}

static void add_registers(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_ssdt_device *device = &plan->ssdt->devices[index];
	struct fdtr_acpi_resource *items = resources(plan, 2);

	if (!items)
		return;
	items[0] = memory_resource(device->mmio);
	if (device->mmio.last <= UINT32_MAX)
		items[0].kind = FDTR_RESOURCE_MEMORY32_FIXED;
	items[1] = (struct fdtr_acpi_resource){.kind = FDTR_RESOURCE_INTERRUPT,
		.interrupt = device->interrupt,
		.interrupt_count = 1,
		.edge = device->edge,
		.active_low = device->active_low,
		.shared = plan->devices[index].shares};
	fdtr_terms_name_resources(&plan->terms, "_CRS", items, 2);
}

static void add_additions(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_ssdt_device_plan *device = &plan->devices[index];
	const uint32_t pool = plan->ssdt->devices[index].pool;
	struct fdtr_terms *terms = &plan->terms;

	if (device->link || device->restricted) {
		open_properties(terms);
		if (device->restricted)
			add_compatible(terms, FDTR_VIRTIO_MMIO_RESTRICTED_COMPATIBLE);
		if (device->link)
			add_link(terms, plan->pools[pool].path);
		close_properties(terms);
	}
	if (device->bare)
		fdtr_terms_name_resources(terms, "_CRS", NULL, 0);
	if (device->guard)
		add_memory(plan, "_DMA", plan->ssdt->pools[pool].range);
}

static void add_virtio(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_ssdt_device_plan *device = &plan->devices[index];

	open_device(&plan->terms, device->name, fdtr_ssdt_device_hid(device), device->uid);
	fdtr_terms_name_integer(&plan->terms, "_CCA", plan->ssdt->devices[index].coherent);
	add_registers(plan, index);
	add_additions(plan, index);
	fdtr_terms_close(&plan->terms);
}

/* What its devices decode, in as few ranges as that takes: they come in order, and none overlaps another. */
static void add_decoded(struct fdtr_ssdt_plan *plan, uint32_t first)
{
	struct fdtr_acpi_resource *items;
	struct fdtr_range range;
	uint32_t count = 0, members = 0;

	for (uint32_t i = first; i != FDTR_NONE; i = plan->devices[i].next)
		members++;
	items = resources(plan, members);
	if (!items)
		return;
	range = plan->ssdt->devices[first].mmio;
	for (uint32_t i = first; i != FDTR_NONE; i = plan->devices[i].next) {
		const uint32_t next = plan->devices[i].next;

		if (next != FDTR_NONE && plan->ssdt->devices[next].mmio.first == range.last + 1) {
			range.last = plan->ssdt->devices[next].mmio.last;
			continue;
		}
		items[count] = memory_resource(range);
		items[count++].producer = true;
		if (next != FDTR_NONE)
			range = plan->ssdt->devices[next].mmio;
	}
	fdtr_terms_name_resources(&plan->terms, "_CRS", items, count);
}

static void add_container(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_ssdt_pool_plan *pool = &plan->pools[index];

	if (!pool->container)
		return;
	open_device(&plan->terms, pool->container, FDTR_ACPI_PROPERTIES_HID, pool->container_uid);
	open_properties(&plan->terms);
	add_compatible(&plan->terms, "simple-bus");
	close_properties(&plan->terms);
	add_decoded(plan, pool->first);
	add_memory(plan, "_DMA", plan->ssdt->pools[index].range);
	for (uint32_t i = pool->first; i != FDTR_NONE; i = plan->devices[i].next)
		add_virtio(plan, i);
	fdtr_terms_close(&plan->terms);
}

static void add_existing(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	if (!plan->devices[index].link && !plan->devices[index].guard)
		return;
	(void)fdtr_terms_open(&plan->terms, FDTR_TERM_SCOPE, plan->devices[index].path);
	add_additions(plan, index);
	fdtr_terms_close(&plan->terms);
}

static void add_pci(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_ssdt_device *device = &plan->ssdt->devices[index];

	(void)fdtr_terms_open(&plan->terms, FDTR_TERM_SCOPE, device->path);
	(void)fdtr_terms_open(&plan->terms, FDTR_TERM_DEVICE, plan->devices[index].name);
	fdtr_terms_name_integer(&plan->terms, "_ADR", (uint64_t)device->slot << 16 | device->function);
	add_additions(plan, index);
	fdtr_terms_close(&plan->terms);
	fdtr_terms_close(&plan->terms);
}

/* iasl wants to hear of each once. */
static void add_external(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_ssdt_device *device = &plan->ssdt->devices[index];

	if (fdtr_ssdt_is_made(device))
		return;
	for (uint32_t i = 0; i < index && device->kind == FDTR_SSDT_PCI; i++) {
		if (!fdtr_ssdt_is_made(&plan->ssdt->devices[i]) &&
			plan->devices[i].object == plan->devices[index].object)
			return;
	}
	if (device->kind == FDTR_SSDT_PCI || plan->devices[index].link || plan->devices[index].guard)
		(void)fdtr_terms_add(&plan->terms, FDTR_TERM_EXTERNAL, device->path);
}

static bool makes_any(const struct fdtr_ssdt_plan *plan)
{
	for (uint32_t i = 0; i < plan->ssdt->pool_count; i++) {
		if (plan->pools[i].object == FDTR_NONE)
			return true;
	}
	for (uint32_t i = 0; i < plan->ssdt->device_count; i++) {
		if (fdtr_ssdt_is_made(&plan->ssdt->devices[i]))
			return true;
	}
	return false;
}

bool fdtr_ssdt_has_work(const struct fdtr_ssdt_plan *plan)
{
	for (uint32_t i = 0; i < plan->ssdt->device_count; i++) {
		if (plan->ssdt->devices[i].kind == FDTR_SSDT_PCI || plan->devices[i].link ||
			plan->devices[i].guard)
			return true;
	}
	return makes_any(plan);
}

static void add_externals(struct fdtr_ssdt_plan *plan)
{
	if (makes_any(plan) && strcmp(plan->scope, "\\_SB") != 0 && strcmp(plan->scope, "\\") != 0)
		(void)fdtr_terms_add(&plan->terms, FDTR_TERM_EXTERNAL, plan->scope);
	for (uint32_t i = 0; i < plan->ssdt->pool_count; i++) {
		if (plan->pools[i].object != FDTR_NONE)
			(void)fdtr_terms_add(&plan->terms, FDTR_TERM_EXTERNAL, plan->pools[i].path);
	}
	for (uint32_t i = 0; i < plan->ssdt->device_count; i++)
		add_external(plan, i);
}

static void add_made(struct fdtr_ssdt_plan *plan)
{
	const struct fdtr_ssdt *ssdt = plan->ssdt;

	(void)fdtr_terms_open(&plan->terms, FDTR_TERM_SCOPE, plan->scope);
	for (uint32_t i = 0; i < ssdt->pool_count; i++)
		add_pool(plan, i);
	for (uint32_t i = 0; i < ssdt->pool_count; i++)
		add_container(plan, i);
	for (uint32_t i = 0; i < ssdt->device_count; i++) {
		if (fdtr_ssdt_is_made(&ssdt->devices[i]) &&
			(plan->guard != FDTR_GUARD_CONTAINER || ssdt->devices[i].pool == FDTR_NONE))
			add_virtio(plan, i);
	}
	fdtr_terms_close(&plan->terms);
}

int fdtr_ssdt_build(struct fdtr_ssdt_plan *plan)
{
	fdtr_terms_begin(&plan->terms, plan->arena);
	add_externals(plan);
	if (makes_any(plan))
		add_made(plan);
	for (uint32_t i = 0; i < plan->ssdt->device_count; i++) {
		if (plan->ssdt->devices[i].kind == FDTR_SSDT_EXISTING)
			add_existing(plan, i);
		else if (plan->ssdt->devices[i].kind == FDTR_SSDT_PCI)
			add_pci(plan, i);
	}
	return plan->terms.no_space ? fdtr_error_arena(plan->error) : FDTR_OK;
}
