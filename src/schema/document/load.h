/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef FDTR_SRC_LOAD_H
#define FDTR_SRC_LOAD_H

#include "base/base.h"

/* A file in memory. */
struct text {
	char *data;
	size_t size;
};

/*
 * Reads a regular file of up to `limit` bytes; FDTR_ERR_BADTREE when it is none or cannot be read. text->data is to be
 * freed with free() in either case.
 */
int text_load(struct text *text, const char *file, size_t limit, struct fdtr_error *error);

#endif
