// SPDX-License-Identifier: BSD-2-Clause
/* What holds for trees and tables, and for all systems: drivers, and virtio that goes past the DMA interface. */
#include "predict/parts.h"

static bool drives(const struct fdtr_story *story, enum fdtr_known *known, const char **what)
{
	switch (story->device->kind) {
	case FDTR_DEVICE_VIRTIO_MMIO:
	case FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED:
		*known = story->guest->virtio_mmio;
		*what = "the guest has no driver for virtio-mmio";
		return true;
	case FDTR_DEVICE_PCI_HOST:
	case FDTR_DEVICE_PCI:
		*known = story->guest->virtio_pci;
		*what = "the guest has no driver for virtio devices on PCI";
		return true;
	default:
		return false;
	}
}

bool fdtr_story_driven(struct fdtr_story *story)
{
	enum fdtr_known known;
	const char *what;

	if (story->device->kind == FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED) {
		fdtr_because_compatible(story,
			"no driver binds to \"virtio-mmio-restricted-dma\", and there is no fallback",
			story->guest->system == FDTR_SYSTEM_LINUX
				? "Linux drivers/virtio/virtio_mmio.c virtio_mmio_match[]"
				: story->guest->source,
			"restricted-compatible-proposed");
		return fdtr_ends(story, FDTR_OUTCOME_REFUSED);
	}
	if (!drives(story, &known, &what) || known == FDTR_YES)
		return false;
	fdtr_because(story, NULL,
		known == FDTR_NO ? what : "whether the guest has a driver for the device is not known",
		story->guest->source, NULL);
	return fdtr_ends(story, known == FDTR_NO ? FDTR_OUTCOME_REFUSED : FDTR_OUTCOME_UNKNOWN);
}

bool fdtr_story_bypassed(struct fdtr_story *story)
{
	bool linux_guest = story->guest->system == FDTR_SYSTEM_LINUX;

	if (!story->virtio)
		return false;
	if (story->features.modern && story->features.access != FDTR_ACCESS_ABSENT) {
		fdtr_because(story, NULL,
			story->features.access == FDTR_ACCESS_REQUIRED
				? "the device requires ACCESS_PLATFORM: its driver goes through the DMA interface"
				: "the device offers ACCESS_PLATFORM: its driver goes through the DMA interface",
			linux_guest ? "Linux drivers/virtio/virtio_ring.c vring_use_dma_api()"
				    : story->guest->source,
			NULL);
		return false;
	}
	fdtr_because(story, NULL,
		story->features.modern
			? "the device does not offer ACCESS_PLATFORM: its driver hands out addresses of ordinary memory, past any description"
			: "a legacy device cannot offer ACCESS_PLATFORM: its driver hands out addresses of ordinary memory, past any description",
		linux_guest ? "Linux drivers/virtio/virtio_ring.c vring_use_dma_api()" : story->guest->source,
		NULL);
	return fdtr_ends(story, FDTR_OUTCOME_UNRESTRICTED);
}

/* What these systems do rests on their own source, which the guest names. */
void fdtr_tell_plain(struct fdtr_story *story)
{
	const struct fdtr_guest *guest = story->guest;
	bool asked =
		story->virtio && story->features.modern && story->features.access == FDTR_ACCESS_REQUIRED;

	if (!story->device->available) {
		fdtr_because(story, NULL, "the device is disabled", guest->source, NULL);
		fdtr_ends(story, FDTR_OUTCOME_REFUSED);
	} else if (!story->virtio) {
		fdtr_because(story, NULL, "what its driver for this device does is not known", guest->source,
			NULL);
	} else if (fdtr_story_driven(story)) {
		return;
	} else if (asked && guest->access_platform != FDTR_YES) {
		fdtr_because(story, NULL,
			guest->access_platform == FDTR_NO
				? "the driver does not accept ACCESS_PLATFORM, which the device requires"
				: "whether the driver accepts ACCESS_PLATFORM, which the device requires, is not known",
			guest->source, NULL);
		fdtr_ends(story,
			guest->access_platform == FDTR_NO ? FDTR_OUTCOME_REFUSED : FDTR_OUTCOME_UNKNOWN);
	} else if (guest->windows == FDTR_NO || !story->device->window_count) {
		fdtr_because(story, NULL,
			"the guest reads neither pools nor what limits DMA, and hands out addresses of ordinary memory",
			guest->source, NULL);
		fdtr_ends(story, FDTR_OUTCOME_UNRESTRICTED);
	} else {
		fdtr_because(story, NULL, "what the guest makes of a limit on DMA is not known",
			guest->source, NULL);
		fdtr_ends(story, FDTR_OUTCOME_UNKNOWN);
	}
}

bool fdtr_is_foreign(struct fdtr_story *story)
{
	enum fdtr_processor processor = story->forecast->platform->processor;

	if (story->guest->processor == FDTR_PROCESSOR_UNKNOWN || processor == FDTR_PROCESSOR_UNKNOWN ||
		story->guest->processor == processor)
		return false;
	fdtr_because(story, NULL, "the guest is made for another processor", story->guest->source, NULL);
	return fdtr_ends(story, FDTR_OUTCOME_UNKNOWN);
}
