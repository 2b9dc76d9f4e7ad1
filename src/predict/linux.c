// SPDX-License-Identifier: BSD-2-Clause
/* Linux by a device tree, step by step; and what is said of releases that nobody has read. */
#include "predict/parts.h"

static bool is_behind_iommu(struct fdtr_story *story)
{
	const struct fdtr_device *device = story->device;

	if (!device->behind_iommu || story->guest->iommu == FDTR_NO)
		return false;
	fdtr_because_of(story, device->kind == FDTR_DEVICE_PCI ? device->bus : device->object,
		fdtr_has(story->forecast->tree, device->object, FDTR_P_IOMMUS) ? FDTR_P_IOMMUS
									       : FDTR_P_IOMMU_MAP,
		"the device is behind an IOMMU, maps ordinary memory through it, and gets no pool",
		"Linux drivers/of/device.c of_dma_configure_id()", "pool-behind-iommu");
	return fdtr_ends(story, FDTR_OUTCOME_UNRESTRICTED);
}

/* Before 5.15 nobody looked, and after 7.3 nobody has yet: what their pools and windows do is not known. */
static bool is_unread(struct fdtr_story *story)
{
	uint32_t version = story->guest->version;
	bool pools = fdtr_has_pools(story) && story->device->link_count;

	if ((version >= FDTR_RELEASE(5, 15) && version <= FDTR_RELEASE(7, 3)) ||
		(!pools && !story->device->window_count))
		return false;
	fdtr_because(story, NULL, "how this release handles pools and dma-ranges has not been read",
		story->guest->source, NULL);
	return fdtr_ends(story, FDTR_OUTCOME_UNKNOWN);
}

static void tell_read(struct fdtr_story *story)
{
	if (fdtr_story_made(story) || fdtr_story_driven(story) || fdtr_story_crashed(story) ||
		fdtr_story_bypassed(story) || is_unread(story) || is_behind_iommu(story))
		return;
	fdtr_story_pooled(story);
	fdtr_story_reach(story);
}

void fdtr_tell_linux_tree(struct fdtr_story *story)
{
	fdtr_tell_linux(story, tell_read);
}

void fdtr_linux_neighbours(uint32_t version, enum fdtr_target *below, enum fdtr_target *above)
{
	static const uint32_t read[FDTR_LINUX_COUNT] = {FDTR_RELEASE(5, 15), FDTR_RELEASE(6, 1),
		FDTR_RELEASE(6, 12), FDTR_RELEASE(7, 1), FDTR_RELEASE(7, 2)};
	enum fdtr_target last = FDTR_LINUX_FIRST;

	*below = *above = FDTR_LINUX_FIRST;
	for (enum fdtr_target i = FDTR_LINUX_FIRST; i < FDTR_LINUX_FIRST + FDTR_LINUX_COUNT; i++) {
		if (read[i - FDTR_LINUX_FIRST] <= version)
			*below = i;
		last = i;
	}
	*above = read[*below - FDTR_LINUX_FIRST] == version || *below == last || version < read[0]
	                 ? *below
	                 : *below + 1;
}

static void unknown_because(struct fdtr_story *story, const char *text)
{
	fdtr_because(story, NULL, text, story->guest->source, NULL);
	fdtr_ends(story, FDTR_OUTCOME_UNKNOWN);
}

static void read_as(struct fdtr_story *story)
{
	size_t index = (size_t)(story->device - story->forecast->platform->devices);

	if (!story->forecast->older || story->linux_target > FDTR_TARGET_LINUX_6_12)
		return;
	story->forecast = story->forecast->older;
	story->device = &story->forecast->platform->devices[index];
}

/* Follows one Linux, and comes back to what the caller counts by. */
static void tell_as(struct fdtr_story *story, fdtr_teller *teller, enum fdtr_target target)
{
	struct fdtr_forecast *forecast = story->forecast;
	const struct fdtr_device *device = story->device;

	story->linux_target = target;
	read_as(story);
	teller(story);
	if (story->pool != FDTR_NONE)
		story->pool =
			fdtr_pool_of(forecast->asked, story->forecast->platform->pools[story->pool].object);
	story->forecast = forecast;
	story->device = device;
}

static void tell_between(struct fdtr_story *story, fdtr_teller *teller)
{
	struct fdtr_reason reasons[FDTR_MAX_REASONS];
	struct fdtr_story told = fdtr_retold(story, reasons);
	uint32_t begun = story->reason_count;
	enum fdtr_target below, above;

	fdtr_linux_neighbours(story->guest->version, &below, &above);
	tell_as(story, teller, below);
	if (above == below)
		return;
	tell_as(&told, teller, above);
	if (told.outcome == story->outcome)
		return;
	story->reason_count = begun;
	story->pool = FDTR_NONE;
	unknown_because(story, "the releases before and after this one, whose code was read, differ in it");
}

void fdtr_tell_linux(struct fdtr_story *story, fdtr_teller *teller)
{
	const struct fdtr_guest *guest = story->guest;
	struct fdtr_guest with = *guest, without = *guest;
	struct fdtr_reason reasons[FDTR_MAX_REASONS];
	struct fdtr_story told;
	uint32_t begun = story->reason_count;

	if (guest->restricted_pool != FDTR_UNKNOWN) {
		tell_between(story, teller);
		return;
	}
	told = fdtr_retold(story, reasons);
	with.restricted_pool = FDTR_YES;
	without.restricted_pool = FDTR_NO;
	story->guest = &with;
	tell_between(story, teller);
	told.guest = &without;
	tell_between(&told, teller);
	story->guest = guest;
	if (told.outcome == story->outcome)
		return;
	story->reason_count = begun;
	story->pool = FDTR_NONE;
	unknown_because(story, "whether the kernel has CONFIG_DMA_RESTRICTED_POOL is not known, and decides");
}
