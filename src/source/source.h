/* SPDX-License-Identifier: BSD-2-Clause */
/* Where things stand in the source that the user wrote. */
#ifndef FDTR_SRC_SOURCE_H
#define FDTR_SRC_SOURCE_H

#include <stdint.h>

/* Lines and columns count from 1; the end is one past the last character. No file: no place is known. */
struct source_span {
	const char *file;
	uint32_t line;
	uint32_t column;
	uint32_t end_line;
	uint32_t end_column;
};

#endif
