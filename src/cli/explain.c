// SPDX-License-Identifier: BSD-2-Clause
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static int explain(const char *name)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);
	int index = fdtr_rule_index(name);
	const struct fdtr_rule *rule;

	if (index < 0)
		return usage_error(
			"explain", "no rule '%s'; `fdtrestrict lint --list-rules` lists them", name);
	rule = rules[index];
	printf("%s (%s)\n\n    %s.\n\nWhy:    %s\n\nFix:    %s\n\nSource: %s.\n", rule->name,
		fdtr_severity_name(rule->severity), rule->summary, rule->why, rule->fix, rule->source);
	return EXIT_CLEAN;
}

int command_explain(int argc, char **argv)
{
	int status = EXIT_CLEAN;

	if (argc >= 2 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))) {
		puts("usage: fdtrestrict explain RULE...\n\nTells why a rule exists, what to do, and where that is known "
		     "from.\n`fdtrestrict lint --list-rules` lists the rules.");
		return EXIT_CLEAN;
	}
	if (argc < 2)
		return usage_error("explain", "no rule given");
	for (int i = 1; !status && i < argc; i++) {
		if (i > 1)
			putchar('\n');
		status = explain(argv[i]);
	}
	return status;
}
