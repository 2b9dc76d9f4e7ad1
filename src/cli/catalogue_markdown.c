// SPDX-License-Identifier: BSD-2-Clause
/* For a repository's pages. */
#include "cli/catalogue.h"

#include <ctype.h>
#include <string.h>

/* What stands between backticks is code already. */
static void write_text(FILE *out, const char *text)
{
	bool code = false;

	for (; *text; text++) {
		if (*text == '`')
			code = !code;
		else if (!code && strchr("\\*_[]<>&|~", *text))
			fputc('\\', out);
		if (*text == '\n')
			fputs("  ", out);
		fputc(*text, out);
	}
}

static void write_example(FILE *out, const char *heading, const struct example *example)
{
	char text[EXAMPLE_COMMAND];
	const char *command;

	if (!example)
		return;
	command = example_command(example, text);
	fprintf(out, "\n%s", heading);
	if (command)
		fprintf(out, ", by `%s`", command);
	fprintf(out, ":\n\n```%s\n%s```\n", example->language, example->text);
}

static void write_begin(FILE *out)
{
	fprintf(out,
		"# The rules of fdtrestrict %s\n\nWhat `fdtrestrict lint` and `fdtrestrict validate` look for, made by `fdtrestrict explain "
		"--all --format markdown`. What happens was booted, read in the consumer's source, or run.\n",
		fdtr_version());
}

static void write_family(FILE *out, const char *family)
{
	fprintf(out, "\n## %c%s\n", toupper((unsigned char)*family), family + 1);
}

static void write_rule(FILE *out, const struct fdtr_rule *rule)
{
	struct rule_parts parts;

	rule_parts(rule, &parts);
	fprintf(out, "\n### %s\n\n%s: ", rule->name, fdtr_severity_name(rule->severity));
	write_text(out, rule->summary);
	fputs(".\n\n", out);
	for (size_t i = 0; i < parts.count; i++) {
		fprintf(out, "- **%s**: ", parts.items[i].label);
		write_text(out, parts.items[i].text);
		fputc('\n', out);
	}
	write_example(out, "Wrong", rule_example(rule, false));
	write_example(out, "Right", rule_example(rule, true));
}

static void write_topic(FILE *out, const struct topic *topic)
{
	fprintf(out, "\n### %s\n\n", topic->name);
	write_text(out, topic->summary);
	fputs(".\n", out);
	for (const struct topic_part *part = topic->parts; part->text; part++) {
		fputc('\n', out);
		if (part->literal) {
			fprintf(out, "```text\n%s\n```\n", part->text);
		} else {
			write_text(out, part->text);
			fputc('\n', out);
		}
	}
}

const struct catalogue_format catalogue_markdown = {
	"markdown", write_begin, write_family, write_rule, write_topic};
