/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of a review share. */
#ifndef FDTR_SRC_REVIEW_PARTS_H
#define FDTR_SRC_REVIEW_PARTS_H

#include "schema/document/builder.h"
#include "schema/evaluate/evaluate.h"
#include "review/review.h"
#include "schema/load/builtin.h"

extern const struct builtin review_meta[];
extern const uint32_t review_meta_count;

struct reviewing {
	const struct fdtr_schemas *rules;
	const struct review_options *options;
	const struct document *document;
	struct review *review;
	struct fdtr_error *error;
};

/* Where a value is: at the name that it has in its object, or where it begins. */
struct spot {
	struct place place;
	uint32_t end_column; /* 0: not known */
};
struct spot spot_of_member(const struct member *member);
struct spot spot_of_value(const struct value *value);
/* Of what the chain leads to from the document's root; `path` may be NULL for the root. */
struct spot spot_of(const struct reviewing *reviewing, const struct step *path);

/* FDTR_ERR_NOSPACE when memory ran out. What is beyond REVIEW_LIMIT findings is dropped. */
#define REVIEW_LIMIT 10000
int review_add(const struct reviewing *reviewing, enum review_kind kind, struct spot spot,
	const struct step *path, const char *format, ...) FDTR_PRINTF(5, 6);

/* Everything that a document's rules have against it. */
int review_keywords(const struct reviewing *reviewing);
/* True when they have nothing against it. */
bool review_is_sound(
	const struct reviewing *reviewing, const struct document *document, struct fdtr_text *first);

/* Whether the file is called as its $id says. */
int review_id(const struct reviewing *reviewing);

/* Every $ref, every regular expression, quotes. */
int review_values(const struct reviewing *reviewing);

/* What other documents are read for, each once. */
struct references;
int references_open(struct references **references, const struct reviewing *reviewing);
void references_close(struct references *references);
int references_check(struct references *references, const struct value *reference, const struct step *path);

#endif
