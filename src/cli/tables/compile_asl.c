// SPDX-License-Identifier: BSD-2-Clause
/* ASL through iasl, in a folder of its own: iasl writes its product beside others, under a name that it makes. */
#include "cli/tables/tables.h"

#include "base/base.h"
#include "cli/input/input.h"
#include "cli/input/temporary.h"
#include "cli/input/text_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LARGEST ((size_t)256 << 20)
#define FAILED 255 /* iasl's exit status where the source has errors */

struct compilation {
	struct table_file *file;
	struct temporary folder;
	char *copy;   /* of the source, when iasl cannot open what the user named; NULL when it can */
	char *prefix; /* of what it writes */
	char *product;
};

static char *join(const char *folder, const char *name)
{
	size_t size = strlen(folder) + strlen(name) + 2;
	char *path = malloc(size);

	if (path)
		(void)snprintf(path, size, "%s/%s", folder, name);
	return path;
}

/* iasl takes names alone: what NAME=VALUE would mean to it is another name. */
static int check_defines(const struct table_file *file, struct fdtr_error *error)
{
	const struct source_options *options = file->options;

	for (size_t i = 0; options && i < options->define_count; i++) {
		if (strchr(options->defines[i], '='))
			return fdtr_error_set(error, FDTR_ERR_ARGUMENT,
				"%s: iasl's -D takes a name without a value, not '%s'; write `#define` into the source",
				file->name, options->defines[i]);
	}
	return FDTR_OK;
}

/* False when memory ran out. `argv` has room for all. */
static const char **make_words(const struct compilation *compilation)
{
	static const char *const fixed[] = {"iasl", "-vs", "-vi", "-vr", "-p"};
	static const struct source_options none;
	const struct table_file *file = compilation->file;
	const struct source_options *options = file->options ? file->options : &none;
	size_t count = 0;
	const char **words =
		calloc(FDTR_ARRAY_SIZE(fixed) + 6 + 2 * (options->include_count + options->define_count),
			sizeof(*words));

	if (!words)
		return NULL;
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(fixed); i++)
		words[count++] = fixed[i];
	words[count++] = compilation->prefix;
	if (options->force)
		words[count++] = "-f";
	for (size_t i = 0; i < options->include_count; i++) {
		words[count++] = "-I";
		words[count++] = options->includes[i];
	}
	for (size_t i = 0; i < options->define_count; i++) {
		words[count++] = "-D";
		words[count++] = options->defines[i];
	}
	if (compilation->copy) {
		words[count++] = "-I";
		words[count++] = ".";
	}
	words[count++] = compilation->copy ? compilation->copy : file->name;
	return words;
}

/*
 * "pool.asl(7) : error    6126 - syntax error", of which nothing but errors is kept, as compilers say it:
 * "pool.asl:7:1: syntax error".
 */
static void write_complaint(FILE *out, const struct compilation *compilation, const char *line, size_t length)
{
	static const char mark[] = ") : error ";
	const char *found = NULL, *open, *dash;
	const char *own = compilation->copy;

	for (size_t i = 0; !found && i + strlen(mark) < length; i++)
		found = memcmp(line + i, mark, strlen(mark)) ? NULL : line + i;
	for (open = found; open && open > line && *open != '('; open--)
		;
	dash = found ? memchr(found, '-', (size_t)(line + length - found)) : NULL;
	if (!dash || *open != '(')
		return;
	if (own && (size_t)(open - line) == strlen(own) && !memcmp(line, own, strlen(own)))
		(void)fputs(compilation->file->name, out);
	else
		(void)fwrite(line, 1, (size_t)(open - line), out);
	fprintf(out, ":%.*s:1: error:%.*s\n", (int)(found - open - 1), open + 1,
		(int)(line + length - dash - 1), dash + 1);
}

/* malloc()ed, NULL when memory ran out. */
static char *translate(const struct compilation *compilation, const char *text)
{
	char *translated = NULL;
	size_t size;
	FILE *out = open_memstream(&translated, &size);

	while (out && text && *text) {
		size_t length = strcspn(text, "\n");

		write_complaint(out, compilation, text, length);
		text += length + (text[length] == '\n');
	}
	if (out && !fclose(out))
		return translated;
	free(translated);
	return NULL;
}

static int read_product(struct compilation *compilation, struct fdtr_error *error)
{
	struct text_file product;
	int status = text_file_read(&product, compilation->product, LARGEST, NULL);

	if (status)
		return fdtr_error_set(error, FDTR_ERR_BADTREE,
			"%s: iasl made no table of it, and does not say why", compilation->file->name);
	compilation->file->data = (unsigned char *)product.text;
	compilation->file->size = product.size;
	return FDTR_OK;
}

/* What iasl said is on its stdout. */
static int judge(struct compilation *compilation, const struct child *child, struct fdtr_error *error)
{
	char *complaint = translate(compilation, (const char *)child->output), line[COMPLAINT_LINE];
	const struct table_file *file = compilation->file;
	bool forced = file->options && file->options->force;
	int status = FDTR_OK;

	if (!complaint)
		return fdtr_error_memory(error);
	if (!complaint_first(complaint, line) || forced)
		status = read_product(compilation, error);
	else
		status = fdtr_error_set(error, FDTR_ERR_BADTREE, "%s: iasl failed: %s", file->name, line);
	compilation->file->complaint = complaint_rest(complaint, forced ? NULL : line);
	free(complaint);
	return status;
}

static int run(struct compilation *compilation, struct fdtr_error *error)
{
	const char **words = make_words(compilation);
	struct child child = {.argv = words, .differs = FAILED};
	struct fdtr_error inner = {0};
	int status;

	if (!words)
		return fdtr_error_memory(error);
	status = child_run(&child, &inner);
	if (status)
		(void)fdtr_error_set(error, status, "%s: %s", compilation->file->name, inner.message);
	else
		status = judge(compilation, &child, error);
	free(child.complaint);
	free(child.output);
	free(words);
	return status;
}

static int write_copy(struct compilation *compilation, struct fdtr_error *error)
{
	const struct table_file *file = compilation->file;

	if (child_can_open(file->name))
		return FDTR_OK;
	compilation->copy = join(compilation->folder.name, "source.asl");
	if (!compilation->copy)
		return fdtr_error_memory(error);
	return output_write(compilation->copy, file->source, file->source_size, error);
}

int tables_compile(struct table_file *file, struct fdtr_error *error)
{
	struct compilation compilation = {.file = file};
	int status = check_defines(file, error);

	if (!status)
		status = temporary_make(&compilation.folder, error);
	if (status)
		return status;
	compilation.prefix = join(compilation.folder.name, "table");
	compilation.product = join(compilation.folder.name, "table.aml");
	status = compilation.prefix && compilation.product ? write_copy(&compilation, error)
	                                                   : fdtr_error_memory(error);
	if (!status)
		status = run(&compilation, error);
	temporary_remove(&compilation.folder);
	free(compilation.copy);
	free(compilation.prefix);
	free(compilation.product);
	return status;
}
