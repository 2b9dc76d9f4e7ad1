// SPDX-License-Identifier: BSD-2-Clause
/* What a file holds, by its content. */
#include "cli/input/recognise.h"

#include "base/base.h"
#include "cli/input/paths.h"
#include "source/asl/asl_token.h"

#include <ctype.h>
#include <string.h>

#define HEADER 36U
#define LARGEST ((uint64_t)256 << 20) /* the first bytes of no text make a length below */

static bool is_signature(const unsigned char *data)
{
	for (size_t i = 0; i < 4; i++) {
		if (!isupper(data[i]) && !isdigit(data[i]) && !strchr("_$!@", data[i]))
			return false;
	}
	return true;
}

/* Letters, with or without NULs. */
static bool is_name(const unsigned char *data, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (data[i] && !isprint(data[i]))
			return false;
	}
	return true;
}

bool tables_header_likely(const unsigned char *data, size_t size)
{
	uint64_t length = size >= HEADER ? fdtr_little(data + 4, 4) : 0;

	return length >= HEADER && length <= LARGEST && is_signature(data) && is_name(data + 10, 14);
}

size_t tables_length(const unsigned char *data, size_t size)
{
	uint64_t length = tables_header_likely(data, size) ? fdtr_little(data + 4, 4) : size;

	return length < size ? (size_t)length : size;
}

enum tables_form tables_form(const char *name, const void *start, size_t size)
{
	const char *signature;
	size_t length;

	if (tables_header_likely(start, size) || path_has_suffix(name, ".aml"))
		return TABLES_BINARY;
	if (memchr(start, '\0', size))
		return TABLES_NONE;
	if (path_has_suffix(name, ".asl") || path_has_suffix(name, ".dsl"))
		return TABLES_SOURCE;
	if (tables_is_dump(start, size))
		return TABLES_DUMP;
	return asl_signature(start, size, &signature, &length) ? TABLES_SOURCE : TABLES_NONE;
}

static bool binary_has_dsdt(const unsigned char *data, size_t size)
{
	while (tables_header_likely(data, size)) {
		size_t length = tables_length(data, size);

		if (!memcmp(data, "DSDT", 4))
			return true;
		data += length;
		size -= length;
	}
	return false;
}

/* At the start of a line. */
static bool dump_has_dsdt(const char *text, size_t size)
{
	const char *end = text + size;

	while (text < end) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));

		if (end - text > 4 && !memcmp(text, "DSDT", 4))
			return true;
		text = newline ? newline + 1 : end;
	}
	return false;
}

bool tables_have_dsdt(enum tables_form form, const void *data, size_t size)
{
	const char *signature;
	size_t length;

	switch (form) {
	case TABLES_BINARY:
		return binary_has_dsdt(data, size);
	case TABLES_DUMP:
		return dump_has_dsdt(data, size);
	case TABLES_SOURCE:
		return asl_signature(data, size, &signature, &length) && length == 4 &&
		       !memcmp(signature, "DSDT", 4);
	default:
		return false;
	}
}
