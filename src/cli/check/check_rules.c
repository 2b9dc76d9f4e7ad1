// SPDX-License-Identifier: BSD-2-Clause
/* Which rules are the command's. */
#include "cli/check/check.h"

#include <stdio.h>
#include <string.h>

bool check_has_rule(const struct check_settings *settings, const struct fdtr_rule *rule)
{
	const char *command = fdtr_rule_command(rule);

	return !command || !strcmp(command, settings->rules_of ? settings->rules_of : settings->command);
}

int check_list_rules(const struct check_settings *settings)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);

	if (settings->format == &fdtr_report_json) {
		if (fdtr_report_rules(stdout, settings->command))
			return EXIT_CLEAN;
		complain("cannot write to stdout");
		return EXIT_SYSTEM;
	}
	for (size_t i = 0; i < count; i++) {
		if (check_has_rule(settings, rules[i]))
			printf("%-36s %-8s %s\n", rules[i]->name, fdtr_severity_name(rules[i]->severity),
				rules[i]->summary);
	}
	return EXIT_CLEAN;
}
