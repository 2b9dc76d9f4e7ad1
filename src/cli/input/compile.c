// SPDX-License-Identifier: BSD-2-Clause
/* Source through cpp and dtc: as a blob, and as dtc's own account of where everything stands. */
#include "cli/input/input.h"

#include "source/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A command line. */
struct words {
	const char **items;
	size_t count;
};

static void add(struct words *words, const char *word)
{
	words->items[words->count++] = word;
}

/* Room for the options that come with the source and for as many fixed words as either program gets. */
#define FIXED_WORDS 24

static bool make_words(struct words *words, const struct source_options *options)
{
	size_t count = FIXED_WORDS + 2 * (options->include_count + options->define_count);

	*words = (struct words){.items = calloc(count, sizeof(*words->items))};
	return words->items;
}

static void add_each(struct words *words, const char *option, const char *const *values, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		add(words, option);
		add(words, values[i]);
	}
}

static const struct source_options *options_of(const struct blob *blob)
{
	static const struct source_options none;

	return blob->options ? blob->options : &none;
}

/* Where the source's own includes are looked for; "." for stdin. */
static char *folder_of(const char *name)
{
	const char *slash = strrchr(name, '/');
	size_t length = slash ? (size_t)(slash - name) + 1 : 0;
	char *folder = malloc(length + sizeof("./"));

	if (folder && slash)
		(void)snprintf(
			folder, length + sizeof("./"), "%s%.*s", *name == '@' ? "./" : "", (int)length, name);
	else if (folder)
		memcpy(folder, ".", sizeof("."));
	return folder;
}

/* What a program reads on its stdin. */
struct text {
	char *data;
	size_t size;
};

static void write_quoted(FILE *out, const char *name)
{
	(void)fputc('"', out);
	for (; *name; name++) {
		if ((unsigned char)*name < ' ' || strchr("\"\\", *name))
			fprintf(out, "\\%03o", (unsigned char)*name);
		else
			(void)fputc(*name, out);
	}
	(void)fputc('"', out);
}

/* The bytes, behind a line marker with the name that the user knows them by. */
static bool make_text(
	struct text *text, const char *first, const char *name, const unsigned char *bytes, size_t size)
{
	FILE *out = open_memstream(&text->data, &text->size);

	if (!out)
		return false;
	(void)fputs(first, out);
	if (name) {
		(void)fputs("# 1 ", out);
		write_quoted(out, name);
		(void)fputc('\n', out);
	}
	(void)fwrite(bytes, 1, size, out);
	if (!ferror(out) && !fclose(out))
		return true;
	free(text->data);
	return false;
}

/* What the error's sentence does not say, or all of it when an error is overruled. */
static void keep_complaint(struct blob *blob, const char *text, bool failed)
{
	char first[COMPLAINT_LINE];

	if (!text || (!failed && !options_of(blob)->force))
		return;
	free(blob->complaint);
	blob->complaint = complaint_rest(text, failed && complaint_first(text, first) ? first : NULL);
}

static int run(struct blob *blob, struct child *child, struct fdtr_error *error)
{
	struct fdtr_error inner = {0};
	int status = child_run(child, &inner);
	bool can_force = child->complaint && strstr(child->complaint, "use -f to force output");

	if (status)
		(void)fdtr_error_set(error, status, "%s: %s%s", blob->name, inner.message,
			can_force ? "; with -f it is read all the same" : "");
	keep_complaint(blob, child->complaint, status);
	free(child->complaint);
	child->complaint = NULL;
	return status;
}

/* The length of `# 12 ` where that is what cpp wrote before `"<stdin>"`, else 0. */
static size_t marker_length(const char *line, const char *end)
{
	static const char name[] = "\"<stdin>\"";
	const char *at = line + 2;

	if (end - line < 3 || memcmp(line, "# ", 2) != 0)
		return 0;
	while (at < end && *at >= '0' && *at <= '9')
		at++;
	if (at++ == end || (size_t)(end - at) < strlen(name) || memcmp(at, name, strlen(name)) != 0)
		return 0;
	return (size_t)(at - line);
}

/* To cpp what it reads on stdin has no other name, whatever a line marker says. */
static bool rename_stdin(struct blob *blob)
{
	const char *at = (const char *)blob->preprocessed, *end = at + blob->preprocessed_size;
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	while (out && at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at)),
			   *next = newline ? newline + 1 : end;
		size_t length = marker_length(at, next);

		(void)fwrite(at, 1, length, out);
		if (length)
			write_quoted(out, blob->name);
		at += length ? length + strlen("\"<stdin>\"") : 0;
		(void)fwrite(at, 1, (size_t)(next - at), out);
		at = next;
	}
	if (!out || ferror(out) || fclose(out)) {
		free(text);
		return false;
	}
	free(blob->preprocessed);
	blob->preprocessed = (unsigned char *)text;
	blob->preprocessed_size = size;
	return true;
}

/* cpp as the kernel's build runs it. */
static int preprocess(struct blob *blob, const char *folder, struct fdtr_error *error)
{
	static const char *const fixed[] = {"cpp", "-nostdinc", "-undef", "-D__DTS__", "-fmax-errors=20",
		"-x", "assembler-with-cpp", "-I"};
	const struct source_options *options = options_of(blob);
	bool named = child_can_open(blob->name);
	struct child child = {.input = blob->source, .input_size = named ? 0 : blob->source_size};
	struct words words;
	int status;

	if (!make_words(&words, options))
		return fdtr_error_memory(error);
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(fixed); i++)
		add(&words, fixed[i]);
	add(&words, folder);
	add_each(&words, "-I", options->includes, options->include_count);
	add_each(&words, "-D", options->defines, options->define_count);
	add(&words, named ? blob->name : "-");
	child.argv = words.items;
	status = run(blob, &child, error);
	free(words.items);
	blob->preprocessed = child.output;
	blob->preprocessed_size = child.output_size;
	if (status)
		return status;
	free(blob->complaint); /* cpp cannot be overruled: these are warnings */
	blob->complaint = NULL;
	return named || rename_stdin(blob) ? FDTR_OK : fdtr_error_memory(error);
}

enum product { PRODUCT_BLOB, PRODUCT_SYMBOLS, PRODUCT_PLACES };

/* A part of a source that is compiled by itself has no version line. */
static bool lacks_version(const struct blob *blob)
{
	const char *dot = strrchr(blob->name, '.');

	if (!dot || strcmp(dot, ".dtsi") != 0)
		return false;
	return blob->preprocessed
	               ? !source_has_version((const char *)blob->preprocessed, blob->preprocessed_size)
	               : !source_has_version((const char *)blob->source, blob->source_size);
}

static bool make_dtc_input(const struct blob *blob, struct text *text)
{
	const char *first = lacks_version(blob) ? "/dts-v1/;\n" : "";

	*text = (struct text){0};
	if (blob->preprocessed)
		return make_text(text, first, NULL, blob->preprocessed, blob->preprocessed_size);
	if (*first || !child_can_open(blob->name))
		return make_text(text, first, blob->name, blob->source, blob->source_size);
	return true; /* dtc opens it by its name */
}

/* From stdin dtc includes what stands in the current folder first. The other name for stdin keeps it from that. */
static const char *dtc_input_name(const struct blob *blob, const struct text *text)
{
	static const char other[] = "/dev/fd/0";

	if (!text->data)
		return blob->name;
	return strchr(blob->name, '/') && !access(other, R_OK) ? other : "-";
}

static void add_product(struct words *words, enum product product)
{
	add(words, "-O");
	add(words, product == PRODUCT_PLACES ? "dts" : "dtb");
	if (product == PRODUCT_SYMBOLS)
		add(words, "-@");
	if (product == PRODUCT_PLACES) {
		add(words, "-T");
		add(words, "-T");
	}
}

/* blob->complaint is set; the product is in *output. */
static int run_dtc(struct blob *blob, const char *folder, enum product product, struct child *child,
	struct fdtr_error *error)
{
	static const char *const fixed[] = {"dtc", "-q", "-I", "dts", "-i"};
	const struct source_options *options = options_of(blob);
	struct text text;
	struct words words;
	int status;

	if (!make_words(&words, options))
		return fdtr_error_memory(error);
	if (!make_dtc_input(blob, &text)) {
		free(words.items);
		return fdtr_error_memory(error);
	}
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(fixed); i++)
		add(&words, fixed[i]);
	add(&words, folder);
	add_each(&words, "-i", options->includes, options->include_count);
	add_product(&words, product);
	if (options->force)
		add(&words, "-f");
	add(&words, dtc_input_name(blob, &text));
	*child = (struct child){.argv = words.items, .input = text.data, .input_size = text.size};
	status = run(blob, child, error);
	free(words.items);
	free(text.data);
	return status;
}

static bool wants_cpp(const struct blob *blob)
{
	return options_of(blob)->define_count ||
	       source_needs_cpp((const char *)blob->source, blob->source_size);
}

int blob_compile(struct blob *blob, struct fdtr_error *error)
{
	char *folder = folder_of(blob->name);
	struct child child = {0};
	int status = FDTR_OK;

	if (!folder)
		return fdtr_error_memory(error);
	if (wants_cpp(blob))
		status = preprocess(blob, folder, error);
	if (!status)
		status = run_dtc(blob, folder, PRODUCT_BLOB, &child, error);
	blob->data = child.output;
	blob->size = child.output_size;
	free(folder);
	return status;
}

/* Compiles what cpp has made already; `blob` stays as it is. */
static int compile_again(
	const struct blob *blob, enum product product, struct child *child, struct fdtr_error *error)
{
	struct blob copy = *blob;
	char *folder = folder_of(blob->name);
	int status;

	copy.complaint = NULL;
	*child = (struct child){0};
	status = folder ? run_dtc(&copy, folder, product, child, error) : fdtr_error_memory(error);
	free(copy.complaint);
	free(folder);
	return status;
}

int blob_with_symbols(const struct blob *blob, struct blob *with, struct fdtr_error *error)
{
	struct child child;
	int status = compile_again(blob, PRODUCT_SYMBOLS, &child, error);

	*with = (struct blob){.name = blob->name, .data = child.output, .size = child.output_size};
	return status;
}

int blob_positions(const struct blob *blob, struct source_map **map, struct fdtr_error *error)
{
	struct source_input input = {.file = blob->name,
		.source = (const char *)blob->source,
		.source_size = blob->source_size,
		.preprocessed = (const char *)blob->preprocessed,
		.preprocessed_size = blob->preprocessed_size};
	struct child child;
	int status;

	*map = NULL;
	if (!blob->source)
		return FDTR_OK;
	status = compile_again(blob, PRODUCT_PLACES, &child, error);
	input.annotated = (const char *)child.output;
	input.annotated_size = child.output_size;
	if (!status)
		status = source_map_make(map, &input, error);
	free(child.output);
	return status;
}

int blob_decompile(const struct blob *blob, struct blob *text, struct fdtr_error *error)
{
	static const char *const dtc[] = {"dtc", "-q", "-I", "dtb", "-O", "dts", "-", NULL};
	struct child child = {.argv = dtc, .input = blob->data, .input_size = blob->size};
	int status = child_run(&child, error);

	*text = (struct blob){.name = blob->name, .data = child.output, .size = child.output_size};
	free(child.complaint);
	return status;
}
