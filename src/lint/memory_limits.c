// SPDX-License-Identifier: BSD-2-Clause
/* Rules on what /chosen takes away: memory that the kernel is told not to use, devices that it is told of twice. */
#include "lint/lint.h"

#include <string.h>

/* What is left of memory: only ranges of lint->banks, cut. */
struct remains {
	struct fdtr_range ranges[2];
	uint32_t count;
};

/* The targets that the range is lost to: 5.15 reads one entry. */
static uint32_t lost_to(const struct remains *remains, struct fdtr_range range)
{
	for (uint32_t i = 0; i < remains->count; i++) {
		if (fdtr_range_contains(remains->ranges[i], range))
			return i ? FDTR_FOR_LINUX_5_15 : 0;
	}
	return FDTR_FOR_LINUX;
}

/* Linux MAX_USABLE_RANGES: two entries, in the root's cells. */
static bool read_usable(const struct fdtr_lint *lint, struct remains *remains)
{
	const struct fdtr_node *root = &lint->tree->nodes[0];
	uint32_t bytes = 4 * ((uint32_t)root->address_cells + root->size_cells);
	struct fdtr_property list;
	uint64_t base, size;

	remains->count = 0;
	if (lint->tree->chosen == FDTR_NONE || !bytes ||
		!fdtr_tree_property(
			lint->tree, lint->tree->chosen, FDTR_P_LINUX_USABLE_MEMORY_RANGE, &list) ||
		list.length % bytes)
		return false;
	for (uint32_t i = 0; i < list.length / bytes && i < FDTR_ARRAY_SIZE(remains->ranges); i++) {
		const unsigned char *entry = list.data + (size_t)i * bytes;

		if (fdtr_cells(entry, root->address_cells, &base) &&
			fdtr_cells(entry + 4 * (size_t)root->address_cells, root->size_cells, &size) &&
			fdtr_range_make(base, size, &remains->ranges[remains->count]))
			remains->count++;
	}
	return remains->count != 0;
}

static bool is_static(const struct fdtr_pool *pool)
{
	return pool->placed && pool->available && pool->reserved;
}

static void check_pool_outside_usable_memory(struct fdtr_lint *lint, uint32_t index)
{
	struct remains usable;
	struct fdtr_origin limit;

	(void)index;
	if (!read_usable(lint, &usable))
		return;
	limit = fdtr_at(lint, lint->tree->chosen, FDTR_P_LINUX_USABLE_MEMORY_RANGE);
	for (uint32_t i = 0; i < lint->platform->pool_count; i++) {
		const struct fdtr_pool *pool = fdtr_lint_pool(lint, i);

		if (is_static(pool) && lint->users[i] && !(lint->unsound_pool[i] & FDTR_SOUND_PLACE))
			fdtr_report_to(lint, lost_to(&usable, pool->range), lint->rule->severity,
				fdtr_at(lint, pool->object, FDTR_P_REG), &limit,
				"the pool is not in linux,usable-memory-range, which is all that the kernel maps");
	}
}

const struct fdtr_rule fdtr_rule_pool_outside_usable_memory = {
	.name = "pool-outside-usable-memory",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_LINUX,
	.summary = "a pool lies within /chosen linux,usable-memory-range, where there is one",
	.why = "Linux forgets all memory outside it and has no mapping for the pool, which it zeroes when the first "
	       "device probes. Crash kernels are started so, with the tree of the kernel that crashed.",
	.happens = "linux-6.1, 6.12, 7.2: panics as the first device probes (booted)\n"
		   "linux-5.15: looks at the first range alone (read)",
	.fix = "Widen the range by the pool; for a crash kernel, disable the pool's devices.",
	.source = "Linux drivers/of/fdt.c early_init_dt_check_for_usable_mem_range(), kernel/dma/swiotlb.c "
		  "rmem_swiotlb_device_init(); booted on 6.12",
	.needs = FDTR_SOUND_FRAME,
	.check = check_pool_outside_usable_memory,
};

/* One argument of the command line, without its quotes; arguments end at spaces outside quotes. */
struct argument {
	const char *text;
	size_t length;
};

static bool next_argument(const char **at, const char *end, struct argument *argument)
{
	bool quoted = false;

	while (*at < end && (**at == ' ' || **at == '\t'))
		++*at;
	argument->text = *at;
	while (*at < end && **at && (quoted || (**at != ' ' && **at != '\t'))) {
		quoted ^= **at == '"';
		++*at;
	}
	argument->length = (size_t)(*at - argument->text);
	return argument->length != 0;
}

static bool read_bootargs(const struct fdtr_lint *lint, const char **at, const char **end)
{
	struct fdtr_property bootargs;

	if (lint->tree->chosen == FDTR_NONE ||
		!fdtr_tree_property(lint->tree, lint->tree->chosen, FDTR_P_BOOTARGS, &bootargs))
		return false;
	*at = (const char *)bootargs.data;
	*end = *at + bootargs.length;
	return true;
}

static bool has_prefix(const struct argument *argument, const char *prefix)
{
	return argument->length >= strlen(prefix) && !memcmp(argument->text, prefix, strlen(prefix));
}

static unsigned int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned int)(c - '0');
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? (unsigned int)(c - 'a' + 10) : 99;
}

/* Linux lib/cmdline.c memparse(): decimal, octal or hexadecimal, and a suffix; false when it is no whole number. */
static bool parse_size(const char *text, size_t length, uint64_t *size)
{
	static const char suffixes[] = "kmgtpe";
	unsigned int base = length > 1 && text[0] == '0' ? 8 : 10;
	size_t i = 0;
	const char *suffix;

	if (length > 2 && text[0] == '0' && (text[1] | 0x20) == 'x') {
		base = 16;
		i = 2;
	}
	for (*size = 0; i < length && digit_of(text[i]) < base; i++) {
		if (*size > (UINT64_MAX - 15) / base)
			return false;
		*size = *size * base + digit_of(text[i]);
	}
	suffix = i < length ? memchr(suffixes, text[i] | 0x20, sizeof(suffixes) - 1) : NULL;
	for (; suffix && suffix >= suffixes; suffix--) {
		if (*size >> 54)
			return false;
		*size <<= 10;
	}
	return i != 0;
}

/* The last mem= rules; "@", which 32-bit Arm knows, makes it another thing. */
static bool read_mem(const struct fdtr_lint *lint, uint64_t *limit)
{
	const char *at, *end;
	struct argument argument;
	bool found = false;

	*limit = 0;
	if (!read_bootargs(lint, &at, &end))
		return false;
	while (next_argument(&at, end, &argument)) {
		if (has_prefix(&argument, "mem="))
			found = !memchr(argument.text, '@', argument.length) &&
			        parse_size(argument.text + 4, argument.length - 4, limit);
	}
	return found && *limit;
}

/* The address of the first byte that mem= takes away: memory is counted from below. */
static bool find_cut(const struct fdtr_lint *lint, uint64_t limit, uint64_t *cut)
{
	for (uint32_t i = 0; i < lint->banks.count; i++) {
		uint64_t size = fdtr_range_size(lint->banks.items[i]);

		if (limit < size) {
			*cut = lint->banks.items[i].first + limit;
			return true;
		}
		limit -= size;
	}
	return false;
}

static void check_pool_beyond_mem(struct fdtr_lint *lint, uint32_t index)
{
	struct fdtr_origin argument;
	uint64_t limit, cut;

	(void)index;
	if (!read_mem(lint, &limit) || !find_cut(lint, limit, &cut))
		return;
	argument = fdtr_at(lint, lint->tree->chosen, FDTR_P_BOOTARGS);
	for (uint32_t i = 0; i < lint->platform->pool_count; i++) {
		const struct fdtr_pool *pool = fdtr_lint_pool(lint, i);

		if (is_static(pool) && lint->users[i] && pool->range.last >= cut &&
			!(lint->unsound_pool[i] & FDTR_SOUND_PLACE) &&
			fdtr_ranges_contain(&lint->banks, pool->range))
			fdtr_report_as(lint, lint->rule->severity, fdtr_at(lint, pool->object, FDTR_P_REG),
				&argument,
				"mem= in bootargs ends memory at %#" PRIx64 ", before the pool's end", cut);
	}
}

const struct fdtr_rule fdtr_rule_pool_beyond_mem = {
	.name = "pool-beyond-mem",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_LINUX,
	.summary = "mem= on the command line leaves the pool its memory",
	.why = "Linux forgets all memory beyond that many bytes and has no mapping for the pool, which it zeroes when "
	       "the first device probes.",
	.happens =
		"linux-6.1, 6.12, 7.2, mem=128M, pool 256 MiB above the start: panics as the first device probes (booted)",
	.fix = "Drop mem=, or place the pool below; to give a guest less memory, say so in /memory.",
	.source = "Linux arch/arm64/mm/init.c early_mem(), arm64_memblock_init(), mm/memblock.c "
		  "memblock_mem_limit_remove_map(); booted on 6.12",
	.needs = FDTR_SOUND_FRAME,
	.check = check_pool_beyond_mem,
};

static void check_bootargs_device(struct fdtr_lint *lint, uint32_t index)
{
	const char *at, *end;
	struct argument argument;
	uint32_t count = 0;

	(void)index;
	if (!lint->platform->pool_count || !read_bootargs(lint, &at, &end))
		return;
	while (next_argument(&at, end, &argument))
		count += has_prefix(&argument, "virtio_mmio.device=");
	if (count)
		fdtr_report(lint, fdtr_at(lint, lint->tree->chosen, FDTR_P_BOOTARGS),
			"virtio_mmio.device= declares %u device%s that no pool can restrict", count,
			count == 1 ? "" : "s");
}

const struct fdtr_rule fdtr_rule_bootargs_device = {
	.name = "bootargs-device",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_LINUX,
	.summary = "where there is a restricted pool, no virtio device is declared on the command line",
	.why = "With CONFIG_VIRTIO_MMIO_CMDLINE_DEVICES Linux makes a device of it that has no node in the tree, so no "
	       "memory-region and no dma-ranges: it does unrestricted DMA, even where the tree describes the same "
	       "registers as a restricted device.",
	.fix = "Describe the device in the tree, with memory-region, and delete the argument.",
	.source = "Linux drivers/virtio/virtio_mmio.c vm_cmdline_set(), drivers/base/platform.c "
		  "platform_dma_configure()",
	.check = check_bootargs_device,
};
