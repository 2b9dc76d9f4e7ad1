// SPDX-License-Identifier: BSD-2-Clause
/* The targets that lint's rules hold for. */
#include "cli/lint/lint.h"

#include <stdio.h>

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
