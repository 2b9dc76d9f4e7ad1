/* SPDX-License-Identifier: BSD-2-Clause */
/* What a file holds, by its name and its first bytes: ACPI tables, in one form or another, are told from the rest. */
#ifndef FDTR_SRC_RECOGNISE_H
#define FDTR_SRC_RECOGNISE_H

#include <fdtrestrict/base.h>

enum tables_form {
	TABLES_NONE,   /* something else */
	TABLES_BINARY, /* tables, one behind the other */
	TABLES_SOURCE, /* ASL, for iasl */
	TABLES_DUMP    /* the text that acpidump prints */
};

/* So much of a file tells what it holds. */
#define TABLES_START 65536

/* What a file of that name holds that begins so. A tree and its source are none of these. */
enum tables_form tables_form(const char *name, const void *start, size_t size);
/* Whether a DSDT is among the tables; of a source, whether it says that it is one. */
bool tables_have_dsdt(enum tables_form form, const void *data, size_t size);

/* A header, as far as the bytes have one, and all of its fields could be one's (5.2.6). */
bool tables_header_likely(const unsigned char *data, size_t size);
/* The length that the header at these bytes says, at most `size`; all of them where there is none. */
size_t tables_length(const unsigned char *data, size_t size);

/*
 * The tables in the text of acpidump, one behind the other; malloc()ed. FDTR_ERR_BADTREE names the line that is wrong.
 */
int tables_undump(const char *name, const char *text, size_t text_size, unsigned char **data, size_t *size,
	struct fdtr_error *error);
/* A line of the text begins a table, whatever is behind it. */
bool tables_is_dump(const char *text, size_t size);

#endif
