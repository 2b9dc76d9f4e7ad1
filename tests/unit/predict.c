// SPDX-License-Identifier: BSD-2-Clause
/* What is told of whom, and how answers are put together. That they are right is what booted kernels say: tests/boot. */
#include "unit.h"

#include "predict/parts.h"

#include <string.h>

#define GUEST "/guard/virtio_mmio@a000000"
#define HOST "/pcie@10000000"

static struct fdtr_predictions predict(struct world *world, const struct fdtr_predict_options *options)
{
	struct fdtr_predictions predictions;

	ck_assert_int_eq(fdtr_predict(&world->tree, &world->platform, options, &world->arena, &predictions,
				 &world->error),
		FDTR_OK);
	return predictions;
}

static const struct fdtr_prediction *of(const struct world *world, const struct fdtr_predictions *predictions,
	const char *path, uint32_t guest, enum fdtr_access_platform access)
{
	for (uint32_t i = 0; i < predictions->count; i++) {
		const struct fdtr_prediction *item = &predictions->items[i];

		if (world->platform.devices[item->device].object == world_node(world, path) &&
			item->guest == guest && item->features.access == access)
			return item;
	}
	ck_abort_msg("no prediction for %s", path);
}

static void check_reasons(const struct world *world, const struct fdtr_prediction *item)
{
	ck_assert_uint_gt(item->reason_count, 0);
	for (uint32_t i = 0; i < item->reason_count; i++) {
		const struct fdtr_reason *reason = &item->reasons[i];

		ck_assert(reason->text && reason->text[0] && reason->source && reason->source[0]);
		ck_assert(!reason->rule || fdtr_rule_index(reason->rule) >= 0);
		struct fdtr_origin place = fdtr_reason_place(&world->tree, &world->platform, item, reason);

		ck_assert(!reason->placed || place.object == FDTR_NONE ||
			  place.object < world->tree.node_count);
		ck_assert(!reason->own || place.object == world->platform.devices[item->device].object);
	}
}

START_TEST(guests_are_known_by_name)
{
	size_t count;
	const struct fdtr_guest *guests = fdtr_guests(&count);

	for (size_t i = 0; i < count; i++) {
		ck_assert_ptr_eq(fdtr_guest_find(guests[i].name), &guests[i]);
		ck_assert(guests[i].summary && guests[i].source && guests[i].source[0]);
		ck_assert_uint_eq(strspn(guests[i].name, "abcdefghijklmnopqrstuvwxyz0123456789.-"),
			strlen(guests[i].name));
		ck_assert((guests[i].system == FDTR_SYSTEM_LINUX) == (guests[i].version != 0));
	}
	ck_assert_ptr_null(fdtr_guest_find("linux"));
	ck_assert_ptr_null(fdtr_guest_find(""));
}
END_TEST

START_TEST(every_guest_gets_an_answer_with_reasons)
{
	struct fdtr_predictions predictions;
	struct world world;
	size_t count;

	(void)fdtr_guests(&count);
	world_read(&world, build_sample());
	predictions = predict(&world, NULL);
	ck_assert_uint_eq(predictions.count, world.platform.device_count * count * 2);
	for (uint32_t i = 0; i < predictions.count; i++) {
		ck_assert(predictions.items[i].assumed && predictions.items[i].virtio);
		check_reasons(&world, &predictions.items[i]);
	}
	world_free(&world);
}
END_TEST

START_TEST(a_guard_refuses_who_does_not_know_the_pool)
{
	const struct fdtr_guest guests[] = {*fdtr_guest_find("linux-6.12"),
		*fdtr_guest_find("linux-6.12-nopool"), *fdtr_guest_find("u-boot")};
	struct fdtr_predict_options options = {.guests = guests, .guest_count = 3};
	const struct fdtr_prediction *item;
	struct fdtr_predictions predictions;
	struct world world;

	world_read(&world, build_sample());
	predictions = predict(&world, &options);
	item = of(&world, &predictions, GUEST, 0, FDTR_ACCESS_OFFERED);
	ck_assert_int_eq(item->outcome, FDTR_OUTCOME_RESTRICTED);
	ck_assert_uint_eq(world.platform.pools[item->pool].object,
		world_node(&world, "/reserved-memory/pool@50000000"));
	item = of(&world, &predictions, GUEST, 1, FDTR_ACCESS_OFFERED);
	ck_assert_int_eq(item->outcome, FDTR_OUTCOME_REFUSED);
	ck_assert_uint_eq(item->pool, FDTR_NONE);
	ck_assert_int_eq(
		of(&world, &predictions, GUEST, 2, FDTR_ACCESS_OFFERED)->outcome, FDTR_OUTCOME_UNRESTRICTED);
	ck_assert_int_eq(
		of(&world, &predictions, GUEST, 0, FDTR_ACCESS_ABSENT)->outcome, FDTR_OUTCOME_UNRESTRICTED);
	ck_assert_int_eq(
		of(&world, &predictions, HOST, 1, FDTR_ACCESS_OFFERED)->outcome, FDTR_OUTCOME_UNRESTRICTED);
	world_free(&world);
}
END_TEST

/* Of the device that has the pool, and of one that has none. */
static void check_image(enum fdtr_region_kind kind, enum fdtr_outcome own, enum fdtr_outcome other)
{
	const struct fdtr_region image = {
		.kind = kind, .range = {0x50000000, 0x50000fff}, .origin.object = FDTR_NONE};
	const struct fdtr_guest *guest = fdtr_guest_find("linux-6.12");
	struct fdtr_predict_options options = {
		.guests = guest, .guest_count = 1, .taken = &image, .taken_count = 1};
	struct fdtr_predictions predictions;
	struct world world;

	world_read(&world, build_sample());
	predictions = predict(&world, &options);
	ck_assert_int_eq(of(&world, &predictions, GUEST, 0, FDTR_ACCESS_ABSENT)->outcome, own);
	ck_assert_int_eq(of(&world, &predictions, HOST, 0, FDTR_ACCESS_ABSENT)->outcome, other);
	world_free(&world);
}

START_TEST(what_a_pool_lies_over_is_cleared)
{
	check_image(FDTR_REGION_KERNEL, FDTR_OUTCOME_CRASHES, FDTR_OUTCOME_CRASHES);
	check_image(FDTR_REGION_INITRD, FDTR_OUTCOME_CRASHES, FDTR_OUTCOME_CRASHES);
	check_image(FDTR_REGION_DTB, FDTR_OUTCOME_REFUSED, FDTR_OUTCOME_UNKNOWN);
}
END_TEST

START_TEST(what_the_device_is_like_can_be_said)
{
	const struct fdtr_guest guest = *fdtr_guest_find("linux-6.1");
	struct fdtr_device_features features = {.modern = false, .access = FDTR_ACCESS_REQUIRED};
	struct fdtr_predict_options options = {
		.guests = &guest, .guest_count = 1, .features = &features, .feature_count = 1};
	struct fdtr_predictions predictions;
	struct world world;

	world_read(&world, build_sample());
	features.device = (uint32_t)(world_device(&world, GUEST) - world.platform.devices);
	predictions = predict(&world, &options);
	ck_assert_uint_eq(predictions.count, 3);
	ck_assert(!predictions.items[features.device].assumed);
	ck_assert_int_eq(predictions.items[features.device].outcome, FDTR_OUTCOME_UNRESTRICTED);
	features.modern = true;
	predictions = predict(&world, &options);
	ck_assert_int_eq(predictions.items[features.device].outcome, FDTR_OUTCOME_RESTRICTED);
	world_free(&world);
}
END_TEST

START_TEST(releases_that_nobody_read_stand_between_their_neighbours)
{
	static const struct {
		uint32_t version;
		enum fdtr_target below, above;
	} expected[] = {
		{FDTR_RELEASE(4, 19), FDTR_TARGET_LINUX_5_15, FDTR_TARGET_LINUX_5_15},
		{FDTR_RELEASE(6, 1), FDTR_TARGET_LINUX_6_1, FDTR_TARGET_LINUX_6_1},
		{FDTR_RELEASE(6, 8), FDTR_TARGET_LINUX_6_1, FDTR_TARGET_LINUX_6_12},
		{FDTR_RELEASE(7, 0), FDTR_TARGET_LINUX_6_12, FDTR_TARGET_LINUX_7_1},
		{FDTR_RELEASE(7, 3), FDTR_TARGET_LINUX_7_2, FDTR_TARGET_LINUX_7_2},
	};
	enum fdtr_target below, above;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(expected); i++) {
		fdtr_linux_neighbours(expected[i].version, &below, &above);
		ck_assert_int_eq(below, expected[i].below);
		ck_assert_int_eq(above, expected[i].above);
	}
}
END_TEST

/* The sample with a size of 2 MiB, which 6.1 and 6.12 work with and 7.2 does not. */
static struct fdtr_guest between(uint32_t version, enum fdtr_known pools)
{
	struct fdtr_guest guest = *fdtr_guest_find("linux-6.1");

	guest.version = version;
	guest.restricted_pool = pools;
	return guest;
}

START_TEST(where_neighbours_differ_the_answer_is_unknown)
{
	const struct fdtr_guest guests[] = {between(FDTR_RELEASE(6, 8), FDTR_YES),
		between(FDTR_RELEASE(6, 18), FDTR_YES), between(FDTR_RELEASE(6, 1), FDTR_UNKNOWN),
		between(FDTR_RELEASE(8, 0), FDTR_YES), between(FDTR_RELEASE(5, 10), FDTR_NO)};
	static const enum fdtr_outcome wanted[] = {FDTR_OUTCOME_RESTRICTED, FDTR_OUTCOME_UNKNOWN,
		FDTR_OUTCOME_UNKNOWN, FDTR_OUTCOME_UNKNOWN, FDTR_OUTCOME_UNKNOWN};
	struct fdtr_predict_options options = {.guests = guests, .guest_count = FDTR_ARRAY_SIZE(guests)};
	struct fdtr_predictions predictions;
	struct world world;

	world_read(&world, build_sample());
	world.platform.pools[0].size = 0x200000;
	predictions = predict(&world, &options);
	for (uint32_t i = 0; i < FDTR_ARRAY_SIZE(guests); i++)
		ck_assert_int_eq(of(&world, &predictions, GUEST, i, FDTR_ACCESS_OFFERED)->outcome, wanted[i]);
	world_free(&world);
}
END_TEST

START_TEST(guests_of_other_machines_are_not_guessed_at)
{
	const struct fdtr_guest guests[] = {
		*fdtr_guest_find("debian-12-cloud-amd64"), *fdtr_guest_find("windows")};
	struct fdtr_predict_options options = {.guests = guests, .guest_count = 2};
	struct fdtr_predictions predictions;
	struct world world;

	world_read(&world, build_sample());
	predictions = predict(&world, &options);
	for (uint32_t i = 0; i < predictions.count; i++)
		ck_assert_int_eq(predictions.items[i].outcome, FDTR_OUTCOME_UNKNOWN);
	world_free(&world);
}
END_TEST

START_TEST(a_small_arena_is_said_and_given_back)
{
	unsigned char memory[512];
	struct fdtr_predictions predictions;
	struct fdtr_arena arena;
	struct world world;

	world_read(&world, build_sample());
	fdtr_arena_init(&arena, memory, sizeof(memory));
	ck_assert_int_eq(fdtr_predict(&world.tree, &world.platform, NULL, &arena, &predictions, &world.error),
		FDTR_ERR_NOSPACE);
	ck_assert_uint_eq(arena.low, 0);
	world_free(&world);
}
END_TEST

Suite *predict_suite(void)
{
	return SUITE_OF("predict", guests_are_known_by_name, every_guest_gets_an_answer_with_reasons,
		a_guard_refuses_who_does_not_know_the_pool, what_a_pool_lies_over_is_cleared,
		what_the_device_is_like_can_be_said, releases_that_nobody_read_stand_between_their_neighbours,
		where_neighbours_differ_the_answer_is_unknown, guests_of_other_machines_are_not_guessed_at,
		a_small_arena_is_said_and_given_back);
}
