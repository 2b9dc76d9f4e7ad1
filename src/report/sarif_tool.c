// SPDX-License-Identifier: BSD-2-Clause
#include "report/sarif.h"

#include "report/write.h"

#include <ctype.h>
#include <string.h>

/* "pool-no-map" as "PoolNoMap". */
static json_t *friendly_name(const char *name)
{
	char text[80];
	size_t length = 0;
	bool first = true;

	for (; *name && length + 1 < sizeof(text); name++) {
		if (*name != '-')
			text[length++] = (char)(first ? toupper((unsigned char)*name) : *name);
		first = *name == '-';
	}
	return json_stringn(text, length);
}

static json_t *sentence(const char *text)
{
	return json_pack("{s:o}", "text", json_sprintf("%s.", text));
}

/* A list item a line. */
static json_t *as_list(const char *lines)
{
	json_t *list = json_string("");

	for (size_t length; *lines; lines += length + (lines[length] == '\n')) {
		json_t *before = list;

		length = strcspn(lines, "\n");
		list = json_sprintf("%s- %.*s\n", json_string_value(before), (int)length, lines);
		json_decref(before);
	}
	return list;
}

static json_t *help_json(const struct fdtr_rule *rule)
{
	const char *happens = rule->happens ? rule->happens : "";
	json_t *list = as_list(happens);
	json_t *text = json_sprintf("Why: %s\n%s%s%sFix: %s\nSource: %s.", rule->why,
		*happens ? "Happens: " : "", happens, *happens ? "\n" : "", rule->fix, rule->source);
	json_t *markdown = json_sprintf("**Why:** %s\n\n%s%s%s**Fix:** %s\n\n**Source:** %s.", rule->why,
		*happens ? "**Happens:**\n\n" : "", json_string_value(list), *happens ? "\n" : "", rule->fix,
		rule->source);

	json_decref(list);
	return json_pack("{s:o, s:o}", "text", text, "markdown", markdown);
}

static json_t *rule_json(const struct fdtr_rule *rule)
{
	return json_pack("{s:s, s:o, s:o, s:{s:s}, s:o, s:{s:s}, s:{s:[s, s], s:o}}", "id", rule->name,
		"name", friendly_name(rule->name), "shortDescription", sentence(rule->summary),
		"fullDescription", "text", rule->why, "help", help_json(rule), "defaultConfiguration",
		"level", report_level(rule->severity, "note"), "properties", "tags", "devicetree", "dma",
		"targets", report_json_targets(rule->targets));
}

json_t *sarif_tool(void)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, rule_json(rules[i]));
	return json_pack("{s:{s:s, s:s, s:s, s:s, s:s, s:o}}", "driver", "name", "fdtrestrict", "fullName",
		"fdtrestrict " FDTR_VERSION, "version", fdtr_version(), "semanticVersion", fdtr_version(),
		"informationUri", FDTR_HOMEPAGE, "rules", list);
}
