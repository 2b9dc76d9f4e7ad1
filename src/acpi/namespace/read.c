// SPDX-License-Identifier: BSD-2-Clause
/* Tables: their headers (ACPI Specification 6.5, 5.2.6), and in what order their AML is loaded. */
#include "acpi/namespace/namespace.h"

#include <inttypes.h>
#include <string.h>

#define LENGTH_OFFSET 4
#define REVISION_OFFSET 8
#define OEM_ID_OFFSET 10
#define OEM_TABLE_ID_OFFSET 16
/* RSDP (5.2.5.3) and FACS (5.2.10) begin otherwise. */
#define RSDP_SIGNATURE "RSD PTR "
#define RSDP_REVISION_OFFSET 15
#define RSDP_OEM_ID_OFFSET 9
#define RSDP_LENGTH_OFFSET 20
#define RSDP_FIRST_SIZE 20
#define FACS_LEAST_SIZE 8

static bool has_signature(const struct fdtr_acpi_table *table, const char *signature)
{
	return !strcmp(table->signature, signature);
}

static bool has_aml(const struct fdtr_acpi_table *table)
{
	static const char *const signatures[] = {"DSDT", "SSDT", "PSDT", "OSDT"};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(signatures); i++) {
		if (has_signature(table, signatures[i]))
			return true;
	}
	return false;
}

static void copy_text(char *text, const unsigned char *data, size_t length)
{
	memcpy(text, data, length);
	text[length] = '\0';
	(void)fdtr_text_clean(text);
}

static uint8_t sum(const unsigned char *data, uint32_t length)
{
	uint8_t total = 0;

	for (uint32_t i = 0; i < length; i++)
		total = (uint8_t)(total + data[i]);
	return total;
}

static int too_short(const struct fdtr_acpi_input *input, size_t least, struct fdtr_error *error)
{
	return fdtr_error_set(error, FDTR_ERR_BADTREE,
		"%.256s at byte 0: %zu bytes are no ACPI table, whose header alone has %zu; it is cut off or something else",
		input->name, input->size, least);
}

static int check_length(const struct fdtr_acpi_table *table, const struct fdtr_acpi_input *input,
	uint32_t offset, uint32_t least, struct fdtr_error *error)
{
	if (table->length < least)
		return fdtr_error_set(error, FDTR_ERR_BADTREE,
			"%.256s (%s) at byte %#" PRIx32 ": the header says a length of %#" PRIx32
			", less than its own %#" PRIx32
			"; the table is damaged, get it anew from where it came",
			table->name, table->signature, offset, table->length, least);
	if (table->length > input->size)
		return fdtr_error_set(error, FDTR_ERR_BADTREE,
			"%.256s (%s) at byte %#" PRIx32 ": the header says a length of %#" PRIx32
			", but only %#zx bytes are there; the table is cut off, get the whole of it",
			table->name, table->signature, offset, table->length, input->size);
	return FDTR_OK;
}

static int read_rsdp(
	struct fdtr_acpi_table *table, const struct fdtr_acpi_input *input, struct fdtr_error *error)
{
	bool extended;

	if (input->size < RSDP_FIRST_SIZE)
		return too_short(input, RSDP_FIRST_SIZE, error);
	table->revision = table->data[RSDP_REVISION_OFFSET];
	extended = table->revision > 1;
	if (extended && input->size < FDTR_ACPI_HEADER_SIZE)
		return too_short(input, FDTR_ACPI_HEADER_SIZE, error);
	table->length =
		extended ? (uint32_t)fdtr_little(table->data + RSDP_LENGTH_OFFSET, 4) : RSDP_FIRST_SIZE;
	copy_text(table->oem_id, table->data + RSDP_OEM_ID_OFFSET, sizeof(table->oem_id) - 1);
	table->checksum_wrong = sum(table->data, RSDP_FIRST_SIZE) != 0;
	return check_length(table, input, RSDP_LENGTH_OFFSET, RSDP_FIRST_SIZE, error);
}

static bool is_signature(const unsigned char *data)
{
	for (unsigned int i = 0; i < 4; i++) {
		bool letter = data[i] >= 'A' && data[i] <= 'Z', digit = data[i] >= '0' && data[i] <= '9';

		if (!letter && !digit && !(data[i] && strchr("_!@$", data[i])))
			return false;
	}
	return true;
}

static int read_header(
	struct fdtr_acpi_table *table, const struct fdtr_acpi_input *input, struct fdtr_error *error)
{
	int status;

	*table = (struct fdtr_acpi_table){.data = input->data, .name = input->name};
	if (input->size < FACS_LEAST_SIZE)
		return too_short(input, FDTR_ACPI_HEADER_SIZE, error);
	copy_text(table->signature, table->data, sizeof(table->signature) - 1);
	if (!memcmp(table->data, RSDP_SIGNATURE, sizeof(RSDP_SIGNATURE) - 1))
		return read_rsdp(table, input, error);
	if (!is_signature(table->data))
		return fdtr_error_set(error, FDTR_ERR_BADTREE,
			"%.256s at byte 0: \"%s\" is no signature of an ACPI table, which has four capital letters or digits",
			input->name, table->signature);
	table->length = (uint32_t)fdtr_little(table->data + LENGTH_OFFSET, 4);
	if (has_signature(table, "FACS"))
		return check_length(table, input, LENGTH_OFFSET, FACS_LEAST_SIZE, error);
	if (input->size < FDTR_ACPI_HEADER_SIZE)
		return too_short(input, FDTR_ACPI_HEADER_SIZE, error);
	status = check_length(table, input, LENGTH_OFFSET, FDTR_ACPI_HEADER_SIZE, error);
	if (status)
		return status;
	table->revision = table->data[REVISION_OFFSET];
	copy_text(table->oem_id, table->data + OEM_ID_OFFSET, sizeof(table->oem_id) - 1);
	copy_text(table->oem_table_id, table->data + OEM_TABLE_ID_OFFSET, sizeof(table->oem_table_id) - 1);
	table->checksum_wrong = sum(table->data, table->length) != 0;
	return FDTR_OK;
}

static int read_headers(struct fdtr_acpi *acpi, const struct fdtr_acpi_input *inputs, uint32_t count,
	uint32_t *dsdt, struct fdtr_error *error)
{
	*dsdt = FDTR_NONE;
	for (uint32_t i = 0; i < count; i++) {
		int status = read_header(&acpi->tables[i], &inputs[i], error);

		if (status)
			return status;
		if (!has_signature(&acpi->tables[i], "DSDT"))
			continue;
		if (*dsdt != FDTR_NONE)
			return fdtr_error_set(error, FDTR_ERR_BADTREE,
				"%.256s (DSDT) at byte 0: a machine has one DSDT, and %.256s is one; give each machine's tables by themselves",
				inputs[i].name, inputs[*dsdt].name);
		*dsdt = i;
	}
	return FDTR_OK;
}

/* What is there before any table (5.3.1, 5.7). */
static bool add_predefined(struct fdtr_namespace *space)
{
	static const char scopes[][5] = {"_GPE", "_PR_", "_SB_", "_SI_", "_TZ_"};
	static const char others[][5] = {"_REV", "_OS_", "_GL_", "_OSI"};
	bool added = fdtr_namespace_add(space, FDTR_NONE, "\\___", FDTR_ACPI_SCOPE) != FDTR_NONE;

	for (size_t i = 0; added && i < FDTR_ARRAY_SIZE(scopes); i++)
		added = fdtr_namespace_add(space, 0, scopes[i], FDTR_ACPI_SCOPE) != FDTR_NONE;
	for (size_t i = 0; added && i < FDTR_ARRAY_SIZE(others); i++)
		added = fdtr_namespace_add(space, 0, others[i], FDTR_ACPI_PREDEFINED) != FDTR_NONE;
	if (added) /* _OSI */
		space->acpi->objects[space->acpi->object_count - 1].arguments = 1;
	return added;
}

/* The DSDT decides for all (19.6.30); without it, the first there is. */
static bool has_short_integers(const struct fdtr_acpi *acpi, uint32_t dsdt)
{
	for (uint32_t i = 0; dsdt == FDTR_NONE && i < acpi->table_count; i++) {
		if (has_aml(&acpi->tables[i]))
			dsdt = i;
	}
	return dsdt != FDTR_NONE && acpi->tables[dsdt].revision < 2;
}

static int load(struct fdtr_acpi *acpi, uint32_t dsdt, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct fdtr_namespace space = {.acpi = acpi};
	int status = FDTR_OK;

	acpi->integers_are_32 = has_short_integers(acpi, dsdt);
	fdtr_array_begin(&space.objects, arena, sizeof(*acpi->objects));
	acpi->objects = space.objects.items;
	if (!add_predefined(&space))
		return fdtr_error_arena(error);
	if (dsdt != FDTR_NONE)
		status = fdtr_namespace_load(&space, dsdt, error);
	for (uint32_t i = 0; !status && i < acpi->table_count; i++) {
		if (i != dsdt && has_aml(&acpi->tables[i]))
			status = fdtr_namespace_load(&space, i, error);
	}
	return status;
}

int fdtr_acpi_read(struct fdtr_acpi *acpi, const struct fdtr_acpi_input *inputs, uint32_t count,
	struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	uint32_t dsdt = FDTR_NONE;
	int status;

	*acpi = (struct fdtr_acpi){
		.tables = fdtr_arena_take(arena, count, sizeof(*acpi->tables)), .table_count = count};
	if (!acpi->tables)
		return fdtr_error_arena(error);
	status = read_headers(acpi, inputs, count, &dsdt, error);
	if (!status)
		status = load(acpi, dsdt, arena, error);
	if (status)
		fdtr_arena_reset(arena, mark);
	return status;
}
