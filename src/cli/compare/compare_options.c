// SPDX-License-Identifier: BSD-2-Clause
/* The command line of compare. */
#include "cli/check/check_options.h"
#include "cli/compare/compare.h"
#include "cli/input/text_file.h"
#include "cli/tables/tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char help[] =
	"usage: fdtrestrict compare [OPTION]... TREE TABLE...\n"
	"\n"
	"Says where a device tree and the ACPI tables of the same machine differ: pools, who uses them, registers,\n"
	"interrupts, coherence, guards. The tree is a .dtb, or a .dts through dtc; tables are .aml, .asl through iasl, or\n"
	"acpidump's text, or a directory of these, all of them one machine's. An MCFG among them tells host bridges apart.\n"
	"\n"
	"What is asked\n" CHECK_HELP_RULES "\n"
	"Input\n"
	"  -I, --include DIR               look for what source includes there too, besides its own folder\n"
	"  -D, --define NAME[=VALUE]       for the preprocessor\n"
	"  -f, --force                     take also what dtc calls wrong, where it makes a tree of it\n"
	"\n"
	"Output\n" CHECK_HELP_OUTPUT CHECK_HELP_STATUS;

static const struct option long_options[] = {CHECK_LONG_OPTIONS, {NULL, 0, NULL, 0}};

void compare_write_help(void)
{
	(void)fputs(help, stdout);
}

/* There is one tree, and it is whole. */
static int set_option(struct compare_settings *settings, int option, char *value)
{
	if (option == CHECK_OPTION_BASE || option == 'r' || option == 'j')
		return usage_error(
			"compare", "one tree is compared: --base, -r and -j are for lint and validate");
	return check_options_set(&settings->check, option, value);
}

int compare_options_parse(struct compare_settings *settings, int argc, char **argv)
{
	int option, status = check_options_begin(&settings->check, argc);

	while (!status && (option = getopt_long(argc, argv, CHECK_SHORT_OPTIONS, long_options, NULL)) != -1)
		status = set_option(settings, option, optarg);
	check_options_end(&settings->check);
	return status;
}

/* By its start; what cannot be read is nothing, and is complained of when it is read in earnest. */
static bool has_tables(const char *name)
{
	unsigned char *start = malloc(TABLES_START);
	FILE *file = start && strcmp(name, "-") != 0 ? fopen(name, "rb") : NULL;
	size_t size = file ? fread(start, 1, TABLES_START, file) : 0;
	bool found = tables_form(name, start, size) != TABLES_NONE;

	if (file)
		(void)fclose(file);
	free(start);
	return found;
}

static bool is_directory(const char *name)
{
	struct stat status;

	return !stat(name, &status) && S_ISDIR(status.st_mode);
}

static int sort_file(struct compare_settings *settings, char *name)
{
	if (has_tables(name))
		settings->tables[settings->table_count++] = name;
	else if (settings->tree)
		return usage_error("compare",
			"one tree is compared with tables: neither %s nor %s has ACPI tables in it",
			settings->tree, name);
	else
		settings->tree = name;
	return EXIT_CLEAN;
}

/* The tables that directories hold; the other names and those come to no more than `room`. */
static int find_tables(struct compare_settings *settings, int count, char **names)
{
	struct fdtr_error error = {0};
	int status = FDTR_OK;

	settings->found.tables = true;
	for (int i = 0; !status && i < count; i++) {
		if (is_directory(names[i]))
			status = files_add(&settings->found, names[i], false, &error);
	}
	settings->tables = calloc((size_t)count + settings->found.count + 1, sizeof(*settings->tables));
	if (!status && !settings->tables)
		status = fdtr_error_memory(&error);
	if (status) {
		complain("%s", error.message);
		return exit_of(status);
	}
	for (size_t i = 0; settings->tables && i < settings->found.count; i++)
		settings->tables[settings->table_count++] = settings->found.items[i].name;
	return EXIT_CLEAN;
}

/* Beside a tree that has a name, stdin is tables. */
int compare_sort_files(struct compare_settings *settings, int count, char **names)
{
	int status = find_tables(settings, count, names);

	for (int i = 0; !status && i < count; i++) {
		if (strcmp(names[i], "-") != 0 && !is_directory(names[i]))
			status = sort_file(settings, names[i]);
	}
	for (int i = 0; !status && i < count; i++) {
		if (strcmp(names[i], "-") != 0)
			continue;
		if (settings->tree)
			settings->tables[settings->table_count++] = names[i];
		else
			settings->tree = names[i];
	}
	if (status)
		return status;
	if (!settings->tree)
		return usage_error("compare", "no device tree given, only tables");
	if (!settings->table_count)
		return usage_error("compare", "no ACPI tables given: TREE TABLE...");
	return EXIT_CLEAN;
}
