// SPDX-License-Identifier: BSD-2-Clause
/* A document from its file. */
#include "schema/document/load.h"

#include "schema/document/builder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int unreadable(const char *file, int code, struct fdtr_error *error)
{
	return fdtr_error_set(error, FDTR_ERR_BADTREE, "%s: %s", file, strerror(code));
}

/* One byte more than the file has is asked for, so that one that grew is noticed. */
static int read_all(
	int descriptor, const char *file, size_t expected, struct text *text, struct fdtr_error *error)
{
	ssize_t got;

	text->data = malloc(expected + 1);
	if (!text->data)
		return unreadable(file, ENOMEM, error);
	do {
		got = read(descriptor, text->data + text->size, expected + 1 - text->size);
		text->size += got > 0 ? (size_t)got : 0;
	} while (text->size <= expected && (got > 0 || (got < 0 && errno == EINTR)));
	if (got < 0)
		return unreadable(file, errno, error);
	if (text->size > expected)
		return fdtr_error_set(error, FDTR_ERR_BADTREE, "%s: it grew while it was read", file);
	return FDTR_OK;
}

/* A device or a pipe could go on forever, or never begin. */
static int read_regular(
	int descriptor, const char *file, size_t limit, struct text *text, struct fdtr_error *error)
{
	struct stat status;

	if (fstat(descriptor, &status))
		return unreadable(file, errno, error);
	if (S_ISDIR(status.st_mode))
		return unreadable(file, EISDIR, error);
	if (!S_ISREG(status.st_mode))
		return fdtr_error_set(error, FDTR_ERR_BADTREE, "%s: it is no regular file", file);
	if ((uintmax_t)status.st_size > limit)
		return document_too_large(file, limit, error);
	return read_all(descriptor, file, (size_t)status.st_size, text, error);
}

int text_load(struct text *text, const char *file, size_t limit, struct fdtr_error *error)
{
	const int descriptor = open(file, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	int status;

	*text = (struct text){NULL, 0};
	if (descriptor < 0)
		return unreadable(file, errno, error);
	status = read_regular(descriptor, file, limit, text, error);
	(void)close(descriptor);
	return status;
}

int document_load(struct document *document, const char *file, struct fdtr_error *error)
{
	struct text text;
	int status = text_load(&text, file, DOCUMENT_SIZE_LIMIT, error);

	*document = (struct document){0};
	if (!status)
		status = document_read(document, file, text.data, text.size, error);
	free(text.data);
	return status;
}
