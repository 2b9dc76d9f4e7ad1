// SPDX-License-Identifier: BSD-2-Clause
/* What could not be read, and where: the place is in what the compilers say. */
#include "report/write.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const char *report_failure(const struct fdtr_report_file *file)
{
	size_t length = strlen(file->name);

	if (!strncmp(file->failure, file->name, length) && !strncmp(file->failure + length, ": ", 2))
		return file->failure + length + 2;
	return file->failure;
}

/* A number from 1 up; moves behind it. */
static bool take_number(const char **text, uint32_t *number)
{
	char *end;
	unsigned long value;

	if (!isdigit((unsigned char)**text))
		return false;
	value = strtoul(*text, &end, 10);
	*text = end;
	*number = (uint32_t)value;
	return value && value < UINT32_MAX;
}

/* ":4.1" as dtc writes it, ":4:1" as cpp does. */
static bool take_place(const char *text, struct source_span *span)
{
	text++;
	if (!take_number(&text, &span->line) || (*text != '.' && *text != ':'))
		return false;
	text++;
	return take_number(&text, &span->column);
}

struct source_span report_failure_span(const struct fdtr_report_file *file, char name[REPORT_TEXT_SIZE])
{
	const char *start = report_failure(file), *colon;

	for (const char *at = start; (colon = strchr(at, ':')); at = colon + 1) {
		struct source_span span = {.file = name};

		if (colon[1] == ' ') {
			start = colon + 2;
		} else if (colon - start < REPORT_TEXT_SIZE && take_place(colon, &span)) {
			memcpy(name, start, (size_t)(colon - start));
			name[colon - start] = '\0';
			return span;
		}
	}
	return (struct source_span){0};
}
