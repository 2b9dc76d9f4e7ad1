// SPDX-License-Identifier: BSD-2-Clause
/* Rules on resource templates: their form, a pool's range, registers above 4 GiB. */
#include "lint/acpi/tables.h"

/* The walk of a template to its end; false when there is none, or only an interpreter can tell. */
static bool find_fault(
	const struct fdtr_acpi *acpi, uint32_t device, const char *name, struct fdtr_acpi_resources *walk)
{
	struct fdtr_acpi_resource resource;
	struct fdtr_acpi_value value;

	*walk = fdtr_acpi_resources_of(acpi, device, name, &value);
	if (value.kind != FDTR_ACPI_BUFFER)
		return false;
	while (fdtr_acpi_resource_next(walk, &resource))
		;
	return walk->problem || !walk->ended;
}

static void check_template(struct fdtr_lint *lint, uint32_t device, const char *name)
{
	struct fdtr_acpi_resources walk;

	if (find_fault(lint->acpi, device, name, &walk))
		fdtr_report_as(lint, fdtr_involved_severity(lint, device), fdtr_at_child(lint, device, name),
			NULL, "%s is broken at its byte %u: %s", name, walk.offset,
			walk.problem ? walk.problem : "it has no end tag");
}

static void check_crs_malformed(struct fdtr_lint *lint, uint32_t index)
{
	if (!fdtr_is_there(lint->acpi, index))
		return;
	check_template(lint, index, "_CRS");
	check_template(lint, index, "_DMA");
}

const struct fdtr_rule fdtr_rule_acpi_crs_malformed = {
	.name = "acpi-crs-malformed",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_ACPI_DEVICE,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "_CRS and _DMA hold whole resource descriptors and an end tag",
	.why = "Who reads the template gets an error for all of it, not for its end alone: the device has no resources, "
	       "and where it is _DMA nothing limits it.",
	.happens =
		"linux-6.1, 6.12: AE_AML_NO_RESOURCE_END_TAG or AE_AML_INVALID_RESOURCE_TYPE, no resources (read)",
	.fix = "Write ResourceTemplate () { ... } and let iasl or fdtrestrict make the bytes.",
	.source = "ACPI Specification 6.5 section 6.4; ACPICA utresrc.c acpi_ut_walk_aml_resources()",
	.spoils = FDTR_SOUND_RESOURCES,
	.check = check_crs_malformed,
};

/* The first memory range of a device's _CRS, and how many there are. */
static uint32_t read_memory(const struct fdtr_acpi *acpi, uint32_t device, struct fdtr_acpi_resource *first,
	struct fdtr_acpi_value *value)
{
	struct fdtr_acpi_resources walk = fdtr_acpi_resources_of(acpi, device, "_CRS", value);
	struct fdtr_acpi_resource resource;
	uint32_t count = 0;

	while (value->kind == FDTR_ACPI_BUFFER && fdtr_acpi_resource_next(&walk, &resource)) {
		if (fdtr_acpi_is_memory(&resource) && !count++)
			*first = resource;
	}
	return count;
}

/* What makes a range useless; NULL when nothing does. */
static const char *range_fault(const struct fdtr_acpi_resource *range)
{
	if (!range->size)
		return "its length is 0";
	if (range->size - 1 > UINT64_MAX - range->minimum)
		return "it passes 2^64";
	if (range->minimum + (range->size - 1) != range->maximum)
		return "minimum, maximum and length do not fit each other";
	return NULL;
}

/* What the binding wants otherwise, though the range is clear. */
static const char *range_oddity(const struct fdtr_acpi_resource *range)
{
	if (range->producer)
		return "is said to be produced for others, not consumed";
	if (range->kind != FDTR_RESOURCE_MEMORY32_FIXED && (!range->minimum_fixed || !range->maximum_fixed))
		return "is not fixed at both ends";
	if (range->read_only)
		return "is read-only, but bounce buffers are written";
	if (range->kind != FDTR_RESOURCE_MEMORY32_FIXED && !range->cacheable)
		return "is not cacheable, but ordinary memory is";
	if (range->translation)
		return "has a translation offset, which only bridges may";
	return NULL;
}

static void judge_range(
	struct fdtr_lint *lint, struct fdtr_origin place, const struct fdtr_acpi_resource *range)
{
	const char *fault = range_fault(range), *oddity = range_oddity(range);

	if (fault)
		fdtr_report(lint, place,
			"the pool's range %#" PRIx64 "..%#" PRIx64 " of %#" PRIx64 " bytes: %s",
			range->minimum, range->maximum, range->size, fault);
	else if (oddity)
		fdtr_report_as(lint, FDTR_WARNING, place, NULL, "the pool's range %s", oddity);
	else if (range->kind != FDTR_RESOURCE_QWORD_MEMORY)
		fdtr_report_as(lint, FDTR_INFO, place, NULL,
			"the pool's range is no QWordMemory, which alone tells whether it is cacheable and reaches above 4 GiB");
}

static void check_pool_range(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t object = fdtr_lint_pool(lint, index)->object, count;
	struct fdtr_origin place = fdtr_at_child(lint, object, "_CRS");
	struct fdtr_acpi_resource range = {0};
	struct fdtr_acpi_value value;

	if (lint->unsound_object[object] & FDTR_SOUND_RESOURCES)
		return;
	count = read_memory(lint->acpi, object, &range, &value);
	if (value.kind == FDTR_ACPI_NOT_STATIC)
		fdtr_report_as(lint, FDTR_WARNING, place, NULL,
			"only an interpreter can tell where the pool is: its _CRS is not static");
	else if (!count)
		fdtr_report(lint, place,
			value.kind == FDTR_ACPI_NONE ? "the pool has no _CRS, so no memory"
						     : "the pool's _CRS has no memory range");
	else {
		if (count > 1)
			fdtr_report(lint, place, "the pool's _CRS has %u memory ranges, of which one counts",
				count);
		judge_range(lint, place, &range);
	}
}

const struct fdtr_rule fdtr_rule_acpi_pool_range = {
	.name = "acpi-pool-range",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary =
		"a pool's _CRS holds one range of memory: QWordMemory, consumed, fixed, read-write, cacheable",
	.why = "There is no other place that says where the pool is. Without a range there is no pool; of several, readers "
	       "would differ in which they take; and one that contradicts itself Linux throws away.",
	.happens = "linux-6.1, 6.12: a range of length 0 counts as not assigned (read)",
	.fix = "Write QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite, 0, BASE, BASE + SIZE "
	       "- 1, 0, SIZE).",
	.source =
		"bindings/acpi/restricted-dma.md; ACPI Specification 6.5 section 6.4.3.5; Linux drivers/acpi/resource.c "
		"acpi_decode_space()",
	.check = check_pool_range,
};

#define LAST32 UINT64_C(0xffffffff)

/* A descriptor of 32 bits: Memory32Fixed, Memory32, DWordMemory. */
static bool is_narrow(const struct fdtr_acpi_resource *resource)
{
	return resource->kind == FDTR_RESOURCE_MEMORY32_FIXED || resource->tag == 0x85 ||
	       resource->tag == 0x87;
}

static void judge_registers(
	struct fdtr_lint *lint, uint32_t device, const struct fdtr_acpi_resource *resource)
{
	struct fdtr_origin place = fdtr_at_child(lint, device, "_CRS");
	struct fdtr_range range;

	if (resource->size && resource->minimum <= LAST32 && resource->size - 1 > LAST32 - resource->minimum)
		fdtr_report_as(lint, fdtr_involved_severity(lint, device), place, NULL,
			"%#" PRIx64 " and %#" PRIx64 " bytes pass 4 GiB, which 32 bits cannot say",
			resource->minimum, resource->size);
	else if (fdtr_is_ours(lint, device) && fdtr_acpi_resource_range(resource, &range) &&
		 fdtr_ranges_touch(&lint->banks, range))
		fdtr_report(lint, place,
			"registers at %#" PRIx64
			" lie in ordinary RAM: has their address lost its upper half in 32 bits?",
			range.first);
}

static void check_mmio_above_4g(struct fdtr_lint *lint, uint32_t index)
{
	struct fdtr_acpi_value value;
	struct fdtr_acpi_resources walk = fdtr_acpi_resources_of(lint->acpi, index, "_CRS", &value);
	struct fdtr_acpi_resource resource;

	if (value.kind != FDTR_ACPI_BUFFER || !fdtr_is_there(lint->acpi, index) ||
		fdtr_pool_of(lint->platform, index) != FDTR_NONE)
		return;
	while (fdtr_acpi_resource_next(&walk, &resource)) {
		if (fdtr_acpi_is_memory(&resource) && is_narrow(&resource) && !resource.producer)
			judge_registers(lint, index, &resource);
	}
}

const struct fdtr_rule fdtr_rule_acpi_mmio_above_4g = {
	.name = "acpi-mmio-above-4g",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_ACPI_DEVICE,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "registers above 4 GiB stand in a QWordMemory",
	.why = "Memory32Fixed, Memory32 and DWordMemory have 32 bits: what tables are made from loses the upper half of a "
	       "larger address, silently, and the driver writes its registers into other memory.",
	.fix = "Write QWordMemory for registers above or across 4 GiB.",
	.source =
		"ACPI Specification 6.5 sections 6.4.3.4 and 6.4.3.5; QEMU hw/virtio/virtio-acpi.c, which writes "
		"Memory32Fixed",
	.needs = FDTR_SOUND_RESOURCES,
	.check = check_mmio_above_4g,
};

/* Registers and a page's share of configuration: QEMU has 0x200 bytes, the specification 0x100 and more. */
#define LEAST_REGISTERS 0x100U

static void check_virtio_resources(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t object = fdtr_lint_device(lint, index)->object, memory, interrupts = 0;
	struct fdtr_acpi_resource first = {0}, resource;
	struct fdtr_acpi_resources walk;
	struct fdtr_acpi_value value;

	if (!fdtr_is_virtio_mmio(fdtr_lint_device(lint, index)) ||
		!fdtr_lint_device(lint, index)->available || !fdtr_is_described(lint->acpi, object) ||
		lint->unsound_object[object] & FDTR_SOUND_RESOURCES)
		return;
	memory = read_memory(lint->acpi, object, &first, &value);
	if (value.kind == FDTR_ACPI_NOT_STATIC)
		return;
	walk = fdtr_acpi_resources_of(lint->acpi, object, "_CRS", &value);
	while (fdtr_acpi_resource_next(&walk, &resource))
		interrupts += resource.interrupt_count;
	if (!memory || first.size < LEAST_REGISTERS)
		fdtr_report(lint, fdtr_at_child(lint, object, "_CRS"),
			memory ? "the first memory range is smaller than a virtio device's registers"
			       : "a virtio device without registers: _CRS has no memory range");
	if (!interrupts)
		fdtr_report(lint, fdtr_at_child(lint, object, "_CRS"),
			"a virtio device without an interrupt: _CRS has none");
}

const struct fdtr_rule fdtr_rule_acpi_virtio_resources = {
	.name = "acpi-virtio-resources",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_DEVICE,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "the _CRS of a virtio-mmio device holds its registers, then an interrupt",
	.why = "The driver takes the first range of memory and the first interrupt; without either the probe fails, and nothing "
	       "points at the table.",
	.happens = "linux-6.1, 6.12: the probe fails with -EINVAL or -ENXIO (read)",
	.fix = "Write Memory32Fixed (ReadWrite, BASE, 0x200) and Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { GSI } "
	       "into _CRS.",
	.source =
		"Linux drivers/virtio/virtio_mmio.c virtio_mmio_probe(), vm_find_vqs(); Virtual I/O Device Specification "
		"1.2 section 4.2.2 MMIO Device Register Layout",
	.check = check_virtio_resources,
};
