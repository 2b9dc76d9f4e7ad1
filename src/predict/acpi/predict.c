// SPDX-License-Identifier: BSD-2-Clause
/* Predict for ACPI tables: who is asked what. No released system takes a pool from them. */
#include "predict/acpi/parts.h"

static bool does_not_boot(struct fdtr_story *story)
{
	if (story->guest->acpi == FDTR_YES)
		return false;
	fdtr_because(story, NULL,
		story->guest->acpi == FDTR_NO ? "the guest does not boot by ACPI tables"
					      : "whether the guest boots by ACPI tables is not known",
		story->guest->source, NULL);
	return fdtr_ends(story, FDTR_OUTCOME_UNKNOWN);
}

/* What the tables given do not define may be anything. */
static bool is_elsewhere(struct fdtr_story *story)
{
	if (fdtr_table_device(story)->described)
		return false;
	fdtr_because_object(story, story->device->object,
		"the device is declared in a table that is not given: what it is, nobody can tell without that one",
		"ACPI Specification 6.5 section 19.6.44 External", NULL);
	return fdtr_ends(story, FDTR_OUTCOME_UNKNOWN);
}

/* What PRP0001 means to Linux, it does not to FreeBSD. */
static bool is_unknown_to_freebsd(struct fdtr_story *story)
{
	const struct fdtr_device *device = story->device;

	if (story->guest->system != FDTR_SYSTEM_FREEBSD || device->kind != FDTR_DEVICE_VIRTIO_MMIO ||
		fdtr_acpi_has_id(story->forecast->acpi, device->object, FDTR_ACPI_VIRTIO_MMIO_HID))
		return false;
	fdtr_because_compatible(story,
		"the guest's driver goes by the id " FDTR_ACPI_VIRTIO_MMIO_HID ", and not by compatible",
		"FreeBSD sys/dev/virtio/mmio/virtio_mmio_acpi.c vtmmio_acpi_probe()", NULL);
	return fdtr_ends(story, FDTR_OUTCOME_REFUSED);
}

static void tell_tables(struct fdtr_story *story)
{
	if (does_not_boot(story) || fdtr_is_foreign(story) || is_elsewhere(story))
		return;
	if (story->guest->system == FDTR_SYSTEM_LINUX)
		fdtr_tell_linux(story, fdtr_tell_linux_tables);
	else if (!is_unknown_to_freebsd(story))
		fdtr_tell_plain(story);
}

int fdtr_acpi_predict(const struct fdtr_acpi *acpi, const struct fdtr_platform *platform,
	const struct fdtr_predict_options *options, struct fdtr_arena *arena,
	struct fdtr_predictions *predictions, struct fdtr_error *error)
{
	static const struct fdtr_predict_options none;
	struct fdtr_forecast forecast = {
		.acpi = acpi, .platform = platform, .options = options ? options : &none, .arena = arena};
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);

	if (fdtr_forecast_memory(&forecast) || fdtr_tables_collect(&forecast) ||
		fdtr_predict_all(&forecast, tell_tables, NULL, predictions)) {
		fdtr_arena_reset(arena, mark);
		return fdtr_error_arena(error);
	}
	return FDTR_OK;
}
