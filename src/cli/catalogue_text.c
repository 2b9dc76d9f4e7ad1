// SPDX-License-Identifier: BSD-2-Clause
/* For a terminal: 80 columns, the examples as they are. */
#include "cli/catalogue.h"

#include <string.h>

enum { WIDTH = 80, LABEL_WIDTH = 9 };

static int next_line(FILE *out, int indent)
{
	fprintf(out, "\n%*s", indent, "");
	return indent;
}

/* Words, wrapped, each line but the first indented; newlines in the text are kept. */
static void write_wrapped(FILE *out, const char *text, int indent)
{
	int column = indent, length;
	char end;

	while (*text) {
		length = (int)strcspn(text, " \n");
		end = text[length];
		if (column > indent && column + 1 + length > WIDTH)
			column = next_line(out, indent);
		column += fprintf(out, "%s%.*s", column > indent ? " " : "", length, text);
		if (end == '\n')
			column = next_line(out, indent);
		text += length + (end != '\0');
	}
	fputc('\n', out);
}

/* A mark in the margin where a line is not in the other example. */
static void write_example(
	FILE *out, const char *heading, const struct example *example, const struct example *other)
{
	char text[EXAMPLE_COMMAND];
	const char *command;
	size_t length;

	if (!example)
		return;
	command = example_command(example, text);
	fprintf(out, "\n%s", heading);
	if (command)
		fprintf(out, ", by `%s`", command);
	fputs(":\n\n", out);
	for (const char *line = example->text; *line; line += length + (line[length] == '\n')) {
		length = strcspn(line, "\n");
		if (length && other && !example_has_line(other, line, length))
			fputs("  > ", out);
		else if (length)
			fputs("    ", out);
		fprintf(out, "%.*s\n", (int)length, line);
	}
}

static void write_rule(FILE *out, const struct fdtr_rule *rule)
{
	const struct example *bad = rule_example(rule, false), *good = rule_example(rule, true);
	struct rule_parts parts;

	rule_parts(rule, &parts);

	fprintf(out, "%s (%s)\n\n    ", rule->name, fdtr_severity_name(rule->severity));
	write_wrapped(out, rule->summary, 4);
	fputc('\n', out);
	for (size_t i = 0; i < parts.count; i++) {
		fprintf(out, "%s:%*s", parts.items[i].label,
			LABEL_WIDTH - 1 - (int)strlen(parts.items[i].label), "");
		write_wrapped(out, parts.items[i].text, LABEL_WIDTH);
	}
	write_example(out, "Wrong", bad, good);
	write_example(out, "Right", good, bad);
}

static void write_literal(FILE *out, const char *text)
{
	size_t length;

	for (; *text; text += length + (text[length] == '\n')) {
		length = strcspn(text, "\n");
		fprintf(out, "    %.*s\n", (int)length, text);
	}
}

static void write_topic(FILE *out, const struct topic *topic)
{
	fprintf(out, "%s\n\n    %s\n", topic->name, topic->summary);
	for (const struct topic_part *part = topic->parts; part->text; part++) {
		fputc('\n', out);
		if (part->literal)
			write_literal(out, part->text);
		else
			write_wrapped(out, part->text, 0);
	}
}

const struct catalogue_format catalogue_text = {.name = "text", .rule = write_rule, .topic = write_topic};
