// SPDX-License-Identifier: BSD-2-Clause
/* Rules on the form of _DSD, which iasl and Linux take as it comes. */
#include "lint/acpi/tables.h"

#include <string.h>

/* What the walk of one device needs beside what is kept. */
struct collection {
	struct fdtr_lint *lint;
	struct fdtr_array faults;
	uint32_t object;
	bool full;
};

static bool keep_fault(void *context, const struct fdtr_dsd_entry *entry)
{
	struct collection *collection = context;
	struct fdtr_dsd_fault *fault;

	if (entry->problem == FDTR_DSD_SOUND)
		return true;
	fault = fdtr_array_push(&collection->faults);
	collection->full = !fault;
	if (fault)
		*fault = (struct fdtr_dsd_fault){collection->object, *entry->node != '\0', *entry};
	return fault != NULL;
}

/* The walk gives back what it took, so it has a part of the arena of its own. */
bool fdtr_lint_read_properties(struct fdtr_lint *lint)
{
	size_t size = (lint->arena->high - lint->arena->low) / 4;
	size_t high = lint->arena->high;
	struct collection collection = {.lint = lint};
	void *memory = fdtr_arena_take_high(lint->arena, size, 1);
	struct fdtr_arena scratch;

	if (!memory)
		return false;
	fdtr_array_begin(&collection.faults, lint->arena, sizeof(struct fdtr_dsd_fault));
	for (uint32_t i = 0; i < lint->acpi->object_count && !collection.full; i++) {
		if (!fdtr_may_be_device(lint->acpi, i) || fdtr_acpi_child(lint->acpi, i, "_DSD") == FDTR_NONE)
			continue;
		collection.object = i;
		fdtr_arena_init(&scratch, memory, size);
		if (!fdtr_dsd_walk(lint->acpi, i, &scratch, keep_fault, &collection))
			return false;
	}
	lint->arena->high = high;
	lint->faults = collection.faults.items;
	lint->fault_count = (uint32_t)collection.faults.count;
	return !collection.full;
}

static bool is_our_key(const struct fdtr_acpi_value *key)
{
	static const enum fdtr_property_id ours[] = {FDTR_P_COMPATIBLE, FDTR_P_MEMORY_REGION};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(ours); i++) {
		const char *name = fdtr_property_name(ours[i]);

		if (key->kind == FDTR_ACPI_STRING && key->size == strlen(name) &&
			!memcmp(key->data, name, key->size))
			return true;
	}
	return false;
}

/* How much of a _DSD is searched for the few keys that matter. */
#define MAX_SEARCHED 256

/* A pair of the list, whatever its UUID, that restricted DMA depends on. */
static bool has_our_pair(const struct fdtr_acpi *acpi, const struct fdtr_acpi_value *list)
{
	struct fdtr_acpi_element pair = fdtr_acpi_first(acpi, list), key;

	for (; pair.index < list->count && pair.index < MAX_SEARCHED; fdtr_acpi_next(acpi, &pair)) {
		if (pair.value.kind != FDTR_ACPI_PACKAGE)
			continue;
		key = fdtr_acpi_first(acpi, &pair.value);
		if (pair.value.count && is_our_key(&key.value))
			return true;
	}
	return false;
}

static bool has_our_list(const struct fdtr_acpi *acpi, uint32_t device)
{
	struct fdtr_acpi_value dsd = fdtr_acpi_value_of(acpi, device, "_DSD");
	struct fdtr_acpi_element list;

	if (dsd.kind != FDTR_ACPI_PACKAGE)
		return false;
	list = fdtr_acpi_first(acpi, &dsd);
	for (; list.index < dsd.count && list.index < MAX_SEARCHED; fdtr_acpi_next(acpi, &list)) {
		if (list.value.kind == FDTR_ACPI_PACKAGE && has_our_pair(acpi, &list.value))
			return true;
	}
	return false;
}

/* One finding for each fault of that kind, graver where restricted DMA depends on it. */
typedef void fault_fn(
	struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault, enum fdtr_severity severity);

/* A list that is dropped makes no pool and no consumer, but was meant to. */
static bool is_grave(const struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault)
{
	return fdtr_is_involved(lint, fault->object) ||
	       fdtr_acpi_has_id(lint->acpi, fault->object, FDTR_ACPI_PROPERTIES_HID) ||
	       has_our_list(lint->acpi, fault->object);
}

static void each_fault(struct fdtr_lint *lint, enum fdtr_dsd_problem problem, fault_fn *tell)
{
	for (uint32_t i = 0; i < lint->fault_count && !lint->status && !lint->cut; i++) {
		const struct fdtr_dsd_fault *fault = &lint->faults[i];

		if (fault->entry.problem != problem || !fdtr_is_there(lint->acpi, fault->object))
			continue;
		if (!fault->nested)
			lint->unsound_object[fault->object] |= FDTR_SOUND_PROPERTIES;
		tell(lint, fault, is_grave(lint, fault) ? FDTR_ERROR : FDTR_WARNING);
	}
}

static struct fdtr_origin at_fault(const struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault)
{
	return fdtr_at_value(lint, fault->object, "_DSD", &fault->entry.value);
}

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
	fdtr_report_as(lint, severity, at_fault(lint, fault), NULL, "_DSD has the UUID %s, %s%s",
		fdtr_uuid_text(fault->entry.uuid, text),
		meant ? "which no one knows; is this one meant: " : "of which no format is known",
		meant ? meant : "");
}

static void tell_no_uuid(
	struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault, enum fdtr_severity severity)
{
	fdtr_report_as(lint, severity, at_fault(lint, fault), NULL,
		"where a UUID belongs _DSD has no buffer of 16 bytes; it and all that follows is dropped");
}

static void check_dsd_uuid(struct fdtr_lint *lint, uint32_t index)
{
	(void)index;
	each_fault(lint, FDTR_DSD_UNKNOWN_UUID, tell_uuid);
	each_fault(lint, FDTR_DSD_BAD_UUID, tell_no_uuid);
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

/* Where one pair is told of, the others of its list have nothing to add. */
static bool is_repeat(const struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault)
{
	const struct fdtr_dsd_fault *before = fault - 1;

	return fault > lint->faults && before->object == fault->object && before->nested == fault->nested &&
	       before->entry.problem == fault->entry.problem;
}

static void tell_pair(struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault, enum fdtr_severity severity)
{
	if (is_repeat(lint, fault))
		return;
	fdtr_report_as(lint, severity, at_fault(lint, fault), NULL,
		"an element of the list is no package of a string and a value; the whole list is dropped");
}

static void check_dsd_pair(struct fdtr_lint *lint, uint32_t index)
{
	(void)index;
	each_fault(lint, FDTR_DSD_BAD_PAIR, tell_pair);
}

const struct fdtr_rule fdtr_rule_acpi_dsd_pair = {
	.name = "acpi-dsd-pair",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TABLES,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "each property in a _DSD is a package of a string and one value",
	.why = "One malformed pair, such as a key without a value or two values beside a key, spoils all properties of "
	       "its list: Linux drops them, silently. The pool or its consumer then is none.",
	.happens = "linux-6.1, 6.12: drops the list, silent (read)\n"
		   "iasl 20200925: no warning (run)",
	.fix = "Write Package () { \"key\", value }; several values go into a package of their own, a flag has the value 1.",
	.source =
		"Linux drivers/acpi/property.c acpi_properties_format_valid(); _DSD Guide, Device Properties UUID",
	.check = check_dsd_pair,
};

static void tell_duplicate(
	struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault, enum fdtr_severity severity)
{
	fdtr_report_as(lint, severity, at_fault(lint, fault), NULL, "a second \"%s\"; the first one counts",
		fault->entry.key ? fault->entry.key : "");
}

static void check_dsd_duplicate_key(struct fdtr_lint *lint, uint32_t index)
{
	(void)index;
	each_fault(lint, FDTR_DSD_DUPLICATE_KEY, tell_duplicate);
}

const struct fdtr_rule fdtr_rule_acpi_dsd_duplicate_key = {
	.name = "acpi-dsd-duplicate-key",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TABLES,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "a key stands once among the properties of a _DSD",
	.why = "The guide forbids it, and readers differ: Linux takes the first, another may take the last, so that a "
	       "device has another pool, or none.",
	.happens = "linux-6.1, 6.12: the first counts, silent (read)\n"
		   "iasl 20200925: no warning (run)",
	.fix = "Keep one; several values of one property go into a package.",
	.source = "_DSD Guide, Device Properties UUID: keys are unique; Linux drivers/acpi/property.c "
		  "acpi_data_get_property()",
	.check = check_dsd_duplicate_key,
};

static void tell_value(
	struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault, enum fdtr_severity severity)
{
	fdtr_report_as(lint, severity, at_fault(lint, fault), NULL,
		"the value of \"%s\" is no integer, string or reference, nor a package of those; the whole list "
		"is dropped",
		fault->entry.key ? fault->entry.key : "");
}

static void check_dsd_value(struct fdtr_lint *lint, uint32_t index)
{
	(void)index;
	each_fault(lint, FDTR_DSD_BAD_VALUE, tell_value);
}

const struct fdtr_rule fdtr_rule_acpi_dsd_value = {
	.name = "acpi-dsd-value",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TABLES,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "a property's value is an integer, a string, a reference, or a package of those",
	.why = "Packages in packages and buffers are forbidden here. Linux drops all properties of the list for one such "
	       "value, silently: the pool or its consumer is none.",
	.happens = "linux-6.1, 6.12: drops the list, silent (read)\n"
		   "iasl 20200925: no warning (run)",
	.fix = "Flatten the package; move a buffer behind the UUID " FDTR_DSD_BUFFERS
	       ", and what has parts into data nodes.",
	.source =
		"Linux drivers/acpi/property.c acpi_property_value_ok(); _DSD Guide, Device Properties UUID",
	.check = check_dsd_value,
};

static void tell_not_package(
	struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault, enum fdtr_severity severity)
{
	fdtr_report_as(lint, severity, at_fault(lint, fault), NULL,
		"%s is no package of UUIDs, each with its list", fault->nested ? "a data node" : "_DSD");
}

static void tell_list(struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault, enum fdtr_severity severity)
{
	fdtr_report_as(lint, severity, at_fault(lint, fault), NULL,
		"what follows a UUID is no package; it and all that follows is dropped");
}

static void tell_target(
	struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault, enum fdtr_severity severity)
{
	fdtr_report_as(lint, severity, at_fault(lint, fault), NULL,
		"the data node \"%s\" leads to no package", fault->entry.key ? fault->entry.key : "");
}

static void tell_depth(
	struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault, enum fdtr_severity severity)
{
	fdtr_report_as(lint, severity, at_fault(lint, fault), NULL,
		"data nodes in a circle, more than %d deep, or more than %d entries", FDTR_DSD_DEPTH,
		FDTR_DSD_ENTRIES);
}

static void check_dsd_structure(struct fdtr_lint *lint, uint32_t index)
{
	(void)index;
	each_fault(lint, FDTR_DSD_NOT_PACKAGE, tell_not_package);
	each_fault(lint, FDTR_DSD_BAD_LIST, tell_list);
	each_fault(lint, FDTR_DSD_BAD_TARGET, tell_target);
	each_fault(lint, FDTR_DSD_TOO_DEEP, tell_depth);
}

const struct fdtr_rule fdtr_rule_acpi_dsd_structure = {
	.name = "acpi-dsd-structure",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TABLES,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary =
		"_DSD is a package of UUIDs, each followed by the package that it announces, and data nodes lead to such",
	.why = "With an odd element left over Linux drops all properties of the device; a list that is no package ends "
	       "the reading there, and a data node that leads nowhere is passed over. All of it silently.",
	.happens = "linux-6.1, 6.12: \"Invalid _DSD data, skipping\", which only debugging shows (read)",
	.fix = "Write Name (_DSD, Package () { ToUUID (...), Package () { ... } }); the target of a data node is the name of "
	       "such a package beside _DSD, in quotes.",
	.source =
		"Linux drivers/acpi/property.c acpi_extract_properties(), acpi_add_nondev_subnodes(); _DSD Guide, "
		"Hierarchical Data Extension UUID",
	.check = check_dsd_structure,
};

static void tell_dynamic(
	struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault, enum fdtr_severity severity)
{
	if (severity == FDTR_ERROR)
		fdtr_report(lint, at_fault(lint, fault), "only an interpreter can tell what _DSD says here");
}

static void check_dsd_not_static(struct fdtr_lint *lint, uint32_t index)
{
	(void)index;
	each_fault(lint, FDTR_DSD_DYNAMIC, tell_dynamic);
}

const struct fdtr_rule fdtr_rule_acpi_dsd_not_static = {
	.name = "acpi-dsd-not-static",
	.severity = FDTR_INFO,
	.scope = FDTR_SCOPE_TABLES,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "the _DSD of a pool and of its consumers is data",
	.why = "A method that computes may answer differently from one boot to the next, and no reader of tables, this "
	       "one included, can tell whether the restriction holds.",
	.fix = "Write Name (_DSD, Package () { ... }), or let the method return such a package and do nothing else.",
	.source = "ACPI Specification 6.5 section 6.2.5 _DSD, which may be a method",
	.check = check_dsd_not_static,
};
