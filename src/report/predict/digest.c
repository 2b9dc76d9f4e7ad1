// SPDX-License-Identifier: BSD-2-Clause
/* What is the same need be said once. */
#include "report/predict/predict_report.h"
#include "report/write.h"

#include <stdlib.h>
#include <string.h>

/* Things that may be alike, by a hash: what differs in it is different. */
struct keyed {
	uint64_t hash;
	uint32_t index;
	uint32_t unused;
};

static int compare_keyed(const void *left, const void *right)
{
	const struct keyed *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

typedef bool alike_fn(const void *context, uint32_t left, uint32_t right);

/*
 * For each the first that it is like. By sorting: a table of hashes could be crowded by whoever names the nodes. Of those with one
 * hash only the first is compared with, so that a crowd costs no more, and at worst is not folded.
 */
static void find_alike(
	struct keyed *keyed, uint32_t count, alike_fn *alike, const void *context, uint32_t *like)
{
	uint32_t first = 0;

	fdtr_sort(keyed, count, sizeof(*keyed), compare_keyed);
	for (uint32_t i = 0; i < count; i++) {
		if (keyed[i].hash != keyed[first].hash)
			first = i;
		like[keyed[i].index] = alike(context, keyed[first].index, keyed[i].index) ? keyed[first].index
		                                                                          : keyed[i].index;
	}
}

/* A device's own name, and that of its pool, tell it from no other. */
static const char *name_for(
	const struct predict_device *device, const struct predict_cell *cell, const char *node)
{
	if (!node)
		return "-";
	if (!strcmp(node, device->path))
		return "its own";
	return cell->pool && !strcmp(node, cell->pool) ? "its pool" : node;
}

static uint64_t mix(uint64_t hash, const char *text)
{
	return (hash ^ report_hash(text ? text : "-")) * UINT64_C(0x100000001b3);
}

static uint64_t hash_cell(const struct predict_device *device, const struct predict_cell *cell)
{
	uint64_t hash = (uint64_t)cell->outcome * 2 + (cell->pool != NULL);

	for (uint32_t i = 0; i < cell->reason_count; i++) {
		const struct predict_reason *reason = &cell->reasons[i];

		hash = mix(hash, name_for(device, cell, reason->node));
		hash = mix(hash, reason->property);
		hash = mix(hash, reason->text);
		hash = mix(hash, reason->function);
	}
	return hash;
}

static bool equal(const char *left, const char *right)
{
	return left && right ? !strcmp(left, right) : left == right;
}

static bool cells_alike(const struct predict_device *left_device, const struct predict_cell *left,
	const struct predict_device *right_device, const struct predict_cell *right)
{
	if (left->outcome != right->outcome || left->reason_count != right->reason_count ||
		!left->pool != !right->pool)
		return false;
	for (uint32_t i = 0; i < left->reason_count; i++) {
		const struct predict_reason *a = &left->reasons[i], *b = &right->reasons[i];

		if (!equal(a->property, b->property) || !equal(a->text, b->text) ||
			!equal(a->function, b->function) || !equal(a->rule, b->rule) ||
			strcmp(name_for(left_device, left, a->node),
				name_for(right_device, right, b->node)) != 0)
			return false;
	}
	return true;
}

static uint32_t guests_of(const struct predict_digest *digest)
{
	return digest->predictions->question->guest_count;
}

static uint64_t hash_device(const struct predict_digest *digest, const struct predict_device *device)
{
	uint64_t hash = device->row_count;

	for (uint32_t i = 0; i < device->row_count; i++) {
		for (uint32_t k = 0; k < guests_of(digest); k++) {
			const struct predict_cell *cell = &device->rows[i].cells[k];

			hash = hash * UINT64_C(0x100000001b3) ^
			       (cell->same == k ? hash_cell(device, cell) : cell->same);
		}
	}
	return hash;
}

static bool rows_alike(const struct predict_digest *digest, const struct predict_device *left,
	const struct predict_device *right, uint32_t index)
{
	const struct predict_row *a = &left->rows[index], *b = &right->rows[index];

	if (a->virtio != b->virtio || a->assumed != b->assumed || a->features.modern != b->features.modern ||
		a->features.access != b->features.access)
		return false;
	for (uint32_t i = 0; i < guests_of(digest); i++) {
		if (a->cells[i].same != b->cells[i].same ||
			(a->cells[i].same == i && !cells_alike(left, &a->cells[i], right, &b->cells[i])))
			return false;
	}
	return true;
}

static bool devices_alike(const void *context, uint32_t left, uint32_t right)
{
	const struct predict_digest *digest = context;
	const struct predict_device *a = &digest->predictions->devices[left],
				    *b = &digest->predictions->devices[right];
	bool alike = a->row_count == b->row_count;

	for (uint32_t i = 0; alike && i < a->row_count; i++)
		alike = rows_alike(digest, a, b, i);
	return alike;
}

static void fold_devices(struct predict_digest *digest, struct keyed *keyed)
{
	const struct fdtr_report_predictions *predictions = digest->predictions;

	for (uint32_t i = 0; i < predictions->device_count; i++)
		keyed[i] = (struct keyed){.hash = hash_device(digest, &predictions->devices[i]), .index = i};
	find_alike(keyed, predictions->device_count, devices_alike, digest, digest->like);
	for (uint32_t i = 0; i < predictions->device_count; i++)
		digest->more[digest->like[i]] += digest->like[i] != i;
}

/* Every answer of those that stand for others, as notes to begin with. */
static void list_notes(struct predict_digest *digest)
{
	for (uint32_t i = 0; i < digest->predictions->device_count; i++) {
		const struct predict_device *device = &digest->predictions->devices[i];

		for (uint32_t k = 0; digest->like[i] == i && k < device->row_count; k++) {
			for (uint32_t guest = 0; guest < guests_of(digest); guest++) {
				if (device->rows[k].cells[guest].same == guest)
					digest->notes[digest->note_count++] =
						(struct predict_note){device, &device->rows[k], guest};
			}
		}
	}
}

static bool notes_alike(const void *context, uint32_t left, uint32_t right)
{
	const struct predict_note *notes = context, *a = &notes[left], *b = &notes[right];

	return cells_alike(a->device, predict_note_cell(a), b->device, predict_note_cell(b));
}

/* Those that are alike are one, numbered in the order in which they are met. */
static void number_notes(struct predict_digest *digest, struct keyed *keyed, uint32_t *like)
{
	uint32_t count = digest->note_count;

	for (uint32_t i = 0; i < count; i++)
		keyed[i] = (struct keyed){
			.hash = hash_cell(digest->notes[i].device, predict_note_cell(&digest->notes[i])),
			.index = i};
	find_alike(keyed, count, notes_alike, digest->notes, like);
	digest->note_count = 0;
	for (uint32_t i = 0; i < count; i++) {
		struct predict_note note = digest->notes[i];

		if (like[i] == i) {
			like[i] = digest->note_count;
			digest->notes[digest->note_count++] = note;
		} else {
			like[i] = like[like[i]];
		}
		note.row->cells[note.guest].note = like[i] + 1;
	}
}

/* The most notes that there can be. */
static size_t count_cells(const struct predict_digest *digest)
{
	size_t count = 0;

	for (uint32_t i = 0; i < digest->predictions->device_count; i++)
		count += digest->like[i] == i ? digest->predictions->devices[i].row_count : 0;
	return count * guests_of(digest);
}

static bool make_notes(struct predict_digest *digest)
{
	size_t count = count_cells(digest) + 1;
	struct keyed *keyed = calloc(count, sizeof(*keyed));
	uint32_t *like = calloc(count, sizeof(*like));
	bool made;

	digest->notes = calloc(count, sizeof(*digest->notes));
	made = keyed && like && digest->notes;
	if (made) {
		list_notes(digest);
		number_notes(digest, keyed, like);
	}
	free(keyed);
	free(like);
	return made;
}

bool predict_digest(struct predict_digest *digest, const struct fdtr_report_predictions *predictions)
{
	size_t count = predictions->device_count + (size_t)1;
	struct keyed *keyed = calloc(count, sizeof(*keyed));
	bool made;

	*digest = (struct predict_digest){.predictions = predictions,
		.like = calloc(count, sizeof(*digest->like)),
		.more = calloc(count, sizeof(*digest->more))};
	made = keyed && digest->like && digest->more;
	if (made)
		fold_devices(digest, keyed);
	free(keyed);
	return made && make_notes(digest);
}

void predict_digest_free(struct predict_digest *digest)
{
	free(digest->like);
	free(digest->more);
	free(digest->notes);
}
