/* SPDX-License-Identifier: BSD-2-Clause */
/* What no description says of its machine: where kernel and blob are loaded, what its memory is worth, and the memory map beside tables. */
#ifndef FDTR_SRC_CLI_SITUATION_H
#define FDTR_SRC_CLI_SITUATION_H

#include "cli/check/check_options.h"
#include "cli/input/text_file.h"
#include "cli/tables/memory_map.h"

struct situation {
	enum fdtr_memory memory;
	struct fdtr_region kernel;
	bool has_kernel;
	uint64_t dtb_at;
	bool has_dtb_at;
	const char *map_name; /* of ACPI tables, NULL for none */
	struct text_file map_text;
	struct memory_map map;
};

/* For getopt_long(); a command's own begin at SITUATION_OPTION_END. */
enum {
	SITUATION_OPTION_MEMORY = CHECK_OPTION_END,
	SITUATION_OPTION_KERNEL,
	SITUATION_OPTION_DTB_AT,
	SITUATION_OPTION_MEMORY_MAP,
	SITUATION_OPTION_END
};

/* clang-format off */
#define SITUATION_LONG_OPTIONS                                            \
	{"memory", required_argument, NULL, SITUATION_OPTION_MEMORY},     \
	{"kernel", required_argument, NULL, SITUATION_OPTION_KERNEL},     \
	{"dtb-at", required_argument, NULL, SITUATION_OPTION_DTB_AT},     \
	{"memory-map", required_argument, NULL, SITUATION_OPTION_MEMORY_MAP}

#define SITUATION_HELP                                                                              \
	"      --memory final|provisional  is /memory what the guest gets? (in a VMM's tree it is)\n" \
	"      --kernel ADDR+SIZE          where the kernel image is loaded\n"                      \
	"      --dtb-at ADDR               where the blob itself is loaded\n"                       \
	"      --memory-map FILE           the memory map beside ACPI tables: /proc/iomem, a boot log, JSON\n"
/* clang-format on */

/* Exit statuses, complained of. What is no option of these is check_options_set()'s. */
int situation_set(struct situation *situation, struct check_settings *settings, int option, char *value);
/* Reads the memory map, if there is one. */
int situation_read(struct situation *situation);
/* A memory map goes with tables: a tree says itself where memory is. */
int situation_check(const struct situation *situation, const struct check_run *run);
void situation_free(struct situation *situation);

/*
 * What the description cannot know to be taken; the blob's place is known to the user, its size only here. Without a blob,
 * for tables. Returns how many there are.
 */
uint32_t situation_taken(
	const struct situation *situation, const struct blob *blob, struct fdtr_region taken[2]);

#endif
