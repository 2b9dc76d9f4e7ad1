// SPDX-License-Identifier: BSD-2-Clause
/* One round: which of the repairs go together, and do good. */
#include "cli/fix/fix.h"

#include <stdlib.h>
#include <string.h>

/* Each is a lint of the whole tree and a comparison of all findings, and for source a compilation. */
#define MAX_TRIES 200
#define MIN_TRIES 20
#define MAX_WORK 2000000 /* findings and nodes that all tries together look at */

/* What a change is about: two of one item may, two of different ones may not be about the same. */
struct subject {
	uint32_t node;
	const char *property; /* NULL: the node's name */
	struct fix_item *item;
};

static int compare_subjects(const void *left, const void *right)
{
	const struct subject *a = left, *b = right;
	int order = strcmp(a->property ? a->property : "", b->property ? b->property : "");

	if (a->node != b->node)
		return a->node < b->node ? -1 : 1;
	return order ? order : a->item < b->item ? -1 : a->item > b->item;
}

static size_t list_subjects(struct fix_round *round, struct subject *subjects)
{
	size_t count = 0;

	for (uint32_t i = 0; i < round->count; i++) {
		const struct fdtr_finding *finding = round->items[i].finding;
		const struct fdtr_change *change = finding ? finding->repair->changes : NULL;

		for (; change; change = change->next) {
			if (subjects)
				subjects[count] = (struct subject){change->node,
					change->kind == FDTR_CHANGE_RENAME ? NULL : change->name,
					&round->items[i]};
			count++;
		}
	}
	return count;
}

/* The first in the order of the findings goes first; the others see in the next round whether they are needed. */
static int put_off_the_same(struct fix_round *round, struct fdtr_error *error)
{
	size_t count = list_subjects(round, NULL);
	struct subject *subjects = calloc(count + 1, sizeof(*subjects));

	if (!subjects)
		return fdtr_error_memory(error);
	(void)list_subjects(round, subjects);
	qsort(subjects, count, sizeof(*subjects), compare_subjects);
	for (size_t i = 1; i < count; i++) {
		struct subject one = subjects[i - 1];

		one.item = subjects[i].item;
		if (subjects[i].item != subjects[i - 1].item && !compare_subjects(&one, &subjects[i]))
			subjects[i].item->later = true;
	}
	free(subjects);
	return FDTR_OK;
}

static bool any_repair(const struct fdtr_findings *findings)
{
	for (uint32_t i = 0; i < findings->count; i++) {
		if (findings->items[i].repair)
			return true;
	}
	return false;
}

static int list_items(struct fix_round *round, const bool *told, struct fdtr_error *error)
{
	const struct fdtr_findings *findings = &round->asked.findings;

	if (findings->cut || round->all.findings.cut)
		return fdtr_error_set(error, FDTR_ERR_UNSUPPORTED,
			"there are more findings than are kept, so whether a repair does good cannot be told; "
			"correct some by hand");
	round->items = calloc((size_t)findings->count + 1, sizeof(*round->items));
	if (!round->items)
		return fdtr_error_memory(error);
	for (uint32_t i = 0; i < findings->count; i++) {
		const struct fdtr_repair *repair = findings->items[i].repair;

		if (repair && told[i])
			round->items[round->count++] = (struct fix_item){.finding = &findings->items[i],
				.number = i,
				.guard = repair->changes->kind == FDTR_CHANGE_GUARD};
	}
	return put_off_the_same(round, error);
}

/* What the user does not want to hear of is none of ours. */
static int list_told(struct fix_round *round, const char *name, struct fdtr_error *error)
{
	bool *told = calloc((size_t)round->asked.findings.count + 1, sizeof(*told));
	int status;

	if (!told)
		return fdtr_error_memory(error);
	status = lint_told(
		round->settings, &round->asked, name, round->source ? round->source->map : NULL, told, error);
	if (!status)
		status = list_items(round, told, error);
	free(told);
	return status;
}

static uint32_t tries_for(const struct fix_round *round)
{
	uint64_t work = (uint64_t)round->asked.findings.count + round->all.findings.count +
	                round->asked.tree.node_count;
	uint64_t tries = MAX_WORK / (work + 1);

	if (tries > MAX_TRIES)
		return MAX_TRIES;
	return tries < MIN_TRIES ? MIN_TRIES : (uint32_t)tries;
}

int fix_round_begin(struct fix_round *round, const struct lint_settings *settings, const struct blob *blob,
	const char *name, struct fix_source *source, struct fdtr_error *error)
{
	int status;

	*round = (struct fix_round){.settings = settings, .blob = blob, .source = source, .tries = MAX_TRIES};
	status = lint_analyse(settings, blob, false, &round->asked, error);
	if (status || !any_repair(&round->asked.findings))
		return status;
	if (source)
		status = fix_source_round(source, blob, error);
	if (!status)
		status = lint_analyse(settings, blob, true, &round->all, error);
	round->tries = tries_for(round);
	return status ? status : list_told(round, name, error);
}

/* What is wrong with a set of repairs is their affair, what is wrong with the machine is not. */
static bool is_grave(int status)
{
	return status == FDTR_ERR_NOSPACE || status == FDTR_ERR_INTERNAL;
}

static int try_chosen(struct fix_round *round, const struct fix_item *guard, struct fdtr_error *error)
{
	struct blob result = {0};
	int status;

	if (!round->tries)
		return fdtr_error_set(
			error, FDTR_ERR_REFUSED, "too many repairs of this file do harm; the rest is left");
	round->tries--;
	status = guard ? fix_guard(round, guard, FDTR_OUTPUT_TREE, &result, error)
	               : fix_edit(round, &result, error);
	if (!status && round->source)
		status = fix_source_try(round, guard, &result, error);
	if (!status)
		status = fix_check(round, &result, error);
	if (status) {
		blob_free(&result);
		return status;
	}
	if (round->source)
		fix_source_keep(round->source);
	blob_free(&round->result);
	round->result = result;
	return FDTR_OK;
}

static int set_reason(struct fix_item *item, const struct fdtr_error *why, struct fdtr_error *error)
{
	free(item->reason);
	item->reason = strdup(why->message);
	return item->reason ? FDTR_OK : fdtr_error_memory(error);
}

static void choose(struct fix_item **items, uint32_t count, bool chosen)
{
	for (uint32_t i = 0; i < count; i++)
		items[i]->chosen = chosen;
}

/* A property can be written in several places of a source. */
static int try_one(struct fix_round *round, struct fix_item *item, struct fdtr_error *why)
{
	int status;

	item->chosen = true;
	status = try_chosen(round, NULL, why);
	if (status == FDTR_ERR_REFUSED && round->source &&
		item->finding->repair->changes->kind == FDTR_CHANGE_DROP) {
		struct fdtr_error again = {0};

		item->overrule = true;
		status = try_chosen(round, NULL, &again);
	}
	item->chosen = !status;
	return status;
}

/* Takes of these what does no harm, beside those chosen before. Halving bounds the depth. */
static int settle(struct fix_round *round, struct fix_item **items, uint32_t count, struct fdtr_error *error)
{
	struct fdtr_error why = {0};
	int status;

	if (!count)
		return FDTR_OK;
	choose(items, count, true);
	status = count == 1 ? try_one(round, items[0], &why) : try_chosen(round, NULL, &why);
	if (!status)
		return FDTR_OK;
	choose(items, count, false);
	if (is_grave(status)) {
		*error = why;
		return status;
	}
	if (count == 1)
		return set_reason(items[0], &why, error);
	status = settle(round, items, count / 2, error);
	return status ? status : settle(round, items + count / 2, count - count / 2, error);
}

static int settle_edits(struct fix_round *round, struct fdtr_error *error)
{
	struct fix_item **items = calloc((size_t)round->count + 1, sizeof(struct fix_item *));
	uint32_t count = 0;
	int status;

	if (!items)
		return fdtr_error_memory(error);
	for (uint32_t i = 0; i < round->count; i++) {
		if (!round->items[i].guard && !round->items[i].later)
			items[count++] = &round->items[i];
	}
	status = settle(round, items, count, error);
	free(items);
	return status;
}

/* One a round, once nothing else is left to do: it adds nodes, and so renumbers them. */
static int settle_guards(struct fix_round *round, struct fdtr_error *error)
{
	int status = FDTR_OK;

	for (uint32_t i = 0; !status && !round->result.data && i < round->count; i++) {
		struct fix_item *item = &round->items[i];
		struct fdtr_error why = {0};

		if (!item->guard)
			continue;
		item->chosen = true;
		status = try_chosen(round, item, &why);
		item->chosen = !status;
		if (is_grave(status))
			*error = why;
		else if (status)
			status = set_reason(item, &why, error);
	}
	return status;
}

int fix_round_run(struct fix_round *round, struct fdtr_error *error)
{
	int status = settle_edits(round, error);

	return status || round->result.data ? status : settle_guards(round, error);
}

void fix_round_end(struct fix_round *round)
{
	for (uint32_t i = 0; i < round->count; i++)
		free(round->items[i].reason);
	free(round->items);
	analysis_free(&round->asked);
	analysis_free(&round->all);
	blob_free(&round->result);
	*round = (struct fix_round){0};
}
