// SPDX-License-Identifier: BSD-2-Clause
/*
 * The boot log of a Linux, whatever stands before its lines:
 *
 *	BIOS-e820: [mem 0x0000000000100000-0x000000001ffdffff] usable
 *	user: [mem 0x0000000010000000-0x00000000107fffff] reserved
 *	efi: mem00: [Conventional|   |  |...] range=[0x0000000000100000-0x00000000007fffff] (7MB)
 *	efi:   0x000040000000-0x000043ffffff [Conventional|   |  |...]
 *
 * of x86, of x86 where memmap= or mem= changed the map, of x86 and of arm64 with efi=debug. "Early memory node ranges" is none
 * of these: it has reserved memory among the rest.
 */
#include "cli/tables/memory_map_parts.h"

#include <string.h>

struct entry {
	uint64_t first;
	uint64_t last;
	const char *type; /* up to the end of the line, or to a '|' */
};

/* False when the line has no entry of that kind; what follows the mark is in `at`. */
static bool find_mark(const char *line, const char *mark, const char **at)
{
	const char *found = strstr(line, mark);

	if (!found || (found != line && found[-1] != ' ' && found[-1] != ']'))
		return false;
	*at = found + strlen(mark);
	return true;
}

static bool read_e820(const char *at, struct entry *entry)
{
	if (!map_range(&at, &entry->first, &entry->last) || *at++ != ']')
		return false;
	entry->type = at + strspn(at, " ");
	return *entry->type != '\0';
}

static bool read_efi_x86(const char *at, struct entry *entry)
{
	entry->type = strchr(at, '[');
	at = strstr(at, "range=[");
	if (!entry->type || !at || entry->type > at)
		return false;
	entry->type++;
	at += strlen("range=[");
	return map_range(&at, &entry->first, &entry->last);
}

static bool read_efi_arm64(const char *at, struct entry *entry)
{
	if (!map_range(&at, &entry->first, &entry->last))
		return false;
	entry->type = at + strspn(at, " ");
	return *entry->type++ == '[';
}

enum source { SOURCE_USER, SOURCE_E820, SOURCE_EFI, SOURCES };

/* Of e820 what is not usable is reserved: ACPI's, unusable, persistent, others by number. */
static bool e820_kind(const char *type, enum fdtr_region_kind *kind)
{
	bool usable = (strstr(type, "usable") && !strstr(type, "unusable")) || strstr(type, "System RAM");

	*kind = usable ? FDTR_REGION_MEMORY : FDTR_REGION_RESERVED;
	return true;
}

/* After the boot services the guest has all of these; devices are no memory at all. */
static bool efi_kind(const char *type, enum fdtr_region_kind *kind)
{
	static const char *const usable[] = {
		"Conventional", "Loader Code", "Loader Data", "Boot Code", "Boot Data", "Unaccepted"};

	if (!strncmp(type, "MMIO", 4) || !strncmp(type, "Memory Mapped", 13))
		return false;
	*kind = FDTR_REGION_RESERVED;
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(usable); i++) {
		if (!strncmp(type, usable[i], strlen(usable[i])))
			*kind = FDTR_REGION_MEMORY;
	}
	return true;
}

/* "efi: mem00: [" or "efi:   0x"; other lines of efi: are not meant. */
static bool read_efi(const char *at, struct entry *entry, bool *meant)
{
	at += strspn(at, " ");
	*meant = true;
	if (!strncmp(at, "mem", 3) && at[3] >= '0' && at[3] <= '9')
		return read_efi_x86(at, entry);
	*meant = !strncmp(at, "0x", 2) && strchr(at, '[');
	return *meant && read_efi_arm64(at, entry);
}

/* The present line, when it has an entry of that source. */
static int take_line(struct map_text *text, enum source source)
{
	static const char *const marks[SOURCES] = {"user: [mem ", "BIOS-e820: [mem ", "efi: "};
	struct entry entry;
	enum fdtr_region_kind kind;
	const char *at;
	bool meant = true, sound;

	if (!find_mark(text->line, marks[source], &at))
		return FDTR_OK;
	sound = source == SOURCE_EFI ? read_efi(at, &entry, &meant) : read_e820(at, &entry);
	if (!meant)
		return FDTR_OK;
	if (!sound)
		return map_wrong(
			text, "the entry of the memory map is damaged: FIRST-LAST and a type belong here");
	if (!(source == SOURCE_EFI ? efi_kind : e820_kind)(entry.type, &kind))
		return FDTR_OK;
	return map_add(text, kind, entry.first, entry.last);
}

/* A log may have several boots: the last that tells its map counts. */
static int collect(struct map_text *text, enum source source)
{
	bool booted = false;
	int status = FDTR_OK;

	text->next = text->number = 0;
	text->map->count = 0;
	while (!status && map_next_line(text)) {
		uint32_t before = text->map->count;
		struct fdtr_region last;

		booted = booted || strstr(text->line, "Linux version ");
		status = take_line(text, source);
		if (!booted || status || text->map->count == before)
			continue;
		booted = false;
		last = text->map->regions[before];
		text->map->regions[0] = last;
		text->map->regions[0].origin.index = 0;
		text->map->count = 1;
	}
	return status;
}

static bool has_node_ranges(struct map_text *text)
{
	text->next = text->number = 0;
	while (map_next_line(text)) {
		if (strstr(text->line, "Early memory node ranges"))
			return true;
	}
	return false;
}

int map_read_log(struct map_text *text)
{
	int status = FDTR_OK;

	for (uint32_t source = 0; !status && source < SOURCES; source++) {
		status = collect(text, (enum source)source);
		if (text->map->count)
			return status;
	}
	if (status)
		return status;
	if (has_node_ranges(text))
		return map_wrong(text,
			"the log has no memory map but the early node ranges, which do not tell reserved memory from "
			"other memory; boot with efi=debug, or save /proc/iomem as root");
	return fdtr_error_set(text->error, FDTR_ERR_BADTREE,
		"%s: there is no memory map in it; it may be /proc/iomem, a boot log with e820 or efi=debug lines, "
		"or JSON",
		text->name);
}
