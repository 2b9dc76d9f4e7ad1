/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Validation of a device tree against bindings: YAML files in the form of dt-schema, that is JSON Schema draft 2019-09
 * with dt-schema's own reading of what a binding leaves unsaid (https://github.com/devicetree-org/dt-schema).
 *
 * This is a library of its own, libfdtrestrict-schema: it needs libyaml, PCRE2 and malloc().
 */
#ifndef FDTRESTRICT_SCHEMA_H
#define FDTRESTRICT_SCHEMA_H

#include <fdtrestrict/devicetree.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A set of bindings. It does not change once it is loaded: any number of threads may validate with it. */
struct fdtr_schemas;

struct fdtr_schema_options {
	const char *const *folders; /* each with all *.yaml below it; or a single file */
	size_t folder_count;
	const char *
		limit; /* only bindings whose file's name holds this are asked, the others only referred to; or NULL */
	unsigned int jobs; /* threads that read; 0: as many as there are processors, at most 8 */
	/*
	 * A file that keeps what the folders' files were found to be, for the next time, or NULL. Each file is read again
	 * once it is another one. Written when it is not there yet or not up to date; that it cannot be is no error.
	 */
	const char *cache;
};

/*
 * Reads and links a set. No folder at all: the bindings of restricted DMA that the library holds. Where two folders have
 * a binding of the same $id, the first folder's is taken, so one's own can stand in for another's; twice within a folder
 * is an error. A set without dt-schema's core (/schemas/types.yaml) gets a small one of the library's own, and one with
 * the types.yaml of releases after 2022, which hold a number as itself and not as a row of cells, gets the library's.
 *
 * FDTR_ERR_NOTFOUND when a folder is not there or holds no binding. FDTR_ERR_BADTREE when a file is no binding, has an
 * unknown keyword or a pattern that does not compile, or when a $ref leads nowhere, or through others and nothing else
 * back to itself: the error says which, with file and line. A $ref to nowhere is let pass where dt-schema's core is
 * there, as dt-schema does: it is then a violation of the nodes that its binding is for. *schemas is NULL after an error.
 */
int fdtr_schemas_load(
	struct fdtr_schemas **schemas, const struct fdtr_schema_options *options, struct fdtr_error *error);
void fdtr_schemas_free(struct fdtr_schemas *schemas);
uint32_t fdtr_schemas_count(const struct fdtr_schemas *schemas);
/* A sentence when the cache could not be written; else NULL. */
const char *fdtr_schemas_warning(const struct fdtr_schemas *schemas);

/*
 * What types the bindings of a set give properties of a name, for whoever writes values of a language that has types:
 * a flag has no data, and of numbers there is one size.
 */
struct fdtr_property_type {
	bool flag;
	bool strings;
	bool phandles;        /* the numbers are phandles, perhaps with arguments */
	bool is_signed;       /* the numbers are */
	uint32_t number_size; /* of each, in bytes; 0: the property holds no numbers */
};

/* False, and *type all zero, when no binding knows a type for the name, or memory ran out. */
bool fdtr_schemas_type(const struct fdtr_schemas *schemas, const char *name, struct fdtr_property_type *type);

/* What kind of rule does not hold. */
enum fdtr_violation_kind {
	FDTR_VIOLATION_MISSING, /* a property or child that has to be there */
	FDTR_VIOLATION_UNKNOWN, /* one that may not */
	FDTR_VIOLATION_TYPE,    /* strings where cells belong, and so on */
	FDTR_VIOLATION_COUNT,   /* too few or too many entries, or one twice */
	FDTR_VIOLATION_VALUE,   /* what is in it */
	FDTR_VIOLATION_CHOICE   /* none, or more than one, of several forms */
};

/* Strings live as long as the violations; those of the binding as long as the set. */
struct fdtr_violation {
	enum fdtr_violation_kind kind;
	uint32_t node;        /* in the tree */
	const char *property; /* NULL where the node is meant */
	bool is_child;        /* `property` is the name of a child node */
	uint32_t cell;        /* of its value, in units of cell_size, from 0 */
	uint32_t cell_size;   /* bytes; 0 where the whole value is meant */
	uint32_t offset;      /* in the blob, of the value or cell; 0 where nothing there is meant */
	uint32_t length;      /* in bytes */
	const char *message;  /* one sentence without the place */
	const char *keyword;  /* of JSON Schema: "required", "oneOf"; what dt-validate would name */
	const char *id;       /* $id of the binding that was asked */
	const char *file;     /* where the rule stands, which may be a binding that this one refers to */
	uint32_t line, column;
	const char *note; /* what the binding itself says of the property, or NULL */
};

struct fdtr_validate_options {
	bool compatible_only;    /* only bindings that a node's `compatible` chooses */
	uint32_t max_violations; /* 0: 200000 */
};

struct fdtr_violations {
	const struct fdtr_violation *items; /* by node, then place in the node, then binding */
	uint32_t count;
	bool cut; /* there are more than max_violations */
	void *memory;
};

/*
 * Holds every node of the tree against the set. What a disabled node lacks is left to whoever enables it. Of an overlay,
 * what only says where the rest belongs is passed over, and a node that it adds to may lack what its base has. Where
 * several bindings say the same of the same place, the first is told.
 *
 * `options` may be NULL. Returns FDTR_OK whether or not there are violations; FDTR_ERR_BADTREE when a binding asks for
 * work without end, or the names of properties are far longer in sum than the blob; FDTR_ERR_NOSPACE when memory ran
 * out. *violations, which the call overwrites, is to be freed in either case.
 */
int fdtr_validate(const struct fdtr_schemas *schemas, const struct fdtr_tree *tree,
	const struct fdtr_validate_options *options, struct fdtr_violations *violations,
	struct fdtr_error *error);
void fdtr_violations_free(struct fdtr_violations *violations);

#ifdef __cplusplus
}
#endif

#endif
