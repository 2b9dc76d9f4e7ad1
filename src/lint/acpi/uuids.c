// SPDX-License-Identifier: BSD-2-Clause
/* The rule on the UUIDs in a _DSD. */
#include "lint/acpi/tables.h"

#include <string.h>

/*
 * Formats that others than the _DSD Guide define for their own devices, besides those that Linux takes for properties: two of
 * Microsoft's for PCIe root ports, and ACPI 6.5 section 9.17, generic buttons.
 */
static const char *const others[] = {
	"fdf06fad-f744-4451-bb64-ecd792215b10",
	"6b4ad420-8fd3-4364-acf8-eb94876fd9eb",
	"fa6bd625-9ce8-470d-a2c7-b3ca36c4282e",
};

static bool is_others(const unsigned char uuid[16])
{
	unsigned char bytes[16];

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(others); i++) {
		if (fdtr_uuid_bytes(others[i], bytes) && !memcmp(bytes, uuid, sizeof(bytes)))
			return true;
	}
	return false;
}

/* The bytes as the text has them: what is written by hand where ToUUID swaps the first three fields. */
static void swap_fields(const unsigned char uuid[16], unsigned char swapped[16])
{
	static const unsigned char order[16] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};

	for (size_t i = 0; i < sizeof(order); i++)
		swapped[i] = uuid[order[i]];
}

#define MAX_WRONG_BYTES 4

static unsigned int count_wrong(const unsigned char left[16], const unsigned char right[16])
{
	unsigned int count = 0;

	for (size_t i = 0; i < 16; i++)
		count += left[i] != right[i];
	return count;
}

/* The UUID that was meant; NULL when it is like none. */
static const char *find_meant(const unsigned char uuid[16])
{
	static const char *const known[] = {FDTR_DSD_PROPERTIES, FDTR_DSD_HIERARCHY, FDTR_DSD_BUFFERS};
	unsigned char bytes[16], swapped[16];

	swap_fields(uuid, swapped);
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(known); i++) {
		if (fdtr_uuid_bytes(known[i], bytes) &&
			(count_wrong(bytes, uuid) <= MAX_WRONG_BYTES || count_wrong(bytes, swapped) == 0))
			return known[i];
	}
	return NULL;
}

static void tell_uuid(struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault, enum fdtr_severity severity)
{
	const char *meant = find_meant(fault->entry.uuid);
	char text[37];

	if (is_others(fault->entry.uuid))
		return;
	if (severity != FDTR_ERROR)
		severity = meant ? FDTR_ERROR : FDTR_INFO;
	fdtr_report_as(lint, severity, fdtr_at_fault(lint, fault), NULL, "_DSD has the UUID %s, %s%s",
		fdtr_uuid_text(fault->entry.uuid, text),
		meant ? "which no one knows; is this one meant: " : "of which no format is known",
		meant ? meant : "");
}

static void tell_no_uuid(
	struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault, enum fdtr_severity severity)
{
	fdtr_report_as(lint, severity, fdtr_at_fault(lint, fault), NULL,
		"where a UUID belongs %s has no buffer of 16 bytes; it and all that follows is dropped",
		fault->nested ? "a data node" : "_DSD");
}

static void check_dsd_uuid(struct fdtr_lint *lint, uint32_t index)
{
	(void)index;
	fdtr_each_fault(lint, FDTR_DSD_UNKNOWN_UUID, tell_uuid);
	fdtr_each_fault(lint, FDTR_DSD_BAD_UUID, tell_no_uuid);
}

const struct fdtr_rule fdtr_rule_acpi_dsd_uuid = {
	.name = "acpi-dsd-uuid",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TABLES,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "the UUIDs in a _DSD are those of the formats that it uses",
	.why = "What stands behind a UUID that nobody knows is passed over, silently, and iasl compiles it without a "
	       "word: the device has no properties, the pool is none, and its consumers do unrestricted DMA. Where "
	       "nothing hints at restricted DMA the UUID may be a vendor's own format, and this is only told of.",
	.happens = "linux-6.1, 6.12: drops the list, silent (read)\n"
		   "iasl 20200925: no warning (run)",
	.fix = "Write ToUUID (\"" FDTR_DSD_PROPERTIES "\") before device properties, \"" FDTR_DSD_HIERARCHY
	       "\" before data nodes; ToUUID puts the bytes in their order.",
	.source =
		"Linux drivers/acpi/property.c acpi_extract_properties(); _DSD Guide section 3, \"Well-Known "
		"_DSD UUIDs and Data Structure Formats\"",
	.check = check_dsd_uuid,
};
