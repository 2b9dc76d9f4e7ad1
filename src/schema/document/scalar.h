/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Plain scalars as YAML 1.2's core schema has them, and three forms of numbers that dt-schema reads besides: 1_000,
 * 0b101 and -0x1. So yes, no, on and off are strings, and 010 is ten.
 */
#ifndef FDTR_SRC_SCALAR_H
#define FDTR_SRC_SCALAR_H

#include "schema/document/value.h"

enum scalar {
	SCALAR_READ,
	SCALAR_TEXT,  /* it is a string, which the caller has to keep */
	SCALAR_LARGE, /* an integer below -2^63 or above 2^64-1 */
	SCALAR_NO_MEMORY
};

/* Sets kind and what it holds; `text`, NUL-terminated, may be overwritten unless it is SCALAR_TEXT. */
enum scalar scalar_read(struct value *value, char *text, size_t length);

#endif
