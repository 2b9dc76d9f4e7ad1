// SPDX-License-Identifier: BSD-2-Clause
/* Runs every rule over what it looks at, and keeps the findings in order. */
#include "lint/lint.h"

#include <string.h>

struct fdtr_origin fdtr_at_node(const struct fdtr_lint *lint, uint32_t node)
{
	const struct fdtr_tree *tree = lint->tree;

	return (struct fdtr_origin){
		.object = node, .offset = tree->structure_offset + tree->nodes[node].offset, .length = 4};
}

struct fdtr_origin fdtr_at(const struct fdtr_lint *lint, uint32_t node, enum fdtr_property_id id)
{
	return fdtr_at_entry(lint, node, id, 0, 0);
}

struct fdtr_origin fdtr_at_entry(
	const struct fdtr_lint *lint, uint32_t node, enum fdtr_property_id id, uint32_t index, uint32_t bytes)
{
	struct fdtr_property property;

	if (!fdtr_tree_property(lint->tree, node, id, &property))
		return fdtr_at_node(lint, node);
	return (struct fdtr_origin){node, index, property.offset + index * bytes,
		bytes ? bytes : property.length, property.name, 0};
}

static void spoil(struct fdtr_lint *lint)
{
	if (lint->rule->scope == FDTR_SCOPE_POOL)
		lint->unsound_pool[lint->index] |= (unsigned char)lint->rule->spoils;
	else if (lint->rule->scope == FDTR_SCOPE_LINK)
		lint->unsound_device[lint->platform->links[lint->index].device] |=
			(unsigned char)lint->rule->spoils;
	else if (lint->rule->scope == FDTR_SCOPE_DEVICE)
		lint->unsound_device[lint->index] |= (unsigned char)lint->rule->spoils;
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
	case FDTR_SCOPE_SOURCE:
	case FDTR_SCOPE_BINDING:
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
	default:
		return lint->unsound;
	}
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
	if (lint->tree->overlay)
		return fdtr_overlay_is_content(lint->tree, pool->object);
	return !pool->available && !lint->named[index];
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
	if (!(rule->targets & lint->targets) || (lint->tree->overlay && !rule->alone))
		return;
	lint->speaking = rule->check_pvmfw ? ~FDTR_FOR_PVMFW : UINT32_MAX;
	for (lint->index = 0; lint->index < count && !lint->status && !lint->cut; lint->index++) {
		if (!(rule->needs & unsound_at(lint, rule->scope, lint->index)) &&
			!is_dormant(lint, rule, lint->index))
			rule->check(lint, lint->index);
	}
	lint->speaking = FDTR_FOR_PVMFW;
	if (rule->check_pvmfw && lint->targets & FDTR_FOR_PVMFW && !lint->tree->overlay)
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
	if (a->place.offset != b->place.offset)
		return a->place.offset < b->place.offset ? -1 : 1;
	if (a->rule != b->rule)
		return strcmp(a->rule->name, b->rule->name);
	return strcmp(a->message, b->message);
}

static bool says_again(const struct fdtr_finding *last, const struct fdtr_finding *next)
{
	return last->rule == next->rule && last->place.object == next->place.object &&
	       last->place.offset == next->place.offset &&
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

static bool add_range(struct fdtr_array *array, struct fdtr_range range)
{
	struct fdtr_range *item = fdtr_array_push(array);

	if (item)
		*item = range;
	return item != NULL;
}

/* Hands the ranges over and begins the next array behind them. */
static void end_ranges(struct fdtr_array *array, struct fdtr_ranges *ranges)
{
	*ranges = (struct fdtr_ranges){array->items, (uint32_t)array->count};
	fdtr_ranges_join(ranges);
	fdtr_array_begin(array, array->arena, array->size);
}

static int collect_ranges(struct fdtr_lint *lint)
{
	const struct fdtr_platform *platform = lint->platform;
	struct fdtr_array array;

	fdtr_array_begin(&array, lint->arena, sizeof(struct fdtr_range));
	for (uint32_t i = 0; i < platform->region_count; i++) {
		if (platform->regions[i].kind == FDTR_REGION_MEMORY &&
			!add_range(&array, platform->regions[i].range))
			return FDTR_ERR_NOSPACE;
	}
	end_ranges(&array, &lint->banks);
	for (uint32_t i = 0; i < platform->pool_count; i++) {
		if (platform->pools[i].placed && platform->pools[i].available &&
			platform->pools[i].reserved && !add_range(&array, platform->pools[i].range))
			return FDTR_ERR_NOSPACE;
	}
	end_ranges(&array, &lint->pools);
	return FDTR_OK;
}

/* The first available restricted pool: Linux drivers/of/device.c of_dma_set_restricted_buffer(). */
static uint32_t pool_of_links(const struct fdtr_lint *lint, const struct fdtr_device *device)
{
	for (uint32_t i = 0; i < device->link_count; i++) {
		uint32_t pool = lint->platform->links[device->first_link + i].pool;

		if (pool != FDTR_NONE && lint->platform->pools[pool].available)
			return pool;
	}
	return FDTR_NONE;
}

static int collect_users(struct fdtr_lint *lint)
{
	const struct fdtr_platform *platform = lint->platform;

	lint->users = fdtr_arena_take(lint->arena, platform->pool_count, sizeof(*lint->users));
	lint->named = fdtr_arena_take(lint->arena, platform->pool_count, sizeof(*lint->named));
	lint->virtio_users = fdtr_arena_take(lint->arena, platform->pool_count, sizeof(*lint->virtio_users));
	lint->used = fdtr_arena_take(lint->arena, platform->device_count, sizeof(*lint->used));
	lint->unsound_pool = fdtr_arena_take(lint->arena, platform->pool_count, 1);
	lint->unsound_device = fdtr_arena_take(lint->arena, platform->device_count, 1);
	if (!lint->users || !lint->named || !lint->virtio_users || !lint->used || !lint->unsound_pool ||
		!lint->unsound_device)
		return FDTR_ERR_NOSPACE;
	memset(lint->users, 0, platform->pool_count * sizeof(*lint->users));
	memset(lint->named, 0, platform->pool_count * sizeof(*lint->named));
	memset(lint->virtio_users, 0, platform->pool_count * sizeof(*lint->virtio_users));
	memset(lint->unsound_pool, 0, platform->pool_count);
	memset(lint->unsound_device, 0, platform->device_count);
	for (uint32_t i = 0; i < platform->link_count; i++) {
		const struct fdtr_link *link = &platform->links[i];

		if (link->pool != FDTR_NONE)
			lint->named[link->pool] += platform->devices[link->device].available;
	}
	for (uint32_t i = 0; i < platform->device_count; i++) {
		lint->used[i] = pool_of_links(lint, &platform->devices[i]);
		if (lint->used[i] == FDTR_NONE || !platform->devices[i].available)
			continue;
		lint->users[lint->used[i]]++;
		lint->virtio_users[lint->used[i]] += platform->devices[i].kind != FDTR_DEVICE_OTHER;
	}
	return FDTR_OK;
}

static int run(struct fdtr_lint *lint)
{
	const unsigned char *levels = lint->options->severities;
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);

	if (collect_ranges(lint) || collect_users(lint))
		return fdtr_error_arena(lint->error);
	fdtr_array_begin(&lint->findings, lint->arena, sizeof(struct fdtr_finding));
	for (size_t i = 0; i < count && !lint->status && !lint->cut; i++)
		run_rule(lint, rules[i], levels ? (enum fdtr_severity)levels[i] : FDTR_DEFAULT);
	fdtr_sort(lint->findings.items, lint->findings.count, sizeof(struct fdtr_finding), compare_findings);
	drop_repeats(lint);
	return lint->status;
}

int fdtr_lint(const struct fdtr_tree *tree, const struct fdtr_platform *platform,
	const struct fdtr_lint_options *options, struct fdtr_arena *arena, struct fdtr_findings *findings,
	struct fdtr_error *error)
{
	static const struct fdtr_lint_options defaults = {.memory = FDTR_MEMORY_PROVISIONAL};
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	struct fdtr_lint lint = {.tree = tree,
		.platform = platform,
		.options = options ? options : &defaults,
		.arena = arena,
		.error = error};
	int status;

	lint.targets = lint.options->targets ? lint.options->targets : FDTR_FOR_DEFAULT;
	lint.max_findings = lint.options->max_findings ? lint.options->max_findings : FDTR_MAX_FINDINGS;
	lint.board = fdtr_is_board(tree);
	status = run(&lint);
	if (status) {
		fdtr_arena_reset(arena, mark);
		return status;
	}
	*findings = (struct fdtr_findings){
		lint.findings.items, (uint32_t)lint.findings.count, lint.cut || lint.incomplete};
	return FDTR_OK;
}

uint32_t fdtr_findings_count(const struct fdtr_findings *findings, enum fdtr_severity least)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < findings->count; i++)
		count += findings->items[i].severity >= least;
	return count;
}

char *fdtr_place_text(const struct fdtr_tree *tree, const struct fdtr_origin *place, char *text, size_t size)
{
	struct fdtr_text buffer;

	if (place->object != FDTR_NONE)
		return fdtr_text_clean(fdtr_tree_path(tree, place->object, text, size));
	fdtr_text_init(&buffer, text, size);
	if (place->offset)
		fdtr_text_add(&buffer, "/memreserve/ entry %u", place->index);
	else
		fdtr_text_add(&buffer, "(given by the caller)");
	return text;
}
