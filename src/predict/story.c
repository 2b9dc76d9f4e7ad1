// SPDX-License-Identifier: BSD-2-Clause
/* Telling: reasons in the order of the way, and who is asked what. */
#include "predict/parts.h"

#include <string.h>

void fdtr_because(struct fdtr_story *story, const struct fdtr_origin *place, const char *text,
	const char *source, const char *rule)
{
	struct fdtr_reason *reason;

	if (story->reason_count == FDTR_MAX_REASONS)
		return;
	reason = &story->reasons[story->reason_count++];
	*reason = (struct fdtr_reason){.placed = place != NULL, .text = text, .source = source, .rule = rule};
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
	struct fdtr_origin place = fdtr_predict_at(story->forecast, node, id);

	fdtr_because(story, &place, text, source, rule);
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
	uint32_t *like; /* per guest, the first that it is like */
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
	struct fdtr_story story = {.forecast = telling->forecast,
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

static bool tell_device(struct telling *telling, uint32_t index)
{
	const struct fdtr_device_features *said = said_of(telling->forecast, index);
	struct fdtr_prediction begun = {.device = index,
		.virtio = is_virtio(&telling->forecast->platform->devices[index]),
		.assumed = !said,
		.features = {.device = index, .modern = true, .access = FDTR_ACCESS_OFFERED}};

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

int fdtr_predict_all(
	struct fdtr_forecast *forecast, fdtr_teller *teller, struct fdtr_predictions *predictions)
{
	struct telling telling = {.forecast = forecast,
		.tell = teller,
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
