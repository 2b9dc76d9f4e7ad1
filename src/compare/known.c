// SPDX-License-Identifier: BSD-2-Clause
/* What each side says of an interrupt, and the tables of a host bridge's configuration space. */
#include "compare/parts.h"

#include "acpi/platform/devices.h"
#include "devicetree/gsi.h"
#include "devicetree/interrupts.h"

#include <string.h>

struct fdtr_gsi fdtr_gsi_of_node(const struct fdtr_tree *tree, uint32_t node, struct fdtr_arena *arena)
{
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	struct fdtr_gsi gsi = {.state = FDTR_GSI_NONE, .origin = {.object = node}};
	struct fdtr_interrupt interrupt;
	struct fdtr_tree_gsi said = {0};
	const char *why = NULL;

	if (fdtr_tree_interrupt(tree, node, &interrupt) == FDTR_INTERRUPT_NONE)
		return gsi;
	gsi.state = fdtr_tree_gsi(tree, node, arena, &said, &why) ? FDTR_GSI_KNOWN : FDTR_GSI_UNKNOWN;
	fdtr_arena_reset(arena, mark);
	gsi.number = said.number;
	gsi.edge = said.edge;
	gsi.active_low = said.active_low;
	return gsi;
}

struct fdtr_gsi fdtr_gsi_of_object(const struct fdtr_acpi *acpi, uint32_t object)
{
	struct fdtr_gsi gsi = {.state = FDTR_GSI_NONE, .origin = {.object = object}};
	struct fdtr_acpi_resource resource;
	struct fdtr_acpi_value value;
	struct fdtr_acpi_resources walk = fdtr_acpi_resources_of(acpi, object, "_CRS", &value);

	if (value.kind == FDTR_ACPI_NOT_STATIC)
		gsi.state = FDTR_GSI_UNKNOWN;
	while (gsi.state == FDTR_GSI_NONE && fdtr_acpi_resource_next(&walk, &resource)) {
		if ((resource.kind != FDTR_RESOURCE_INTERRUPT && resource.kind != FDTR_RESOURCE_IRQ) ||
			!resource.interrupt_count)
			continue;
		gsi.state = FDTR_GSI_KNOWN;
		gsi.number = resource.interrupt;
		gsi.edge = resource.edge;
		gsi.active_low = resource.active_low;
		gsi.origin.property = "_CRS";
		gsi.origin.source = value.table;
		gsi.origin.offset = (uint32_t)(value.data - acpi->tables[value.table].data) + resource.offset;
		gsi.origin.length = resource.length;
	}
	return gsi;
}

enum { MCFG_FIRST = 44, MCFG_ENTRY = 16, MCFG_SEGMENT = 8 };

bool fdtr_mcfg_base(const struct fdtr_acpi *acpi, uint32_t bridge, uint64_t *base)
{
	struct fdtr_acpi_value value = fdtr_acpi_value_of(acpi, bridge, "_SEG");
	uint64_t segment = value.kind == FDTR_ACPI_INTEGER ? value.integer : 0;

	if (value.kind == FDTR_ACPI_NOT_STATIC)
		return false;
	for (uint32_t i = 0; i < acpi->table_count; i++) {
		const struct fdtr_acpi_table *table = &acpi->tables[i];

		if (strcmp(table->signature, "MCFG") != 0)
			continue;
		for (uint32_t at = MCFG_FIRST; fdtr_holds(table->length, at, MCFG_ENTRY); at += MCFG_ENTRY) {
			if (fdtr_little(table->data + at + MCFG_SEGMENT, 2) != segment)
				continue;
			*base = fdtr_little(table->data + at, 8);
			return true;
		}
	}
	return false;
}
