// SPDX-License-Identifier: BSD-2-Clause
/* Telling: reasons in the order of the way, and who is asked what. */
#include "predict/parts.h"

#include <string.h>

/* No story comes near so many; one that did would lose its last. */
static struct fdtr_reason *add_reason(
	struct fdtr_story *story, const char *text, const char *source, const char *rule)
{
	struct fdtr_reason *reason;

	if (story->reason_count == FDTR_MAX_REASONS)
		story->reason_count--;
	reason = &story->reasons[story->reason_count++];
	*reason = (struct fdtr_reason){.text = text, .source = source, .rule = rule};
	return reason;
}

void fdtr_because(struct fdtr_story *story, const struct fdtr_origin *place, const char *text,
	const char *source, const char *rule)
{
	struct fdtr_reason *reason = add_reason(story, text, source, rule);

	reason->placed = place != NULL;
	if (place)
		reason->place = *place;
}

struct fdtr_origin fdtr_predict_at(
	const struct fdtr_forecast *forecast, uint32_t node, enum fdtr_property_id id)
{
	struct fdtr_lint lint = {.tree = forecast->tree, .acpi = forecast->acpi};

	return fdtr_at(&lint, node, id);
}

void fdtr_because_of(struct fdtr_story *story, uint32_t node, enum fdtr_property_id id, const char *text,
	const char *source, const char *rule)
{
	struct fdtr_reason *reason;
	struct fdtr_origin place;

	if (!story->forecast->tree || node != story->device->object) {
		place = fdtr_predict_at(story->forecast, node, id);
		fdtr_because(story, &place, text, source, rule);
		return;
	}
	reason = add_reason(story, text, source, rule);
	reason->placed = reason->own = true;
	reason->place.object = node;
	reason->place.index = id;
}

struct fdtr_origin fdtr_reason_place(const struct fdtr_tree *tree, const struct fdtr_platform *platform,
	const struct fdtr_prediction *prediction, const struct fdtr_reason *reason)
{
	struct fdtr_lint lint = {.tree = tree};

	if (!reason->own)
		return reason->place;
	return fdtr_at(&lint, platform->devices[prediction->device].object,
		(enum fdtr_property_id)reason->place.index);
}

struct fdtr_story fdtr_retold(const struct fdtr_story *story, struct fdtr_reason *reasons)
{
	struct fdtr_story told = *story;

	memcpy(reasons, story->reasons, story->reason_count * sizeof(*reasons));
	told.reasons = reasons;
	return told;
}

void fdtr_adopt(struct fdtr_story *story, const struct fdtr_story *told)
{
	struct fdtr_reason *reasons = story->reasons;

	memcpy(reasons, told->reasons, told->reason_count * sizeof(*reasons));
	*story = *told;
	story->reasons = reasons;
}

void fdtr_because_compatible(struct fdtr_story *story, const char *text, const char *source, const char *rule)
{
	fdtr_because_of(story, story->device->object, FDTR_P_COMPATIBLE, text, source, rule);
}

bool fdtr_ends(struct fdtr_story *story, enum fdtr_outcome outcome)
{
	story->outcome = outcome;
	return true;
}

/* What a story can depend on of a guest; two guests that are equal in it have the same one. */
static bool are_alike(const struct fdtr_guest *left, const struct fdtr_guest *right)
{
	return left->system == right->system && left->processor == right->processor &&
	       left->version == right->version && left->page_size == right->page_size &&
	       left->device_tree == right->device_tree && left->acpi == right->acpi &&
	       left->restricted_pool == right->restricted_pool &&
	       left->acpi_container == right->acpi_container && left->dma_ops == right->dma_ops &&
	       left->iommu == right->iommu && left->virtio_mmio == right->virtio_mmio &&
	       left->virtio_pci == right->virtio_pci && left->access_platform == right->access_platform &&
	       left->windows == right->windows;
}

/* One run over all devices. */
struct telling {
	struct fdtr_forecast *forecast;
	fdtr_teller *tell;
	const struct fdtr_guest *guests;
	uint32_t guest_count;
	fdtr_alike *alike;
	uint32_t *like;      /* per guest, the first that it is like */
	uint32_t last_begin; /* of the device before: its first answer, and what was said of it */
	const struct fdtr_device_features *last_said;
	struct fdtr_prediction *items;
	uint32_t count;
};

static bool is_virtio(const struct fdtr_device *device)
{
	return device->kind != FDTR_DEVICE_OTHER;
}

static bool keep(struct telling *telling, struct fdtr_prediction *prediction, const struct fdtr_story *story)
{
	size_t bytes = story->reason_count * sizeof(*story->reasons);
	struct fdtr_reason *reasons = fdtr_arena_take_high(telling->forecast->arena, 1, bytes ? bytes : 1);

	if (!reasons)
		return false;
	memcpy(reasons, story->reasons, bytes);
	prediction->outcome = story->outcome;
	prediction->pool = story->pool;
	prediction->reasons = reasons;
	prediction->reason_count = story->reason_count;
	return true;
}

static bool tell(struct telling *telling, struct fdtr_prediction *prediction)
{
	struct fdtr_reason reasons[FDTR_MAX_REASONS];
	struct fdtr_story story = {.forecast = telling->forecast,
		.reasons = reasons,
		.device = &telling->forecast->platform->devices[prediction->device],
		.guest = &telling->guests[prediction->guest],
		.features = prediction->features,
		.virtio = prediction->virtio,
		.outcome = FDTR_OUTCOME_UNKNOWN,
		.pool = FDTR_NONE};

	telling->tell(&story);
	return keep(telling, prediction, &story);
}

/* All guests for one device that is like that. */
static bool tell_guests(struct telling *telling, struct fdtr_prediction begun)
{
	struct fdtr_prediction *first = &telling->items[telling->count];

	for (uint32_t i = 0; i < telling->guest_count; i++) {
		struct fdtr_prediction *prediction = &first[i];

		*prediction = telling->like[i] < i ? first[telling->like[i]] : begun;
		prediction->guest = i;
		if (telling->like[i] == i && !tell(telling, prediction))
			return false;
	}
	telling->count += telling->guest_count;
	return true;
}

static const struct fdtr_device_features *said_of(const struct fdtr_forecast *forecast, uint32_t device)
{
	const struct fdtr_predict_options *options = forecast->options;
	uint32_t at = fdtr_lower_bound(
		options->features, options->feature_count, sizeof(*options->features), device);

	return at < options->feature_count && options->features[at].device == device ? &options->features[at]
	                                                                             : NULL;
}

static bool are_said_alike(const struct fdtr_device_features *left, const struct fdtr_device_features *right)
{
	if (!left || !right)
		return left == right;
	return left->modern == right->modern && left->access == right->access;
}

/* What was told of the device before holds for this one: only its number differs. */
static void repeat(struct telling *telling, uint32_t index)
{
	struct fdtr_prediction *from = &telling->items[telling->last_begin],
			       *to = &telling->items[telling->count];
	uint32_t count = telling->count - telling->last_begin;

	memcpy(to, from, count * sizeof(*to));
	for (uint32_t i = 0; i < count; i++)
		to[i].device = to[i].features.device = index;
	telling->last_begin = telling->count;
	telling->count += count;
}

static bool tell_device(struct telling *telling, uint32_t index)
{
	const struct fdtr_device_features *said = said_of(telling->forecast, index);
	struct fdtr_prediction begun = {.device = index,
		.virtio = is_virtio(&telling->forecast->platform->devices[index]),
		.assumed = !said,
		.features = {.device = index, .modern = true, .access = FDTR_ACCESS_OFFERED}};

	if (index && telling->alike && are_said_alike(said, telling->last_said) &&
		telling->alike(telling->forecast, index - 1, index)) {
		repeat(telling, index);
		return true;
	}
	telling->last_begin = telling->count;
	telling->last_said = said;
	if (said)
		begun.features = *said;
	if (!tell_guests(telling, begun))
		return false;
	begun.features.access = FDTR_ACCESS_ABSENT;
	return said || !begun.virtio || tell_guests(telling, begun);
}

static bool prepare(struct telling *telling)
{
	uint64_t most = (uint64_t)telling->forecast->platform->device_count * telling->guest_count * 2;

	telling->like =
		fdtr_arena_take(telling->forecast->arena, telling->guest_count, sizeof(*telling->like));
	telling->items = most > UINT32_MAX ? NULL
	                                   : fdtr_arena_take(telling->forecast->arena, (size_t)most,
						     sizeof(*telling->items));
	if (!telling->like || !telling->items)
		return false;
	for (uint32_t i = 0; i < telling->guest_count; i++) {
		telling->like[i] = 0;
		while (!are_alike(&telling->guests[telling->like[i]], &telling->guests[i]))
			telling->like[i]++;
	}
	return true;
}

int fdtr_predict_all(struct fdtr_forecast *forecast, fdtr_teller *teller, fdtr_alike *alike,
	struct fdtr_predictions *predictions)
{
	struct telling telling = {.forecast = forecast,
		.tell = teller,
		.alike = alike,
		.guests = forecast->options->guests,
		.guest_count = forecast->options->guest_count};
	size_t count = telling.guest_count;

	if (!telling.guests)
		telling.guests = fdtr_guests(&count);
	telling.guest_count = (uint32_t)count;
	if (!prepare(&telling))
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; i < forecast->platform->device_count; i++) {
		if (!tell_device(&telling, i))
			return FDTR_ERR_NOSPACE;
	}
	*predictions = (struct fdtr_predictions){telling.items, telling.count};
	return forecast->no_space ? FDTR_ERR_NOSPACE : FDTR_OK;
}
