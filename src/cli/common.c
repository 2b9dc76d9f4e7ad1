// SPDX-License-Identifier: BSD-2-Clause
/* Complaints, and what option values mean. */
#include "cli/cli.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Names of files and what dtc says of their contents may hold anything. */
static void say(const char *format, va_list arguments)
{
	char text[2 * FDTR_ERROR_SIZE];

	(void)vsnprintf(text, sizeof(text), format, arguments);
	fputs(fdtr_text_printable(text), stderr);
}

void complain(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fputs("fdtrestrict: ", stderr);
	say(format, arguments);
	fputc('\n', stderr);
	va_end(arguments);
}

int usage_error(const char *command, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fprintf(stderr, "fdtrestrict %s: ", command);
	say(format, arguments);
	fprintf(stderr, "; see `fdtrestrict %s --help`\n", command);
	va_end(arguments);
	return EXIT_USAGE;
}

int exit_of(int status)
{
	switch (status) {
	case FDTR_OK:
		return EXIT_CLEAN;
	case FDTR_ERR_REFUSED:
		return EXIT_FINDINGS;
	case FDTR_ERR_BADTREE:
		return EXIT_INPUT;
	case FDTR_ERR_NOSPACE:
	case FDTR_ERR_INTERNAL:
		return EXIT_SYSTEM;
	default:
		return EXIT_USAGE;
	}
}

static bool parse_number(const char *text, const char **end, uint64_t *value)
{
	char *stop;

	if (!isdigit((unsigned char)*text))
		return false;
	errno = 0;
	*value = strtoull(text, &stop, 0);
	*end = stop;
	return stop != text && !errno;
}

static bool parse_size_part(const char *text, const char **end, uint64_t *value)
{
	static const char units[] = "KMGT";
	const char *unit;
	unsigned int shift;

	if (!parse_number(text, end, value))
		return false;
	unit = **end ? strchr(units, toupper((unsigned char)**end)) : NULL;
	if (!unit)
		return true;
	shift = 10 * (unsigned int)(unit - units + 1);
	if (*value > UINT64_MAX >> shift)
		return false;
	*value <<= shift;
	(*end)++;
	return true;
}

bool parse_size(const char *text, uint64_t *value)
{
	const char *end;

	return parse_size_part(text, &end, value) && !*end;
}

bool parse_range(const char *text, struct fdtr_range *range)
{
	uint64_t first, second;
	const char *end;
	char separator;

	if (!parse_size_part(text, &end, &first))
		return false;
	separator = *end;
	if ((separator != '-' && separator != '+') || !parse_size(end + 1, &second))
		return false;
	if (separator == '+')
		return fdtr_range_make(first, second, range);
	*range = (struct fdtr_range){first, second};
	return first <= second;
}

bool parse_memory(const char *text, enum fdtr_memory *memory)
{
	*memory = strcmp(text, "final") ? FDTR_MEMORY_PROVISIONAL : FDTR_MEMORY_FINAL;
	return *memory == FDTR_MEMORY_FINAL || !strcmp(text, "provisional");
}

bool parse_severity(const char *text, enum fdtr_severity *severity)
{
	for (*severity = FDTR_OFF; *severity <= FDTR_ERROR; (*severity)++) {
		if (!strcmp(text, fdtr_severity_name(*severity)))
			return true;
	}
	return false;
}
