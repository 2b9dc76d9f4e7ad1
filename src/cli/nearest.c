// SPDX-License-Identifier: BSD-2-Clause
/* Names of rules and targets that there are not. */
#include "cli/cli.h"
#include "cli/input/paths.h"

#include <fdtrestrict/predict.h>

#include <string.h>
static const char *rule_name_at(const void *context, size_t index)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);

	(void)context;
	return index < count ? rules[index]->name : NULL;
}

static const char *target_name_at(const void *context, size_t index)
{
	(void)context;
	return index < FDTR_TARGET_COUNT ? fdtr_target_info((enum fdtr_target)index)->name : NULL;
}

static const char *guest_name_at(const void *context, size_t index)
{
	size_t count;
	const struct fdtr_guest *guests = fdtr_guests(&count);

	(void)context;
	return index < count ? guests[index].name : NULL;
}

const char *nearest_rule(const char *name)
{
	return fdtr_nearest_name(name, rule_name_at, NULL);
}

const char *nearest_target(const char *name)
{
	return fdtr_nearest_name(name, target_name_at, NULL);
}

const char *nearest_guest(const char *name)
{
	return fdtr_nearest_name(name, guest_name_at, NULL);
}

bool guest_matches(const char *pattern, const char *name)
{
	return !strcmp(pattern, "all") || path_matches(pattern, name);
}

int no_such_rule(const char *command, const char *name)
{
	const char *nearest = nearest_rule(name);

	if (nearest)
		return usage_error(command, "no rule '%s'; did you mean '%s'?", name, nearest);
	return usage_error(command, "no rule '%s'; `fdtrestrict explain` lists them", name);
}

int no_such_target(const char *command, const char *name)
{
	const char *nearest = nearest_target(name);

	if (nearest)
		return usage_error(command, "no target '%s'; did you mean '%s'?", name, nearest);
	return usage_error(command, "no target '%s'; --list-targets lists them", name);
}
