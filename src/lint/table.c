// SPDX-License-Identifier: BSD-2-Clause
/* The catalogue: one line a rule. What spoils something stands before what needs it. */
#include "lint/lint.h"

#include <string.h>

static const struct fdtr_rule *const rules[] = {
	/* the pool node */
	&fdtr_rule_reserved_memory_cells,
	&fdtr_rule_reserved_memory_ranges,
	&fdtr_rule_reserved_memory_duplicate,
	&fdtr_rule_reserved_memory_unit_address,
	&fdtr_rule_pool_outside_reserved_memory,
	&fdtr_rule_pool_compatible_misspelt,
	&fdtr_rule_pool_compatible_conflict,
	&fdtr_rule_pool_no_map,
	&fdtr_rule_pool_reusable,
	&fdtr_rule_pool_cma_default,
	&fdtr_rule_pool_dma_default,
	&fdtr_rule_pool_reg_malformed,
	&fdtr_rule_pool_empty,
	&fdtr_rule_range_wraps,
	&fdtr_rule_pool_no_size,
	&fdtr_rule_pool_reg_and_size,
	&fdtr_rule_pool_multiple_ranges,
	&fdtr_rule_pool_size_cells,
	&fdtr_rule_pool_alignment_cells,
	&fdtr_rule_pool_alignment_missing,
	&fdtr_rule_pool_alignment_power_of_two,
	&fdtr_rule_pool_size_slot,
	&fdtr_rule_pool_page_alignment,
	&fdtr_rule_pool_granule_alignment,
	&fdtr_rule_pool_too_small,
	&fdtr_rule_pool_too_large,
	&fdtr_rule_pool_small_for_devices,
	&fdtr_rule_pool_disabled,
	&fdtr_rule_pool_unused,
	&fdtr_rule_pool_static_ignored_property,
	&fdtr_rule_alloc_ranges_unusable,
	&fdtr_rule_pool_no_room,
	&fdtr_rule_unit_address_mismatch,
	&fdtr_rule_region_name_duplicate,
	&fdtr_rule_too_many_regions,
	&fdtr_rule_phandle_duplicate,
	&fdtr_rule_pool_missing,
	/* ranges */
	&fdtr_rule_reserved_overlap,
	&fdtr_rule_boot_image_overlap,
	&fdtr_rule_memreserve_overlap,
	&fdtr_rule_pool_in_mmio, /* before pool-outside-memory, which it explains */
	&fdtr_rule_pool_outside_memory,
	&fdtr_rule_pvmfw_memory,
	&fdtr_rule_uefi_memory_type,
	&fdtr_rule_pool_outside_usable_memory,
	&fdtr_rule_pool_beyond_mem,
	&fdtr_rule_pool_in_highmem,
	/* devices and links */
	&fdtr_rule_memory_region_malformed,
	&fdtr_rule_memory_region_dangling,
	&fdtr_rule_memory_region_not_reserved,
	&fdtr_rule_memory_region_misplaced,
	&fdtr_rule_multiple_pools,
	&fdtr_rule_pvu_entries,
	&fdtr_rule_pool_behind_iommu,
	&fdtr_rule_pci_child_hides_pool,
	&fdtr_rule_pool_on_bridge,
	&fdtr_rule_pci_reg_bus,
	&fdtr_rule_device_unrestricted,
	&fdtr_rule_bootargs_device,
	&fdtr_rule_restricted_compatible_fallback,
	&fdtr_rule_restricted_compatible_without_pool,
	&fdtr_rule_restricted_compatible_proposed,
	&fdtr_rule_virtio_mmio_binding_gap,
	&fdtr_rule_device_not_coherent,
	&fdtr_rule_coherent_pool_missing,
	/* buses and dma-ranges */
	&fdtr_rule_status_unknown,
	&fdtr_rule_bus_without_compatible,
	&fdtr_rule_bus_cells_missing,
	&fdtr_rule_reg_untranslatable,
	&fdtr_rule_dma_mem_unresolved,
	&fdtr_rule_dma_mem_no_device,
	&fdtr_rule_dma_ranges_misplaced,
	&fdtr_rule_dma_ranges_malformed,
	&fdtr_rule_dma_ranges_gap,
	&fdtr_rule_guard_mismatch,
	&fdtr_rule_pool_out_of_dma_reach,
	&fdtr_rule_dma_ranges_shifted,
	&fdtr_rule_dma_ranges_misaligned,
	&fdtr_rule_guard_lowers_dma_zone,
	&fdtr_rule_pool_unguarded,
	/* ACPI tables */
	&fdtr_rule_acpi_checksum,
	&fdtr_rule_acpi_dsd_uuid,
	&fdtr_rule_acpi_dsd_structure,
	&fdtr_rule_acpi_dsd_pair,
	&fdtr_rule_acpi_dsd_value,
	&fdtr_rule_acpi_dsd_duplicate_key,
	&fdtr_rule_acpi_dsd_not_static,
	&fdtr_rule_acpi_prp0001_compatible,
	&fdtr_rule_acpi_resource_as_property,
	&fdtr_rule_acpi_reference_unresolved,
	&fdtr_rule_acpi_uid_duplicate,
	&fdtr_rule_acpi_cca_missing,
	&fdtr_rule_acpi_crs_malformed,
	&fdtr_rule_acpi_pool_range,
	&fdtr_rule_acpi_mmio_above_4g,
	&fdtr_rule_acpi_virtio_resources,
	&fdtr_rule_acpi_memory_map,
	&fdtr_rule_acpi_rmr_alignment,
	&fdtr_rule_acpi_dma_window,
	&fdtr_rule_acpi_unguarded,
	&fdtr_rule_acpi_guard_container,
	&fdtr_rule_acpi_no_consumer,
	/* bindings */
	&fdtr_rule_binding_property_missing,
	&fdtr_rule_binding_property_unknown,
	&fdtr_rule_binding_property_type,
	&fdtr_rule_binding_property_count,
	&fdtr_rule_binding_property_value,
	&fdtr_rule_binding_choice,
	&fdtr_rule_binding_document,
	&fdtr_rule_binding_id,
	&fdtr_rule_binding_reference,
	&fdtr_rule_binding_pattern,
	&fdtr_rule_binding_example,
	&fdtr_rule_binding_quotes,
	/* comparisons */
	&fdtr_rule_compare_pool_missing,
	&fdtr_rule_compare_pool_range,
	&fdtr_rule_compare_pool_user,
	&fdtr_rule_compare_device_missing,
	&fdtr_rule_compare_mmio,
	&fdtr_rule_compare_interrupt,
	&fdtr_rule_compare_interrupt_trigger,
	&fdtr_rule_compare_coherence,
	&fdtr_rule_compare_guard,
	/* ignores */
	&fdtr_rule_ignore_invalid,
	&fdtr_rule_ignore_unused,
};

/* The rule that a family begins with. */
static const struct {
	const char *name;
	const struct fdtr_rule *first;
} families[] = {
	{"the pool node", &fdtr_rule_reserved_memory_cells},
	{"ranges", &fdtr_rule_reserved_overlap},
	{"devices and links", &fdtr_rule_memory_region_malformed},
	{"buses and dma-ranges", &fdtr_rule_status_unknown},
	{"ACPI tables", &fdtr_rule_acpi_checksum},
	{"bindings", &fdtr_rule_binding_property_missing},
	{"comparisons", &fdtr_rule_compare_pool_missing},
	{"ignores", &fdtr_rule_ignore_invalid},
};

const struct fdtr_rule *const *fdtr_rules(size_t *count)
{
	*count = FDTR_ARRAY_SIZE(rules);
	return rules;
}

int fdtr_rule_index(const char *name)
{
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(rules); i++) {
		if (!strcmp(rules[i]->name, name))
			return (int)i;
	}
	return -1;
}

const char *fdtr_rule_family(size_t index)
{
	size_t family = 0, next = 1;

	for (size_t i = 0; i <= index && next < FDTR_ARRAY_SIZE(families); i++) {
		if (rules[i] == families[next].first)
			family = next++;
	}
	return families[family].name;
}

const char *fdtr_severity_name(enum fdtr_severity severity)
{
	static const char *const names[] = {
		[FDTR_DEFAULT] = "default",
		[FDTR_OFF] = "off",
		[FDTR_INFO] = "info",
		[FDTR_WARNING] = "warning",
		[FDTR_ERROR] = "error",
	};

	return names[severity];
}
