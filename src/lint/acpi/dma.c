// SPDX-License-Identifier: BSD-2-Clause
/* Rules on _DMA: whether it is in force, whether the pool is within, and whether there is a guard at all. */
#include "lint/acpi/tables.h"

/* What keeps Linux from limiting anything by it; NULL when nothing does, or only an interpreter can tell. */
static const char *find_fault(const struct fdtr_acpi *acpi, uint32_t holder)
{
	struct fdtr_acpi_value value;
	struct fdtr_acpi_resources walk = fdtr_acpi_resources_of(acpi, holder, "_DMA", &value);
	struct fdtr_acpi_resource resource;
	uint32_t count = 0;

	if (fdtr_is_described(acpi, holder) && fdtr_acpi_child(acpi, holder, "_CRS") == FDTR_NONE)
		return "it counts only where _CRS stands beside it";
	if (value.kind == FDTR_ACPI_NOT_STATIC || value.kind == FDTR_ACPI_NONE)
		return NULL;
	while (value.kind == FDTR_ACPI_BUFFER && fdtr_acpi_resource_next(&walk, &resource)) {
		if (!fdtr_acpi_is_memory(&resource))
			continue;
		count++;
		if (resource.size < 2 || resource.minimum >= resource.maximum)
			return "for an empty range Linux drops all of it";
		if (resource.maximum - resource.minimum != resource.size - 1)
			return "minimum, maximum and length of a range do not fit each other";
	}
	return count ? NULL : "it has no range of memory";
}

static void spoil_reach(struct fdtr_lint *lint, uint32_t device)
{
	lint->unsound_device[device] |= FDTR_SOUND_REACH;
}

/* Of the devices that are kept to a pool, or should be; what is wrong elsewhere is told of the object itself. */
static void judge_limits(struct fdtr_lint *lint)
{
	uint32_t last = FDTR_NONE;
	const char *fault = NULL;

	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		uint32_t holder =
			fdtr_acpi_nearest_with(lint->acpi, fdtr_lint_device(lint, i)->object, "_DMA");

		if (holder == FDTR_NONE || !fdtr_is_restricted(lint, i) ||
			lint->unsound_object[holder] & FDTR_SOUND_RESOURCES)
			continue;
		if (holder != last) {
			fault = find_fault(lint->acpi, holder);
			if (fault)
				fdtr_report(lint, fdtr_at_child(lint, holder, "_DMA"),
					"_DMA limits nothing: %s", fault);
		}
		last = holder;
		if (fault)
			spoil_reach(lint, i);
	}
}

static void judge_others(struct fdtr_lint *lint)
{
	const struct fdtr_acpi *acpi = lint->acpi;

	for (uint32_t i = 0; i < acpi->object_count && !lint->cut; i++) {
		if (acpi->objects[i].kind == FDTR_ACPI_DEVICE && fdtr_is_there(acpi, i) &&
			fdtr_acpi_child(acpi, i, "_DMA") != FDTR_NONE &&
			fdtr_acpi_child(acpi, i, "_CRS") == FDTR_NONE)
			fdtr_report_as(lint, FDTR_WARNING, fdtr_at_child(lint, i, "_DMA"), NULL,
				"_DMA limits nothing: it counts only where _CRS stands beside it");
	}
}

static void check_dma_window(struct fdtr_lint *lint, uint32_t index)
{
	judge_limits(lint);
	judge_others(lint);
	fdtr_check_pool_out_of_reach(lint, index);
}

const struct fdtr_rule fdtr_rule_acpi_dma_window = {
	.name = "acpi-dma-window",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TABLES,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "_DMA is in force, with _CRS beside it, and the pool lies within its windows",
	.why = "Linux takes the nearest _DMA from the device upwards. Without _CRS beside it, or with an empty range, it is "
	       "dropped and nothing is limited: a guard that guards nothing. Where the pool is outside, the device cannot "
	       "use it.",
	.happens =
		"linux-6.1, 6.12, arm64, no _CRS: \"_DMA is valid only if _CRS is present\", unrestricted DMA (booted)\n"
		"linux-6.1, 6.12, arm64, an empty template: unrestricted DMA, silent (booted)\n"
		"linux-6.1, 6.12, arm64, the pool and nothing else: \"probe ... failed with error -12\" (booted)",
	.fix = "Put _CRS beside _DMA, and write in _DMA one QWordMemory with the base and size of the pool.",
	.source =
		"Linux drivers/acpi/scan.c acpi_dma_get_range(), drivers/acpi/arm64/dma.c acpi_arch_dma_setup(); ACPI "
		"Specification 6.5 section 6.2.4 _DMA; booted on 6.12",
	.once = true,
	.check = check_dma_window,
};

const struct fdtr_rule fdtr_rule_acpi_unguarded = {
	.name = "acpi-unguarded",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_TABLES,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_LINUX,
	.summary =
		"the devices of a pool, or a container above them, have a _DMA that covers the pool and nothing else",
	.why = "No released system acts on a pool in tables: the devices do DMA to ordinary RAM, silently. With the guard a guest fails "
	       "their probe (-12) instead, today and without any new driver. Linux does so since 6.1; on x86 it looks at no _DMA.",
	.happens =
		"linux-6.1, 6.12, unguarded: unrestricted DMA, silent (booted)\n"
		"linux-6.1, 6.12, 7.2, arm64, _DMA on the device: \"probe ... failed with error -12\" (booted)\n"
		"linux-6.1, 6.12, 7.2, arm64, _DMA above a PCI host bridge or an object without a device: unrestricted DMA, silent (booted)\n"
		"linux-5.15, arm64, _DMA on the device: keeps to the end of the range alone, unrestricted DMA below it, silent (read)\n"
		"linux-6.1, x86, _DMA on the device: unrestricted DMA, silent (booted)\n"
		"linux-6.1, 6.12, virtio-mmio-restricted-dma: no driver binds the device (booted)",
	.fix = "Add to the device, or to a bus above it that has _CRS, Name (_DMA, ResourceTemplate () { QWordMemory (...) }) over the "
	       "pool; `fdtrestrict generate` does. On x86 let the device be PRP0001 with \"virtio-mmio-restricted-dma\".",
	.source =
		"Linux drivers/acpi/scan.c acpi_dma_get_range(), drivers/acpi/arm64/dma.c, kernel/dma/direct.c; booted on "
		"6.12",
	.check = fdtr_check_pool_unguarded,
};

static void check_guard_container(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t last = FDTR_NONE;

	(void)index;
	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		uint32_t holder = fdtr_lint_device(lint, i)->window_object;

		if (holder == FDTR_NONE || holder == last || !fdtr_is_restricted(lint, i))
			continue;
		last = holder;
		if (fdtr_acpi_is_container(lint->acpi, holder))
			fdtr_report(lint, fdtr_at_child(lint, holder, "_DMA"),
				"the _DMA of a container limits only guests that have a driver for containers");
	}
}

const struct fdtr_rule fdtr_rule_acpi_guard_container = {
	.name = "acpi-guard-container",
	.severity = FDTR_INFO,
	.scope = FDTR_SCOPE_TABLES,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_LINUX,
	.summary = "a guard stands on an object that every Linux makes a device of",
	.why = "Linux looks for _DMA from device to device. A module or container (ACPI0004, PNP0A05, PNP0A06) is one only with "
	       "CONFIG_ACPI_CONTAINER; without, the guard is not seen, silently.",
	.happens =
		"linux-6.1, 6.12, 7.2, arm64, Debian's, with CONFIG_ACPI_CONTAINER: the probe fails with -12 (booted)\n"
		"linux-6.12, arm64, without: unrestricted DMA, silent (booted)",
	.fix = "Put _DMA on each device as well, or on a bus that is PRP0001 with a compatible of its own.",
	.source =
		"Linux drivers/acpi/container.c, drivers/acpi/scan.c acpi_dma_get_range(); booted on 6.1 and 6.12",
	.once = true,
	.check = check_guard_container,
};
