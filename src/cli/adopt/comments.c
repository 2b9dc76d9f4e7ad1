// SPDX-License-Identifier: BSD-2-Clause
#include "cli/adopt/comments.h"
#include "cli/cli.h"
#include "cli/input/text_file.h"

#include <stdlib.h>
#include <string.h>

/* What is larger is no source that anybody wrote. */
#define LARGEST ((size_t)64 << 20)

static const char *find(const char *text, size_t size, const char *what)
{
	size_t length = strlen(what);
	const char *at = text, *end = text + size;

	while (at && (size_t)(end - at) >= length) {
		at = memchr(at, *what, (size_t)(end - at) - length + 1);
		if (at && !memcmp(at, what, length))
			return at;
		at = at ? at + 1 : NULL;
	}
	return NULL;
}

static bool has_mark(const char *name)
{
	struct text_file file;
	bool found;

	if (text_file_read(&file, name, LARGEST, NULL))
		return false;
	found = find(file.text, file.size, IGNORES_MARK);
	free(file.text);
	return found;
}

/* The name in cpp's line '# 1 "name" 1', malloc()ed; NULL when it has none that is a file's. */
static char *named_file(const char *line, const char *end)
{
	const char *quote = memchr(line, '"', (size_t)(end - line)), *last;

	if (!quote || quote[1] == '<')
		return NULL;
	last = memchr(quote + 1, '"', (size_t)(end - quote) - 1);
	return last ? strndup(quote + 1, (size_t)(last - quote) - 1) : NULL;
}

/* Any of the files that cpp entered; "1" at the end of its line says that it did so. */
static bool included_has_mark(const char *text, size_t size)
{
	const char *end = text + size;
	bool found = false;

	while (!found && text < end) {
		const char *newline = memchr(text, '\n', (size_t)(end - text)),
			   *stop = newline ? newline : end;

		if (stop - text > 4 && !memcmp(text, "# ", 2) && !memcmp(stop - 3, "\" 1", 3)) {
			char *name = named_file(text, stop);

			found = name && has_mark(name);
			free(name);
		}
		text = stop + 1;
	}
	return found;
}

bool comments_likely(const struct blob *blob)
{
	const char *source = (const char *)blob->source, *text = (const char *)blob->preprocessed;

	if (!source)
		return false;
	/* What dtc includes cpp does not tell of. */
	if (find(source, blob->source_size, IGNORES_MARK) || find(source, blob->source_size, "/include/"))
		return true;
	return text && (find(text, blob->preprocessed_size, "/include/") ||
			       included_has_mark(text, blob->preprocessed_size));
}

void comments_free(struct comments *comments)
{
	for (uint32_t i = 0; i < comments->count; i++)
		ignores_free(&comments->items[i].ignores);
	free(comments->items);
	*comments = (struct comments){0};
}

/* Adds the file that `from` is of; false when memory ran out. */
static bool read_text(struct comments *comments, const struct commented *from, const char *text, size_t size)
{
	struct commented *item = &comments->items[comments->count];

	if (size > LARGEST || !find(text, size, IGNORES_MARK))
		return true;
	*item = *from;
	comments->count++;
	return ignores_find(&item->ignores, text, size);
}

static bool read_map(struct comments *comments, const struct source_map *map, bool is_input)
{
	uint32_t count = map ? source_map_file_count(map) : 0;
	bool done = true;

	for (uint32_t i = 0; done && i < count; i++) {
		struct commented from = {source_map_file(map, i), map, NULL, i, is_input && !i, {0}};
		const char *text;
		size_t size;

		if (source_map_text(map, i, &text, &size))
			done = read_text(comments, &from, text, size);
	}
	return done;
}

static bool read_tables(struct comments *comments, const struct asl_map *map)
{
	uint32_t count = map ? asl_map_file_count(map) : 0;
	bool done = true;

	for (uint32_t i = 0; done && i < count; i++) {
		struct commented from = {asl_map_file(map, i), NULL, map, i, !i, {0}};
		size_t size;
		const char *text = asl_map_text(map, i, &size);

		done = read_text(comments, &from, text, size);
	}
	return done;
}

bool comments_read(struct comments *comments, const struct source_maps *maps)
{
	size_t count = 1;

	if (maps->input)
		count += source_map_file_count(maps->input);
	if (maps->base)
		count += source_map_file_count(maps->base);
	if (maps->tables)
		count += asl_map_file_count(maps->tables);
	*comments = (struct comments){.items = calloc(count, sizeof(*comments->items))};
	return comments->items && read_map(comments, maps->input, true) &&
	       read_map(comments, maps->base, false) && read_tables(comments, maps->tables);
}

bool comments_match(struct comments *comments, const struct fdtr_report_finding *finding)
{
	const struct source_span *span = &finding->place.span;
	bool matched = false;

	for (uint32_t i = 0; span->file && i < comments->count; i++) {
		struct commented *item = &comments->items[i];

		if (!strcmp(item->name, span->file))
			matched = ignores_match(&item->ignores, finding->rule, span->line, span->end_line) ||
			          matched;
	}
	return matched;
}
