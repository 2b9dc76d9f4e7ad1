// SPDX-License-Identifier: BSD-2-Clause
/* Rules on what a device object says that it is: _HID, _UID, compatible, _CCA. */
#include "lint/acpi/tables.h"

#include <string.h>

static bool is_string_or_list(const struct fdtr_acpi *acpi, const struct fdtr_acpi_value *value)
{
	struct fdtr_acpi_element element;

	if (value->kind != FDTR_ACPI_PACKAGE)
		return value->kind == FDTR_ACPI_STRING && value->size;
	element = fdtr_acpi_first(acpi, value);
	for (; element.index < value->count; fdtr_acpi_next(acpi, &element)) {
		if (element.value.kind != FDTR_ACPI_STRING || !element.value.size)
			return false;
	}
	return value->count != 0;
}

static bool has_compatible(const struct fdtr_acpi *acpi, uint32_t device)
{
	struct fdtr_acpi_value value = fdtr_dsd_property(acpi, device, fdtr_property_name(FDTR_P_COMPATIBLE));

	return is_string_or_list(acpi, &value);
}

/* A part of a composite device: Linux asks the parent, which may have asked its own. */
static bool is_part(const struct fdtr_acpi *acpi, uint32_t device)
{
	uint32_t parent = acpi->objects[device].parent;

	while (parent != FDTR_NONE && fdtr_acpi_has_id(acpi, parent, FDTR_ACPI_PROPERTIES_HID)) {
		if (has_compatible(acpi, parent))
			return true;
		parent = acpi->objects[parent].parent;
	}
	return false;
}

static void check_prp0001_compatible(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_acpi *acpi = lint->acpi;
	struct fdtr_acpi_value value;

	if (!fdtr_acpi_has_id(acpi, index, FDTR_ACPI_PROPERTIES_HID) || !fdtr_is_there(acpi, index) ||
		has_compatible(acpi, index) || is_part(acpi, index))
		return;
	value = fdtr_dsd_property(acpi, index, fdtr_property_name(FDTR_P_COMPATIBLE));
	if (value.kind != FDTR_ACPI_NOT_STATIC)
		fdtr_report(lint, fdtr_at(lint, index, FDTR_P_COMPATIBLE),
			value.kind == FDTR_ACPI_NONE
				? "PRP0001 without \"compatible\" in _DSD"
				: "\"compatible\" is no string, nor a package of strings");
}

const struct fdtr_rule fdtr_rule_acpi_prp0001_compatible = {
	.name = "acpi-prp0001-compatible",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_ACPI_DEVICE,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "a device with _HID PRP0001 has the property \"compatible\", a string",
	.why = "PRP0001 means nothing but \"see compatible\". Without it Linux does not enumerate the device: a pool is "
	       "none, and what should use it does unrestricted DMA.",
	.happens = "linux-6.1, 6.12: \"PRP0001 requires 'compatible' property\", no device (read)",
	.fix = "Add Package () { \"compatible\", \"restricted-dma-pool\" } (or the device's own) to the device properties of "
	       "_DSD.",
	.source = "Linux drivers/acpi/property.c acpi_init_properties(), acpi_init_of_compatible(), "
		  "Documentation/firmware-guide/acpi/enumeration.rst",
	.needs = FDTR_SOUND_PROPERTIES,
	.spoils = FDTR_SOUND_IDENTITY,
	.check = check_prp0001_compatible,
};

#define ID_SIZE 32

/* As Linux compares them: numbers in decimal, an EISA id spelt out. False when only an interpreter can tell. */
static bool write_id(const struct fdtr_acpi_value *value, bool eisa, char text[ID_SIZE])
{
	struct fdtr_text out;

	fdtr_text_init(&out, text, ID_SIZE);
	if (value->kind == FDTR_ACPI_INTEGER && eisa)
		(void)fdtr_eisa_text(value->integer, text);
	else if (value->kind == FDTR_ACPI_INTEGER)
		fdtr_text_add(&out, "%" PRIu64, value->integer);
	else if (value->kind == FDTR_ACPI_STRING && value->size < ID_SIZE)
		fdtr_text_add(&out, "%.*s", (int)value->size, (const char *)value->data);
	else
		return false;
	return true;
}

/* No _STA above it, nor its own, that might hide it: of alternatives one is there at a time. */
static bool is_surely_present(const struct fdtr_acpi *acpi, uint32_t object)
{
	for (; object != FDTR_NONE; object = acpi->objects[object].parent) {
		struct fdtr_acpi_value status = fdtr_acpi_value_of(acpi, object, "_STA");

		if (status.kind != FDTR_ACPI_NONE &&
			(status.kind != FDTR_ACPI_INTEGER || !(status.integer & 1)))
			return false;
	}
	return true;
}

struct identity {
	char hid[ID_SIZE];
	char uid[ID_SIZE]; /* "" for none */
	uint32_t object;
};

static bool read_identity(const struct fdtr_acpi *acpi, uint32_t object, struct identity *identity)
{
	struct fdtr_acpi_value hid, uid;

	if (acpi->objects[object].kind != FDTR_ACPI_DEVICE || acpi->objects[object].redefined)
		return false;
	hid = fdtr_acpi_value_of(acpi, object, "_HID");
	uid = fdtr_acpi_value_of(acpi, object, "_UID");
	identity->object = object;
	identity->uid[0] = '\0';
	return write_id(&hid, true, identity->hid) &&
	       (uid.kind == FDTR_ACPI_NONE || write_id(&uid, false, identity->uid)) &&
	       is_surely_present(acpi, object);
}

static int compare_identities(const void *left, const void *right)
{
	const struct identity *a = left, *b = right;
	int order = strcmp(a->hid, b->hid);

	if (!order)
		order = strcmp(a->uid, b->uid);
	if (!order)
		order = a->object < b->object ? -1 : a->object > b->object;
	return order;
}

static uint32_t collect_identities(const struct fdtr_acpi *acpi, struct identity *identities)
{
	struct identity identity;
	uint32_t count = 0;

	for (uint32_t i = 0; i < acpi->object_count; i++) {
		if (!read_identity(acpi, i, &identity))
			continue;
		if (identities)
			identities[count] = identity;
		count++;
	}
	return count;
}

static void report_twin(struct fdtr_lint *lint, const struct identity *first, const struct identity *second)
{
	struct fdtr_origin place = fdtr_at_object(lint, first->object);
	bool involved = fdtr_is_involved(lint, first->object) || fdtr_is_involved(lint, second->object);

	if (!*first->uid && !involved)
		return; /* common, and harmless where no one refers to it */
	fdtr_report_as(lint, involved ? FDTR_ERROR : FDTR_WARNING,
		fdtr_at_child(lint, second->object, "_UID"), &place,
		*first->uid ? "%s has _HID \"%s\" and _UID %s as well"
			    : "%s has _HID \"%s\" and no _UID either%s",
		FDTR_LINT_PATH(lint, first->object), first->hid, first->uid);
}

static void check_uid_duplicate(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t count = collect_identities(lint->acpi, NULL);
	struct identity *identities = fdtr_arena_take_high(lint->arena, count, sizeof(*identities));

	(void)index;
	if (!identities) {
		lint->status = fdtr_error_arena(lint->error);
		return;
	}
	(void)collect_identities(lint->acpi, identities);
	fdtr_sort(identities, count, sizeof(*identities), compare_identities);
	for (uint32_t i = 1; i < count && !lint->cut; i++) {
		if (!strcmp(identities[i].hid, identities[i - 1].hid) &&
			!strcmp(identities[i].uid, identities[i - 1].uid))
			report_twin(lint, &identities[i - 1], &identities[i]);
	}
}

const struct fdtr_rule fdtr_rule_acpi_uid_duplicate = {
	.name = "acpi-uid-duplicate",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TABLES,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC,
	.summary = "devices of one _HID that are there at the same time have different _UIDs",
	.why = "_HID and _UID are the device's name from one boot to the next: with two of a name a command line, a boot "
	       "entry or IORT means either, and one gets the other's restrictions. All PRP0001 devices share one _HID.",
	.fix = "Number the devices: Name (_UID, 0), Name (_UID, 1), and so on.",
	.source =
		"ACPI Specification 6.5 section 6.1.12 _UID; Linux drivers/acpi/utils.c acpi_dev_match_cb()",
	.check = check_uid_duplicate,
};

/* Which other devices do DMA, tables do not say. */
static bool needs_cca(const struct fdtr_lint *lint, uint32_t device)
{
	enum fdtr_processor processor = lint->platform->processor;

	if (processor == FDTR_PROCESSOR_ARM64 && fdtr_acpi_is_host(lint->acpi, device))
		return true;
	return (processor == FDTR_PROCESSOR_ARM64 || processor == FDTR_PROCESSOR_UNKNOWN) &&
	       fdtr_pool_of(lint->platform, device) == FDTR_NONE && fdtr_is_involved(lint, device);
}

static void check_cca_missing(struct fdtr_lint *lint, uint32_t index)
{
	if (!fdtr_is_there(lint->acpi, index) || !needs_cca(lint, index) ||
		!fdtr_is_described(lint->acpi, index) || fdtr_says_coherence(lint, index))
		return;
	fdtr_report(lint, fdtr_at_object(lint, index), "neither the device nor one above it has _CCA");
}

const struct fdtr_rule fdtr_rule_acpi_cca_missing = {
	.name = "acpi-cca-missing",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_ACPI_DEVICE,
	.language = FDTR_TABLES_ONLY,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary = "a device that does DMA has _CCA, or is below one that has",
	.why = "On arm64 there is no default: Linux takes a device without _CCA for one that cannot do DMA, and its driver "
	       "fails, or, in a kernel without CONFIG_DMA_OPS, goes on as if nothing limited it. On x86 _CCA may be left out, and where the tables tell that they are for one nothing is said.",
	.happens = "linux-6.1, 6.12, 7.2, arm64, Debian's: the probe fails (booted)\n"
		   "linux-6.12, arm64, without CONFIG_DMA_OPS: unrestricted DMA, silent (booted)\n"
		   "linux-6.1, x86: coherent, unrestricted DMA (booted)",
	.fix = "Add Name (_CCA, One): what a VMM emulates is coherent.",
	.source =
		"ACPI Specification 6.5 section 6.2.17 _CCA; Linux drivers/acpi/scan.c acpi_init_coherency(), "
		"acpi_dma_supported(), Documentation/arch/arm64/acpi_object_usage.rst; booted on 6.1 and 6.12",
	.check = check_cca_missing,
};
