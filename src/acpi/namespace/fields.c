// SPDX-License-Identifier: BSD-2-Clause
/* Field lists (ACPI Specification 6.5, 20.2.5.2). */
#include "acpi/namespace/namespace.h"

#define RESERVED_FIELD 0x00
#define ACCESS_FIELD 0x01
#define CONNECT_FIELD 0x02
#define EXTENDED_ACCESS_FIELD 0x03

/* A name, or a buffer that holds a descriptor. */
static bool read_connection(struct fdtr_aml *aml)
{
	struct fdtr_aml_name name;
	uint32_t end;

	if (aml->at == aml->end || aml->table->data[aml->at] != FDTR_AML_BUFFER)
		return fdtr_aml_name(aml, &name);
	aml->at++;
	if (!fdtr_aml_package(aml, &end))
		return false;
	aml->at = end;
	return true;
}

bool fdtr_aml_field(struct fdtr_aml *aml, const unsigned char **name)
{
	const unsigned char *start = aml->table->data + aml->at;
	struct fdtr_aml_name read;
	uint32_t bits;

	*name = NULL;
	switch (*start) {
	case RESERVED_FIELD:
		return fdtr_aml_skip(aml, 1) && fdtr_aml_length(aml, &bits);
	case ACCESS_FIELD:
		return fdtr_aml_skip(aml, 3);
	case EXTENDED_ACCESS_FIELD:
		return fdtr_aml_skip(aml, 4);
	case CONNECT_FIELD:
		return fdtr_aml_skip(aml, 1) && read_connection(aml);
	}
	if (*start < 'A')
		return fdtr_aml_fail(aml, aml->at, "%#x begins no element of a field list", *start);
	*name = start;
	return fdtr_aml_name(aml, &read) && fdtr_aml_length(aml, &bits);
}
