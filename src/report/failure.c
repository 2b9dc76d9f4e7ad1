// SPDX-License-Identifier: BSD-2-Clause
/* What could not be read, and where: the place is in what the compilers say. */
#include "report/write.h"

#include <ctype.h>
#include <stdio.h>
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

/* ":4.1" as dtc writes it, ":4:1" as cpp does; moves behind it. */
static bool take_place(const char **text, struct source_span *span)
{
	++*text;
	if (!take_number(text, &span->line) || (**text != '.' && **text != ':'))
		return false;
	++*text;
	return take_number(text, &span->column);
}

/* From where on a place stands in the sentence, and what is behind it; no file where there is none. */
struct said_place {
	const char *start;
	const char *colon; /* behind the file */
	const char *rest;
	struct source_span span;
};

static bool find_place(const char *sentence, struct said_place *place)
{
	place->start = sentence;
	for (const char *at = sentence; (place->colon = strchr(at, ':')); at = place->colon + 1) {
		place->rest = place->colon;
		if (place->colon[1] == ' ')
			place->start = place->colon + 2;
		else if (place->colon - place->start < REPORT_TEXT_SIZE &&
			 take_place(&place->rest, &place->span))
			return true;
	}
	return false;
}

struct source_span report_failure_span(const struct fdtr_report_file *file, char name[REPORT_TEXT_SIZE])
{
	struct said_place place;

	if (!find_place(report_failure(file), &place))
		return (struct source_span){0};
	memcpy(name, place.start, (size_t)(place.colon - place.start));
	name[place.colon - place.start] = '\0';
	return (struct source_span){.file = name, .line = place.span.line, .column = place.span.column};
}

/* Behind the end of the range that dtc tells, and "error: ", which goes without saying. */
static const char *behind_place(const char *rest)
{
	rest += strspn(rest, "0123456789.-");
	rest += strspn(rest, ": ");
	if (!strncmp(rest, "fatal ", 6))
		rest += 6;
	return strncmp(rest, "error: ", 7) != 0 ? rest : rest + 7;
}

const char *report_failure_words(const struct fdtr_report_file *file, char text[REPORT_TEXT_SIZE])
{
	static const char error[] = "Error: ";
	const char *failure = report_failure(file);
	struct said_place place;
	size_t before;

	if (!find_place(failure, &place))
		return failure;
	before = (size_t)(place.start - failure);
	if (before >= strlen(error) && !strncmp(place.start - strlen(error), error, strlen(error)))
		before -= strlen(error);
	(void)snprintf(text, REPORT_TEXT_SIZE, "%.*s%s", (int)before, failure, behind_place(place.rest));
	return text;
}
