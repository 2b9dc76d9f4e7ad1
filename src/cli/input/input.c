// SPDX-License-Identifier: BSD-2-Clause
/* Blobs from files and from stdin. What is source is compiled. */
#include "cli/input/input.h"
#include "cli/input/paths.h"
#include "cli/input/recognise.h"

#include "devicetree/devicetree.h"

#include <errno.h>
#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FIRST_READ 65536
#define LARGEST ((size_t)INT32_MAX + 1) /* no blob is larger */
#define LARGEST_SOURCE ((size_t)256 << 20)

static bool is_tree(const struct blob *blob)
{
	return blob->size >= 4 && fdtr_cell(blob->data) == FDT_MAGIC;
}

static bool is_source(const struct blob *blob)
{
	if (is_tree(blob) || path_has_suffix(blob->name, ".dtb") || path_has_suffix(blob->name, ".dtbo"))
		return false;
	return path_has_suffix(blob->name, ".dts") || path_has_suffix(blob->name, ".dtso") ||
	       path_has_suffix(blob->name, ".dtsi") ||
	       (blob->size >= 4 && !memchr(blob->data, '\0', blob->size));
}

static int read_stream(struct blob *blob, FILE *file, size_t capacity)
{
	size_t largest = LARGEST;

	while (capacity <= largest) {
		unsigned char *grown = realloc(blob->data, capacity);

		if (!grown)
			return ENOMEM;
		blob->data = grown;
		blob->size += fread(blob->data + blob->size, 1, capacity - blob->size, file);
		if (blob->size < capacity)
			return ferror(file) ? errno : 0;
		if (!is_tree(blob) && !is_source(blob) && !tables_form(blob->name, blob->data, blob->size))
			return 0; /* endless, perhaps; enough is read to tell that it is nothing */
		largest = is_tree(blob) ? LARGEST : LARGEST_SOURCE;
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

int blob_load(struct blob *blob, struct fdtr_error *error)
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

static int compile(struct blob *blob, struct fdtr_error *error)
{
	blob->source = blob->data;
	blob->source_size = blob->size;
	blob->data = NULL;
	blob->size = 0;
	return blob_compile(blob, error);
}

int blob_finish(struct blob *blob, const struct source_options *options, struct fdtr_error *error)
{
	blob->options = options;
	return is_source(blob) ? compile(blob, error) : FDTR_OK;
}

int blob_read(
	struct blob *blob, const char *name, const struct source_options *options, struct fdtr_error *error)
{
	int status;

	*blob = (struct blob){.name = name};
	status = blob_load(blob, error);
	return status ? status : blob_finish(blob, options, error);
}

void blob_free(struct blob *blob)
{
	free(blob->data);
	free(blob->source);
	free(blob->preprocessed);
	free(blob->complaint);
	*blob = (struct blob){0};
}
