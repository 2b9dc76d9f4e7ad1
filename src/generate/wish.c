// SPDX-License-Identifier: BSD-2-Clause
/* What a request says of a pool's place, whatever it is written into. */
#include "generate/plan.h"

uint64_t fdtr_request_alignment(const struct fdtr_request *request)
{
	return request->alignment ? request->alignment : FDTR_DEFAULT_ALIGNMENT;
}

/* How far the allowed ranges reach from an address on; false when none holds it. */
static bool reach_from(const struct fdtr_request *request, uint64_t address, uint64_t *last)
{
	bool found = false;

	for (uint32_t i = 0; i < request->within_count; i++) {
		const struct fdtr_range *range = &request->within[i];

		if (range->first > address || range->last < address)
			continue;
		*last = found && *last > range->last ? *last : range->last;
		found = true;
	}
	return found;
}

/* As fdtr_place() sees it: ranges that overlap are one. */
bool fdtr_request_allows(const struct fdtr_request *request, struct fdtr_range range)
{
	uint64_t at = range.first, last = range.last;

	if (request->below && range.last >= request->below)
		return false;
	if (!request->within_count)
		return true;
	while (reach_from(request, at, &last) && last < range.last && last > at)
		at = last;
	return reach_from(request, at, &last) && last >= range.last;
}

/* The address of the pool of that number; false when it passes 2^64. */
bool fdtr_request_address(const struct fdtr_request *request, uint32_t index, uint64_t *address)
{
	uint64_t alignment = fdtr_request_alignment(request), step = request->size + (alignment - 1);

	if (step < request->size)
		return false;
	step &= ~(alignment - 1);
	if (index && step > (UINT64_MAX - request->address) / index)
		return false;
	*address = request->address + index * step;
	return true;
}
