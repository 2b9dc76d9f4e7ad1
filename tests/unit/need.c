// SPDX-License-Identifier: BSD-2-Clause
/* How large a pool has to be. */
#include "unit.h"

#define KIB UINT64_C(1024)
#define MIB (1024 * KIB)

static struct fdtr_need need_of(const struct fdtr_queues *queues, uint32_t count)
{
	struct fdtr_need need = {0};

	for (uint32_t i = 0; i < count; i++)
		fdtr_need_add(&need, &queues[i]);
	return need;
}

static uint64_t size_of(struct fdtr_queues queues)
{
	const struct fdtr_need need = need_of(&queues, 1);

	ck_assert_uint_ge(fdtr_pool_size(&need, 0), fdtr_pool_least(&need));
	ck_assert_uint_eq(fdtr_pool_size(&need, 4096) % (256 * KIB), 0);
	return fdtr_pool_size(&need, 0);
}

/* As measured with tests/boot: 7.2 stalls at 4352 KiB and 6.12 at 1280 KiB. */
START_TEST(one_disk)
{
	const struct fdtr_queues disk = {.type = FDTR_TYPE_BLOCK};
	struct fdtr_need need = need_of(&disk, 1), old = {.limit = FDTR_REQUEST_OLD};

	fdtr_need_add(&old, &disk);
	ck_assert_uint_eq(need.rings, 32 * KIB);
	ck_assert_uint_eq(need.waiting, 0);
	ck_assert_uint_gt(fdtr_pool_least(&need), 4 * MIB);
	ck_assert_uint_lt(fdtr_pool_least(&need), 4352 * KIB);
	ck_assert_uint_gt(fdtr_pool_least(&old), 1280 * KIB);
	ck_assert_uint_lt(fdtr_pool_least(&old), 1536 * KIB);
	ck_assert_uint_eq(fdtr_pool_size(&need, 0), 8960 * KIB);
	ck_assert_uint_eq(fdtr_pool_size(&need, 16 * MIB), 16 * MIB);
	ck_assert_uint_lt(fdtr_pool_size(&old, 0), 4 * MIB);
}
END_TEST

START_TEST(unsaid_is_a_disk)
{
	ck_assert_uint_eq(
		size_of((struct fdtr_queues){0}), size_of((struct fdtr_queues){.type = FDTR_TYPE_BLOCK}));
	ck_assert_uint_eq(size_of((struct fdtr_queues){0}),
		size_of((struct fdtr_queues){.queues = 1, .queue_size = 1024}));
}
END_TEST

/* 16 descriptors, with header, status: 14 pieces of a request, each a page at the most. */
START_TEST(segments_bound_a_request)
{
	struct fdtr_queues disk = {.queue_size = 16, .segment_size = 4096};
	struct fdtr_need need = need_of(&disk, 1);

	ck_assert_uint_eq(need.request, 14 * 4 * KIB + 2 * 2 * KIB + 2 * KIB);
	ck_assert_uint_eq(need.rings, 8 * KIB);
	disk.direct = true;
	need = need_of(&disk, 1);
	ck_assert_uint_eq(need.request, 14 * 4 * KIB + 2 * 2 * KIB);
	disk.segments = 4;
	need = need_of(&disk, 1);
	ck_assert_uint_eq(need.request, 4 * 4 * KIB + 2 * 2 * KIB);
	disk.segment_size = 0;
	disk.segments = 1;
	need = need_of(&disk, 1);
	ck_assert_uint_eq(need.request, 256 * KIB + 2 * 2 * KIB);
}
END_TEST

START_TEST(rings)
{
	struct fdtr_queues disk = {.queues = 4, .queue_size = 128};

	/* 2048 and 262 bytes to the page, 1030 behind: two pages. */
	ck_assert_uint_eq(need_of(&disk, 1).rings, 4 * 8 * KIB);
	disk.queue_size = 256; /* three pages, at a multiple of four */
	ck_assert_uint_eq(need_of(&disk, 1).rings, 4 * 16 * KIB);
	disk.queue_size = 32768; /* what passes a block is asked for at half the size */
	ck_assert_uint_eq(need_of(&disk, 1).rings, 4 * 256 * KIB);
	disk.queue_size = 256;
	disk.packed = true; /* and a page for each side's events */
	ck_assert_uint_eq(need_of(&disk, 1).rings, UINT64_C(4) * (4 + 8) * KIB);
}
END_TEST

START_TEST(larger_pages)
{
	struct fdtr_need need = {.page = 64 * KIB};
	const struct fdtr_queues disk = {.queue_size = 256};

	fdtr_need_add(&need, &disk);
	ck_assert_uint_eq(need.rings, 128 * KIB);
}
END_TEST

START_TEST(queues_and_devices_share)
{
	const struct fdtr_queues two[] = {{.type = FDTR_TYPE_BLOCK}, {.type = FDTR_TYPE_BLOCK}};
	const struct fdtr_queues queues = {.queues = 2};

	ck_assert_uint_eq(size_of(queues), size_of(two[0]) + MIB);
	ck_assert_uint_eq(size_of((struct fdtr_queues){.type = FDTR_TYPE_ENTROPY}) % (256 * KIB), 0);
	ck_assert_uint_eq(need_of(two, 2).shares, 2 * MIB);
	ck_assert_uint_eq(need_of(two, 2).request, need_of(two, 1).request);
	ck_assert_uint_eq(need_of(two, 2).rings, 2 * need_of(two, 1).rings);
}
END_TEST

/* What waits for the device is there all the time. */
START_TEST(receive_buffers)
{
	struct fdtr_queues network = {.type = FDTR_TYPE_NETWORK, .queue_size = 256};
	struct fdtr_need need = need_of(&network, 1);

	ck_assert_uint_eq(need.waiting, (512 + 192) * 4 * KIB);
	ck_assert_uint_eq(need.rings, 3 * 16 * KIB);
	network.plain = true; /* frames of 1500 bytes */
	ck_assert_uint_eq(need_of(&network, 1).waiting, 512 * 2 * KIB + 192 * 4 * KIB);
	network.unmerged = true;
	ck_assert_uint_eq(need_of(&network, 1).waiting, 256 * 2 * KIB);
	network.mtu = 9000; /* three pages and one that they may begin in, header, descriptors */
	ck_assert_uint_eq(need_of(&network, 1).waiting, UINT64_C(256) * (16 + 4) * KIB);
	network.plain = false;
	ck_assert_uint_eq(need_of(&network, 1).waiting, UINT64_C(256) * (68 + 4) * KIB);
	network.queues = 2;
	ck_assert_uint_eq(need_of(&network, 1).waiting, UINT64_C(2) * 256 * (68 + 4) * KIB);
	network.direct = true; /* 19 descriptors each */
	ck_assert_uint_eq(need_of(&network, 1).waiting, UINT64_C(2) * (256 / 19 + 1) * (68 + 4) * KIB);
}
END_TEST

START_TEST(other_types)
{
	static const struct {
		enum fdtr_device_type type;
		uint64_t waiting;
	} rows[] = {{FDTR_TYPE_CONSOLE, 128 * 4 * KIB}, {FDTR_TYPE_ENTROPY, 2 * KIB},
		{FDTR_TYPE_SCSI, 16 * KIB}, {FDTR_TYPE_INPUT, 64 * 2 * KIB}, {FDTR_TYPE_VSOCK, 128 * 8 * KIB},
		{FDTR_TYPE_FILESYSTEM, 0}, {FDTR_TYPE_OTHER, 0}};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(rows); i++) {
		struct fdtr_queues device = {.type = rows[i].type, .queue_size = 128};

		ck_assert_uint_eq(need_of(&device, 1).waiting, rows[i].waiting);
		device.mapped = 3 * MIB;
		ck_assert_uint_eq(need_of(&device, 1).waiting, 3 * MIB);
		ck_assert_uint_eq(need_of(&device, 1).request, 0);
	}
}
END_TEST

START_TEST(no_number_is_too_large)
{
	const struct fdtr_queues most = {.type = FDTR_TYPE_NETWORK,
		.queues = UINT32_MAX,
		.queue_size = UINT32_MAX,
		.segments = UINT32_MAX,
		.segment_size = UINT32_MAX,
		.mtu = UINT32_MAX,
		.unmerged = true};
	struct fdtr_queues other = most;
	struct fdtr_need need = {0};

	for (enum fdtr_device_type type = FDTR_TYPE_UNSAID; type <= FDTR_TYPE_OTHER; type++) {
		other.type = type;
		other.mapped = type == FDTR_TYPE_OTHER ? UINT64_MAX : 0;
		fdtr_need_add(&need, &other);
	}
	ck_assert_uint_eq(fdtr_pool_least(&need), UINT64_MAX);
	ck_assert_uint_eq(fdtr_pool_size(&need, 0), UINT64_MAX);
}
END_TEST

/* Of more, none takes less. */
START_TEST(grows)
{
	uint64_t before = 0;

	for (uint32_t size = 4; size <= 32768; size *= 2) {
		const uint64_t now = size_of((struct fdtr_queues){.queue_size = size});

		ck_assert_uint_ge(now, before);
		before = now;
	}
	for (uint32_t queues = 1; queues < 64; queues++)
		ck_assert_uint_gt(size_of((struct fdtr_queues){.queues = queues + 1}),
			size_of((struct fdtr_queues){.queues = queues}));
}
END_TEST

Suite *need_suite(void)
{
	return SUITE_OF("need", one_disk, unsaid_is_a_disk, segments_bound_a_request, rings, larger_pages,
		queues_and_devices_share, receive_buffers, other_types, no_number_is_too_large, grows);
}
