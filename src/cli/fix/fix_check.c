// SPDX-License-Identifier: BSD-2-Clause
/* Findings before against findings after, by rule and place. */
#include "cli/fix/fix.h"

#include <stdlib.h>
#include <string.h>

/* One finding; `sign` tells the sides apart. */
struct entry {
	const struct fdtr_report_finding *finding;
	bool before;
	bool chosen;
};

struct comparison {
	struct fdtr_report_file before;
	struct fdtr_report_file after;
	struct entry *entries;
	size_t count;
	unsigned int uncovers; /* what the chosen rules spoil */
};

static int compare_text(const char *left, const char *right)
{
	if (!left || !right)
		return (left != NULL) - (right != NULL);
	return strcmp(left, right);
}

static int compare_places(const struct fdtr_report_place *left, const struct fdtr_report_place *right)
{
	int order = compare_text(left->path, right->path);

	return order ? order : compare_text(left->property, right->property);
}

static int compare_entries(const void *left, const void *right)
{
	const struct fdtr_report_finding *a = ((const struct entry *)left)->finding;
	const struct fdtr_report_finding *b = ((const struct entry *)right)->finding;
	int order = strcmp(a->rule->name, b->rule->name);

	if (!order)
		order = compare_places(&a->place, &b->place);
	if (!order)
		order = compare_places(&a->related, &b->related);
	return order;
}

static int refuse(struct fdtr_error *error, const char *what, const struct fdtr_report_finding *finding)
{
	return fdtr_error_set(error, FDTR_ERR_REFUSED, "%s: %s: %s [%s]", what, finding->place.path,
		finding->message, finding->rule->name);
}

/* One rule and place: a run of entries. */
static int judge(const struct comparison *comparison, size_t first, size_t end, struct fdtr_error *error)
{
	const struct fdtr_report_finding *finding = comparison->entries[first].finding;
	size_t before = 0, after = 0, chosen = 0;

	for (size_t i = first; i < end; i++) {
		const struct entry *entry = &comparison->entries[i];

		before += entry->before;
		after += !entry->before;
		chosen += entry->chosen;
		if (!entry->before)
			finding = entry->finding;
	}
	if (chosen && after > before - chosen)
		return refuse(error, "the finding stays", finding);
	if (after > before && !(finding->rule->needs & comparison->uncovers))
		return refuse(error, "that would bring about", finding);
	return FDTR_OK;
}

static int judge_all(struct comparison *comparison, struct fdtr_error *error)
{
	int status = FDTR_OK;

	qsort(comparison->entries, comparison->count, sizeof(*comparison->entries), compare_entries);
	for (size_t first = 0, end; !status && first < comparison->count; first = end) {
		for (end = first + 1; end < comparison->count; end++) {
			if (compare_entries(&comparison->entries[first], &comparison->entries[end]) != 0)
				break;
		}
		status = judge(comparison, first, end, error);
	}
	return status;
}

static void mark_chosen(const struct fix_round *round, struct comparison *comparison)
{
	for (uint32_t i = 0; i < round->count; i++) {
		if (round->items[i].chosen)
			comparison->entries[round->items[i].number].chosen = true;
	}
}

static bool list_entries(struct comparison *comparison)
{
	size_t count = (size_t)comparison->before.count + comparison->after.count;

	comparison->entries = calloc(count + 1, sizeof(*comparison->entries));
	if (!comparison->entries)
		return false;
	for (uint32_t i = 0; i < comparison->before.count; i++)
		comparison->entries[comparison->count++] =
			(struct entry){.finding = &comparison->before.findings[i], .before = true};
	for (uint32_t i = 0; i < comparison->after.count; i++)
		comparison->entries[comparison->count++] =
			(struct entry){.finding = &comparison->after.findings[i]};
	return true;
}

/* A renamed node keeps its number, so the findings before are told with the names after; a guard renames none. */
static int compare(const struct fix_round *round, const struct analysis *before, const struct analysis *after,
	unsigned int uncovers, struct fdtr_error *error)
{
	bool same_nodes = before->tree.node_count == after->tree.node_count;
	const struct fdtr_tree *names = same_nodes ? &after->tree : &before->tree;
	struct comparison comparison = {.uncovers = uncovers};
	int status = fdtr_report_fill(&comparison.before, names, &before->findings, error);

	if (!status)
		status = fdtr_report_fill(&comparison.after, &after->tree, &after->findings, error);
	if (!status && !list_entries(&comparison))
		status = fdtr_error_memory(error);
	if (!status && before == &round->asked)
		mark_chosen(round, &comparison);
	if (!status)
		status = judge_all(&comparison, error);
	free(comparison.entries);
	fdtr_report_free(&comparison.before);
	fdtr_report_free(&comparison.after);
	return status;
}

static unsigned int uncovered_by(const struct fix_round *round)
{
	unsigned int spoils = 0;

	for (uint32_t i = 0; i < round->count; i++) {
		if (round->items[i].chosen)
			spoils |= round->items[i].finding->rule->spoils;
	}
	return spoils;
}

int fix_check(const struct fix_round *round, const struct blob *result, struct fdtr_error *error)
{
	struct analysis asked = {0}, all = {0};
	int status = lint_analyse(round->settings, result, false, &asked, error);

	if (!status)
		status = compare(round, &round->asked, &asked, uncovered_by(round), error);
	if (!status)
		status = lint_analyse(round->settings, result, true, &all, error);
	if (!status)
		status = compare(round, &round->all, &all, uncovered_by(round), error);
	analysis_free(&asked);
	analysis_free(&all);
	return status;
}
