// SPDX-License-Identifier: BSD-2-Clause
/* Whatever the bytes: an answer, a place in the blob for each finding, and no byte touched outside. */
#include "fuzz.h"

#include <fdtrestrict/predict.h>

#include "report/map/map_picture.h"

#include <string.h>

static void check_origin(const struct fdtr_tree *tree, const struct fdtr_origin *place)
{
	char text[FDTR_PATH_SIZE];

	MUST(place->object == FDTR_NONE || place->object < tree->node_count);
	MUST(place->offset <= tree->size && place->length <= tree->size - place->offset);
	MUST(strlen(fdtr_place_text(tree, place, text, sizeof(text))) < sizeof(text));
}

static void check_findings(const struct digest *digest)
{
	for (uint32_t i = 0; i < digest->findings.count; i++) {
		const struct fdtr_finding *finding = &digest->findings.items[i];

		MUST(finding->message[0] && finding->severity >= FDTR_INFO &&
			finding->severity <= FDTR_ERROR);
		check_origin(&digest->tree, &finding->place);
		if (finding->has_related)
			check_origin(&digest->tree, &finding->related);
	}
	for (uint32_t i = 0; i < digest->platform.region_count; i++)
		check_origin(&digest->tree, &digest->platform.regions[i].origin);
}

/* Hostile names can hold anything but a NUL, so that a path need not lead back to its node. */
static void check_paths(const struct fdtr_tree *tree)
{
	char path[FDTR_PATH_SIZE];
	uint32_t found;

	for (uint32_t i = 0; i < tree->node_count && i < 200; i++) {
		(void)fdtr_tree_path(tree, i, path, sizeof(path));
		found = fdtr_tree_find(tree, path);
		MUST(found == FDTR_NONE || found < tree->node_count);
		MUST(strlen(fdtr_tree_path(tree, i, path, 16)) < 16);
	}
}

static void check_place(struct digest *digest, uint64_t size)
{
	struct fdtr_wish wish = {.size = size, .alignment = 0x1000};
	struct fdtr_range range;
	int status = fdtr_place(&digest->platform, &wish, &digest->arena, &range, NULL);

	MUST(status == FDTR_OK || status == FDTR_ERR_NOROOM);
	if (status)
		return;
	MUST(range.first % 0x1000 == 0 && fdtr_range_size(range) == size);
	for (uint32_t i = 0; i < digest->platform.region_count; i++) {
		const struct fdtr_region *region = &digest->platform.regions[i];

		MUST(region->kind == FDTR_REGION_MEMORY || !fdtr_range_overlaps(region->range, range));
	}
}

static void check_predictions(struct digest *digest)
{
	struct fdtr_predictions predictions;
	int status = fdtr_predict(&digest->tree, &digest->platform, NULL, &digest->arena, &predictions, NULL);

	MUST(status == FDTR_OK || status == FDTR_ERR_NOSPACE);
	for (uint32_t i = 0; !status && i < predictions.count; i++) {
		const struct fdtr_prediction *item = &predictions.items[i];

		MUST(item->reason_count && item->pool + 1 <= digest->platform.pool_count);
		for (uint32_t j = 0; j < item->reason_count; j++) {
			struct fdtr_origin place =
				fdtr_reason_place(&digest->tree, &digest->platform, item, &item->reasons[j]);

			if (item->reasons[j].placed)
				check_origin(&digest->tree, &place);
		}
	}
}

/* A picture, by itself and of before and after, whatever is in the tree: nothing but what can be shown. */
static void check_picture(const struct fdtr_map *map)
{
	const struct map_text_style text = {.width = 80, .ascii = true};
	const struct map_svg_style svg = {.document = true, .prefix = ""};
	char *data = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&data, &size);

	MUST(out);
	map_write_text(out, map, &text);
	MUST(map_write_svg(out, map, &svg));
	MUST(!fclose(out));
	for (size_t i = 0; i < size; i++)
		MUST(data[i] == '\n' || (data[i] >= ' ' && data[i] <= '~'));
	free(data);
}

static void check_map(struct digest *digest)
{
	const struct fdtr_map_input input = {.name = "fuzzed",
		.tree = &digest->tree,
		.platform = &digest->platform,
		.findings = &digest->findings};
	const struct fdtr_map_input inputs[] = {input, input};
	struct fdtr_map map;

	MUST(fdtr_map_make(&map, &input, 1, NULL, &digest->arena, NULL) == FDTR_OK);
	MUST(map.item_count <= FDTR_MAP_ITEMS);
	check_picture(&map);
	MUST(fdtr_map_make(&map, inputs, 2, NULL, &digest->arena, NULL) == FDTR_OK);
	for (uint32_t i = 0; i < map.item_count; i++)
		MUST(map.items[i].change == FDTR_MAP_SAME);
	check_picture(&map);
}

/* For everybody at once: what one target alone hears is heard by all. */
static const struct fdtr_lint_options everybody = {.targets = FDTR_FOR(FDTR_TARGET_COUNT) - 1};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct digest digest;

	if (digest_read(&digest, data, size)) {
		digest_lint(&digest, NULL);
		check_findings(&digest);
		digest_lint(&digest, &everybody);
		check_findings(&digest);
		check_map(&digest);
		check_paths(&digest.tree);
		check_predictions(&digest);
		check_place(&digest, 0x1000);
		check_place(&digest, 0x4000000);
	}
	digest_free(&digest);
	return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
	return mutate_blob(data, size, max_size, seed);
}
