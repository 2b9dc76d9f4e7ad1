/* SPDX-License-Identifier: BSD-2-Clause */
/* The rules, and other topics, as something to read: one writer a format, and the cases that show each rule. */
#ifndef FDTR_SRC_CATALOGUE_H
#define FDTR_SRC_CATALOGUE_H

#include <fdtrestrict/lint.h>

#include <stdio.h>

/* A case of a rule's tests, without the line that says what is expected of it. */
struct example {
	const char *rule;
	bool good;
	const char *options;  /* the command's, NULL for none */
	const char *language; /* "dts", "asl", "yaml" */
	const char *text;
};

/* Made from tests/rules by embed-cases. */
extern const struct example examples[];
extern const size_t example_count;
/* The day of the man pages, as mdoc writes it. */
extern const char catalogue_date[];

/* NULL when the rule has no such case. */
const struct example *rule_example(const struct fdtr_rule *rule, bool good);

#define EXAMPLE_COMMAND 256
/* What shows it: "fdtrestrict lint -W pool-unguarded=off FILE"; NULL where plain lint does. Returns `text`. */
const char *example_command(const struct example *example, char text[EXAMPLE_COMMAND]);
/* Whether a line of one example stands in another, too. */
bool example_has_line(const struct example *example, const char *line, size_t length);

/* What there is to say of a rule besides its name, level and summary. */
struct rule_part {
	const char *label;
	const char *text; /* may be several lines */
};

struct rule_parts {
	struct rule_part items[6];
	size_t count;
	char targets[256];
};

void rule_parts(const struct fdtr_rule *rule, struct rule_parts *parts);

/* Something that is not about one rule. */
struct topic_part {
	const char *text; /* NULL ends the parts */
	bool literal;     /* lines as they are, else a paragraph */
};

struct topic {
	const char *name;
	const char *summary;
	const struct topic_part *parts;
};

/* Ended by one without a name. */
extern const struct topic topics[];

struct catalogue_format {
	const char *name;
	void (*begin)(FILE *out);                      /* NULL when there is nothing to begin with */
	void (*family)(FILE *out, const char *family); /* before its first rule; NULL likewise */
	void (*rule)(FILE *out, const struct fdtr_rule *rule);
	void (*topic)(FILE *out, const struct topic *topic);
};

extern const struct catalogue_format catalogue_text, catalogue_markdown, catalogue_man;

#endif
