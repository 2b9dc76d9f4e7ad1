// SPDX-License-Identifier: BSD-2-Clause
/* The encodings of which AML is made (ACPI Specification 6.5, 20.2.1 to 20.2.4). */
#include "acpi/namespace/namespace.h"

#include <inttypes.h>
#include <string.h>

bool fdtr_aml_fail(struct fdtr_aml *aml, uint32_t at, const char *format, ...)
{
	char problem[FDTR_ERROR_SIZE / 2];
	struct fdtr_text text;
	va_list arguments;

	aml->status = FDTR_ERR_BADTREE;
	if (!aml->error)
		return false;
	fdtr_text_init(&text, problem, sizeof(problem));
	va_start(arguments, format);
	fdtr_text_vadd(&text, format, arguments);
	va_end(arguments);
	(void)fdtr_error_set(aml->error, FDTR_ERR_BADTREE,
		"%.256s (%s) at byte %#" PRIx32 ": %s; the table is damaged, get it anew from where it came",
		aml->table->name, aml->table->signature, at, problem);
	return false;
}

bool fdtr_aml_skip(struct fdtr_aml *aml, uint32_t bytes)
{
	if (bytes > aml->end - aml->at)
		return fdtr_aml_fail(aml, aml->at,
			"%" PRIu32 " bytes belong here, but what holds them ends at %#" PRIx32, bytes,
			aml->end);
	aml->at += bytes;
	return true;
}

bool fdtr_aml_number(struct fdtr_aml *aml, uint32_t bytes, uint64_t *number)
{
	uint32_t start = aml->at;

	if (!fdtr_aml_skip(aml, bytes))
		return false;
	*number = fdtr_little(aml->table->data + start, bytes);
	return true;
}

bool fdtr_aml_byte(struct fdtr_aml *aml, uint8_t *byte)
{
	if (!fdtr_aml_skip(aml, 1))
		return false;
	*byte = aml->table->data[aml->at - 1];
	return true;
}

bool fdtr_aml_length(struct fdtr_aml *aml, uint32_t *length)
{
	uint32_t start = aml->at;
	uint64_t more = 0;
	uint8_t lead;

	if (!fdtr_aml_byte(aml, &lead))
		return false;
	if (lead < 0x40) {
		*length = lead;
		return true;
	}
	if (lead & 0x30)
		return fdtr_aml_fail(aml, start,
			"the package length begins with %#x, in which reserved bits are set", lead);
	if (!fdtr_aml_number(aml, lead >> 6, &more))
		return false;
	*length = (uint32_t)more << 4 | (lead & 0x0f);
	return true;
}

bool fdtr_aml_package(struct fdtr_aml *aml, uint32_t *end)
{
	uint32_t start = aml->at, length = 0;

	if (!fdtr_aml_length(aml, &length))
		return false;
	if (length < aml->at - start)
		return fdtr_aml_fail(aml, start,
			"the package length %#" PRIx32 " is less than the %" PRIu32 " bytes it is said in",
			length, aml->at - start);
	if (length > aml->end - start)
		return fdtr_aml_fail(aml, start,
			"the package length %#" PRIx32 " reaches past %#" PRIx32 ", where what holds it ends",
			length, aml->end);
	*end = start + length;
	return true;
}

bool fdtr_aml_string(struct fdtr_aml *aml)
{
	const unsigned char *start = aml->table->data + aml->at;
	const unsigned char *nul = memchr(start, 0, aml->end - aml->at);

	if (!nul)
		return fdtr_aml_fail(aml, aml->at, "the string has no end before %#" PRIx32, aml->end);
	aml->at += (uint32_t)(nul - start) + 1;
	return true;
}

static bool leads(uint8_t byte)
{
	return (byte >= 'A' && byte <= 'Z') || byte == '_';
}

bool fdtr_aml_begins_name(uint8_t byte)
{
	return leads(byte) || byte == '\\' || byte == '^' || byte == FDTR_AML_DUAL_NAME ||
	       byte == FDTR_AML_MULTI_NAME;
}

static bool read_segments(struct fdtr_aml *aml, struct fdtr_aml_name *name)
{
	uint32_t start = aml->at;

	name->segments = aml->table->data + start;
	if (!fdtr_aml_skip(aml, 4 * name->count))
		return false;
	for (uint32_t i = 0; i < 4 * name->count; i++) {
		uint8_t byte = name->segments[i];

		if (!leads(byte) && (i % 4 == 0 || byte < '0' || byte > '9'))
			return fdtr_aml_fail(aml, start + i,
				"byte %#x belongs in no name: capital letters, digits and _ do", byte);
	}
	return true;
}

static bool read_count(struct fdtr_aml *aml, struct fdtr_aml_name *name)
{
	uint32_t start = aml->at;
	uint8_t lead = start < aml->end ? aml->table->data[start] : 0, count = 1;

	if (lead == FDTR_AML_ZERO) {
		name->count = 0;
		return fdtr_aml_skip(aml, 1);
	}
	if (lead == FDTR_AML_DUAL_NAME)
		count = 2;
	if (lead == FDTR_AML_DUAL_NAME || lead == FDTR_AML_MULTI_NAME)
		aml->at++;
	if (lead == FDTR_AML_MULTI_NAME && !fdtr_aml_byte(aml, &count))
		return false;
	name->count = count;
	if (!count)
		return fdtr_aml_fail(aml, start, "a path of no names is said with the prefix for several");
	return true;
}

bool fdtr_aml_name(struct fdtr_aml *aml, struct fdtr_aml_name *name)
{
	*name = (struct fdtr_aml_name){.offset = aml->at};
	if (aml->at < aml->end && aml->table->data[aml->at] == '\\') {
		name->root = true;
		aml->at++;
	}
	while (!name->root && aml->at < aml->end && aml->table->data[aml->at] == '^') {
		name->carets++;
		aml->at++;
	}
	return read_count(aml, name) && read_segments(aml, name);
}
