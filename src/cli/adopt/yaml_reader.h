/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * YAML, event by event: nothing is built that its user does not want, what may stand where is known before it is looked
 * at, and so nothing recurses. Anchors, aliases and tags are errors.
 */
#ifndef FDTR_SRC_YAML_READER_H
#define FDTR_SRC_YAML_READER_H

#include "base/base.h"

#include <yaml.h>

struct yaml_reader {
	yaml_parser_t parser;
	yaml_event_t event; /* the present one */
	const char *name;   /* of the file */
	const char *text;
	size_t size;
	const char *key;          /* whose value is read */
	struct fdtr_arena *arena; /* texts are kept at its high end */
	struct fdtr_error *error;
};

/* On to the next event. Status codes from here on. */
int reader_next(struct yaml_reader *reader);

/* The present text; only behind reader_want_text(). */
const char *reader_text(const struct yaml_reader *reader);
/* `wanted` says what the value of the key must be, for the error. */
int reader_want_text(struct yaml_reader *reader, const char *wanted);
int reader_want_list(struct yaml_reader *reader, const char *wanted);

/* A copy of the present text in the arena. */
int reader_keep_text(struct yaml_reader *reader, const char **text);

/* "FILE:LINE:COLUMN: " and the sentence; FDTR_ERR_ARGUMENT. */
int reader_wrong_at(struct yaml_reader *reader, const yaml_mark_t *mark, const char *format, ...)
	FDTR_PRINTF(3, 4);
#define reader_wrong(reader, ...) reader_wrong_at(reader, &(reader)->event.start_mark, __VA_ARGS__)
int reader_no_memory(struct yaml_reader *reader);

/* A mapping of known keys, from its start to its end; each reads its value into `into`. No name ends the keys. */
struct yaml_key {
	const char *name;
	int (*read)(struct yaml_reader *reader, void *into);
};

#define YAML_MOST_KEYS 16

int reader_take_keys(struct yaml_reader *reader, const struct yaml_key *keys, void *into);
/*
 * The whole of a file: a mapping of such keys, or nothing. `no_mapping` is what to say of anything else. Of the reader the
 * caller sets `name`, `text`, `size`, `arena` and `error`, and nothing has to be closed afterwards.
 */
int reader_take_document(
	struct yaml_reader *reader, const struct yaml_key *keys, void *into, const char *no_mapping);

#endif
