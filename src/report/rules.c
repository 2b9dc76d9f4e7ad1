// SPDX-License-Identifier: BSD-2-Clause
/* The rules themselves, for programs: {"version": 1, "rules": [{"name", "family", "severity", ...}]}. */
#include "report/values.h"

#include <string.h>

const char *fdtr_rule_command(const struct fdtr_rule *rule)
{
	if (rule->scope == FDTR_SCOPE_SOURCE)
		return NULL;
	if (rule->scope == FDTR_SCOPE_COMPARISON)
		return "compare";
	return rule->scope == FDTR_SCOPE_BINDING ? "validate" : "lint";
}

static json_t *languages_json(enum fdtr_language language)
{
	json_t *list = json_array();

	if (language != FDTR_TABLES_ONLY)
		json_array_append_new(list, json_string("device-tree"));
	if (language != FDTR_TREES_ONLY)
		json_array_append_new(list, json_string("acpi"));
	return list;
}

static json_t *rule_json(const struct fdtr_rule *rule, size_t index)
{
	json_t *object = json_object();

	report_json_add(object, "name", rule->name);
	report_json_add(object, "family", fdtr_rule_family(index));
	report_json_add(object, "severity", fdtr_severity_name(rule->severity));
	report_json_add(object, "summary", rule->summary);
	report_json_add(object, "why", rule->why);
	report_json_add(object, "happens", rule->happens);
	report_json_add(object, "fix", rule->fix);
	report_json_add(object, "source", rule->source);
	json_object_set_new(object, "targets", report_json_targets(rule->targets));
	json_object_set_new(object, "languages", languages_json(rule->language));
	return object;
}

bool fdtr_report_rules(FILE *out, const char *command)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);
	json_t *list = json_array(), *root;
	bool written;

	for (size_t i = 0; i < count; i++) {
		const char *owner = fdtr_rule_command(rules[i]);

		if (!owner || !strcmp(owner, command))
			json_array_append_new(list, rule_json(rules[i], i));
	}
	root = json_pack("{s:i, s:o}", "version", 1, "rules", list);
	written = root && !json_dumpf(root, out, JSON_INDENT(2)) && fputc('\n', out) != EOF && !fflush(out);
	json_decref(root);
	return written;
}
