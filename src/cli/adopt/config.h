/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The configuration file of lint, .fdtrestrict.yaml: see fdtrestrict.yaml(5). It is read strictly, because a key that
 * is passed over is a rule that someone believes to be on.
 */
#ifndef FDTR_SRC_CONFIG_H
#define FDTR_SRC_CONFIG_H

#include <fdtrestrict/lint.h>

#include <stdio.h>

#define CONFIG_NAME ".fdtrestrict.yaml"
#define CONFIG_LIMIT ((size_t)256 * 1024) /* bytes */

struct config_level {
	const char *rule; /* a name or a pattern */
	enum fdtr_severity level;
};

struct config_ignore {
	const char *rule;
	const char *path; /* a pattern, from the folder of the configuration */
	const char *node; /* a pattern, or NULL */
	const char *reason;
	uint32_t line;
	uint32_t column;
};

struct config_names {
	const char *const *items;
	uint32_t count;
	bool given;
};

struct config {
	const char *name;           /* as it was found; NULL when there is none */
	char *folder;               /* the folder it is in, for path_from(); NULL when there is none */
	uint32_t targets;           /* FDTR_FOR_*; 0 when not given */
	enum fdtr_memory memory;    /* FDTR_MEMORY_AUTO when not given */
	enum fdtr_severity fail_on; /* FDTR_DEFAULT when not given */
	const struct config_level *levels;
	uint32_t level_count;
	struct config_names select;
	struct config_names exclude;
	struct config_names guests; /* names and patterns, see guest_matches() */
	const struct config_ignore *ignores;
	uint32_t ignore_count;
	void *memory_of; /* levels, names, ignores */
};

/* Fills a zeroed config. Errors say file, line and column; FDTR_ERR_ARGUMENT. */
int config_parse(
	struct config *config, const char *name, const char *text, size_t size, struct fdtr_error *error);
/* The same from a file, and `folder`. */
int config_read(struct config *config, const char *name, struct fdtr_error *error);
void config_free(struct config *config);

/* The name of the nearest configuration file upwards from here, malloc()ed; NULL when there is none. */
char *config_find(void);

/* A rule's name, or a pattern that matches it. */
bool config_rule_matches(const char *pattern, const struct fdtr_rule *rule);
/* The level that `levels` gives a rule; a name prevails over patterns, and of these the last. */
enum fdtr_severity config_level(const struct config *config, const struct fdtr_rule *rule);
/* Whether `select` has the rule, as everything is when it is not given. */
bool config_selects(const struct config *config, const struct fdtr_rule *rule);

/* As YAML that config_parse() takes. False when it could not be written. */
bool config_write(const struct config *config, FILE *out);

#endif
