// SPDX-License-Identifier: BSD-2-Clause
#include "cli/input/text_file.h"

#include "base/base.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_READ ((size_t)4096)

/* Grows with what comes, not with what the file system says. */
static int read_up_to(struct text_file *file, FILE *stream, size_t limit)
{
	for (size_t room = FIRST_READ; file->size <= limit; room *= 2) {
		char *grown = realloc(file->text, room + 1);

		if (!grown)
			return ENOMEM;
		file->text = grown;
		file->size += fread(file->text + file->size, 1, room - file->size, stream);
		file->text[file->size] = '\0';
		if (ferror(stream))
			return errno;
		if (file->size < room)
			break;
	}
	return file->size <= limit ? 0 : EFBIG;
}

int text_file_read(struct text_file *file, const char *name, size_t limit, struct fdtr_error *error)
{
	FILE *stream = fopen(name, "rb");
	int code;

	*file = (struct text_file){0};
	code = stream ? read_up_to(file, stream, limit) : errno;
	if (stream)
		(void)fclose(stream);
	if (!code)
		return FDTR_OK;
	free(file->text);
	*file = (struct text_file){0};
	if (code == EFBIG)
		return fdtr_error_set(
			error, FDTR_ERR_ARGUMENT, "%s: it is larger than %zu KiB", name, limit / 1024);
	return fdtr_error_set(error, FDTR_ERR_ARGUMENT, "%s: %s", name, strerror(code));
}
