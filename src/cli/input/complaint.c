// SPDX-License-Identifier: BSD-2-Clause
/* What cpp and dtc say on stderr, made fit to be shown: it quotes the input, so it can hold anything. */
#include "cli/input/input.h"

#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LINES 20

/* "    3 | #include ...", "      |          ^~~", and "                 from x.dts:1:" */
static bool is_excerpt(const char *line)
{
	const char *start = line + strspn(line, " 0123456789");

	return *line == ' ' && (*start == '|' || !strncmp(start, "from ", 5));
}

/* Lines that only say that there are others. */
static bool is_idle(const char *line)
{
	static const char *const starts[] = {"compilation terminated.", "In file included from ",
		"FATAL ERROR: Unable to parse input tree", "FATAL ERROR: Syntax error parsing input tree",
		"ERROR: Input tree has errors, aborting"};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(starts); i++) {
		if (!strncmp(line, starts[i], strlen(starts[i])))
			return true;
	}
	return !*line || is_excerpt(line);
}

static bool is_warning(const char *line)
{
	return strstr(line, "warning: ") || strstr(line, ": note: ") || strstr(line, "Warning: ") ||
	       strstr(line, "Warning (");
}

/* A text read line by line. What follows a warning, indented, is passed over with it, and so is what was said. */
struct lines {
	const char *at;
	bool passing;
	char line[COMPLAINT_LINE];
	char said[MAX_LINES][COMPLAINT_LINE];
	unsigned int said_count;
};

static bool was_said(struct lines *lines)
{
	for (unsigned int i = 0; i < lines->said_count; i++) {
		if (!strcmp(lines->said[i], lines->line))
			return true;
	}
	if (lines->said_count < MAX_LINES)
		memcpy(lines->said[lines->said_count++], lines->line, COMPLAINT_LINE);
	return false;
}

static bool next_line(struct lines *lines)
{
	while (lines->at && *lines->at) {
		size_t length = strcspn(lines->at, "\n");
		size_t kept = length < COMPLAINT_LINE - 1 ? length : COMPLAINT_LINE - 1;

		memcpy(lines->line, lines->at, kept);
		lines->line[kept] = '\0';
		(void)fdtr_text_clean(lines->line);
		lines->at += length + (lines->at[length] == '\n');
		lines->passing = is_warning(lines->line) || (lines->passing && *lines->line == ' ');
		if (!lines->passing && !is_idle(lines->line) && !was_said(lines))
			return true;
	}
	return false;
}

bool complaint_first(const char *text, char line[COMPLAINT_LINE])
{
	struct lines lines = {.at = text};
	bool any = false;

	while (next_line(&lines)) {
		bool error = strstr(lines.line, "rror") != NULL;

		if (!any || error)
			memcpy(line, lines.line, COMPLAINT_LINE);
		any = true;
		if (error)
			break;
	}
	return any;
}

char *complaint_rest(const char *text, const char *without)
{
	struct lines lines = {.at = text};
	char *rest = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&rest, &size);
	bool left_out = !without;
	unsigned int count = 0;

	if (!out)
		return NULL;
	while (count <= MAX_LINES && next_line(&lines)) {
		if (!left_out && !strcmp(lines.line, without))
			left_out = true;
		else
			fprintf(out, "%s\n", count++ < MAX_LINES ? lines.line : "and more");
	}
	if (!fclose(out) && count)
		return rest;
	free(rest);
	return NULL;
}

void complaint_show(const char *lines)
{
	while (lines && *lines) {
		size_t length = strcspn(lines, "\n");

		fprintf(stderr, "    %.*s\n", (int)length, lines);
		lines += length + 1;
	}
}
