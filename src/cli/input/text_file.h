/* SPDX-License-Identifier: BSD-2-Clause */
/* A small file as a whole. */
#ifndef FDTR_SRC_TEXT_FILE_H
#define FDTR_SRC_TEXT_FILE_H

#include <fdtrestrict/base.h>

struct text_file {
	char *text; /* malloc()ed, with a NUL behind the last byte */
	size_t size;
};

/* FDTR_ERR_ARGUMENT when it cannot be read or holds more than `limit` bytes. */
int text_file_read(struct text_file *file, const char *name, size_t limit, struct fdtr_error *error);

#endif
