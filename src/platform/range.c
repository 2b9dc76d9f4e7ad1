// SPDX-License-Identifier: BSD-2-Clause
#include <fdtrestrict/platform.h>

bool fdtr_range_make(uint64_t base, uint64_t size, struct fdtr_range *range)
{
	if (!size || size - 1 > UINT64_MAX - base)
		return false;
	range->first = base;
	range->last = base + (size - 1);
	return true;
}

uint64_t fdtr_range_size(struct fdtr_range range)
{
	uint64_t length = range.last - range.first;

	return length == UINT64_MAX ? length : length + 1;
}

bool fdtr_range_overlaps(struct fdtr_range left, struct fdtr_range right)
{
	return left.first <= right.last && right.first <= left.last;
}

bool fdtr_range_contains(struct fdtr_range outer, struct fdtr_range inner)
{
	return outer.first <= inner.first && inner.last <= outer.last;
}

bool fdtr_range_intersect(struct fdtr_range left, struct fdtr_range right, struct fdtr_range *shared)
{
	if (!fdtr_range_overlaps(left, right))
		return false;
	shared->first = left.first > right.first ? left.first : right.first;
	shared->last = left.last < right.last ? left.last : right.last;
	return true;
}

const char *fdtr_region_kind_name(enum fdtr_region_kind kind)
{
	static const char *const names[] = {
		[FDTR_REGION_MEMORY] = "memory bank",
		[FDTR_REGION_RESERVED] = "reserved region",
		[FDTR_REGION_MEMRESERVE] = "/memreserve/ entry",
		[FDTR_REGION_INITRD] = "initrd",
		[FDTR_REGION_ELFCOREHDR] = "crash dump header",
		[FDTR_REGION_KERNEL] = "kernel image",
		[FDTR_REGION_DTB] = "device tree blob",
		[FDTR_REGION_MMIO] = "device registers",
		[FDTR_REGION_PCI_WINDOW] = "PCI window",
		[FDTR_REGION_RMR] = "RMR range",
	};

	return names[kind];
}
