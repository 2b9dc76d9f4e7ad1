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

/* What is not known of the guest is tried both ways. */
struct ways {
	struct fdtr_guest guests[2];
	enum fdtr_target targets[2];
	uint32_t guest_count;
	uint32_t target_count;
};

static struct ways ways_of(const struct fdtr_guest *guest)
{
	struct ways ways = {.guests = {*guest, *guest}, .guest_count = 1};

	if (guest->restricted_pool == FDTR_UNKNOWN) {
		ways.guests[0].restricted_pool = FDTR_YES;
		ways.guests[1].restricted_pool = FDTR_NO;
		ways.guest_count = 2;
	}
	fdtr_linux_neighbours(guest->version, &ways.targets[0], &ways.targets[1]);
	ways.target_count = ways.targets[0] == ways.targets[1] ? 1 : 2;
	return ways;
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

void fdtr_tell_linux(struct fdtr_story *story, fdtr_teller *teller)
{
	struct ways ways = ways_of(story->guest);
	struct fdtr_story begun = *story;

	for (uint32_t i = 0; i < ways.guest_count * ways.target_count; i++) {
		struct fdtr_story told = begun;

		told.guest = &ways.guests[i / ways.target_count];
		told.linux_target = ways.targets[i % ways.target_count];
		read_as(&told);
		teller(&told);
		told.guest = begun.guest;
		told.pool = told.pool == FDTR_NONE
		                    ? FDTR_NONE
		                    : fdtr_pool_of(begun.forecast->asked,
					      told.forecast->platform->pools[told.pool].object);
		told.forecast = begun.forecast;
		told.device = begun.device;
		if (i && told.outcome != story->outcome) {
			unknown_because(story,
				ways.guest_count > 1
					? "whether the kernel has CONFIG_DMA_RESTRICTED_POOL is not known, and decides"
					: "the releases before and after this one, whose code was read, differ in it");
			story->pool = FDTR_NONE;
			return;
		}
		*story = told;
	}
}
