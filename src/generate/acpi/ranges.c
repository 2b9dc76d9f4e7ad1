// SPDX-License-Identifier: BSD-2-Clause
/* What may not be in two places: bytes, and interrupts that are not level-triggered alike. */
#include "generate/acpi/plan.h"

#include <inttypes.h>

struct clash {
	struct fdtr_ssdt_plan *plan;
	int status;
};

static const char *owner(struct fdtr_ssdt_plan *plan, uint32_t tag)
{
	const uint32_t pools = plan->ssdt->pool_count;

	return tag < pools ? fdtr_ssdt_pool_text(plan, tag) : fdtr_ssdt_device_text(plan, tag - pools);
}

static bool tell(void *context, const struct fdtr_interval *left, const struct fdtr_interval *right)
{
	struct clash *clash = context;
	const bool pool = left->tag < clash->plan->ssdt->pool_count;

	clash->status = fdtr_error_set(clash->plan->error, FDTR_ERR_CONFLICT,
		"%s overlaps %s (%#" PRIx64 "..%#" PRIx64 "); choose another %s",
		owner(clash->plan, left->tag), owner(clash->plan, right->tag), right->range.first,
		right->range.last, pool ? "place for the pool" : "address");
	return false;
}

static int check_overlaps(struct fdtr_ssdt_plan *plan)
{
	const struct fdtr_ssdt *ssdt = plan->ssdt;
	const uint32_t room = ssdt->pool_count + ssdt->device_count;
	struct fdtr_arena_mark mark = fdtr_arena_mark(plan->arena);
	struct fdtr_interval *intervals = fdtr_arena_take(plan->arena, room, sizeof(*intervals));
	uint32_t *scratch = fdtr_arena_take(plan->arena, room, sizeof(*scratch));
	struct clash clash = {plan, FDTR_OK};
	uint32_t count = 0;

	if (!intervals || !scratch)
		return fdtr_error_arena(plan->error);
	for (uint32_t i = 0; i < ssdt->pool_count; i++)
		intervals[count++] = (struct fdtr_interval){ssdt->pools[i].range, i, true};
	for (uint32_t i = 0; i < ssdt->device_count; i++) {
		if (fdtr_ssdt_is_made(&ssdt->devices[i]))
			intervals[count++] =
				(struct fdtr_interval){ssdt->devices[i].mmio, ssdt->pool_count + i, true};
	}
	fdtr_sweep(intervals, count, true, scratch, tell, &clash);
	if (!clash.status)
		fdtr_arena_reset(plan->arena, mark);
	return clash.status;
}

struct line {
	uint32_t interrupt;
	uint32_t device;
};

static int by_interrupt(const void *left, const void *right)
{
	const struct line *a = left, *b = right;

	if (a->interrupt != b->interrupt)
		return a->interrupt < b->interrupt ? -1 : 1;
	return a->device < b->device ? -1 : a->device > b->device;
}

static int share(struct fdtr_ssdt_plan *plan, uint32_t left, uint32_t right)
{
	const struct fdtr_ssdt_device *a = &plan->ssdt->devices[left], *b = &plan->ssdt->devices[right];

	if (a->edge || b->edge || a->active_low != b->active_low)
		return fdtr_error_set(plan->error, FDTR_ERR_CONFLICT,
			"%s and %s have the same interrupt, GSI %" PRIu32
			", which only level-triggered ones of one polarity can share",
			fdtr_ssdt_device_text(plan, left), fdtr_ssdt_device_text(plan, right), a->interrupt);
	plan->devices[left].shares = true;
	plan->devices[right].shares = true;
	return FDTR_OK;
}

static int check_interrupts(struct fdtr_ssdt_plan *plan)
{
	const struct fdtr_ssdt *ssdt = plan->ssdt;
	struct fdtr_arena_mark mark = fdtr_arena_mark(plan->arena);
	struct line *lines = fdtr_arena_take(plan->arena, ssdt->device_count, sizeof(*lines));
	uint32_t count = 0;
	int status = FDTR_OK;

	if (!lines)
		return fdtr_error_arena(plan->error);
	for (uint32_t i = 0; i < ssdt->device_count; i++) {
		if (fdtr_ssdt_is_made(&ssdt->devices[i]))
			lines[count++] = (struct line){ssdt->devices[i].interrupt, i};
	}
	fdtr_sort(lines, count, sizeof(*lines), by_interrupt);
	for (uint32_t i = 1; !status && i < count; i++) {
		if (lines[i - 1].interrupt == lines[i].interrupt)
			status = share(plan, lines[i - 1].device, lines[i].device);
	}
	if (!status)
		fdtr_arena_reset(plan->arena, mark);
	return status;
}

int fdtr_ssdt_check_ranges(struct fdtr_ssdt_plan *plan)
{
	int status = check_overlaps(plan);

	return status ? status : check_interrupts(plan);
}
