// SPDX-License-Identifier: BSD-2-Clause
/* What the formats of the catalogue share. */
#include "cli/catalogue.h"

#include "report/report.h"

#include <string.h>

const struct example *rule_example(const struct fdtr_rule *rule, bool good)
{
	for (size_t i = 0; i < example_count; i++) {
		if (examples[i].good == good && !strcmp(examples[i].rule, rule->name))
			return &examples[i];
	}
	return NULL;
}

const char *example_command(const struct example *example, char text[EXAMPLE_COMMAND])
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);
	const char *command = fdtr_rule_command(rules[fdtr_rule_index(example->rule)]);

	if (!example->options && (!command || !strcmp(command, "lint")))
		return NULL;
	(void)snprintf(text, EXAMPLE_COMMAND, "fdtrestrict %s%s%s FILE", command ? command : "lint",
		example->options ? " " : "", example->options ? example->options : "");
	return text;
}

bool example_has_line(const struct example *example, const char *line, size_t length)
{
	size_t other;

	for (const char *text = example->text; *text; text += other + (text[other] == '\n')) {
		other = strcspn(text, "\n");
		if (other == length && !memcmp(text, line, length))
			return true;
	}
	return false;
}

static void name_targets(uint32_t targets, char *text, size_t size)
{
	size_t used = 0;

	*text = '\0';
	for (unsigned int i = 0; i < FDTR_TARGET_COUNT && used < size; i++) {
		if (targets & FDTR_FOR(i))
			used += (size_t)snprintf(
				text + used, size - used, "%s%s", used ? " " : "", fdtr_target_info(i)->name);
	}
}

static const char of_tables[] =
	"ACPI tables are looked at, too. What is said of kernels is what they do with a device tree: none takes a "
	"pool from tables yet.";

static bool speaks_of_both(const struct fdtr_rule *rule)
{
	return rule->language == FDTR_TREES_AND_TABLES && rule->scope != FDTR_SCOPE_BINDING;
}

void rule_parts(const struct fdtr_rule *rule, struct rule_parts *parts)
{
	const struct rule_part all[] = {
		{"Why", rule->why},
		{"Happens", rule->happens},
		{"Fix", rule->fix},
		{"Source", rule->source},
		{"Targets", parts->targets},
		{"Tables", speaks_of_both(rule) ? of_tables : NULL},
	};

	name_targets(rule->targets, parts->targets, sizeof(parts->targets));
	parts->count = 0;
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(all); i++) {
		if (all[i].text)
			parts->items[parts->count++] = all[i];
	}
}
