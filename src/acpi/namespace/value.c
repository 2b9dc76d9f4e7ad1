// SPDX-License-Identifier: BSD-2-Clause
/* Data as it stands in a table (ACPI Specification 6.5, 20.2.3, 20.2.5.4). */
#include "acpi/namespace/namespace.h"

/* Names of names: so many are followed. */
#define MOST_HOPS 8

static struct fdtr_aml open_at(
	const struct fdtr_acpi *acpi, const struct fdtr_acpi_value *value, uint32_t end)
{
	return (struct fdtr_aml){.table = &acpi->tables[value->table], .at = value->offset, .end = end};
}

static bool read_integer(const struct fdtr_acpi *acpi, struct fdtr_aml *aml, uint64_t *integer)
{
	uint8_t code;
	bool read = fdtr_aml_byte(aml, &code);

	switch (read ? code : FDTR_AML_EXTENDED) {
	case FDTR_AML_ZERO:
	case FDTR_AML_ONE:
		*integer = code;
		break;
	case FDTR_AML_ONES:
		*integer = UINT64_MAX;
		break;
	case FDTR_AML_BYTE:
		read = fdtr_aml_number(aml, 1, integer);
		break;
	case FDTR_AML_WORD:
		read = fdtr_aml_number(aml, 2, integer);
		break;
	case FDTR_AML_DWORD:
		read = fdtr_aml_number(aml, 4, integer);
		break;
	case FDTR_AML_QWORD:
		read = fdtr_aml_number(aml, 8, integer);
		break;
	default:
		return false;
	}
	if (acpi->integers_are_32)
		*integer &= UINT32_MAX;
	return read;
}

/* Its size is a term, which need not be a number as it stands there. */
static bool read_buffer(const struct fdtr_acpi *acpi, struct fdtr_aml *aml, struct fdtr_acpi_value *value)
{
	uint32_t end;

	aml->at++;
	if (!fdtr_aml_package(aml, &end))
		return false;
	aml->end = end;
	if (!read_integer(acpi, aml, &value->integer))
		return false;
	value->kind = FDTR_ACPI_BUFFER;
	value->data = aml->table->data + aml->at;
	value->size = end - aml->at;
	if (value->integer < value->size)
		value->integer = value->size;
	aml->at = end;
	return true;
}

/* Leaves `aml` at the first element, which ends with it. */
static bool open_package(const struct fdtr_acpi *acpi, struct fdtr_aml *aml, uint32_t *count)
{
	bool variable = aml->table->data[aml->at] == FDTR_AML_VAR_PACKAGE;
	uint64_t number = 0;
	uint8_t byte = 0;
	uint32_t end;

	aml->at++;
	if (!fdtr_aml_package(aml, &end))
		return false;
	aml->end = end;
	if (variable ? !read_integer(acpi, aml, &number) : !fdtr_aml_byte(aml, &byte))
		return false;
	*count = byte;
	/* Elements that are said to be there, and are not, are told of up to what the bytes could hold. */
	if (variable)
		*count = number < end - aml->at ? (uint32_t)number : end - aml->at;
	return true;
}

static bool read_package(const struct fdtr_acpi *acpi, struct fdtr_aml *aml, struct fdtr_acpi_value *value)
{
	if (!open_package(acpi, aml, &value->count))
		return false;
	value->kind = FDTR_ACPI_PACKAGE;
	aml->at = aml->end;
	return true;
}

static bool read_reference(const struct fdtr_acpi *acpi, struct fdtr_aml *aml, struct fdtr_acpi_value *value)
{
	struct fdtr_aml_name name;

	if (!fdtr_aml_name(aml, &name))
		return false;
	value->kind = FDTR_ACPI_REFERENCE;
	value->object = fdtr_acpi_meant(acpi, fdtr_name_find(acpi, value->scope, &name));
	return true;
}

static bool read_string(struct fdtr_aml *aml, struct fdtr_acpi_value *value)
{
	uint32_t start = ++aml->at;

	if (!fdtr_aml_string(aml))
		return false;
	value->kind = FDTR_ACPI_STRING;
	value->data = aml->table->data + start;
	value->size = aml->at - 1 - start;
	return true;
}

static bool read_data(const struct fdtr_acpi *acpi, struct fdtr_aml *aml, struct fdtr_acpi_value *value)
{
	uint8_t code = aml->at < aml->end ? aml->table->data[aml->at] : FDTR_AML_EXTENDED;

	if (fdtr_aml_begins_name(code))
		return read_reference(acpi, aml, value);
	switch (code) {
	case FDTR_AML_STRING:
		return read_string(aml, value);
	case FDTR_AML_BUFFER:
		return read_buffer(acpi, aml, value);
	case FDTR_AML_PACKAGE:
	case FDTR_AML_VAR_PACKAGE:
		return read_package(acpi, aml, value);
	}
	if (!read_integer(acpi, aml, &value->integer))
		return false;
	value->kind = FDTR_ACPI_INTEGER;
	return true;
}

/* What stands at `offset`; what is no data is NOT_STATIC, and may be as long as `end` allows. */
static struct fdtr_acpi_value value_at(
	const struct fdtr_acpi *acpi, uint32_t table, uint32_t offset, uint32_t end, uint32_t scope)
{
	struct fdtr_acpi_value value = {
		.table = table, .offset = offset, .object = FDTR_NONE, .scope = scope};
	struct fdtr_aml aml = open_at(acpi, &value, end);
	bool read = read_data(acpi, &aml, &value);

	value.length = read ? aml.at - offset : end - offset;
	if (!read)
		value.kind = FDTR_ACPI_NOT_STATIC;
	return value;
}

static struct fdtr_acpi_value not_static(const struct fdtr_acpi_object *object)
{
	return (struct fdtr_acpi_value){.kind = FDTR_ACPI_NOT_STATIC,
		.table = object->table,
		.offset = object->offset,
		.length = object->end - object->offset,
		.object = FDTR_NONE,
		.scope = object->scope};
}

/* The operand of a Return that is all there is in a method. */
static struct fdtr_acpi_value returned(const struct fdtr_acpi *acpi, const struct fdtr_acpi_object *method)
{
	const unsigned char *data = acpi->tables[method->table].data;
	struct fdtr_acpi_value value;

	if (method->value >= method->end || data[method->value] != FDTR_AML_RETURN)
		return not_static(method);
	value = value_at(acpi, method->table, method->value + 1, method->end, method->scope);
	return value.offset + value.length == method->end ? value : not_static(method);
}

struct fdtr_acpi_value fdtr_acpi_value(const struct fdtr_acpi *acpi, uint32_t object)
{
	struct fdtr_acpi_value value = {.kind = FDTR_ACPI_NONE, .object = FDTR_NONE};

	for (unsigned int hops = 0; hops < MOST_HOPS; hops++) {
		const struct fdtr_acpi_object *at;

		object = fdtr_acpi_meant(acpi, object);
		if (object == FDTR_NONE)
			return value;
		at = &acpi->objects[object];
		value = not_static(at);
		if (at->kind == FDTR_ACPI_NAME)
			return value_at(acpi, at->table, at->value, at->end, at->scope);
		if (at->kind != FDTR_ACPI_METHOD)
			return value;
		value = returned(acpi, at);
		if (value.kind != FDTR_ACPI_REFERENCE)
			return value;
		object = value.object;
		value = not_static(at);
		if (object == FDTR_NONE || acpi->objects[object].kind != FDTR_ACPI_NAME)
			return value;
	}
	return value;
}

struct fdtr_acpi_value fdtr_acpi_value_of(const struct fdtr_acpi *acpi, uint32_t object, const char *name)
{
	return fdtr_acpi_value(acpi, fdtr_acpi_child(acpi, object, name));
}

/* The element at `rest`; none where the package gives fewer than it says. */
static void read_element(const struct fdtr_acpi *acpi, struct fdtr_acpi_element *element)
{
	struct fdtr_acpi_value *value = &element->value;
	uint32_t table = value->table, scope = value->scope;

	*value = value_at(acpi, table, element->rest, element->end, scope);
	if (element->rest == element->end)
		value->kind = FDTR_ACPI_NONE;
	element->rest = value->kind == FDTR_ACPI_NOT_STATIC ? element->rest : element->rest + value->length;
}

struct fdtr_acpi_element fdtr_acpi_first(const struct fdtr_acpi *acpi, const struct fdtr_acpi_value *package)
{
	struct fdtr_acpi_element element = {.value = {.table = package->table, .scope = package->scope}};
	struct fdtr_aml aml;
	uint32_t count;

	if (package->kind != FDTR_ACPI_PACKAGE)
		return element;
	aml = open_at(acpi, package, package->offset + package->length);
	if (!open_package(acpi, &aml, &count))
		return element;
	element.rest = aml.at;
	element.end = aml.end;
	read_element(acpi, &element);
	return element;
}

void fdtr_acpi_next(const struct fdtr_acpi *acpi, struct fdtr_acpi_element *element)
{
	element->index++;
	read_element(acpi, element);
}
