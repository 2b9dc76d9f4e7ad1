// SPDX-License-Identifier: BSD-2-Clause
/* fdtrestrict-rules(7), in mdoc. */
#include "cli/catalogue.h"

#include <ctype.h>
#include <string.h>

enum { WIDTH = 72 };

/* What roff would read as its own, or set as another character than the one that is meant. */
static const char *escape_of(char character)
{
	static const struct {
		char character;
		const char *escape;
	} escapes[] = {
		{'\\', "\\e"},
		{'-', "\\-"},
		{'\'', "\\(aq"},
		{'`', "\\(ga"},
		{'^', "\\(ha"},
		{'~', "\\(ti"},
	};

	for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++) {
		if (escapes[i].character == character)
			return escapes[i].escape;
	}
	return NULL;
}

static void write_escaped(FILE *out, const char *text, size_t length)
{
	const char *escape;

	if (length && *text == '.')
		fputs("\\&", out);
	for (size_t i = 0; i < length; i++) {
		escape = escape_of(text[i]);
		if (escape)
			fputs(escape, out);
		else
			fputc(text[i], out);
	}
}

/* "name()", and perhaps punctuation: as long as the name is, else 0. */
static size_t function_name(const char *word, size_t length)
{
	size_t name = strspn(word, "abcdefghijklmnopqrstuvwxyz_0123456789");

	if (!name || length < name + 2 || strncmp(word + name, "()", 2) != 0)
		return 0;
	return strspn(word + name + 2, ",.;:)") == length - name - 2 ? name : 0;
}

/* Macros stand on a line of their own, with punctuation as arguments. */
static void write_function(FILE *out, const char *word, size_t name, size_t length)
{
	fprintf(out, ".Fn %.*s", (int)name, word);
	for (size_t i = name + 2; i < length; i++)
		fprintf(out, " %c", word[i]);
}

/* A sentence begins a line, and so does what followed a newline. */
static void write_text(FILE *out, const char *text)
{
	size_t column = 0, length, name;
	bool ends;

	for (; *text; text += length + (text[length] != '\0')) {
		length = strcspn(text, " \n");
		name = function_name(text, length);
		if (column && (name || column + 1 + length > WIDTH)) {
			fputc('\n', out);
			column = 0;
		}
		if (column)
			fputc(' ', out);
		if (name)
			write_function(out, text, name, length);
		else
			write_escaped(out, text, length);
		column += 1 + length;
		ends = text[length] &&
		       (name || text[length] == '\n' || (length && strchr(".!?", text[length - 1])));
		if (ends)
			column = 0;
		if (ends || !text[length])
			fputc('\n', out);
		if (text[length] == '\n')
			fputs(".br\n", out);
	}
}

static void write_literal(FILE *out, const char *text)
{
	size_t length;

	fputs(".Bd -literal -offset indent\n", out);
	for (const char *line = text; *line; line += length + (line[length] == '\n')) {
		length = strcspn(line, "\n");
		write_escaped(out, line, length);
		fputc('\n', out);
	}
	fputs(".Ed\n", out);
}

static void write_example(FILE *out, const char *heading, const struct example *example)
{
	char text[EXAMPLE_COMMAND];
	const char *command;

	if (!example)
		return;
	command = example_command(example, text);
	fprintf(out, ".Pp\n%s", heading);
	if (command) {
		fputs(", by\n.Ql ", out);
		write_escaped(out, command, strlen(command));
		fputs(" :\n", out);
	} else {
		fputs(":\n", out);
	}
	write_literal(out, example->text);
}

static void write_begin(FILE *out)
{
	fprintf(out,
		".\\\" SPDX-License-Identifier: BSD-2-Clause\n"
		".\\\" Made by: fdtrestrict explain --all --format man\n"
		".Dd %s\n"
		".Dt FDTRESTRICT-RULES 7\n"
		".Os\n"
		".Sh NAME\n"
		".Nm fdtrestrict-rules\n"
		".Nd what fdtrestrict looks for\n"
		".Sh DESCRIPTION\n"
		"Each rule of\n"
		".Xr fdtrestrict 1\n"
		"with the gravest level that it gives, why it exists, what really happens on\n"
		"which kernel or firmware, what to do, where that is known from, and the\n"
		"targets that it holds for.\n"
		"What happens was booted, read in the consumer's source, or run.\n"
		"The examples are cases of the project's own tests.\n",
		catalogue_date);
}

static void write_family(FILE *out, const char *family)
{
	fputs(".Sh ", out);
	while (*family)
		fputc(toupper((unsigned char)*family++), out);
	fputc('\n', out);
}

static void write_rule(FILE *out, const struct fdtr_rule *rule)
{
	struct rule_parts parts;

	rule_parts(rule, &parts);
	fprintf(out, ".Ss %s (%s)\n", rule->name, fdtr_severity_name(rule->severity));
	write_text(out, rule->summary);
	fputs(".Bl -tag -width Happens\n", out);
	for (size_t i = 0; i < parts.count; i++) {
		fprintf(out, ".It %s\n", parts.items[i].label);
		write_text(out, parts.items[i].text);
	}
	fputs(".El\n", out);
	write_example(out, "Wrong", rule_example(rule, false));
	write_example(out, "Right", rule_example(rule, true));
}

static void write_topic(FILE *out, const struct topic *topic)
{
	fprintf(out, ".Ss %s\n", topic->name);
	write_text(out, topic->summary);
	for (const struct topic_part *part = topic->parts; part->text; part++) {
		if (part->literal) {
			write_literal(out, part->text);
		} else {
			fputs(".Pp\n", out);
			write_text(out, part->text);
		}
	}
}

const struct catalogue_format catalogue_man = {"man", write_begin, write_family, write_rule, write_topic};
