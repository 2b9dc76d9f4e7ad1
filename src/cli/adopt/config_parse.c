// SPDX-License-Identifier: BSD-2-Clause
/* The keys of the configuration. */
#include "cli/cli.h"
#include "cli/adopt/config.h"
#include "cli/adopt/yaml_reader.h"

#include <fdtrestrict/predict.h>
#include <ctype.h>
#include <string.h>

static int keep_pattern(struct yaml_reader *reader, const char *wanted, const char **pattern)
{
	int status = reader_want_text(reader, wanted);

	return status ? status : reader_keep_text(reader, pattern);
}

static int no_such(struct yaml_reader *reader, const char *what, const char *nearest, const char *list)
{
	if (nearest)
		return reader_wrong(
			reader, "no %s '%s'; did you mean '%s'?", what, reader_text(reader), nearest);
	return reader_wrong(
		reader, "no %s '%s'; `fdtrestrict %s` lists them", what, reader_text(reader), list);
}

static int keep_rule(struct yaml_reader *reader, const char **rule)
{
	int status = reader_want_text(reader, "a rule's name or a pattern");
	const struct fdtr_rule *const *rules;
	size_t count;

	if (status)
		return status;
	rules = fdtr_rules(&count);
	for (size_t i = 0; i < count; i++) {
		if (config_rule_matches(reader_text(reader), rules[i]))
			return reader_keep_text(reader, rule);
	}
	return no_such(reader, "rule", nearest_rule(reader_text(reader)), "lint --list-rules");
}

static int read_targets(struct yaml_reader *reader, void *into)
{
	static const char wanted[] = "targets, such as [linux-6.12, pvmfw]";
	struct config *config = into;
	int status = reader_want_list(reader, wanted);

	while (!status && !(status = reader_next(reader)) && reader->event.type != YAML_SEQUENCE_END_EVENT) {
		enum fdtr_target target;

		status = reader_want_text(reader, wanted);
		target = status ? FDTR_TARGET_COUNT : fdtr_target_find(reader_text(reader));
		if (!status && target == FDTR_TARGET_COUNT)
			status = no_such(
				reader, "target", nearest_target(reader_text(reader)), "lint --list-targets");
		if (!status)
			config->targets |= FDTR_FOR(target);
	}
	if (!status && !config->targets)
		status =
			reader_wrong(reader, "'targets' names none; delete the key to have the default ones");
	return status;
}

static int read_memory(struct yaml_reader *reader, void *into)
{
	struct config *config = into;
	int status = reader_want_text(reader, "'final' or 'provisional'");

	if (!status && !parse_memory(reader_text(reader), &config->memory))
		status = reader_wrong(
			reader, "'memory' is final or provisional, not '%s'", reader_text(reader));
	return status;
}

static int read_fail_on(struct yaml_reader *reader, void *into)
{
	struct config *config = into;
	int status = reader_want_text(reader, "a level");

	if (!status &&
		(!parse_severity(reader_text(reader), &config->fail_on) || config->fail_on == FDTR_OFF))
		status = reader_wrong(
			reader, "'fail-on' is info, warning or error, not '%s'", reader_text(reader));
	return status;
}

#define MOST_LEVELS 1000

static int check_twice(struct yaml_reader *reader, const struct fdtr_array *levels)
{
	const struct config_level *items = levels->items;

	if (levels->count >= MOST_LEVELS)
		return reader_wrong(reader, "there are more than %d levels", MOST_LEVELS);
	for (size_t i = 0; i < levels->count; i++) {
		if (!strcmp(items[i].rule, reader_text(reader)))
			return reader_wrong(reader, "'%s' has a level already", items[i].rule);
	}
	return FDTR_OK;
}

static int read_level(struct yaml_reader *reader, struct fdtr_array *levels)
{
	struct config_level read, *level;
	int status = keep_rule(reader, &read.rule);

	if (!status)
		status = check_twice(reader, levels);
	if (!status)
		status = reader_next(reader);
	if (!status)
		status = reader_want_text(reader, "off, info, warning or error for each rule");
	if (!status && !parse_severity(reader_text(reader), &read.level))
		status = reader_wrong(
			reader, "no level '%s': off, info, warning or error", reader_text(reader));
	if (status)
		return status;
	level = fdtr_array_push(levels);
	if (!level)
		return reader_no_memory(reader);
	*level = read;
	return FDTR_OK;
}

static int read_levels(struct yaml_reader *reader, void *into)
{
	struct config *config = into;
	struct fdtr_array levels;
	int status = FDTR_OK;

	if (reader->event.type != YAML_MAPPING_START_EVENT)
		return reader_wrong(reader, "'levels' wants a mapping of rules: {pool-unguarded: error}");
	fdtr_array_begin(&levels, reader->arena, sizeof(struct config_level));
	while (!status && !(status = reader_next(reader)) && reader->event.type != YAML_MAPPING_END_EVENT)
		status = read_level(reader, &levels);
	config->levels = levels.items;
	config->level_count = (uint32_t)levels.count;
	return status;
}

typedef int keep_fn(struct yaml_reader *reader, const char **text);

static int read_names(
	struct yaml_reader *reader, struct config_names *names, const char *wanted, keep_fn *keep)
{
	struct fdtr_array array;
	int status = reader_want_list(reader, wanted);

	fdtr_array_begin(&array, reader->arena, sizeof(const char *));
	while (!status && !(status = reader_next(reader)) && reader->event.type != YAML_SEQUENCE_END_EVENT) {
		const char **name = fdtr_array_push(&array);

		status = name ? keep(reader, name) : reader_no_memory(reader);
	}
	*names = (struct config_names){array.items, (uint32_t)array.count, true};
	return status;
}

static int read_select(struct yaml_reader *reader, void *into)
{
	return read_names(reader, &((struct config *)into)->select, "rules, such as ['pool-*']", keep_rule);
}

static int keep_path(struct yaml_reader *reader, const char **path)
{
	return keep_pattern(reader, "a pattern for paths", path);
}

static int read_exclude(struct yaml_reader *reader, void *into)
{
	return read_names(
		reader, &((struct config *)into)->exclude, "patterns, such as ['vendor/**']", keep_path);
}

static int keep_guest(struct yaml_reader *reader, const char **guest)
{
	int status = reader_want_text(reader, "a guest's name or a pattern");
	const struct fdtr_guest *guests;
	size_t count;

	if (status)
		return status;
	guests = fdtr_guests(&count);
	for (size_t i = 0; i < count; i++) {
		if (guest_matches(reader_text(reader), guests[i].name))
			return reader_keep_text(reader, guest);
	}
	return no_such(reader, "guest", nearest_guest(reader_text(reader)), "predict --list-guests");
}

static int read_guests(struct yaml_reader *reader, void *into)
{
	return read_names(reader, &((struct config *)into)->guests, "guests, such as [linux-7.2, 'debian-*']",
		keep_guest);
}

static int read_rule(struct yaml_reader *reader, void *into)
{
	return keep_rule(reader, &((struct config_ignore *)into)->rule);
}

static int read_path(struct yaml_reader *reader, void *into)
{
	return keep_path(reader, &((struct config_ignore *)into)->path);
}

static int read_node(struct yaml_reader *reader, void *into)
{
	return keep_pattern(
		reader, "a pattern for the paths of nodes", &((struct config_ignore *)into)->node);
}

static int read_reason(struct yaml_reader *reader, void *into)
{
	struct config_ignore *ignore = into;
	int status = reader_want_text(reader, "a sentence");

	for (const char *at = status ? "" : reader_text(reader); *at; at++) {
		if (isalnum((unsigned char)*at) || (unsigned char)*at >= 0x80)
			return reader_keep_text(reader, &ignore->reason);
	}
	return status ? status
	              : reader_wrong(
				reader, "'reason' wants a sentence, and '%s' is none", reader_text(reader));
}

static int read_ignores(struct yaml_reader *reader, void *into);

static const struct yaml_key file_keys[YAML_MOST_KEYS] = {
	{"targets", read_targets},
	{"memory", read_memory},
	{"fail-on", read_fail_on},
	{"levels", read_levels},
	{"select", read_select},
	{"ignore", read_ignores},
	{"exclude", read_exclude},
	{"guests", read_guests},
};

static const struct yaml_key ignore_keys[YAML_MOST_KEYS] = {
	{"rule", read_rule},
	{"path", read_path},
	{"node", read_node},
	{"reason", read_reason},
};

static int read_ignore(struct yaml_reader *reader, struct config_ignore *ignore)
{
	yaml_mark_t mark = reader->event.start_mark;
	int status;

	if (reader->event.type != YAML_MAPPING_START_EVENT)
		return reader_wrong(reader, "an entry of 'ignore' has the keys rule, path and reason");
	*ignore =
		(struct config_ignore){.line = (uint32_t)mark.line + 1, .column = (uint32_t)mark.column + 1};
	status = reader_take_keys(reader, ignore_keys, ignore);
	if (!status && (!ignore->rule || !ignore->path || !ignore->reason))
		status = reader_wrong_at(reader, &mark, "this entry has no '%s'",
			!ignore->rule   ? "rule"
			: !ignore->path ? "path"
					: "reason");
	return status;
}

static int read_ignores(struct yaml_reader *reader, void *into)
{
	struct config *config = into;
	struct fdtr_array array;
	int status = reader_want_list(reader, "entries with the keys rule, path and reason");

	fdtr_array_begin(&array, reader->arena, sizeof(struct config_ignore));
	while (!status && !(status = reader_next(reader)) && reader->event.type != YAML_SEQUENCE_END_EVENT) {
		struct config_ignore *ignore = fdtr_array_push(&array);

		status = ignore ? read_ignore(reader, ignore) : reader_no_memory(reader);
	}
	config->ignores = array.items;
	config->ignore_count = (uint32_t)array.count;
	return status;
}

struct source {
	struct config *config;
	const char *text;
	size_t size;
};

static int attempt(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	const struct source *source = context;
	struct config *config = source->config;
	struct yaml_reader reader = {.name = config->name,
		.text = source->text,
		.size = source->size,
		.arena = arena,
		.error = error};

	*config = (struct config){.name = config->name};
	return reader_take_document(
		&reader, file_keys, config, "a configuration is a mapping, such as \"fail-on: warning\"");
}

int config_parse(
	struct config *config, const char *name, const char *text, size_t size, struct fdtr_error *error)
{
	struct source source = {config, text, size};
	void *memory = NULL;
	int status;

	*config = (struct config){.name = name};
	status = with_arena(size, attempt, &source, &memory, error);
	if (status)
		*config = (struct config){0};
	else
		config->memory_of = memory;
	return status;
}
