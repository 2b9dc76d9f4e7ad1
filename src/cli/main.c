// SPDX-License-Identifier: BSD-2-Clause
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static const struct command commands[] = {
	{"generate", "write a restricted DMA pool into a device tree", command_generate},
	{"lint", "say what guests would silently get wrong", command_lint},
	{"validate", "hold a description against bindings", command_validate},
	{"compare", "say where a device tree and ACPI tables differ", command_compare},
	{"predict", "say what each guest does with each device, and why", command_predict},
	{"map", "draw the memory, and what overlaps in it", command_map},
	{"explain", "tell about a rule: why, remedy, source", command_explain},
};

static void write_help(FILE *out)
{
	fputs("usage: fdtrestrict COMMAND [OPTION]... [FILE]...\n\n", out);
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(commands); i++)
		fprintf(out, "  %-10s %s\n", commands[i].name, commands[i].summary);
	fputs("\n`fdtrestrict COMMAND --help` lists the options, fdtrestrict(1) tells the rest.\n"
	      "Exit status: 0 clean, 1 findings, 2 usage, 3 unreadable input, 4 output not written.\n",
		out);
}

static int dispatch(int argc, char **argv)
{
	if (argc < 2) {
		write_help(stderr);
		return EXIT_USAGE;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
		write_help(stdout);
		return EXIT_CLEAN;
	}
	if (!strcmp(argv[1], "--version")) {
		printf("fdtrestrict %s\n", fdtr_version());
		return EXIT_CLEAN;
	}
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(commands); i++) {
		if (!strcmp(argv[1], commands[i].name))
			return commands[i].run(argc - 1, argv + 1);
	}
	complain("unknown command '%s'; `fdtrestrict --help` lists the commands", argv[1]);
	return EXIT_USAGE;
}

int main(int argc, char **argv)
{
	int status = dispatch(argc, argv);

	if (!ferror(stdout) && !fflush(stdout))
		return status;
	if (status != EXIT_SYSTEM)
		complain("cannot write to stdout");
	return EXIT_SYSTEM;
}
