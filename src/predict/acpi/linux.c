// SPDX-License-Identifier: BSD-2-Clause
/* Linux by tables, step by step; and what is said where the way forks for want of knowledge. */
#include "predict/acpi/parts.h"

#define NO_POOLS "Linux kernel/dma/Kconfig DMA_RESTRICTED_POOL, drivers/acpi/scan.c acpi_dma_configure_id()"

static void tell_pool(struct fdtr_story *story)
{
	const struct fdtr_platform *platform = story->forecast->platform;

	if (story->device->link_count)
		fdtr_because_of(story, story->device->object, FDTR_P_MEMORY_REGION,
			"memory-region names a region, and no Linux takes a pool from tables", NO_POOLS,
			"acpi-no-consumer");
	else if (platform->pool_count)
		fdtr_because_object(story, platform->pools[0].object,
			"the tables have a pool, and no Linux takes one from there", NO_POOLS,
			"acpi-no-consumer");
}

void fdtr_tell_linux_tables(struct fdtr_story *story)
{
	if (fdtr_tables_made(story) || fdtr_story_driven(story) || fdtr_tables_probed(story) ||
		fdtr_story_bypassed(story))
		return;
	tell_pool(story);
	fdtr_tables_reach(story);
}

void fdtr_tell_as(
	struct fdtr_story *story, fdtr_teller *tell, const struct fdtr_guest guests[2], const char *text)
{
	const struct fdtr_guest *guest = story->guest;
	struct fdtr_story told[2] = {*story, *story};

	for (uint32_t i = 0; i < 2; i++) {
		told[i].guest = &guests[i];
		tell(&told[i]);
		told[i].guest = guest;
	}
	if (told[0].outcome == told[1].outcome) {
		*story = told[0];
		return;
	}
	fdtr_because(story, NULL, text, guest->source, NULL);
	fdtr_ends(story, FDTR_OUTCOME_UNKNOWN);
}

void fdtr_because_object(
	struct fdtr_story *story, uint32_t object, const char *text, const char *source, const char *rule)
{
	struct fdtr_origin place = fdtr_acpi_object_origin(story->forecast->acpi, object);

	fdtr_because(story, &place, text, source, rule);
}
