/* SPDX-License-Identifier: BSD-2-Clause */
/* The options that every command of check.h has, and their help. */
#ifndef FDTR_SRC_CLI_CHECK_OPTIONS_H
#define FDTR_SRC_CLI_CHECK_OPTIONS_H

#include "cli/check/check.h"

#include <getopt.h>

/* For getopt_long(); a command's own begin at CHECK_OPTION_END. */
enum {
	CHECK_OPTION_FAIL_ON = 256,
	CHECK_OPTION_EXIT_ZERO,
	CHECK_OPTION_FORMAT,
	CHECK_OPTION_COLOUR,
	CHECK_OPTION_SELECT,
	CHECK_OPTION_IGNORE,
	CHECK_OPTION_CONFIG,
	CHECK_OPTION_NO_CONFIG,
	CHECK_OPTION_DUMP_CONFIG,
	CHECK_OPTION_BASELINE,
	CHECK_OPTION_WRITE_BASELINE,
	CHECK_OPTION_BASE,
	CHECK_OPTION_LIST_RULES,
	CHECK_OPTION_END
};

#define CHECK_SHORT_OPTIONS "W:I:D:frj:o:h"

/* clang-format off */
#define CHECK_LONG_OPTIONS                                                        \
	{"select", required_argument, NULL, CHECK_OPTION_SELECT},                 \
	{"ignore", required_argument, NULL, CHECK_OPTION_IGNORE},                 \
	{"warn", required_argument, NULL, 'W'},                                   \
	{"include", required_argument, NULL, 'I'},                                \
	{"define", required_argument, NULL, 'D'},                                 \
	{"force", no_argument, NULL, 'f'},                                        \
	{"config", required_argument, NULL, CHECK_OPTION_CONFIG},                 \
	{"no-config", no_argument, NULL, CHECK_OPTION_NO_CONFIG},                 \
	{"dump-config", no_argument, NULL, CHECK_OPTION_DUMP_CONFIG},             \
	{"baseline", required_argument, NULL, CHECK_OPTION_BASELINE},             \
	{"write-baseline", required_argument, NULL, CHECK_OPTION_WRITE_BASELINE}, \
	{"base", required_argument, NULL, CHECK_OPTION_BASE},                     \
	{"recursive", no_argument, NULL, 'r'},                                    \
	{"jobs", required_argument, NULL, 'j'},                                   \
	{"fail-on", required_argument, NULL, CHECK_OPTION_FAIL_ON},               \
	{"exit-zero", no_argument, NULL, CHECK_OPTION_EXIT_ZERO},                 \
	{"format", required_argument, NULL, CHECK_OPTION_FORMAT},                 \
	{"output", required_argument, NULL, 'o'},                                 \
	{"color", required_argument, NULL, CHECK_OPTION_COLOUR},                  \
	{"list-rules", no_argument, NULL, CHECK_OPTION_LIST_RULES},               \
	{"help", no_argument, NULL, 'h'}

#define CHECK_HELP_RULES                                                                            \
	"      --select RULE,...           only these rules; patterns such as '*-unused' too\n"       \
	"      --ignore RULE,...           not these rules\n"                                       \
	"  -W, --warn RULE=LEVEL           off, info, warning or error for a rule\n"                \
	"      --config FILE               instead of the nearest .fdtrestrict.yaml, here or further up\n" \
	"      --no-config                 none at all\n"                                           \
	"      --dump-config               the configuration that all this comes to\n"              \
	"      --baseline FILE             not what is known there already\n"                       \
	"      --write-baseline FILE       make all that is found known\n"

#define CHECK_HELP_INPUT                                                                            \
	"  -I, --include DIR               look for what source includes there too, besides its own folder\n" \
	"  -D, --define NAME[=VALUE]       for the preprocessor\n"                                  \
	"  -f, --force                     take also what dtc or iasl calls wrong, where it makes something of it\n" \
	"      --base FILE                 the tree that overlays are for: take them as applied\n"  \
	"  -r, --recursive                 every tree and table below a directory\n"                          \
	"  -j, --jobs N                    so many files at a time (1)\n"

#define CHECK_HELP_OUTPUT                                                                           \
	"      --format text|gcc|json|jsonl|sarif|github|junit|html\n"                              \
	"                                  (as FILE is called, or text)\n"                          \
	"  -o, --output FILE               write the report there\n"                                \
	"      --color auto|always|never   (auto)\n"                                                \
	"      --fail-on LEVEL             exit 1 from this level on (error)\n"                     \
	"      --exit-zero                 exit 0 whatever is found\n"                              \
	"      --list-rules                the rules, their level and what they want; more with --format json\n"

#define CHECK_HELP_STATUS \
	"\nExit status: 0 clean, 1 findings, 2 usage, 3 unreadable input, 4 output not written.\n"
/* clang-format on */

/* Exit statuses, complained of. The settings hold the command's name, and are otherwise zeroed. */
int check_options_begin(struct check_settings *settings, int argc);
int check_options_set(struct check_settings *settings, int option, char *value);
void check_options_end(struct check_settings *settings);
/* One value more of an option; the list has space for all arguments. */
bool check_values_make(struct check_values *values, int argc);
int check_values_add(struct check_values *values, char *value);

#endif
