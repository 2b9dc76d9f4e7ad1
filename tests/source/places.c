// SPDX-License-Identifier: BSD-2-Clause
/*
 * places [-I DIR]... [-D NAME]... FILE: every node, property and /memreserve/ entry of the tree that FILE makes, each
 * with its place in the source and what stands there. What does not stand there as it must is told on stderr.
 */
#include "cli/cli.h"
#include "source/source.h"

#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_OPTIONS 16

static struct source_map *map;
static int bad;

/* What came through a pipe is gone. */
static bool is_gone(const struct source_span *span)
{
	struct stat status;

	return !stat(span->file, &status) ? !S_ISREG(status.st_mode) : !strcmp(span->file, "-");
}

/* The text of the span, one line of it; malloc()ed. */
static char *text_of(const struct source_span *span)
{
	FILE *file = is_gone(span) ? NULL : fopen(span->file, "rb");
	char *line = NULL;
	size_t room = 0;
	ssize_t length = -1;

	for (uint32_t i = 0; file && i < span->line; i++)
		length = getline(&line, &room, file);
	if (file)
		fclose(file);
	if (length < 0 || span->column > (size_t)length) {
		free(line);
		return strdup("");
	}
	if (span->end_line == span->line && span->end_column <= (size_t)length)
		line[span->end_column - 1] = '\0';
	memmove(line, line + span->column - 1, strlen(line + span->column - 1) + 1);
	line[strcspn(line, "\r\n")] = '\0';
	return line;
}

static void complain_of(const struct source_span *span, const char *what, const char *text, const char *wants)
{
	fprintf(stderr, "%s:%u:%u: %s: '%s' does not begin with '%s'\n", span->file, span->line, span->column,
		what, text, wants);
	bad++;
}

/* What a macro made stands elsewhere: MACROS are in capitals, unit addresses included. */
static bool begins(const char *text, const char *name)
{
	size_t length = strcspn(name, "@");

	if (text[length] != '@' || text[length + 1] < 'A' || text[length + 1] > 'Z')
		length = strlen(name);

	if (*text == '\\')
		text++;
	return (*text >= 'A' && *text <= 'Z') || (!strncmp(text, name, length) && length);
}

static void show(const char *what, const struct source_span *span, const char *text)
{
	printf("%s %s:%u:%u-%u:%u %s\n", what, span->file, span->line, span->column, span->end_line,
		span->end_column, text);
}

static void show_property(const char *path, const char *name)
{
	struct source_span span;
	char what[2048];
	char *text;

	(void)snprintf(what, sizeof(what), "%s:%s", path, name);
	if (!source_map_property(map, path, name, &span)) {
		printf("%s -\n", what);
		return;
	}
	text = text_of(&span);
	show(what, &span, text);
	if (!is_gone(&span) && !begins(text, name))
		complain_of(&span, what, text, name);
	free(text);
}

static void show_node(const char *path)
{
	const char *name = strrchr(path, '/') + 1;
	struct source_span span, body;
	char *text, *inside;

	if (!source_map_node(map, path, &span)) {
		printf("%s -\n", path);
		return;
	}
	text = text_of(&span);
	show(path, &span, text);
	if (!is_gone(&span) && !begins(text, name) && *text != '&' && strcmp(text, "/") != 0)
		complain_of(&span, path, text, name);
	free(text);
	if (!source_map_body(map, path, &body))
		return;
	inside = text_of(&body);
	if (!is_gone(&body) && *inside != '{')
		complain_of(&body, path, inside, "{");
	free(inside);
}

static void show_reserves(const void *tree)
{
	struct source_span span;
	char what[64], *text;

	for (int i = 0; i < fdt_num_mem_rsv(tree); i++) {
		(void)snprintf(what, sizeof(what), "/memreserve/%d", i);
		if (!source_map_reserve(map, (uint32_t)i, &span)) {
			printf("%s -\n", what);
			continue;
		}
		text = text_of(&span);
		show(what, &span, text);
		if (!is_gone(&span) && strncmp(text, "/memreserve/", 12) != 0)
			complain_of(&span, what, text, "/memreserve/");
		free(text);
	}
}

static void show_tree(const void *tree)
{
	char path[1024];
	const char *name;
	int node, property;

	show_reserves(tree);
	for (node = 0; node >= 0; node = fdt_next_node(tree, node, NULL)) {
		(void)fdt_get_path(tree, node, path, sizeof(path));
		show_node(path);
		fdt_for_each_property_offset(property, tree, node)
		{
			(void)fdt_getprop_by_offset(tree, property, &name, NULL);
			show_property(path, name);
		}
	}
}

int main(int argc, char **argv)
{
	const char *includes[MAX_OPTIONS], *defines[MAX_OPTIONS];
	struct source_options options = {.includes = includes, .defines = defines};
	struct fdtr_error error = {0};
	struct blob blob;
	int option;

	while ((option = getopt(argc, argv, "I:D:f")) != -1) {
		if (option == 'I' && options.include_count < MAX_OPTIONS)
			includes[options.include_count++] = optarg;
		else if (option == 'D' && options.define_count < MAX_OPTIONS)
			defines[options.define_count++] = optarg;
		else
			options.force = option == 'f';
	}
	if (blob_read(&blob, argv[optind], &options, &error) || blob_positions(&blob, &map, &error)) {
		complain("%s", error.message);
		complaint_show(blob.complaint);
		return EXIT_INPUT;
	}
	show_tree(blob.data);
	source_map_free(map);
	blob_free(&blob);
	return bad ? EXIT_FINDINGS : EXIT_CLEAN;
}
