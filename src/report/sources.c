// SPDX-License-Identifier: BSD-2-Clause
#include "report/sources.h"

#include "base/base.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_BYTES ((size_t)16 << 20) /* of all files together */

static char *read_all(int file, size_t size)
{
	char *text = malloc(size + 1);
	size_t length = 0;
	ssize_t got = 1;

	while (text && length < size && (got = read(file, text + length, size - length)) > 0)
		length += (size_t)got;
	if (text && (got < 0 || memchr(text, '\0', length))) {
		free(text);
		return NULL;
	}
	if (text)
		text[length] = '\0';
	return text;
}

/* Neither a pipe nor a device is opened to wait at. */
static char *read_text(const char *name, size_t room)
{
	int file = open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat status;
	char *text = NULL;

	if (file < 0)
		return NULL;
	if (!fstat(file, &status) && S_ISREG(status.st_mode) && status.st_size >= 0 &&
		(size_t)status.st_size <= room)
		text = read_all(file, (size_t)status.st_size);
	(void)close(file);
	return text;
}

static bool index_lines(struct report_source *source)
{
	uint32_t count = 1, line = 1;

	for (const char *at = source->text; (at = strchr(at, '\n')); at++)
		count++;
	source->lines = calloc(count + (size_t)1, sizeof(*source->lines));
	if (!source->lines)
		return false;
	for (const char *at = source->text; (at = strchr(at, '\n')); at++)
		source->lines[line++] = (uint32_t)(at - source->text) + 1;
	source->lines[count] = (uint32_t)strlen(source->text) + 1;
	source->line_count = count;
	return true;
}

static const struct report_source *find(struct report_sources *sources, const char *name)
{
	struct report_source *source;

	for (size_t i = 0; i < sources->count; i++) {
		if (!strcmp(sources->items[i].name, name))
			return &sources->items[i];
	}
	if (sources->count == REPORT_SOURCES)
		return NULL;
	source = &sources->items[sources->count];
	*source = (struct report_source){.name = strdup(name)};
	if (!source->name)
		return NULL;
	sources->count++;
	source->text = read_text(name, MOST_BYTES - sources->size);
	if (source->text && index_lines(source))
		sources->size += source->lines[source->line_count] - 1;
	return source;
}

void report_sources_drop(struct report_sources *sources)
{
	for (size_t i = 0; i < sources->count; i++) {
		free(sources->items[i].name);
		free(sources->items[i].text);
		free(sources->items[i].lines);
	}
	sources->count = 0;
	sources->size = 0;
}

bool report_sources_line(struct report_sources *sources, const struct source_span *span, uint32_t number,
	const char **line, size_t *length)
{
	const struct report_source *source = span->file ? find(sources, span->file) : NULL;

	if (!source || !number || number > source->line_count)
		return false;
	*line = source->text + source->lines[number - 1];
	*length = source->lines[number] - source->lines[number - 1] - 1;
	if (*length && (*line)[*length - 1] == '\r')
		(*length)--;
	return true;
}

uint32_t report_sources_column(
	struct report_sources *sources, const struct source_span *span, uint32_t line, uint32_t column)
{
	uint32_t characters = column, code;
	const char *text;
	size_t length;

	if (!report_sources_line(sources, span, line, &text, &length))
		return column;
	for (size_t at = 0, step; at + 1 < column && at < length; at += step) {
		step = fdtr_utf8(text + at, &code);
		step = step ? step : 1;
		characters -= (uint32_t)step - 1;
	}
	return characters;
}
