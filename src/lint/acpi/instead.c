// SPDX-License-Identifier: BSD-2-Clause
/* Properties that say what ACPI has objects for. */
#include "lint/acpi/tables.h"

/* Those of pools first: on other devices they may be something else, a channel's number, say. */
static const char *const keys[] = {"reg", "size", "alignment", "alloc-ranges", "ranges", "status",
	"interrupts", "interrupts-extended", "interrupt-parent", "dma-ranges", "dma-coherent", "iommus"};
static const char *const objects[] = {
	"_CRS", "_CRS", "_CRS", "_CRS", "_CRS", "_STA", "_CRS", "_CRS", "_CRS", "_DMA", "_CCA", "the IORT"};
#define OF_POOLS 6U

_Static_assert(FDTR_ARRAY_SIZE(keys) == FDTR_ARRAY_SIZE(objects), "each key has its object");
_Static_assert(FDTR_ARRAY_SIZE(keys) <= FDTR_DSD_KEYS, "they are asked for in one look");

static void check_resource_as_property(struct fdtr_lint *lint, uint32_t index)
{
	struct fdtr_acpi_value values[FDTR_ARRAY_SIZE(keys)];
	bool ours = fdtr_is_ours(lint, index);

	if (!fdtr_is_there(lint->acpi, index) ||
		(!ours && !fdtr_acpi_has_id(lint->acpi, index, FDTR_ACPI_PROPERTIES_HID)))
		return;
	fdtr_dsd_properties(lint->acpi, index, keys, FDTR_ARRAY_SIZE(keys), values);
	for (size_t i = ours ? 0 : OF_POOLS; i < FDTR_ARRAY_SIZE(keys); i++) {
		if (values[i].kind != FDTR_ACPI_NONE)
			fdtr_report_as(lint, fdtr_involved_severity(lint, index),
				fdtr_at_value(lint, index, keys[i], &values[i]), NULL,
				"the property \"%s\" says what belongs into %s", keys[i], objects[i]);
	}
}

const struct fdtr_rule fdtr_rule_acpi_resource_as_property = {
	.name = "acpi-resource-as-property",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_ACPI_DEVICE,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "addresses, sizes, interrupts and what else ACPI has objects for are no properties",
	.why = "Nobody reads them there: a pool whose range is a property has no range, and where _CRS says another the two "
	       "contradict each other, of which _CRS wins. A _DSD with such properties is not valid, says the kernel's "
	       "documentation, and PRP0001 then is not either.",
	.happens = "linux-6.1, 6.12: reads resources from _CRS alone, silent (read)",
	.fix = "Move the range into _CRS (QWordMemory, Memory32Fixed), interrupts too; windows into _DMA, coherence into _CCA, "
	       "presence into _STA.",
	.source = "_DSD Guide, Device Properties UUID: no properties for what _CRS provides; Linux "
		  "Documentation/firmware-guide/acpi/DSD-properties-rules.rst, drivers/acpi/acpi_platform.c "
		  "acpi_create_platform_device()",
	.needs = FDTR_SOUND_PROPERTIES,
	.check = check_resource_as_property,
};
