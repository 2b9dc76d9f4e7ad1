// SPDX-License-Identifier: BSD-2-Clause
/* /proc/iomem: "00100000-7fffffff : System RAM", two spaces more for what lies within the line above. */
#include "cli/tables/memory_map_parts.h"

#include <string.h>

struct iomem_line {
	size_t indent;
	uint64_t first;
	uint64_t last;
	const char *name;
};

static bool read_line(const char *line, struct iomem_line *read)
{
	const char *at;

	read->indent = strspn(line, " ");
	at = line + read->indent;
	if (!map_range(&at, &read->first, &read->last) || strncmp(at, " : ", 3) != 0)
		return false;
	read->name = at + 3;
	return true;
}

bool map_is_iomem(const char *line)
{
	struct iomem_line read;

	return read_line(line, &read);
}

static bool begins(const char *name, const char *with)
{
	return !strncmp(name, with, strlen(with));
}

/* Names of Linux kernel/resource.c, arch/x86/kernel/e820.c and arch/arm64/kernel/setup.c. */
static bool is_kept(const char *name)
{
	static const char *const kept[] = {"Reserved", "reserved", "ACPI Tables", "ACPI Non-volatile Storage",
		"Unusable memory", "Persistent Memory", "Soft Reserved"};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(kept); i++) {
		if (begins(name, kept[i]))
			return true;
	}
	return false;
}

/* What lies within System RAM is the kernel's own: on arm64 its allocations are called reserved there. */
static int take_line(struct map_text *text, const struct iomem_line *line, size_t *ram)
{
	if (line->indent > *ram)
		return FDTR_OK;
	*ram = SIZE_MAX;
	if (begins(line->name, "System RAM")) {
		*ram = line->indent;
		return map_add(text, FDTR_REGION_MEMORY, line->first, line->last);
	}
	return is_kept(line->name) ? map_add(text, FDTR_REGION_RESERVED, line->first, line->last) : FDTR_OK;
}

int map_read_iomem(struct map_text *text)
{
	struct iomem_line line;
	size_t ram = SIZE_MAX;
	bool any = false;
	int status = FDTR_OK;

	while (!status && map_next_line(text)) {
		if (!read_line(text->line, &line))
			return map_wrong(text, "this is no line of /proc/iomem, as those before it are");
		any = any || line.first || line.last;
		status = take_line(text, &line, &ram);
	}
	if (!status && !any)
		return fdtr_error_set(text->error, FDTR_ERR_BADTREE,
			"%s: all addresses are zero: the kernel hides them from who is not root; save /proc/iomem "
			"as root",
			text->name);
	return status;
}
