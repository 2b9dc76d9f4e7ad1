// SPDX-License-Identifier: BSD-2-Clause
/* The line of a binding that does not hold, in words. */
#include "report/write.h"

#include <string.h>

/* "virtio/mmio.yaml" of "http://devicetree.org/schemas/virtio/mmio.yaml#". */
static size_t short_id(const char **id)
{
	static const char home[] = "http://devicetree.org/schemas/";

	if (!strncmp(*id, home, sizeof(home) - 1))
		*id += sizeof(home) - 1;
	return strcspn(*id, "#");
}

/* The rule stands in another binding than the one that was asked. */
static bool is_referred(const struct fdtr_report_schema *schema)
{
	const char *id = schema->id, *slash = schema->span.file ? strrchr(schema->span.file, '/') : NULL;
	const char *file = slash ? slash + 1 : schema->span.file;
	size_t length = short_id(&id), end = file ? strlen(file) : 0;

	if (!file)
		return false;
	return length < end || strncmp(id + length - end, file, end) != 0 ||
	       (length > end && id[length - end - 1] != '/');
}

const char *report_schema_rule(const struct fdtr_report_schema *schema, char text[REPORT_TEXT_SIZE])
{
	const char *id = schema->id;
	size_t length = short_id(&id);
	struct fdtr_text buffer;

	fdtr_text_init(&buffer, text, REPORT_TEXT_SIZE);
	fdtr_text_add(&buffer, "`%s`", schema->keyword);
	if (is_referred(schema))
		fdtr_text_add(&buffer, ", for %.*s", (int)length, id);
	return text;
}

const char *report_schema(const struct fdtr_report_schema *schema, char text[REPORT_TEXT_SIZE])
{
	const char *id = schema->id;
	size_t length = short_id(&id);
	char rule[REPORT_TEXT_SIZE];
	struct fdtr_text buffer;

	fdtr_text_init(&buffer, text, REPORT_TEXT_SIZE);
	if (schema->span.file)
		fdtr_text_add(&buffer, "%s:%u", schema->span.file, schema->span.line);
	else
		fdtr_text_add(&buffer, "%.*s", (int)length, id);
	fdtr_text_add(&buffer, " (%s)", report_schema_rule(schema, rule));
	return text;
}

#define LONGEST_NOTE 240

/* Blanks of any kind become one; an empty line is the end of the first paragraph. */
const char *report_schema_note(const struct fdtr_report_schema *schema, char text[REPORT_TEXT_SIZE])
{
	const char *from = schema->note + strspn(schema->note, " \t\n");
	struct fdtr_text buffer;
	size_t used = 0;

	fdtr_text_init(&buffer, text, REPORT_TEXT_SIZE);
	while (*from && used < LONGEST_NOTE) {
		size_t word = strcspn(from, " \t\n"), blanks = strspn(from + word, " \t\n");
		bool paragraph = !strncmp(from + word, "\n\n", 2);

		fdtr_text_add(&buffer, "%s%.*s", used ? " " : "", (int)word, from);
		used += word + 1;
		from += word + blanks;
		if (paragraph)
			return text;
	}
	if (*from)
		fdtr_text_add(&buffer, " ...");
	return text;
}
