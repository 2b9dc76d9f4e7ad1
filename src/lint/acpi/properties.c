// SPDX-License-Identifier: BSD-2-Clause
/* Rules on the form of _DSD, which iasl and Linux take as it comes. */
#include "lint/acpi/tables.h"

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
	fdtr_report_as(lint, severity, fdtr_at_fault(lint, fault), NULL,
		"an element of the list is no package of a string and a value; the whole list is dropped");
}

static void check_dsd_pair(struct fdtr_lint *lint, uint32_t index)
{
	(void)index;
	fdtr_each_fault(lint, FDTR_DSD_BAD_PAIR, tell_pair);
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
	fdtr_report_as(lint, severity, fdtr_at_fault(lint, fault), NULL,
		"a second \"%s\"; the first one counts", fault->entry.key ? fault->entry.key : "");
}

static void check_dsd_duplicate_key(struct fdtr_lint *lint, uint32_t index)
{
	(void)index;
	fdtr_each_fault(lint, FDTR_DSD_DUPLICATE_KEY, tell_duplicate);
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
	fdtr_report_as(lint, severity, fdtr_at_fault(lint, fault), NULL,
		"the value of \"%s\" is no integer, string or reference, nor a package of those; the whole list "
		"is dropped",
		fault->entry.key ? fault->entry.key : "");
}

static void check_dsd_value(struct fdtr_lint *lint, uint32_t index)
{
	(void)index;
	fdtr_each_fault(lint, FDTR_DSD_BAD_VALUE, tell_value);
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
	fdtr_report_as(lint, severity, fdtr_at_fault(lint, fault), NULL,
		"%s is no package of UUIDs, each with its list", fault->nested ? "a data node" : "_DSD");
}

static void tell_list(struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault, enum fdtr_severity severity)
{
	fdtr_report_as(lint, severity, fdtr_at_fault(lint, fault), NULL,
		"what follows a UUID is no package; it and all that follows is dropped");
}

static void tell_target(
	struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault, enum fdtr_severity severity)
{
	fdtr_report_as(lint, severity, fdtr_at_fault(lint, fault), NULL,
		"the data node \"%s\" leads to no package", fault->entry.key ? fault->entry.key : "");
}

static void tell_depth(
	struct fdtr_lint *lint, const struct fdtr_dsd_fault *fault, enum fdtr_severity severity)
{
	fdtr_report_as(lint, severity, fdtr_at_fault(lint, fault), NULL,
		"data nodes in a circle, more than %d deep, or more than %d entries", FDTR_DSD_DEPTH,
		FDTR_DSD_ENTRIES);
}

static void check_dsd_structure(struct fdtr_lint *lint, uint32_t index)
{
	(void)index;
	fdtr_each_fault(lint, FDTR_DSD_NOT_PACKAGE, tell_not_package);
	fdtr_each_fault(lint, FDTR_DSD_BAD_LIST, tell_list);
	fdtr_each_fault(lint, FDTR_DSD_BAD_TARGET, tell_target);
	fdtr_each_fault(lint, FDTR_DSD_TOO_DEEP, tell_depth);
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
		fdtr_report(
			lint, fdtr_at_fault(lint, fault), "only an interpreter can tell what _DSD says here");
}

static void check_dsd_not_static(struct fdtr_lint *lint, uint32_t index)
{
	(void)index;
	fdtr_each_fault(lint, FDTR_DSD_DYNAMIC, tell_dynamic);
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
