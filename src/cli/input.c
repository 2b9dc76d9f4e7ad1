// SPDX-License-Identifier: BSD-2-Clause
/* Blobs from files, from stdin, and from source through cpp and dtc. */
#include "cli/cli.h"

#include "devicetree/devicetree.h"

#include <errno.h>
#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FIRST_READ 65536
#define LARGEST ((size_t)INT32_MAX + 1) /* no blob is larger */

static int read_stream(struct blob *blob, FILE *file, size_t capacity)
{
	while (capacity <= LARGEST) {
		unsigned char *grown = realloc(blob->data, capacity);

		if (!grown)
			return ENOMEM;
		blob->data = grown;
		blob->size += fread(blob->data + blob->size, 1, capacity - blob->size, file);
		if (blob->size < capacity)
			return ferror(file) ? errno : 0;
		capacity *= 2;
	}
	return EFBIG;
}

/* One byte more than the file has, so that the first read meets the end. */
static size_t capacity_of(FILE *file)
{
	struct stat status;

	if (fstat(fileno(file), &status) || !S_ISREG(status.st_mode) || status.st_size <= 0)
		return FIRST_READ;
	return (size_t)status.st_size + 1;
}

static int read_file(struct blob *blob, struct fdtr_error *error)
{
	bool is_stdin = !strcmp(blob->name, "-");
	FILE *file = is_stdin ? stdin : fopen(blob->name, "rb");
	int code = file ? read_stream(blob, file, capacity_of(file)) : errno;

	if (file && !is_stdin)
		(void)fclose(file);
	if (code)
		return fdtr_error_set(error, FDTR_ERR_BADTREE, "%s: %s", blob->name, strerror(code));
	return FDTR_OK;
}

static bool is_tree(const struct blob *blob)
{
	return blob->size >= 4 && fdtr_cell(blob->data) == FDT_MAGIC;
}

static bool has_suffix(const char *name, const char *suffix)
{
	size_t length = strlen(name), end = strlen(suffix);

	return length > end && !strcmp(name + length - end, suffix);
}

static bool is_source(const struct blob *blob)
{
	if (is_tree(blob))
		return false;
	return has_suffix(blob->name, ".dts") || has_suffix(blob->name, ".dtso") ||
	       (blob->size >= 4 && !memchr(blob->data, '\0', blob->size));
}

/* A line that only the C preprocessor understands; `#address-cells` is none. */
static bool needs_cpp(const struct blob *blob)
{
	static const char *const words[] = {
		"include", "define", "undef", "ifdef", "ifndef", "if ", "endif", "line"};
	const char *at = (const char *)blob->data, *end = at + blob->size;

	for (; at && at < end; at = memchr(at, '\n', (size_t)(end - at))) {
		while (at < end && (*at == '\n' || *at == ' ' || *at == '\t'))
			at++;
		if (at >= end || *at != '#')
			continue;
		for (at++; at < end && (*at == ' ' || *at == '\t'); at++)
			;
		for (size_t i = 0; i < FDTR_ARRAY_SIZE(words); i++) {
			size_t length = strlen(words[i]);

			if ((size_t)(end - at) > length && !memcmp(at, words[i], length))
				return true;
		}
	}
	return false;
}

/* What the program makes of `input`, which stays. */
static int filter(
	const struct blob *input, const char *const *argv, struct blob *output, struct fdtr_error *error)
{
	struct child child = {.argv = argv, .input = input->data, .input_size = input->size};
	int status = child_run(&child, error);

	*output = (struct blob){.name = input->name, .data = child.output, .size = child.output_size};
	return status;
}

/* Where the source's own includes are looked for; "." for stdin. */
static char *folder_of(const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash ? strndup(name, (size_t)(slash - name) + 1) : strdup(".");
}

/* A pipe has been read already, and "-x.dts" is no name to a program that takes options. */
static bool can_reopen(const char *name)
{
	struct stat status;

	return name[0] != '-' && !stat(name, &status) && S_ISREG(status.st_mode);
}

static int compile(const struct blob *source, bool symbols, struct blob *result, struct fdtr_error *error)
{
	bool preprocess = needs_cpp(source);
	const char *name = can_reopen(source->name) ? source->name : "-";
	char *folder = folder_of(source->name);
	/* By its name where it has one, for dtc's complaints; what cpp hands on bears names already. */
	const char *const cpp[] = {
		"cpp", "-nostdinc", "-undef", "-x", "assembler-with-cpp", "-I", folder, name, NULL};
	const char *const dtc[] = {"dtc", "-q", "-I", "dts", "-O", "dtb", "-i", folder,
		preprocess ? "-" : name, symbols ? "-@" : NULL, NULL};
	struct blob text = {0};
	struct fdtr_error inner = {0};
	int status = FDTR_OK;

	if (!folder)
		return fdtr_error_set(error, FDTR_ERR_NOSPACE, "out of memory");
	if (preprocess)
		status = filter(source, cpp, &text, &inner);
	if (!status)
		status = filter(text.data ? &text : source, dtc, result, &inner);
	if (status)
		(void)fdtr_error_set(error, status, "%s: %s", source->name, inner.message);
	free(text.data);
	free(folder);
	return status;
}

int blob_read(struct blob *blob, const char *name, struct fdtr_error *error)
{
	struct blob compiled = {0};
	int status;

	*blob = (struct blob){.name = name};
	status = read_file(blob, error);
	if (!status && is_source(blob)) {
		status = compile(blob, false, &compiled, error);
		blob->source = blob->data;
		blob->source_size = blob->size;
		blob->data = compiled.data;
		blob->size = compiled.size;
	}
	if (status)
		blob_free(blob);
	return status;
}

int blob_with_symbols(const struct blob *blob, struct blob *with, struct fdtr_error *error)
{
	struct blob source = {.name = blob->name, .data = blob->source, .size = blob->source_size};

	return compile(&source, true, with, error);
}

int blob_decompile(const struct blob *blob, struct blob *text, struct fdtr_error *error)
{
	static const char *const dtc[] = {"dtc", "-q", "-I", "dtb", "-O", "dts", "-", NULL};

	return filter(blob, dtc, text, error);
}

void blob_free(struct blob *blob)
{
	free(blob->data);
	free(blob->source);
	*blob = (struct blob){0};
}
