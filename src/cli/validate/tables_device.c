// SPDX-License-Identifier: BSD-2-Clause
/* What ACPI says of a device in ways of its own: resources, coherence, windows. */
#include "cli/validate/tables_tree.h"

#include <string.h>

/* A property that stands for what another object says. */
static void make(struct table_tree *tree, struct table_node *node, const char *name, const void *data,
	uint32_t length, uint32_t holder, const char *child)
{
	struct table_property *property = table_property_add(tree, node, name, data, length);

	if (!property)
		return;
	property->made_of = child;
	property->place = table_place(tree->acpi, holder, child);
}

struct resources {
	struct table_cells reg;
	struct table_cells interrupts;
	bool others; /* that trees say otherwise: ports, buses, GPIO */
};

/* A producer's ranges are for the devices below it. */
static void add_memory(struct resources *found, const struct fdtr_acpi_resource *resource)
{
	struct fdtr_range range;

	if (resource->producer || !fdtr_acpi_resource_range(resource, &range))
		return;
	table_cells_number(&found->reg, range.first);
	table_cells_number(&found->reg, fdtr_range_size(range));
}

/* As interrupt controllers of two cells have it: 1 and 2 are edges, 4 and 8 levels, the second of each low. */
static void add_interrupts(struct resources *found, const struct fdtr_acpi_resource *resource)
{
	for (uint32_t i = 0; i < resource->interrupt_count; i++) {
		table_cells_add(&found->interrupts, fdtr_acpi_resource_interrupt(resource, i));
		table_cells_add(&found->interrupts, (resource->edge ? 1U : 4U) << resource->active_low);
	}
}

static void add_resource(struct resources *found, const struct fdtr_acpi_resource *resource)
{
	switch (resource->kind) {
	case FDTR_RESOURCE_MEMORY32_FIXED:
	case FDTR_RESOURCE_QWORD_MEMORY:
	case FDTR_RESOURCE_MEMORY:
		add_memory(found, resource);
		break;
	case FDTR_RESOURCE_INTERRUPT:
	case FDTR_RESOURCE_IRQ:
		add_interrupts(found, resource);
		break;
	case FDTR_RESOURCE_END:
		break;
	default:
		found->others = true;
	}
}

/* How much room there has to be. */
static void count_resource(const struct fdtr_acpi_resource *resource, size_t *ranges, size_t *interrupts)
{
	if (resource->kind == FDTR_RESOURCE_INTERRUPT || resource->kind == FDTR_RESOURCE_IRQ)
		*interrupts += resource->interrupt_count;
	else
		(*ranges)++;
}

static bool begin(struct table_tree *tree, struct resources *found, struct fdtr_acpi_resources walk)
{
	struct fdtr_acpi_resource resource;
	size_t ranges = 0, interrupts = 0;

	while (fdtr_acpi_resource_next(&walk, &resource))
		count_resource(&resource, &ranges, &interrupts);
	*found = (struct resources){.reg = table_cells_begin(tree, 4 * ranges)};
	found->interrupts = table_cells_begin(tree, 2 * interrupts);
	return !tree->full;
}

static void read_resources(struct table_tree *tree, struct table_node *node, uint32_t device)
{
	struct fdtr_acpi_value value;
	struct fdtr_acpi_resources walk = fdtr_acpi_resources_of(tree->acpi, device, "_CRS", &value);
	struct fdtr_acpi_resource resource;
	struct resources found;

	node->partial |= value.kind == FDTR_ACPI_NOT_STATIC;
	if (value.kind != FDTR_ACPI_BUFFER || !begin(tree, &found, walk))
		return;
	while (fdtr_acpi_resource_next(&walk, &resource))
		add_resource(&found, &resource);
	node->partial |= found.others || walk.problem;
	if (found.reg.length)
		make(tree, node, "reg", found.reg.data, found.reg.length, device, "_CRS");
	if (found.interrupts.length)
		make(tree, node, "interrupts", found.interrupts.data, found.interrupts.length, device,
			"_CRS");
}

void table_device_resources(struct table_tree *tree, struct table_node *node)
{
	const struct fdtr_acpi *acpi = tree->acpi;
	uint32_t device = node->object, holder = fdtr_acpi_nearest_with(acpi, device, "_CCA");
	struct fdtr_acpi_value coherent = fdtr_acpi_value_of(acpi, holder, "_CCA");

	if (fdtr_acpi_has_id(acpi, device, FDTR_ACPI_VIRTIO_MMIO_HID))
		make(tree, node, "compatible", "virtio,mmio", sizeof("virtio,mmio"), device, "_HID");
	read_resources(tree, node, device);
	if (coherent.kind == FDTR_ACPI_INTEGER && coherent.integer)
		make(tree, node, "dma-coherent", NULL, 0, holder, "_CCA");
}

void table_bus_windows(struct table_tree *tree, struct table_node *bus, uint32_t holder)
{
	struct fdtr_acpi_value value;
	struct fdtr_acpi_resources walk = fdtr_acpi_resources_of(tree->acpi, holder, "_DMA", &value);
	struct fdtr_acpi_resource resource;
	struct table_cells cells;
	struct fdtr_range range;

	bus->partial = value.kind == FDTR_ACPI_NOT_STATIC;
	if (value.kind != FDTR_ACPI_BUFFER)
		return;
	/* Six cells each, and no descriptor of memory is shorter than nine bytes. */
	cells = table_cells_begin(tree, 6 * (size_t)(walk.size / 9 + 1));
	while (fdtr_acpi_resource_next(&walk, &resource)) {
		if (!fdtr_acpi_resource_range(&resource, &range))
			continue;
		table_cells_number(&cells, resource.minimum);
		table_cells_number(&cells, range.first);
		table_cells_number(&cells, fdtr_range_size(range));
	}
	if (cells.length)
		make(tree, bus, "dma-ranges", cells.data, cells.length, holder, "_DMA");
}
