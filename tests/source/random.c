// SPDX-License-Identifier: BSD-2-Clause
/*
 * random SEED COUNT: writes sources of which it knows where everything stands, in the current folder, and asks the map.
 * They extend, override and delete across files, put much on a line, break lines where cpp joins them, and hide things
 * behind macros. Stops at the first place that is wrong.
 */
#include "cli/cli.h"
#include "source/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_THINGS 4096
#define MAX_FILES 8
#define MAX_DEPTH 4

struct output {
	char name[32];
	FILE *stream;
	uint32_t line;
	uint32_t column;
	const char *newline;
};

/* A node when it has no property. */
struct thing {
	char path[200];
	char property[32];
	char label[16];
	struct source_span span;
};

static struct thing things[MAX_THINGS];
static size_t thing_count;
static struct output files[MAX_FILES];
static unsigned int file_count;
static struct output *out;
static bool with_cpp;
static unsigned int label_count;
static uint64_t state;

static uint32_t below(uint32_t limit)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (uint32_t)((state * UINT64_C(2685821657736338717)) >> 33) % limit;
}

static void put(const char *text)
{
	for (; *text; text++) {
		if (*text == '\n') {
			fputs(out->newline, out->stream);
			out->line++;
			out->column = 1;
		} else {
			fputc(*text, out->stream);
			out->column++;
		}
	}
}

#define PICK(...) \
	(((const char *const[]){__VA_ARGS__})[below(sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *))])

/* Where a blank must be. */
static void put_gap(void)
{
	put(PICK(" ", " ", " ", "  ", "\t", " \t ", "\n", "\n\t", " /* reg = <1>; */ ", "/* { */ ",
		" /* a\nb */ "));
	if (with_cpp && !below(20))
		put(" \\\n  ");
	if (!below(20))
		put(" // status; no-map {\n");
}

/* Where one may be. */
static void put_space(void)
{
	if (!below(3))
		put_gap();
}

/* Where nothing is written most of the time, so that much stands on a line. */
static void put_break(void)
{
	put(below(3) ? " " : "\n\t");
	put_space();
}

static void put_value(void)
{
	static const char *const macros[] = {
		"LONG", "SHORT", "NOTHING", "CALL(1, 2)", "CALL(0x1,\n\t\t2)", "CALL(LONG, (3))"};

	switch (below(with_cpp ? 6 : 4)) {
	case 0:
		put("\"/* ; { \\\" reg = <1>; // no-map;\"");
		break;
	case 1:
		put("[00 11\t22]");
		break;
	case 2:
		put("<1 0x22>, <3>");
		break;
	case 3:
		put("<0x1");
		put_gap();
		put("2>");
		break;
	default:
		put("<1 ");
		put(macros[below(FDTR_ARRAY_SIZE(macros))]);
		put(">");
	}
}

static struct thing *find(const char *path, const char *property)
{
	for (size_t i = 0; i < thing_count; i++) {
		if (!strcmp(things[i].path, path) && !strcmp(things[i].property, property))
			return &things[i];
	}
	return NULL;
}

static void begin_span(struct source_span *span)
{
	span->file = out->name;
	span->line = out->line;
	span->column = out->column;
}

static void end_span(struct source_span *span)
{
	span->end_line = out->line;
	span->end_column = out->column;
}

static struct thing *add(const char *path, const char *property)
{
	struct thing *thing = &things[thing_count++];

	if (thing_count == MAX_THINGS)
		abort();
	*thing = (struct thing){0};
	(void)snprintf(thing->path, sizeof(thing->path), "%s", path);
	(void)snprintf(thing->property, sizeof(thing->property), "%s", property);
	return thing;
}

static void forget(const char *path, const char *property)
{
	size_t kept = 0, length = strlen(path);

	for (size_t i = 0; i < thing_count; i++) {
		bool same = !strcmp(things[i].path, path);
		bool inside = !strncmp(things[i].path, path, length) && things[i].path[length] == '/';

		if (property ? same && !strcmp(things[i].property, property) : same || inside)
			continue;
		things[kept++] = things[i];
	}
	thing_count = kept;
}

static const char *const property_names[] = {"reg", "no-map", "status", "a", "#a-cells", "reg-names"};

/* Its last writing counts. */
static void put_property(const char *path, const char *name)
{
	struct thing *thing = find(path, name);
	bool made = with_cpp && !below(12) && (!strcmp(name, "reg") || !strcmp(name, "no-map"));

	if (!thing)
		thing = add(path, name);
	if (!below(8)) {
		char label[16];

		(void)snprintf(label, sizeof(label), "p%u:", label_count++);
		put(label);
		put_space();
	}
	begin_span(&thing->span);
	if (made) {
		put(strcmp(name, "reg") ? "MADE_NO_MAP" : "MADE_REG");
		end_span(&thing->span);
		return;
	}
	put(name);
	if (below(4)) {
		put_space();
		put("=");
		put_space();
		put_value();
	}
	put_space();
	put(";");
	end_span(&thing->span);
}

static void put_properties(const char *path, bool extends)
{
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(property_names); i++) {
		const char *name = property_names[i];

		if (below(3))
			continue;
		put_break();
		if (extends && !below(5)) {
			put("/delete-property/ ");
			put(name);
			put(";");
			forget(path, name);
		} else {
			put_property(path, name);
		}
	}
}

static void put_body(const char *path, unsigned int depth, bool extends);

/* The name as it may be written: a macro can be the unit address. */
static void put_node_name(const char *name)
{
	if (with_cpp && !strcmp(name, "pool@10") && below(2))
		put("pool@UNIT");
	else
		put(name);
}

static void put_label(struct thing *thing)
{
	if (below(2))
		return;
	(void)snprintf(thing->label, sizeof(thing->label), "l%u", label_count++);
	put(thing->label);
	put(":");
	put_space();
}

static void put_child(const char *path, const char *name, unsigned int depth)
{
	struct thing *thing;
	char child[200];
	bool known;

	(void)snprintf(child, sizeof(child), "%.150s/%s", strcmp(path, "/") ? path : "", name);
	thing = find(child, "");
	known = thing != NULL;
	if (!known)
		thing = add(child, "");
	if (!*thing->label)
		put_label(thing);
	if (!known)
		begin_span(&thing->span);
	put_node_name(name);
	if (!known)
		end_span(&thing->span);
	put_space();
	put_body(child, depth + 1, known);
}

static void delete_child(const char *path, const char *name)
{
	char child[200];

	(void)snprintf(child, sizeof(child), "%.150s/%s", strcmp(path, "/") ? path : "", name);
	put("/delete-node/ ");
	put(name);
	put(";");
	forget(child, NULL);
}

static struct output *open_file(const char *suffix)
{
	struct output *file = &files[file_count];

	(void)snprintf(file->name, sizeof(file->name), "f%u%s", file_count, suffix);
	file_count++;
	file->stream = fopen(file->name, "wb");
	file->line = file->column = 1;
	file->newline = below(4) ? "\n" : "\r\n";
	if (!file->stream)
		abort();
	return file;
}

/* What comes next, up to close_include(), stands in a file of its own. */
static struct output *open_include(void)
{
	struct output *before = out;
	struct output *file;
	char line[64];

	if (file_count == MAX_FILES || below(6))
		return NULL;
	file = open_file(".dtsi");
	(void)snprintf(line, sizeof(line),
		with_cpp && below(2) ? "\n#include \"%s\"\n" : "\n/include/ \"%s\"\n", file->name);
	put(line);
	/* dtc reads the one by itself, so cpp sees no macros there. */
	if (line[1] == '/')
		with_cpp = false;
	out = file;
	return before;
}

static void close_include(struct output *before, bool cpp)
{
	if (!before)
		return;
	put("\n");
	out = before;
	with_cpp = cpp;
}

static void put_children(const char *path, unsigned int depth, bool extends)
{
	static const char *const names[] = {"n@1", "n@2", "m", "pool@10"};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(names); i++) {
		bool cpp = with_cpp;
		struct output *before;

		if (below(depth + 2))
			continue;
		put_break();
		before = open_include();
		if (extends && !below(4))
			delete_child(path, names[i]);
		else
			put_child(path, names[i], depth);
		close_include(before, cpp);
	}
}

static void put_body(const char *path, unsigned int depth, bool extends)
{
	put("{");
	put_properties(path, extends);
	if (depth < MAX_DEPTH)
		put_children(path, depth, extends);
	put_break();
	put("};");
}

/* The root again, or a node by its label or its path; or the end of one. */
static void put_extension(void)
{
	struct thing thing = things[below((uint32_t)thing_count)];
	char reference[220];

	put_break();
	if (*thing.property || !strcmp(thing.path, "/")) {
		put("/ ");
		put_space();
		put_body("/", 0, true);
		return;
	}
	if (*thing.label && below(2))
		(void)snprintf(reference, sizeof(reference), "&%s", thing.label);
	else
		(void)snprintf(reference, sizeof(reference), "&{%s}", thing.path);
	if (!below(3)) {
		put("/delete-node/ ");
		put(reference);
		put(";");
		forget(thing.path, NULL);
		return;
	}
	put(reference);
	put_space();
	put_body(thing.path, 2, true);
}

static void write_source(void)
{
	struct output *before;
	struct thing *root;
	bool cpp;

	thing_count = file_count = label_count = 0;
	with_cpp = below(4);
	out = open_file(".dts");
	put("/dts-v1/;\n");
	if (with_cpp)
		put("#define LONG 0x11111111 0x22222222 0x33333333\n#define SHORT 1\n#define NOTHING\n"
		    "#define CALL(a, b) a b a\n#define UNIT 10\n#define MADE_REG reg = <LONG>;\n"
		    "#define MADE_NO_MAP no-map;\n");
	root = add("/", "");
	begin_span(&root->span);
	put("/");
	end_span(&root->span);
	put(" "); /* lest a comment begin with the slash */
	put_space();
	put_body("/", 0, false);
	for (uint32_t i = below(6); i > 0; i--) {
		cpp = with_cpp;
		put_break();
		before = open_include();
		put_extension();
		close_include(before, cpp);
	}
	put("\n");
	for (unsigned int i = 0; i < file_count; i++)
		fclose(files[i].stream);
}

static bool is_same(const struct source_span *left, const struct source_span *right)
{
	return !strcmp(left->file, right->file) && left->line == right->line &&
	       left->column == right->column && left->end_line == right->end_line &&
	       left->end_column == right->end_column;
}

static bool check(const struct source_map *map, const struct thing *thing)
{
	const struct source_span *wanted = &thing->span;
	struct source_span span = {.file = "nowhere"};
	bool found = *thing->property ? source_map_property(map, thing->path, thing->property, &span)
	                              : source_map_node(map, thing->path, &span);

	if (found && is_same(&span, wanted))
		return true;
	printf("%s %s: %s:%u:%u-%u:%u, not %s:%u:%u-%u:%u\n", thing->path, thing->property, span.file,
		span.line, span.column, span.end_line, span.end_column, wanted->file, wanted->line,
		wanted->column, wanted->end_line, wanted->end_column);
	return false;
}

static bool try(void)
{
	const struct source_options options = {.force = true};
	struct fdtr_error error = {0};
	struct source_map *map = NULL;
	struct blob blob;
	bool good = true;

	write_source();
	if (blob_read(&blob, files[0].name, &options, &error) || blob_positions(&blob, &map, &error)) {
		complain("%s", error.message);
		good = false;
	}
	for (size_t i = 0; good && i < thing_count; i++)
		good = check(map, &things[i]);
	source_map_free(map);
	blob_free(&blob);
	return good;
}

int main(int argc, char **argv)
{
	uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 0) : 1,
		 count = argc > 2 ? strtoull(argv[2], NULL, 0) : 1;

	for (uint64_t i = 0; i < count; i++) {
		state = (seed + i + 1) * UINT64_C(0x9e3779b97f4a7c15);
		if (!try()) {
			printf("seed %ju\n", (uintmax_t)(seed + i));
			return EXIT_FINDINGS;
		}
	}
	return EXIT_CLEAN;
}
