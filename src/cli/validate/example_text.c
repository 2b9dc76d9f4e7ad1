// SPDX-License-Identifier: BSD-2-Clause
/* The examples of a binding as one source that dtc takes, with every line where the document has it. */
#include "cli/input/text_file.h"
#include "cli/validate/documents.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One example, and the document that it is from. */
struct writing {
	FILE *out;
	const struct document *document;
	const char *
		lines; /* of the document's file, from the example's first on; NULL when they do not correspond */
};

/* The line of that number, from 1; NULL when there is none. */
static const char *find_line(const char *text, uint32_t number)
{
	while (--number && text) {
		text = strchr(text, '\n');
		text += text != NULL;
	}
	return text;
}

static size_t line_length(const char *text)
{
	return strcspn(text, "\n");
}

/* A block that begins with "|" has the lines of the file, each without the block's indentation. */
static const char *find_block(const char *text, const struct value *example)
{
	const char *line = find_line(text, example->at);

	if (!line || line_length(line) < example->column || line[example->column - 1] != '|')
		return NULL;
	return find_line(line, 2);
}

/* How far the block is indented: by how much longer a line is in the file. */
static size_t indentation(const char *block, const char *text)
{
	while (*text && block) {
		const size_t length = line_length(text), whole = line_length(block);

		if (length)
			return whole > length ? whole - length : 0;
		text++;
		block = find_line(block, 2);
	}
	return 0;
}

static void write_name(FILE *out, const char *name)
{
	(void)fputc('"', out);
	for (; *name; name++) {
		if (strchr("\"\\", *name) || (unsigned char)*name < ' ')
			(void)fprintf(out, "\\%03o", (unsigned char)*name);
		else
			(void)fputc(*name, out);
	}
	(void)fputs("\"\n", out);
}

static void write_marker(const struct writing *writing, uint32_t line)
{
	(void)fprintf(writing->out, "#line %u ", line);
	write_name(writing->out, writing->document->file);
}

/* What is no block is, line by line, where it begins. Returns the last line that is not blank. */
static uint32_t write_lines(const struct writing *writing, const struct value *example)
{
	const char *block = writing->lines, *text = example->text;
	const int indent = block ? (int)indentation(block, text) : 0;
	uint32_t line = example->at, last = line;

	if (block)
		write_marker(writing, line + 1);
	while (*text) {
		const size_t length = line_length(text);

		line += block != NULL;
		if (!block)
			write_marker(writing, line);
		if (length)
			last = line;
		(void)fprintf(writing->out, "%*s%.*s\n", length ? indent : 0, "", (int)length, text);
		text += length + (text[length] == '\n');
	}
	return last;
}

/* Past blanks, comments and lines of the preprocessor. */
static const char *skip_idle(const char *text)
{
	for (;;) {
		text += strspn(text, " \t\n");
		if (*text == '#' || !strncmp(text, "//", 2)) {
			text += line_length(text);
		} else if (!strncmp(text, "/*", 2)) {
			const char *end = strstr(text + 2, "*/");

			if (!end)
				return text;
			text = end + 2;
		} else {
			return text;
		}
	}
}

static bool has_root(const char *text)
{
	text = skip_idle(text);
	if (*text != '/')
		return false;
	text++;
	return text[strspn(text, " \t\n")] == '{';
}

static bool is_name(char c)
{
	return isalnum((unsigned char)c) || strchr("-_,.+#@", c);
}

/* How many cells `interrupts = <...>` has; what is in parentheses is one. */
static unsigned int count_cells(const char *at)
{
	unsigned int count = 0, depth = 0;

	for (bool inside = false; *at && *at != '>' && *at != ';'; at++) {
		depth += *at == '(';
		depth -= *at == ')' && depth;
		if (!depth && isspace((unsigned char)*at))
			inside = false;
		else if (!inside) {
			inside = true;
			count++;
		}
	}
	return count;
}

/* The node around an example is its interrupts' controller. */
static unsigned int interrupt_cells(const char *text)
{
	static const char name[] = "interrupts";

	for (const char *at = text; (at = strstr(at, name)); at++) {
		const char *behind = at + strlen(name);

		behind += strspn(behind, " \t\n");
		if ((at > text && is_name(at[-1])) || *behind != '=')
			continue;
		behind++;
		behind += strspn(behind, " \t\n");
		if (*behind == '<')
			return count_cells(behind + 1);
	}
	return 0;
}

static void write_example(
	struct examples *examples, const struct writing *writing, const struct value *example)
{
	const bool wrapped = !has_root(example->text);
	const unsigned int cells = wrapped ? interrupt_cells(example->text) : 0;
	uint32_t last;

	if (wrapped)
		(void)fprintf(writing->out,
			"/ { model = \"example\"; compatible = \"foo\"; #address-cells = <1>; #size-cells = <1>;\n"
			"example-%u { #address-cells = <1>; #size-cells = <1>;\n",
			examples->count);
	if (cells)
		(void)fprintf(writing->out, "interrupt-controller; #interrupt-cells = <%u>;\n", cells);
	last = write_lines(writing, example);
	/* A brace that is missing is missed where the example ends. */
	write_marker(writing, last);
	if (wrapped)
		(void)fputs("};\n};\n", writing->out);
	examples->wrapped = examples->wrapped || wrapped;
	examples->count++;
}

static bool write_all(struct examples *examples, const struct document *document, const char *file)
{
	const struct value *list = value_get(&document->root, KEYWORD_EXAMPLES);
	struct writing writing = {open_memstream(&examples->text, &examples->size), document, NULL};

	if (!writing.out)
		return false;
	(void)fputs("/dts-v1/;\n/plugin/;\n", writing.out);
	for (uint32_t i = 0; list->kind == VALUE_ARRAY && i < list->count; i++) {
		writing.lines = find_block(file, &list->items[i]);
		if (list->items[i].kind == VALUE_STRING)
			write_example(examples, &writing, &list->items[i]);
	}
	if (!ferror(writing.out) && !fclose(writing.out))
		return true;
	free(examples->text);
	examples->text = NULL;
	return false;
}

int examples_make(struct examples *examples, const struct document *document, struct fdtr_error *error)
{
	struct text_file file;
	int status = text_file_read(&file, document->file, DOCUMENT_SIZE_LIMIT, error);

	*examples = (struct examples){0};
	if (status)
		return status;
	if (!write_all(examples, document, file.text))
		status = fdtr_error_memory(error);
	free(file.text);
	return status;
}
