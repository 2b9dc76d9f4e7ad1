/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A table as a tree of terms, made in an arena, and its two writers: AML, and ASL that iasl compiles to the same AML.
 * References are to the ACPI Specification 6.5, chapters 19 (ASL) and 20 (AML).
 */
#ifndef FDTR_SRC_ACPI_TERM_H
#define FDTR_SRC_ACPI_TERM_H

#include "acpi/resources/resource.h"
#include "base/base.h"

enum fdtr_term_kind {
	FDTR_TERM_SCOPE,    /* `name`, and the terms in it */
	FDTR_TERM_DEVICE,   /* likewise */
	FDTR_TERM_NAME,     /* `name`, and one term of data */
	FDTR_TERM_EXTERNAL, /* `name` of a device that another table defines, whole; at the top of the tree */
	FDTR_TERM_INTEGER,
	FDTR_TERM_STRING,
	FDTR_TERM_EISAID, /* "PNP0C0F", an integer */
	FDTR_TERM_BUFFER,
	FDTR_TERM_UUID, /* as text; a buffer of 16 bytes */
	FDTR_TERM_PACKAGE,
	FDTR_TERM_REFERENCE, /* `name` */
	FDTR_TERM_TEMPLATE   /* a buffer of resource descriptors */
};

struct fdtr_term {
	enum fdtr_term_kind kind;
	struct fdtr_term *next;  /* in the same parent */
	struct fdtr_term *first; /* in it */
	struct fdtr_term *last;
	const char *name; /* a path: "\_SB.VR00", "^VR00", "_CRS"; segments are filled up to four with '_' */
	uint64_t integer;
	const void *data; /* STRING and UUID: NUL-terminated, printable ASCII; BUFFER: `count` bytes */
	/*
	 * TEMPLATE: `count` of them, of the kinds that have ASL of their own. An INTERRUPT without `interrupts` has the one in
	 * `interrupt`.
	 */
	const struct fdtr_acpi_resource *resources;
	uint32_t count;
	const char *comment; /* for the ASL, before a term that begins a line; NULL for none */
};

/* Definition block header (20.2.1). Strings are cut or filled with NUL to 6 and 8 bytes. */
struct fdtr_definition_block {
	const char *signature; /* "SSDT"; iasl writes the names of a DSDT in its own way */
	uint8_t revision;      /* 2: integers have 64 bits */
	const char *oem_id;
	const char *oem_table_id;
	uint32_t oem_revision;
	const struct fdtr_term *terms;
};

/*
 * Making terms. A builder remembers the term that is open and whether the arena ran out, so that only the end of a chain of
 * calls needs to be looked at. Strings and data must live as long as the tree.
 */
struct fdtr_terms {
	struct fdtr_arena *arena;
	struct fdtr_term *first; /* at the top */
	struct fdtr_term *last;
	struct fdtr_term **open; /* those not closed yet, outermost first */
	uint32_t depth;
	bool no_space; /* the arena ran out, or there were more than FDTR_TERM_DEPTH open */
};

#define FDTR_TERM_DEPTH 16

void fdtr_terms_begin(struct fdtr_terms *terms, struct fdtr_arena *arena);
/* Adds a term where the tree stands; NULL when there is no space. */
struct fdtr_term *fdtr_terms_add(struct fdtr_terms *terms, enum fdtr_term_kind kind, const char *name);
/* Adds a term and goes into it: SCOPE, DEVICE, NAME, PACKAGE. */
struct fdtr_term *fdtr_terms_open(struct fdtr_terms *terms, enum fdtr_term_kind kind, const char *name);
void fdtr_terms_close(struct fdtr_terms *terms);
/* Shorthands. */
void fdtr_terms_integer(struct fdtr_terms *terms, uint64_t integer);
void fdtr_terms_string(struct fdtr_terms *terms, const char *string);
void fdtr_terms_reference(struct fdtr_terms *terms, const char *path);
void fdtr_terms_name_integer(struct fdtr_terms *terms, const char *name, uint64_t integer);
void fdtr_terms_name_string(struct fdtr_terms *terms, const char *name, const char *string);
void fdtr_terms_name_resources(struct fdtr_terms *terms, const char *name,
	const struct fdtr_acpi_resource *resources, uint32_t count);

/*
 * Write the table, header and checksum and all, or the ASL, NUL-terminated. *needed is the size in bytes, also when that is
 * more than `size`: FDTR_ERR_NOSPACE, as for an arena that is too small, which is given back in any case. FDTR_ERR_ARGUMENT for
 * what cannot be said, or not in both: a name that is none, or a word of ASL; a term where it has no place; a package of
 * more than 255 elements; a string that is not ASCII, or longer than 31998; resources that contradict themselves; a table past
 * 256 MiB. That names are unique, and that what a Scope or a reference names is defined before or External, is for
 * the caller to see to.
 *
 * iasl of ACPICA 20200925 compiles the ASL to that AML, but for creator and checksum.
 */
int fdtr_aml_write(const struct fdtr_definition_block *block, struct fdtr_arena *arena, void *output,
	size_t size, size_t *needed, struct fdtr_error *error);
int fdtr_asl_write(const struct fdtr_definition_block *block, struct fdtr_arena *arena, char *output,
	size_t size, size_t *needed, struct fdtr_error *error);

#endif
