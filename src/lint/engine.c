// SPDX-License-Identifier: BSD-2-Clause
/* Runs every rule over what it looks at, and keeps the findings in order. */
#include "lint/acpi/tables.h"

#include <string.h>

static void spoil(struct fdtr_lint *lint)
{
	if (lint->rule->scope == FDTR_SCOPE_POOL)
		lint->unsound_pool[lint->index] |= (unsigned char)lint->rule->spoils;
	else if (lint->rule->scope == FDTR_SCOPE_LINK)
		lint->unsound_device[lint->platform->links[lint->index].device] |=
			(unsigned char)lint->rule->spoils;
	else if (lint->rule->scope == FDTR_SCOPE_DEVICE)
		lint->unsound_device[lint->index] |= (unsigned char)lint->rule->spoils;
	else if (lint->rule->scope == FDTR_SCOPE_ACPI_DEVICE)
		lint->unsound_object[lint->index] |= (unsigned char)lint->rule->spoils;
	else
		lint->unsound |= lint->rule->spoils & FDTR_SOUND_FRAME; /* the rest is single pools' */
}

/* The sentence goes to the high end, because the findings grow at the low one. */
static const char *write_message(struct fdtr_lint *lint, const char *format, va_list arguments)
{
	char buffer[2 * FDTR_PATH_SIZE];
	struct fdtr_text text;
	char *message;

	fdtr_text_init(&text, buffer, sizeof(buffer));
	fdtr_text_vadd(&text, format, arguments);
	message = fdtr_arena_take_high(lint->arena, text.length + 1, 1);
	if (message)
		memcpy(message, fdtr_text_clean(buffer), text.length + 1);
	return message;
}

/* No rule may use up the room of the others, nor what is no error that for errors. */
#define MAX_TOLD 10000

/* What is about to be said. */
struct saying {
	uint32_t targets;
	enum fdtr_severity severity;
	struct fdtr_origin place;
	const struct fdtr_origin *related;
};

static void add_finding(struct fdtr_lint *lint, const struct saying *saying, const char *message)
{
	struct fdtr_finding *finding = message ? fdtr_array_push(&lint->findings) : NULL;

	if (!finding) {
		lint->status = fdtr_error_arena(lint->error);
		return;
	}
	*finding = (struct fdtr_finding){.rule = lint->rule,
		.severity = saying->severity,
		.targets = saying->targets,
		.place = saying->place,
		.message = message};
	lint->reported = finding;
	if (saying->related) {
		finding->related = *saying->related;
		finding->has_related = true;
	}
}

static void report(struct fdtr_lint *lint, struct saying saying, const char *format, va_list arguments)
{
	lint->reported = NULL;
	saying.targets &= lint->targets & lint->speaking;
	if (lint->status || !saying.targets)
		return;
	if (lint->speaking != FDTR_FOR_PVMFW)
		spoil(lint);
	if (lint->level != FDTR_DEFAULT)
		saying.severity = lint->level;
	if (saying.severity == FDTR_OFF) {
		lint->cut = ++lint->silenced >= lint->max_findings;
		return;
	}
	if (lint->told[saying.severity == FDTR_ERROR]++ >= MAX_TOLD) {
		lint->rule_full = true;
		return;
	}
	if (lint->findings.count == lint->max_findings) {
		lint->cut = true;
		return;
	}
	add_finding(lint, &saying, write_message(lint, format, arguments));
}

void fdtr_report(struct fdtr_lint *lint, struct fdtr_origin place, const char *format, ...)
{
	struct saying saying = {lint->rule->targets, lint->rule->severity, place, NULL};
	va_list arguments;

	va_start(arguments, format);
	report(lint, saying, format, arguments);
	va_end(arguments);
}

void fdtr_report_as(struct fdtr_lint *lint, enum fdtr_severity severity, struct fdtr_origin place,
	const struct fdtr_origin *related, const char *format, ...)
{
	struct saying saying = {lint->rule->targets, severity, place, related};
	va_list arguments;

	va_start(arguments, format);
	report(lint, saying, format, arguments);
	va_end(arguments);
}

void fdtr_report_to(struct fdtr_lint *lint, uint32_t targets, enum fdtr_severity severity,
	struct fdtr_origin place, const struct fdtr_origin *related, const char *format, ...)
{
	struct saying saying = {targets, severity, place, related};
	va_list arguments;

	va_start(arguments, format);
	report(lint, saying, format, arguments);
	va_end(arguments);
}

static uint32_t scope_count(const struct fdtr_lint *lint, enum fdtr_scope scope)
{
	switch (scope) {
	case FDTR_SCOPE_POOL:
		return lint->platform->pool_count;
	case FDTR_SCOPE_DEVICE:
		return lint->platform->device_count;
	case FDTR_SCOPE_LINK:
		return lint->platform->link_count;
	case FDTR_SCOPE_ACPI_DEVICE:
		return lint->acpi ? lint->acpi->object_count : 0;
	case FDTR_SCOPE_SOURCE:
	case FDTR_SCOPE_BINDING:
	case FDTR_SCOPE_COMPARISON:
		return 0;
	default:
		return 1;
	}
}

static unsigned int unsound_at(const struct fdtr_lint *lint, enum fdtr_scope scope, uint32_t index)
{
	switch (scope) {
	case FDTR_SCOPE_POOL:
		return lint->unsound | lint->unsound_pool[index];
	case FDTR_SCOPE_DEVICE:
		return lint->unsound | lint->unsound_device[index];
	case FDTR_SCOPE_ACPI_DEVICE:
		return lint->unsound_object[index];
	default:
		return lint->unsound;
	}
}

static bool is_overlay(const struct fdtr_lint *lint)
{
	return lint->tree && lint->tree->overlay;
}

/*
 * A disabled pool that nobody uses waits for an overlay: it does no harm. What an overlay adds to a node of its
 * base is not the whole node.
 */
static bool is_dormant(const struct fdtr_lint *lint, const struct fdtr_rule *rule, uint32_t index)
{
	const struct fdtr_pool *pool;

	if (rule->scope != FDTR_SCOPE_POOL)
		return false;
	pool = &lint->platform->pools[index];
	if (is_overlay(lint))
		return fdtr_overlay_is_content(lint->tree, pool->object);
	return !pool->available && !lint->named[index];
}

static bool is_looked_at(const struct fdtr_lint *lint, const struct fdtr_rule *rule, uint32_t index)
{
	if (rule->scope == FDTR_SCOPE_ACPI_DEVICE && !fdtr_acpi_is_device(lint->acpi, index))
		return false;
	return !(rule->needs & unsound_at(lint, rule->scope, index)) && !is_dormant(lint, rule, index);
}

static bool speaks(const struct fdtr_lint *lint, const struct fdtr_rule *rule)
{
	return rule->targets & lint->targets && (rule->alone || !is_overlay(lint));
}

/* A rule that is off still says what it spoils, so that switching one off uncovers no cascade. */
static void run_rule(struct fdtr_lint *lint, const struct fdtr_rule *rule, enum fdtr_severity level)
{
	uint32_t count = scope_count(lint, rule->scope);
	lint->rule = rule;
	lint->level = level;
	lint->silenced = 0;
	memset(lint->told, 0, sizeof(lint->told));
	lint->rule_full = false;
	if (!speaks(lint, rule))
		return;
	lint->speaking = rule->check_pvmfw ? ~FDTR_FOR_PVMFW : UINT32_MAX;
	for (lint->index = 0; lint->index < count && !lint->status && !lint->cut; lint->index++) {
		if (is_looked_at(lint, rule, lint->index))
			rule->check(lint, lint->index);
	}
	lint->speaking = FDTR_FOR_PVMFW;
	if (rule->check_pvmfw && lint->targets & FDTR_FOR_PVMFW && lint->tree && !lint->tree->overlay)
		rule->check_pvmfw(lint);
	if (level == FDTR_OFF)
		lint->cut = false;
	lint->incomplete = lint->incomplete || lint->rule_full;
}

static int compare_findings(const void *left, const void *right)
{
	const struct fdtr_finding *a = left, *b = right;
	uint32_t a_object = a->place.object + 1, b_object = b->place.object + 1; /* FDTR_NONE comes first */

	if (a_object != b_object)
		return a_object < b_object ? -1 : 1;
	if (a->place.source != b->place.source)
		return a->place.source < b->place.source ? -1 : 1;
	if (a->place.offset != b->place.offset)
		return a->place.offset < b->place.offset ? -1 : 1;
	if (a->rule != b->rule)
		return strcmp(a->rule->name, b->rule->name);
	return strcmp(a->message, b->message);
}

static bool says_again(const struct fdtr_finding *last, const struct fdtr_finding *next)
{
	return last->rule == next->rule && last->place.object == next->place.object &&
	       last->place.source == next->place.source && last->place.offset == next->place.offset &&
	       (next->rule->once || last->targets == FDTR_FOR_PVMFW || next->targets == FDTR_FOR_PVMFW);
}

/* Keeps the sentence of the graver one. */
static void merge_repeat(struct fdtr_finding *last, const struct fdtr_finding *next)
{
	uint32_t targets = last->targets | next->targets;

	if (next->severity > last->severity)
		*last = *next;
	last->targets = targets;
}

/* They are in order, so what says the same of one place stands together. */
static void drop_repeats(struct fdtr_lint *lint)
{
	struct fdtr_finding *items = lint->findings.items;
	size_t kept = 0;

	for (size_t i = 0; i < lint->findings.count; i++) {
		if (kept && says_again(&items[kept - 1], &items[i]))
			merge_repeat(&items[kept - 1], &items[i]);
		else
			items[kept++] = items[i];
	}
	lint->findings.count = kept;
}

static void run_rules(struct fdtr_lint *lint, bool of_tables)
{
	const unsigned char *levels = lint->options->severities;
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);

	for (size_t i = 0; i < count && !lint->status && !lint->cut; i++) {
		enum fdtr_language language = rules[i]->language;

		if ((language == FDTR_TABLES_ONLY) == of_tables &&
			(lint->tree || language != FDTR_TREES_ONLY))
			run_rule(lint, rules[i], levels ? (enum fdtr_severity)levels[i] : FDTR_DEFAULT);
	}
}

/* What is wrong with tables spoils what rules on the platform look at, so that those on tables alone come first. */
static int run(struct fdtr_lint *lint)
{
	if (fdtr_lint_collect(lint))
		return fdtr_error_arena(lint->error);
	fdtr_array_begin(&lint->findings, lint->arena, sizeof(struct fdtr_finding));
	if (lint->acpi)
		run_rules(lint, true);
	run_rules(lint, false);
	fdtr_sort(lint->findings.items, lint->findings.count, sizeof(struct fdtr_finding), compare_findings);
	drop_repeats(lint);
	return lint->status;
}

static int lint_all(
	struct fdtr_lint *lint, const struct fdtr_lint_options *options, struct fdtr_findings *findings)
{
	static const struct fdtr_lint_options defaults = {.memory = FDTR_MEMORY_PROVISIONAL};
	struct fdtr_arena_mark mark = fdtr_arena_mark(lint->arena);
	int status;

	lint->options = options ? options : &defaults;
	lint->targets = lint->options->targets ? lint->options->targets : FDTR_FOR_DEFAULT;
	lint->max_findings = lint->options->max_findings ? lint->options->max_findings : FDTR_MAX_FINDINGS;
	status = run(lint);
	if (status) {
		fdtr_arena_reset(lint->arena, mark);
		return status;
	}
	*findings = (struct fdtr_findings){
		lint->findings.items, (uint32_t)lint->findings.count, lint->cut || lint->incomplete};
	return FDTR_OK;
}

int fdtr_lint(const struct fdtr_tree *tree, const struct fdtr_platform *platform,
	const struct fdtr_lint_options *options, struct fdtr_arena *arena, struct fdtr_findings *findings,
	struct fdtr_error *error)
{
	struct fdtr_lint lint = {.tree = tree,
		.platform = platform,
		.arena = arena,
		.error = error,
		.board = fdtr_is_board(tree)};

	return lint_all(&lint, options, findings);
}

int fdtr_acpi_lint(const struct fdtr_acpi *acpi, const struct fdtr_platform *platform,
	const struct fdtr_lint_options *options, struct fdtr_arena *arena, struct fdtr_findings *findings,
	struct fdtr_error *error)
{
	struct fdtr_lint lint = {.acpi = acpi, .platform = platform, .arena = arena, .error = error};

	return lint_all(&lint, options, findings);
}

uint32_t fdtr_findings_count(const struct fdtr_findings *findings, enum fdtr_severity least)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < findings->count; i++)
		count += findings->items[i].severity >= least;
	return count;
}
