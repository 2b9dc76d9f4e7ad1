/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The words of JSON Schema that bindings use: draft 2019-09 as dt-schema restricts it, and dt-schema's own typeSize.
 */
#ifndef FDTR_SRC_KEYWORD_H
#define FDTR_SRC_KEYWORD_H

#include <stddef.h>

/* What a keyword's value has to be. */
enum keyword_shape {
	SHAPE_ANY,   /* nothing is asked of it: const, default */
	SHAPE_TEXT,  /* a string */
	SHAPE_TEXTS, /* an array of strings */
	SHAPE_TRUTH, /* true or false */
	SHAPE_COUNT, /* an integer of 0 or more */
	SHAPE_NUMBER,
	SHAPE_DIVISOR, /* a number above 0 */
	SHAPE_LIST,    /* an array of anything: enum */
	SHAPE_TYPE,    /* a JSON type or an array of them */
	SHAPE_SCHEMA,
	SHAPE_SCHEMAS,  /* an array of schemas, at least one */
	SHAPE_ITEMS,    /* a schema or an array of them */
	SHAPE_NAMED,    /* an object of schemas */
	SHAPE_PATTERNS, /* likewise, by regular expression */
	SHAPE_NAMES,    /* an object of arrays of strings */
	SHAPE_EITHER    /* an object of arrays of strings or schemas: dependencies */
};

/*
 * Sorted as strcmp() has it. `deprecated` may be anything: one of the kernel's bindings has a `yes`, which is a string
 * in YAML 1.2, and nothing is decided by it.
 */
#define KEYWORDS(X)                                                \
	X(COMMENT, "$comment", TEXT)                               \
	X(DEFS, "$defs", NAMED)                                    \
	X(ID, "$id", TEXT)                                         \
	X(REF, "$ref", TEXT)                                       \
	X(SCHEMA, "$schema", TEXT)                                 \
	X(ADDITIONAL_ITEMS, "additionalItems", SCHEMA)             \
	X(ADDITIONAL_PROPERTIES, "additionalProperties", SCHEMA)   \
	X(ALL_OF, "allOf", SCHEMAS)                                \
	X(ANY_OF, "anyOf", SCHEMAS)                                \
	X(CONST, "const", ANY)                                     \
	X(CONTAINS, "contains", SCHEMA)                            \
	X(DEFAULT, "default", ANY)                                 \
	X(DEFINITIONS, "definitions", NAMED)                       \
	X(DEPENDENCIES, "dependencies", EITHER)                    \
	X(DEPENDENT_REQUIRED, "dependentRequired", NAMES)          \
	X(DEPENDENT_SCHEMAS, "dependentSchemas", NAMED)            \
	X(DEPRECATED, "deprecated", ANY)                           \
	X(DESCRIPTION, "description", TEXT)                        \
	X(ELSE, "else", SCHEMA)                                    \
	X(ENUM, "enum", LIST)                                      \
	X(EXAMPLES, "examples", LIST)                              \
	X(EXCLUSIVE_MAXIMUM, "exclusiveMaximum", NUMBER)           \
	X(EXCLUSIVE_MINIMUM, "exclusiveMinimum", NUMBER)           \
	X(FORMAT, "format", TEXT)                                  \
	X(HISTORICAL, "historical", ANY)                           \
	X(IF, "if", SCHEMA)                                        \
	X(ITEMS, "items", ITEMS)                                   \
	X(MAINTAINERS, "maintainers", LIST)                        \
	X(MAX_ITEMS, "maxItems", COUNT)                            \
	X(MAX_LENGTH, "maxLength", COUNT)                          \
	X(MAXIMUM, "maximum", NUMBER)                              \
	X(MIN_ITEMS, "minItems", COUNT)                            \
	X(MIN_LENGTH, "minLength", COUNT)                          \
	X(MINIMUM, "minimum", NUMBER)                              \
	X(MULTIPLE_OF, "multipleOf", DIVISOR)                      \
	X(NOT, "not", SCHEMA)                                      \
	X(ONE_OF, "oneOf", SCHEMAS)                                \
	X(PATTERN, "pattern", TEXT)                                \
	X(PATTERN_PROPERTIES, "patternProperties", PATTERNS)       \
	X(PHANDLE, "phandle", TRUTH)                               \
	X(PROPERTIES, "properties", NAMED)                         \
	X(PROPERTY_NAMES, "propertyNames", SCHEMA)                 \
	X(REQUIRED, "required", TEXTS)                             \
	X(SELECT, "select", SCHEMA)                                \
	X(THEN, "then", SCHEMA)                                    \
	X(TITLE, "title", TEXT)                                    \
	X(TYPE, "type", TYPE)                                      \
	X(TYPE_SIZE, "typeSize", COUNT)                            \
	X(UNEVALUATED_ITEMS, "unevaluatedItems", SCHEMA)           \
	X(UNEVALUATED_PROPERTIES, "unevaluatedProperties", SCHEMA) \
	X(UNIQUE_ITEMS, "uniqueItems", TRUTH)

enum keyword {
	KEYWORD_NONE,
#define X(name, spelling, shape) KEYWORD_##name,
	KEYWORDS(X)
#undef X
		KEYWORD_COUNT
};

/* KEYWORD_NONE when it is none. */
enum keyword keyword_find(const char *text, size_t length);
const char *keyword_name(enum keyword keyword);
enum keyword_shape keyword_shape(enum keyword keyword);

#endif
