// SPDX-License-Identifier: BSD-2-Clause
/* The entries of a baseline: their order, what they match, and how they are written. */
#include "cli/adopt/baseline.h"
#include "cli/input/paths.h"

#include "base/base.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static int compare_texts(const char *left, const char *right)
{
	return strcmp(left ? left : "", right ? right : "");
}

/* Of the same file. */
static int compare_keys(const struct baseline_key *left, const struct baseline_key *right)
{
	int order = strcmp(left->rule, right->rule);

	if (!order)
		order = strcmp(left->node, right->node);
	if (!order)
		order = compare_texts(left->property, right->property);
	return order ? order : compare_texts(left->related, right->related);
}

struct baseline_key baseline_entry_key(const struct baseline_entry *entry)
{
	return (struct baseline_key){entry->rule, entry->node, entry->property, entry->related};
}

int baseline_compare(const void *left, const void *right)
{
	const struct baseline_entry *a = left, *b = right;
	struct baseline_key key = baseline_entry_key(a), other = baseline_entry_key(b);
	int order = strcmp(a->file, b->file);

	return order ? order : compare_keys(&key, &other);
}

static void free_entry(struct baseline_entry *entry)
{
	free(entry->file);
	free(entry->rule);
	free(entry->node);
	free(entry->property);
	free(entry->related);
}

void baseline_free(struct baseline *baseline)
{
	for (uint32_t i = 0; i < baseline->count; i++)
		free_entry(&baseline->entries[i]);
	free(baseline->entries);
	free(baseline->folder);
	*baseline = (struct baseline){.name = baseline->name};
}

/* JSON has no place for bytes that are no UTF-8. */
static char *spell(const char *name)
{
	json_t *text = json_string(name);
	char *spelled = malloc(3 * strlen(name) + 1), *at = spelled;

	for (; spelled && *name; name++) {
		if (!text && (unsigned char)*name >= 0x80)
			at += sprintf(at, "%%%02X", (unsigned int)(unsigned char)*name);
		else
			*at++ = *name;
	}
	if (spelled)
		*at = '\0';
	json_decref(text);
	return spelled;
}

char *baseline_name_file(const struct baseline *baseline, const char *name)
{
	char *path = path_from(baseline->folder, name), *spelled = path ? spell(path) : NULL;

	free(path);
	return spelled;
}

/* The first entry whose file is not before, or with `behind` is behind, that name. */
static uint32_t bound(const struct baseline *baseline, const char *file, bool behind)
{
	uint32_t low = 0, high = baseline->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(baseline->entries[middle].file, file);

		if (order < 0 || (behind && !order))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t baseline_of_file(const struct baseline *baseline, const char *file, uint32_t *count)
{
	uint32_t first = bound(baseline, file, false);

	*count = bound(baseline, file, true) - first;
	return first;
}

struct baseline_key baseline_key_of(const struct fdtr_report_finding *finding)
{
	return (struct baseline_key){finding->rule->name, finding->place.path, finding->place.property,
		finding->has_related ? finding->related.path : NULL};
}

static int compare_to_entry(const void *key, const void *entry)
{
	struct baseline_key other = baseline_entry_key(entry);

	return compare_keys(key, &other);
}

uint32_t baseline_find(const struct baseline *baseline, uint32_t first, uint32_t count,
	const struct fdtr_report_finding *finding)
{
	struct baseline_key key = baseline_key_of(finding);
	const struct baseline_entry *entries = baseline->entries, *found;

	found = count ? bsearch(&key, entries + first, count, sizeof(*entries), compare_to_entry) : NULL;
	return found ? (uint32_t)(found - entries) : FDTR_NONE;
}

static bool make_room(struct baseline *baseline)
{
	size_t room = baseline->room ? (size_t)2 * baseline->room : 16;
	struct baseline_entry *grown = baseline->entries;

	if (baseline->count < baseline->room)
		return true;
	grown = room <= UINT32_MAX ? realloc(grown, room * sizeof(*grown)) : NULL;
	if (!grown)
		return false;
	baseline->entries = grown;
	baseline->room = (uint32_t)room;
	return true;
}

static char *copy(const char *text)
{
	return text ? strdup(text) : NULL;
}

struct baseline_entry *baseline_add(
	struct baseline *baseline, const char *file, const struct baseline_key *key, uint32_t count)
{
	struct baseline_entry *added;

	if (!make_room(baseline))
		return NULL;
	added = &baseline->entries[baseline->count++];
	*added = (struct baseline_entry){.file = strdup(file),
		.rule = strdup(key->rule),
		.node = strdup(key->node),
		.property = copy(key->property),
		.related = copy(key->related),
		.count = count};
	return added->file && added->rule && added->node && !added->property == !key->property &&
	                       !added->related == !key->related
	               ? added
	               : NULL;
}

/* What was read before stands last. */
static int compare_for_writing(const void *left, const void *right)
{
	const struct baseline_entry *a = left, *b = right;
	int order = baseline_compare(a, b);

	return order ? order : (a->line > b->line) - (a->line < b->line);
}

/* Found once more: what was read before counts only as far as it is more. */
static void join(struct baseline_entry *entry, const struct baseline_entry *other)
{
	if (!other->line)
		entry->count += other->count;
	else if (other->count > entry->count)
		entry->count = other->count;
}

/* Those that are the same become one. */
static void settle(struct baseline *baseline)
{
	struct baseline_entry *entries = baseline->entries;
	uint32_t kept = 0;

	if (baseline->count)
		qsort(entries, baseline->count, sizeof(*entries), compare_for_writing);
	for (uint32_t i = 0; i < baseline->count; i++) {
		if (kept && !baseline_compare(&entries[kept - 1], &entries[i])) {
			join(&entries[kept - 1], &entries[i]);
			free_entry(&entries[i]);
		} else {
			entries[kept++] = entries[i];
		}
	}
	baseline->count = kept;
}

static bool write_entry(FILE *out, const struct baseline_entry *entry, bool first)
{
	json_t *count = entry->count > 1 ? json_integer(entry->count) : NULL;
	json_t *object = json_pack("{s:s, s:s, s:s, s:s*, s:s*, s:o*}", "file", entry->file, "rule",
		entry->rule, "node", entry->node, "property", entry->property, "related", entry->related,
		"count", count);
	bool written =
		object && fputs(first ? "\n    " : ",\n    ", out) != EOF && !json_dumpf(object, out, 0);

	json_decref(object);
	return written;
}

char *baseline_text(struct baseline *baseline)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	bool written = out && fputs("{\n  \"version\": 1,\n  \"findings\": [", out) != EOF;

	settle(baseline);
	for (uint32_t i = 0; written && i < baseline->count; i++)
		written = write_entry(out, &baseline->entries[i], !i);
	written = written && fputs(baseline->count ? "\n  ]\n}\n" : "]\n}\n", out) != EOF;
	if (out && fclose(out))
		written = false;
	if (written)
		return text;
	free(text);
	return NULL;
}
