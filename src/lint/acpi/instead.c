// SPDX-License-Identifier: BSD-2-Clause
/* Properties that say what ACPI has objects for. */
#include "lint/acpi/tables.h"

static const struct {
	const char *key;
	const char *object;
	bool of_pools; /* on other devices it may be something else: a channel's number, say */
} provisions[] = {
	{"reg", "_CRS", true},
	{"size", "_CRS", true},
	{"alignment", "_CRS", true},
	{"alloc-ranges", "_CRS", true},
	{"ranges", "_CRS", true},
	{"interrupts", "_CRS", false},
	{"interrupts-extended", "_CRS", false},
	{"interrupt-parent", "_CRS", false},
	{"dma-ranges", "_DMA", false},
	{"dma-coherent", "_CCA", false},
	{"status", "_STA", true},
	{"iommus", "the IORT", false},
};

static void check_resource_as_property(struct fdtr_lint *lint, uint32_t index)
{
	bool ours = fdtr_is_ours(lint, index);

	if (!fdtr_is_there(lint->acpi, index) ||
		(!ours && !fdtr_acpi_has_id(lint->acpi, index, FDTR_ACPI_PROPERTIES_HID)))
		return;
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(provisions); i++) {
		struct fdtr_acpi_value value;

		if (provisions[i].of_pools && !ours)
			continue;
		value = fdtr_dsd_property(lint->acpi, index, provisions[i].key);
		if (value.kind != FDTR_ACPI_NONE)
			fdtr_report_as(lint, fdtr_involved_severity(lint, index),
				fdtr_at_value(lint, index, provisions[i].key, &value), NULL,
				"the property \"%s\" says what belongs into %s", provisions[i].key,
				provisions[i].object);
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
