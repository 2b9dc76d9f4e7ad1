// SPDX-License-Identifier: BSD-2-Clause
/* Linux by tables, step by step; and what is said where the way forks for want of knowledge. */
#include "predict/acpi/parts.h"

#define NO_POOLS "Linux kernel/dma/Kconfig DMA_RESTRICTED_POOL, drivers/acpi/scan.c acpi_dma_configure_id()"

static bool is_hidden(struct fdtr_story *story)
{
	uint32_t hider = fdtr_table_device(story)->hider;

	if (hider == FDTR_NONE)
		return false;
	fdtr_because_of(story, hider, FDTR_P_STATUS,
		hider == story->device->object
			? "_STA says that the device is not there, and the kernel makes none"
			: "_STA says that what the device stands in is not there, and the kernel does not look below it",
		"Linux drivers/acpi/scan.c acpi_bus_attach()", NULL);
	return fdtr_ends(story, FDTR_OUTCOME_REFUSED);
}

/* What is on PCI needs no _HID. */
static bool is_no_device(struct fdtr_story *story)
{
	enum fdtr_device_kind kind = story->device->kind;

	if (fdtr_table_device(story)->named || kind == FDTR_DEVICE_PCI || kind == FDTR_DEVICE_PCI_HOST)
		return false;
	fdtr_because_object(story, story->device->object,
		kind == FDTR_DEVICE_OTHER
			? "the object has no _HID: whether there is a device is up to the driver of what it stands in"
			: "the kernel makes no platform device of an object without _HID",
		"Linux drivers/acpi/scan.c acpi_set_pnp_ids(), acpi_bus_attach()", NULL);
	return fdtr_ends(story, kind == FDTR_DEVICE_OTHER ? FDTR_OUTCOME_UNKNOWN : FDTR_OUTCOME_REFUSED);
}

/* The driver of virtio-mmio takes the first range of memory, and the first interrupt. */
static bool fails_probe(struct fdtr_story *story)
{
	const struct fdtr_table_device *said = fdtr_table_device(story);

	if (!said->without_registers && !said->without_interrupt)
		return false;
	fdtr_because_of(story, story->device->object, FDTR_P_REG,
		said->without_registers ? "_CRS has no registers, and the probe fails"
					: "_CRS has no interrupt, and the probe fails",
		said->without_registers ? "Linux drivers/virtio/virtio_mmio.c virtio_mmio_probe()"
					: "Linux drivers/virtio/virtio_mmio.c vm_find_vqs()",
		"acpi-virtio-resources");
	return fdtr_ends(story, FDTR_OUTCOME_REFUSED);
}

static void tell_pool(struct fdtr_story *story)
{
	const struct fdtr_platform *platform = story->forecast->platform;

	if (story->device->link_count)
		fdtr_because(story, &fdtr_table_device(story)->link,
			"memory-region names a region, and no Linux takes a pool from tables", NO_POOLS,
			"acpi-no-consumer");
	else if (platform->pool_count)
		fdtr_because_object(story, platform->pools[0].object,
			"the tables have a pool, and no Linux takes one from there", NO_POOLS,
			"acpi-no-consumer");
}

void fdtr_tell_linux_tables(struct fdtr_story *story)
{
	if (is_hidden(story) || is_no_device(story) || fdtr_story_driven(story) || fails_probe(story) ||
		fdtr_story_bypassed(story))
		return;
	tell_pool(story);
	fdtr_tables_reach(story);
}

void fdtr_tell_as(
	struct fdtr_story *story, fdtr_teller *tell, const struct fdtr_guest guests[2], const char *text)
{
	const struct fdtr_guest *guest = story->guest;
	struct fdtr_reason reasons[2][FDTR_MAX_REASONS];
	struct fdtr_story told[2] = {fdtr_retold(story, reasons[0]), fdtr_retold(story, reasons[1])};

	for (uint32_t i = 0; i < 2; i++) {
		told[i].guest = &guests[i];
		tell(&told[i]);
		told[i].guest = guest;
	}
	if (told[0].outcome == told[1].outcome) {
		fdtr_adopt(story, &told[0]);
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
