// SPDX-License-Identifier: BSD-2-Clause
/* What lint knows: its rules, and the targets they hold for. */
#include "cli/lint/lint.h"

#include <stdio.h>

int lint_list_rules(const struct lint_settings *settings)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);

	if (settings->format == &fdtr_report_json) {
		if (fdtr_report_rules(stdout))
			return EXIT_CLEAN;
		complain("cannot write to stdout");
		return EXIT_SYSTEM;
	}
	for (size_t i = 0; i < count; i++)
		printf("%-36s %-8s %s\n", rules[i]->name, fdtr_severity_name(rules[i]->severity),
			rules[i]->summary);
	return EXIT_CLEAN;
}

int lint_list_targets(void)
{
	for (unsigned int i = 0; i < FDTR_TARGET_COUNT; i++) {
		const struct fdtr_target_info *target = fdtr_target_info((enum fdtr_target)i);

		printf("%s%s%s: %s\n    accepts: %s\n    reads:   %s\n    limits:  %s\n    source:  %s\n",
			i ? "\n" : "", target->name, FDTR_FOR_DEFAULT & FDTR_FOR(i) ? " (default)" : "",
			target->summary, target->accepts, target->reads, target->limits, target->source);
	}
	return EXIT_CLEAN;
}
