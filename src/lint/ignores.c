// SPDX-License-Identifier: BSD-2-Clause
/* Rules on what the user wrote for this tool. No tree shows it: whoever reads the files reports it. */
#include "lint/lint.h"

const struct fdtr_rule fdtr_rule_ignore_invalid = {
	.name = "ignore-invalid",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_SOURCE,
	.targets = FDTR_FOR_ALL,
	.alone = true,
	.summary = "an ignore in a comment must name rules that there are, and a reason",
	.why = "It does not count, so what it should silence is reported; and without a reason nobody can tell later "
	       "whether it may go.",
	.fix = "Write \"fdtrestrict: ignore=RULE,... REASON\".",
	.source = "fdtrestrict(1), ADOPTING IT",
};

const struct fdtr_rule fdtr_rule_ignore_unused = {
	.name = "ignore-unused",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_SOURCE,
	.targets = FDTR_FOR_ALL,
	.alone = true,
	.summary = "an ignore must match a finding",
	.why = "What it was for has gone or is elsewhere now; left in place, it hides the next such mistake there.",
	.fix = "Delete it, or move it to the line of what it is for; --write-baseline writes a baseline anew.",
	.source = "fdtrestrict(1), ADOPTING IT; fdtrestrict.yaml(5)",
};
