/* SPDX-License-Identifier: BSD-2-Clause */
/* ASL as tokens (ACPI Specification 6.5, 19.2), comments left out. */
#ifndef FDTR_SRC_SOURCE_ASL_TOKEN_H
#define FDTR_SRC_SOURCE_ASL_TOKEN_H

#include "base/base.h"

enum asl_kind {
	ASL_END,
	ASL_NAME, /* a word or a path: "Device", "\_SB.VR00", "0x10" */
	ASL_STRING,
	ASL_DIRECTIVE, /* a whole line of the preprocessor's, with what continues it */
	ASL_OTHER      /* one character */
};

/* Lines and columns as in struct source_span. */
struct asl_token {
	enum asl_kind kind;
	const char *start;
	uint32_t length;
	uint32_t line;
	uint32_t column;
	uint32_t end_line;
	uint32_t end_column;
};

struct asl_scanner {
	const char *at;
	const char *end;
	const char *line_start;
	uint32_t line;
	bool inside; /* something stands on this line already */
};

void asl_scanner_init(struct asl_scanner *scanner, const char *text, size_t size);
/* False at the end; the token is ASL_END then. */
bool asl_next(struct asl_scanner *scanner, struct asl_token *token);
bool asl_is(const struct asl_token *token, const char *text);
/* The same for a word of the language, in which capitals do not count. */
bool asl_is_word(const struct asl_token *token, const char *word);

/*
 * The signature that the first DefinitionBlock of a text gives its table; a length of 0 where that is no plain string. False when there
 * is no DefinitionBlock.
 */
bool asl_signature(const char *text, size_t size, const char **signature, size_t *length);

#endif
