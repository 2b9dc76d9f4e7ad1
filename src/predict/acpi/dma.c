// SPDX-License-Identifier: BSD-2-Clause
/* Linux: what _CCA, an IOMMU and _DMA leave of DMA (drivers/acpi/scan.c acpi_dma_configure_id()). */
#include "predict/acpi/parts.h"

#define CONFIGURE "Linux drivers/acpi/scan.c acpi_dma_configure_id()"
#define GET_RANGE "Linux drivers/acpi/scan.c acpi_dma_get_range()"
#define SETUP "Linux drivers/acpi/arm64/dma.c acpi_arch_dma_setup()"
#define ALLOC "Linux kernel/dma/direct.c dma_direct_alloc(), " SETUP

static void ends_free(struct fdtr_story *story)
{
	fdtr_because(story, NULL, "nothing else keeps the device's DMA from ordinary memory",
		"Linux kernel/dma/direct.c dma_direct_alloc()", NULL);
	fdtr_ends(story, FDTR_OUTCOME_UNRESTRICTED);
}

/* --- windows --- */

/* Of those that are not kept nothing is known. */
static bool is_cut(struct fdtr_story *story, enum fdtr_ordinary ordinary)
{
	if (!story->device->windows_cut || ordinary >= FDTR_ORDINARY_PLENTY)
		return false;
	fdtr_because(story, &fdtr_table_device(story)->dma, "_DMA has more ranges than are looked at here",
		GET_RANGE, NULL);
	return fdtr_ends(story, FDTR_OUTCOME_UNKNOWN);
}

/* Without a memory map only the pool is known, which is meant to be reserved. */
static bool all_in_pools(const struct fdtr_story *story)
{
	const struct fdtr_forecast *forecast = story->forecast;
	const struct fdtr_window *windows = &forecast->platform->windows[story->device->first_window];

	if (story->linux_target == FDTR_TARGET_LINUX_5_15)
		return false;
	for (uint32_t i = 0; i < story->device->window_count; i++) {
		if (!fdtr_ranges_contain(&forecast->pools, windows[i].range))
			return false;
	}
	return true;
}

static void reach_unmapped(struct fdtr_story *story)
{
	bool pools = all_in_pools(story);

	if (is_cut(story, FDTR_ORDINARY_NONE))
		return;
	fdtr_because(story, &fdtr_table_device(story)->dma,
		pools ? "_DMA leaves the device the pool, which is taken to be reserved, and no ordinary memory: the probe fails with -12"
		      : "_DMA reaches more than the pool, and no memory map says whether that is ordinary memory",
		ALLOC, pools ? NULL : "guard-mismatch");
	fdtr_ends(story, pools ? FDTR_OUTCOME_REFUSED : FDTR_OUTCOME_UNKNOWN);
}

/* Nothing here moves the zones of memory, as dma-ranges do: what is allocated comes from all of it. */
static const struct {
	const char *text;
	enum fdtr_outcome outcome;
} left[] = {
	[FDTR_ORDINARY_NONE] = {"_DMA leaves the device no ordinary memory: the probe fails with -12",
		FDTR_OUTCOME_REFUSED},
	[FDTR_ORDINARY_LITTLE] =
		{"_DMA holds a little ordinary memory: the probe fails with -12, or queues come to lie there, and what lies elsewhere waits for ever",
			FDTR_OUTCOME_STALLS},
	[FDTR_ORDINARY_SOME] =
		{"_DMA holds some ordinary memory, and it depends on the kernel's allocators whether the device gets it",
			FDTR_OUTCOME_UNKNOWN},
	[FDTR_ORDINARY_PLENTY] = {"_DMA holds ordinary memory, which the device gets",
		FDTR_OUTCOME_UNRESTRICTED},
	[FDTR_ORDINARY_ALL] = {"_DMA holds all of memory, which the device gets", FDTR_OUTCOME_UNRESTRICTED},
};

static void reach(struct fdtr_story *story)
{
	enum fdtr_ordinary ordinary;

	if (!story->forecast->banks.count) {
		reach_unmapped(story);
		return;
	}
	ordinary = fdtr_ordinary_within(story->forecast, story->device, story->linux_target, false);
	if (is_cut(story, ordinary))
		return;
	if (story->linux_target == FDTR_TARGET_LINUX_5_15)
		fdtr_because(story, &fdtr_table_device(story)->dma,
			"before 6.1 the kernel takes _DMA for one range, and of one that maps one to one it keeps the end alone",
			SETUP, NULL);
	fdtr_because(story, &fdtr_table_device(story)->dma, left[ordinary].text, ALLOC,
		ordinary == FDTR_ORDINARY_NONE ? NULL : "acpi-memory-map");
	fdtr_ends(story, left[ordinary].outcome);
}

/* --- _DMA --- */

/* From 5.10 to 7.3 it was read, or booted. */
static bool is_unread(struct fdtr_story *story)
{
	uint32_t version = story->guest->version;

	if (version >= FDTR_RELEASE(5, 10) && version <= FDTR_RELEASE(7, 3))
		return false;
	fdtr_because(
		story, NULL, "how this release handles _DMA has not been read", story->guest->source, NULL);
	return fdtr_ends(story, FDTR_OUTCOME_UNKNOWN);
}

/* What is computed nobody runs here. */
static bool is_computed(struct fdtr_story *story)
{
	if (!fdtr_table_device(story)->computed)
		return false;
	fdtr_because(story, &fdtr_table_device(story)->dma, "_DMA is computed, and methods are not run here",
		GET_RANGE, NULL);
	return fdtr_ends(story, FDTR_OUTCOME_UNKNOWN);
}

static bool is_void(struct fdtr_story *story)
{
	const struct fdtr_table_device *said = fdtr_table_device(story);

	if (!said->without_resources && story->device->window_object == said->holder)
		return false;
	fdtr_because(story, &said->dma,
		said->without_resources ? "_DMA counts only where _CRS stands beside it, and limits nothing"
					: "_DMA lists no range that counts, and limits nothing",
		GET_RANGE, "acpi-dma-window");
	ends_free(story);
	return true;
}

static bool is_unseen(struct fdtr_story *story)
{
	const struct fdtr_table_device *said = fdtr_table_device(story);
	bool contained = said->sight == FDTR_SEEN_PAST_CONTAINERS;

	if (said->sight == FDTR_SEEN || (contained && story->guest->acpi_container == FDTR_YES))
		return false;
	fdtr_because(story, &said->dma,
		contained
			? "without CONFIG_ACPI_CONTAINER the kernel makes no device of a container, and does not come to this _DMA"
			: "the kernel looks for _DMA from device to device, and the way to this one is broken",
		contained ? "Linux drivers/acpi/container.c, drivers/acpi/scan.c acpi_dma_get_range()"
			  : GET_RANGE,
		contained ? "acpi-guard-container" : NULL);
	ends_free(story);
	return true;
}

static void tell_limits(struct fdtr_story *story)
{
	if (!is_unread(story) && !is_unseen(story) && !is_computed(story) && !is_void(story))
		reach(story);
}

static void tell_dma(struct fdtr_story *story)
{
	const struct fdtr_table_device *said = fdtr_table_device(story);
	struct fdtr_guest guests[2] = {*story->guest, *story->guest};

	if (said->holder == FDTR_NONE)
		ends_free(story);
	else if (said->sight != FDTR_SEEN_PAST_CONTAINERS || story->guest->acpi_container != FDTR_UNKNOWN)
		tell_limits(story);
	else {
		guests[0].acpi_container = FDTR_YES;
		guests[1].acpi_container = FDTR_NO;
		fdtr_tell_as(story, tell_limits, guests,
			"whether the kernel has CONFIG_ACPI_CONTAINER is not known, and decides");
	}
}

/* --- before it --- */

static bool is_behind_iommu(struct fdtr_story *story)
{
	if (!story->device->behind_iommu || story->guest->iommu == FDTR_NO)
		return false;
	fdtr_because_object(story, story->device->object,
		"the device is behind an IOMMU, and maps ordinary memory through it",
		"Linux drivers/acpi/scan.c acpi_iommu_configure_id()", "pool-behind-iommu");
	return fdtr_ends(story, FDTR_OUTCOME_UNRESTRICTED);
}

static void tell_configured(struct fdtr_story *story)
{
	if (!is_behind_iommu(story))
		tell_dma(story);
}

static void tell_incapable(struct fdtr_story *story)
{
	bool refuses = story->guest->dma_ops == FDTR_YES;
	struct fdtr_guest guests[2] = {*story->guest, *story->guest};

	if (story->guest->dma_ops == FDTR_UNKNOWN) {
		guests[0].dma_ops = FDTR_YES;
		guests[1].dma_ops = FDTR_NO;
		fdtr_tell_as(story, tell_incapable, guests,
			"whether the kernel has DMA operations (CONFIG_DMA_OPS, since 6.12 CONFIG_ARCH_HAS_DMA_OPS) is not known, and decides");
		return;
	}
	fdtr_because_of(story, story->device->object, FDTR_P_DMA_COHERENT,
		refuses ? "neither the device nor what it stands in has _CCA: the kernel takes it for one that cannot do DMA, and the probe fails"
			: "neither the device nor what it stands in has _CCA: the kernel looks at no _DMA then, and without DMA operations nothing refuses",
		CONFIGURE, "acpi-cca-missing");
	fdtr_ends(story, refuses ? FDTR_OUTCOME_REFUSED : FDTR_OUTCOME_UNRESTRICTED);
}

static void tell_others(struct fdtr_story *story)
{
	uint32_t holder = fdtr_acpi_nearest_with(story->forecast->acpi, story->device->object, "_DMA");

	if (is_behind_iommu(story))
		return;
	if (holder != FDTR_NONE)
		fdtr_because_of(story, holder, FDTR_P_DMA_RANGES, "on this processor Linux looks at no _DMA",
			"Linux include/linux/acpi.h acpi_arch_dma_setup()", "acpi-unguarded");
	ends_free(story);
}

void fdtr_tables_reach(struct fdtr_story *story)
{
	enum fdtr_processor processor = story->guest->processor;
	struct fdtr_guest guests[2] = {*story->guest, *story->guest};

	if (processor == FDTR_PROCESSOR_UNKNOWN)
		processor = story->forecast->platform->processor;
	if (processor == FDTR_PROCESSOR_UNKNOWN) {
		guests[0].processor = FDTR_PROCESSOR_ARM64;
		guests[1].processor = FDTR_PROCESSOR_X86;
		fdtr_tell_as(story, fdtr_tables_reach, guests,
			"for which processor these tables are is not known (none of them is a MADT), and decides");
	} else if (processor != FDTR_PROCESSOR_ARM64)
		tell_others(story);
	else if (!fdtr_table_device(story)->coherence_said)
		tell_incapable(story);
	else
		tell_configured(story);
}
