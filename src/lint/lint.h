/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the rules share: the context of one run and the verbs to report with. A rule on the platform asks for places, paths
 * and names by the property of a tree that says the thing, whatever language it looks at: fdtr_at() and fdtr_lint_word()
 * know what stands for it in tables.
 */
#ifndef FDTR_SRC_LINT_H
#define FDTR_SRC_LINT_H

#include <fdtrestrict/lint.h>

#include "base/base.h"
#include "devicetree/devicetree.h"

#include <inttypes.h>

/* What can be unsound, so that one mistake gives one finding. */
#define FDTR_SOUND_FRAME 1U /* /reserved-memory is read by kernels at all */
#define FDTR_SOUND_PLACE 2U /* the pool's range is known */
#define FDTR_SOUND_SIZE 4U  /* the pool's size is known */
#define FDTR_SOUND_POOL (FDTR_SOUND_FRAME | FDTR_SOUND_PLACE | FDTR_SOUND_SIZE)
#define FDTR_SOUND_LINK 8U    /* the device's memory-region leads somewhere */
#define FDTR_SOUND_GROUND 16U /* the pool lies on no device registers */
#define FDTR_SOUND_REACH 32U  /* the dma-ranges that should limit the device are in force */
#define FDTR_SOUND_PAGE 64U   /* the pool begins and ends on a page */
#define FDTR_TOLD 128U        /* a rule that tells of a pool once has done so */
/* Of a device object. */
#define FDTR_SOUND_PROPERTIES 1U /* all of its _DSD can be read */
#define FDTR_SOUND_RESOURCES 2U  /* _CRS can */
#define FDTR_SOUND_IDENTITY 4U   /* _HID and what belongs to it are right */

/* Ascending and disjoint; what touched is joined. */
struct fdtr_ranges {
	struct fdtr_range *items;
	uint32_t count;
};

struct fdtr_lint {
	const struct fdtr_tree *tree; /* NULL when tables are looked at, */
	const struct fdtr_acpi *acpi; /* and the other way round */
	const struct fdtr_platform *platform;
	const struct fdtr_lint_options *options;
	struct fdtr_arena *arena;
	struct fdtr_error *error;
	struct fdtr_array findings;
	uint32_t targets;                /* asked for */
	uint32_t speaking;               /* whom the check that runs now speaks for */
	struct fdtr_finding *reported;   /* the finding made last, NULL when it was not told */
	struct fdtr_change *last_change; /* of its repair */
	const struct fdtr_rule *rule;
	enum fdtr_severity level; /* FDTR_DEFAULT, or what the options say for this rule */
	uint32_t index;           /* what the rule looks at now */
	uint32_t max_findings;
	uint32_t silenced; /* what the rule, being off, would have said */
	uint32_t told[2];  /* what it said that is no error, and what is */
	bool board;        /* fdtr_is_board() */
	bool rule_full;    /* it has more to say than is kept */
	bool incomplete;   /* some rule had */
	bool cut;
	int status;
	unsigned int unsound;                /* of the tree */
	unsigned char *unsound_pool;         /* per pool */
	unsigned char *unsound_device;       /* per device */
	unsigned char *unsound_object;       /* per object of the namespace */
	const struct fdtr_dsd_fault *faults; /* in _DSDs, by object */
	uint32_t fault_count;
	uint32_t *users;            /* per pool: available devices that use it */
	uint32_t *named;            /* per pool: entries of memory-region that lead to it */
	uint32_t *virtio_users;     /* of those, virtio devices and PCI hosts */
	uint32_t placements;        /* dynamic pools that were tried to be placed */
	uint32_t *used;             /* per device: the pool Linux gives it, or FDTR_NONE */
	uint32_t *first_user;       /* per pool: a device that uses it; NULL until it is asked for */
	uint32_t *next_user;        /* per device: the next one that uses the same pool */
	struct fdtr_ranges banks;   /* /memory */
	struct fdtr_ranges pools;   /* every placed pool */
	struct fdtr_ranges used_up; /* all that no pool may grow into; no items until it is asked for */
};

/* Fills what is per pool, device or object, and the ranges; FDTR_ERR_NOSPACE when the arena is too small. */
int fdtr_lint_collect(struct fdtr_lint *lint);

/* Places. `index` counts entries of `bytes` bytes; bytes 0 means the whole property. */
struct fdtr_origin fdtr_at_node(const struct fdtr_lint *lint, uint32_t node);
struct fdtr_origin fdtr_at(const struct fdtr_lint *lint, uint32_t node, enum fdtr_property_id id);
struct fdtr_origin fdtr_at_entry(const struct fdtr_lint *lint, uint32_t node, enum fdtr_property_id id,
	uint32_t index, uint32_t bytes);

/*
 * One finding of the running rule, at its own severity or at the one given, for all of the rule's targets or for
 * those given. What holds for no target that was asked for is not said, and spoils nothing.
 */
void fdtr_report(struct fdtr_lint *lint, struct fdtr_origin place, const char *format, ...) FDTR_PRINTF(3, 4);
void fdtr_report_as(struct fdtr_lint *lint, enum fdtr_severity severity, struct fdtr_origin place,
	const struct fdtr_origin *related, const char *format, ...) FDTR_PRINTF(5, 6);
void fdtr_report_to(struct fdtr_lint *lint, uint32_t targets, enum fdtr_severity severity,
	struct fdtr_origin place, const struct fdtr_origin *related, const char *format, ...)
	FDTR_PRINTF(6, 7);

/*
 * How the finding just reported is repaired. Called after the report; without effect when that was not told, and,
 * but for DROP, in an overlay, which does not know what it meets in its base.
 */
void fdtr_repair_drop(struct fdtr_lint *lint, uint32_t node, enum fdtr_property_id id);
void fdtr_repair_add_empty(struct fdtr_lint *lint, uint32_t node, enum fdtr_property_id id);
void fdtr_repair_add_number(
	struct fdtr_lint *lint, uint32_t node, enum fdtr_property_id id, uint64_t value, uint32_t cells);
/* `name` lives as long as the arena. */
void fdtr_repair_rename(struct fdtr_lint *lint, uint32_t node, const char *name);
/* The unit address becomes that of the pool's reg, or goes away when it has none. */
void fdtr_repair_unit_address(struct fdtr_lint *lint, const struct fdtr_pool *pool);
/* The size grows to a multiple, where all that is added is free memory of the same bank. */
void fdtr_repair_round_up(struct fdtr_lint *lint, const struct fdtr_pool *pool, uint64_t granule);
void fdtr_repair_guard(
	struct fdtr_lint *lint, const struct fdtr_pool *pool, const uint32_t *devices, uint32_t count);

/* `strict` where one of those targets is asked for. */
enum fdtr_severity fdtr_severity_for(const struct fdtr_lint *lint, uint32_t targets,
	enum fdtr_severity strict, enum fdtr_severity otherwise);

/* Whether /memory is what the guest gets. */
bool fdtr_memory_is_final(const struct fdtr_lint *lint);
/* The root names a machine, and neither it nor /hypervisor says that it is virtual. */
bool fdtr_is_board(const struct fdtr_tree *tree);

static inline const struct fdtr_pool *fdtr_lint_pool(const struct fdtr_lint *lint, uint32_t index)
{
	return &lint->platform->pools[index];
}

static inline const struct fdtr_device *fdtr_lint_device(const struct fdtr_lint *lint, uint32_t index)
{
	return &lint->platform->devices[index];
}

/* The device is there and Linux gives it a pool. */
static inline bool fdtr_is_restricted(const struct fdtr_lint *lint, uint32_t device)
{
	return fdtr_lint_device(lint, device)->available && lint->used[device] != FDTR_NONE;
}

static inline bool fdtr_is_virtio_mmio(const struct fdtr_device *device)
{
	return device->kind == FDTR_DEVICE_VIRTIO_MMIO || device->kind == FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED;
}

/* Linux makes these devices and looks below them; they do no DMA of their own. */
bool fdtr_is_plain_bus(const struct fdtr_tree *tree, uint32_t node);

/* A VMM makes such devices; real host bridges are others, and on boards some are of the generic kind. */
bool fdtr_is_emulated(const struct fdtr_lint *lint, const struct fdtr_device *device);

/* A reserved region that is no restricted pool, but whose compatible or name says that it was meant as one. */
bool fdtr_looks_like_pool(const struct fdtr_lint *lint, uint32_t object);
/* A pool that no device names, since it is there for all. */
bool fdtr_is_for_all(const struct fdtr_lint *lint, uint32_t pool);
bool fdtr_lint_compatible(const struct fdtr_lint *lint, uint32_t object, const char *compatible);

/* What says that in the language looked at: "dma-ranges" is "_DMA" in tables, "reg" is "_CRS". */
const char *fdtr_lint_word(const struct fdtr_lint *lint, enum fdtr_property_id id);
char *fdtr_lint_path(const struct fdtr_lint *lint, uint32_t object, char *path, size_t size);
char *fdtr_lint_place_text(
	const struct fdtr_lint *lint, const struct fdtr_origin *place, char *text, size_t size);

/* The path of an object in a buffer of the caller, for sentences; or its place. */
#define FDTR_LINT_PATH(lint, object) \
	fdtr_lint_path((lint), (object), (char[FDTR_PATH_SIZE]){0}, FDTR_PATH_SIZE)
#define FDTR_LINT_PLACE(lint, place) \
	fdtr_lint_place_text((lint), (place), (char[FDTR_PATH_SIZE]){0}, FDTR_PATH_SIZE)
#define FDTR_LINT_SIZE(size) fdtr_size_text((size), (char[FDTR_SIZE_TEXT]){0})

void fdtr_ranges_join(struct fdtr_ranges *ranges);
bool fdtr_ranges_contain(const struct fdtr_ranges *ranges, struct fdtr_range range);
/* The number of the first range that does not end before `first`; `count` when all do. */
uint32_t fdtr_ranges_from(const struct fdtr_ranges *ranges, uint64_t first);
bool fdtr_ranges_touch(const struct fdtr_ranges *ranges, struct fdtr_range range);

/* One check, two rules: what a tree says by dma-ranges, tables say by _DMA. */
void fdtr_check_pool_out_of_reach(struct fdtr_lint *lint, uint32_t index);
void fdtr_check_pool_unguarded(struct fdtr_lint *lint, uint32_t index);
/* Tells of each pool that another claims: a device's registers, a PCI window, an RMR range. */
void fdtr_check_pool_over_claims(struct fdtr_lint *lint);

/* What pvmfw refuses, by rule. */
void fdtr_pvmfw_reg_malformed(struct fdtr_lint *lint);
void fdtr_pvmfw_no_size(struct fdtr_lint *lint);
void fdtr_pvmfw_size_cells(struct fdtr_lint *lint);
void fdtr_pvmfw_alignment_missing(struct fdtr_lint *lint);
void fdtr_pvmfw_alignment_cells(struct fdtr_lint *lint);
void fdtr_pvmfw_empty(struct fdtr_lint *lint);
void fdtr_pvmfw_page_alignment(struct fdtr_lint *lint);
void fdtr_pvmfw_wraps(struct fdtr_lint *lint);
void fdtr_pvmfw_outside_memory(struct fdtr_lint *lint);

/* One line a rule; the order is the catalogue's. */
extern const struct fdtr_rule fdtr_rule_pool_no_map, fdtr_rule_pool_reusable, fdtr_rule_pool_cma_default,
	fdtr_rule_pool_dma_default, fdtr_rule_pool_outside_reserved_memory, fdtr_rule_reserved_memory_cells,
	fdtr_rule_reserved_memory_ranges, fdtr_rule_pool_reg_and_size, fdtr_rule_pool_no_size,
	fdtr_rule_pool_multiple_ranges, fdtr_rule_pool_reg_malformed, fdtr_rule_pool_empty,
	fdtr_rule_range_wraps, fdtr_rule_pool_size_cells, fdtr_rule_pool_alignment_cells,
	fdtr_rule_pool_alignment_missing, fdtr_rule_pool_alignment_power_of_two, fdtr_rule_pool_size_slot,
	fdtr_rule_pool_page_alignment, fdtr_rule_pool_granule_alignment, fdtr_rule_pool_too_small,
	fdtr_rule_pool_small_for_devices, fdtr_rule_pool_disabled, fdtr_rule_pool_unused,
	fdtr_rule_pool_static_ignored_property, fdtr_rule_alloc_ranges_unusable,
	fdtr_rule_unit_address_mismatch, fdtr_rule_region_name_duplicate, fdtr_rule_too_many_regions,
	fdtr_rule_phandle_duplicate, fdtr_rule_pool_outside_memory, fdtr_rule_reserved_overlap,
	fdtr_rule_boot_image_overlap, fdtr_rule_memreserve_overlap, fdtr_rule_pool_in_mmio,
	fdtr_rule_pool_out_of_dma_reach, fdtr_rule_dma_ranges_misaligned, fdtr_rule_pool_in_highmem,
	fdtr_rule_memory_region_dangling, fdtr_rule_memory_region_not_reserved, fdtr_rule_multiple_pools,
	fdtr_rule_pool_behind_iommu, fdtr_rule_pci_child_hides_pool, fdtr_rule_pool_on_bridge,
	fdtr_rule_device_unrestricted, fdtr_rule_pool_unguarded, fdtr_rule_guard_mismatch,
	fdtr_rule_restricted_compatible_fallback, fdtr_rule_restricted_compatible_without_pool,
	fdtr_rule_restricted_compatible_proposed, fdtr_rule_virtio_mmio_binding_gap,
	fdtr_rule_device_not_coherent, fdtr_rule_coherent_pool_missing, fdtr_rule_reserved_memory_duplicate,
	fdtr_rule_pool_compatible_conflict, fdtr_rule_pool_compatible_misspelt, fdtr_rule_pool_too_large,
	fdtr_rule_pool_no_room, fdtr_rule_pool_outside_usable_memory, fdtr_rule_pool_beyond_mem,
	fdtr_rule_bootargs_device, fdtr_rule_memory_region_malformed, fdtr_rule_memory_region_misplaced,
	fdtr_rule_pci_reg_bus, fdtr_rule_bus_without_compatible, fdtr_rule_bus_cells_missing,
	fdtr_rule_reg_untranslatable, fdtr_rule_status_unknown, fdtr_rule_dma_mem_unresolved,
	fdtr_rule_dma_mem_no_device, fdtr_rule_dma_ranges_misplaced, fdtr_rule_dma_ranges_malformed,
	fdtr_rule_dma_ranges_gap, fdtr_rule_dma_ranges_shifted, fdtr_rule_guard_lowers_dma_zone,
	fdtr_rule_pool_missing, fdtr_rule_pvmfw_memory, fdtr_rule_reserved_memory_unit_address,
	fdtr_rule_uefi_memory_type, fdtr_rule_pvu_entries, fdtr_rule_ignore_invalid, fdtr_rule_ignore_unused,
	fdtr_rule_binding_property_missing, fdtr_rule_binding_property_unknown,
	fdtr_rule_binding_property_type, fdtr_rule_binding_property_count, fdtr_rule_binding_property_value,
	fdtr_rule_binding_choice, fdtr_rule_binding_document, fdtr_rule_binding_id,
	fdtr_rule_binding_reference, fdtr_rule_binding_pattern, fdtr_rule_binding_example,
	fdtr_rule_binding_quotes;
extern const struct fdtr_rule fdtr_rule_acpi_checksum, fdtr_rule_acpi_dsd_uuid, fdtr_rule_acpi_dsd_structure,
	fdtr_rule_acpi_dsd_pair, fdtr_rule_acpi_dsd_value, fdtr_rule_acpi_dsd_duplicate_key,
	fdtr_rule_acpi_dsd_not_static, fdtr_rule_acpi_prp0001_compatible, fdtr_rule_acpi_resource_as_property,
	fdtr_rule_acpi_reference_unresolved, fdtr_rule_acpi_uid_duplicate, fdtr_rule_acpi_cca_missing,
	fdtr_rule_acpi_crs_malformed, fdtr_rule_acpi_pool_range, fdtr_rule_acpi_mmio_above_4g,
	fdtr_rule_acpi_virtio_resources, fdtr_rule_acpi_memory_map, fdtr_rule_acpi_rmr_alignment,
	fdtr_rule_acpi_dma_window, fdtr_rule_acpi_guard_container, fdtr_rule_acpi_unguarded,
	fdtr_rule_acpi_no_consumer;
extern const struct fdtr_rule fdtr_rule_compare_pool_missing, fdtr_rule_compare_pool_range,
	fdtr_rule_compare_pool_user, fdtr_rule_compare_device_missing, fdtr_rule_compare_mmio,
	fdtr_rule_compare_interrupt, fdtr_rule_compare_interrupt_trigger, fdtr_rule_compare_coherence,
	fdtr_rule_compare_guard;

#endif
