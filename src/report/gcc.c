// SPDX-License-Identifier: BSD-2-Clause
/*
 * For editors: "FILE:LINE:COLUMN: error: MESSAGE [-Wrule]" as compilers write it. A blob has no lines: what is said of
 * it stands at its first, and names the node.
 */
#include "report/write.h"

static void *begin(FILE *out, const struct fdtr_report_style *style)
{
	(void)style;
	return out;
}

static void write_head(FILE *out, const char *name, const struct source_span *span, const char *level)
{
	report_print(out, span && span->file ? span->file : name);
	if (span && span->file)
		fprintf(out, ":%u:%u: %s: ", span->line, span->column, level);
	else
		fprintf(out, ":1:1: %s: ", level);
}

static void write_schema(FILE *out, const char *name, const struct fdtr_report_schema *schema)
{
	char text[REPORT_TEXT_SIZE];

	write_head(out, name, &schema->span, "note");
	fputs("required by ", out);
	report_print(out, report_schema_rule(schema, text));
	fputc('\n', out);
}

static void write_finding(FILE *out, const char *name, const struct fdtr_report_finding *finding)
{
	char text[REPORT_TEXT_SIZE];

	write_head(out, name, &finding->place.span, report_level(finding->severity, "note"));
	report_print(out, finding->message);
	if (!finding->place.span.file) {
		fputs(" (at ", out);
		report_print(out, report_place(&finding->place, text));
		fputc(')', out);
	}
	fprintf(out, " [-W%s]\n", finding->rule->name);
	if (finding->has_related) {
		write_head(out, report_file_of(&finding->related, name), &finding->related.span, "note");
		fputs("see ", out);
		report_print(out, report_place(&finding->related, text));
		fputc('\n', out);
	}
	if (finding->schema.id)
		write_schema(out, name, &finding->schema);
}

static void write_file(void *context, const struct fdtr_report_file *file)
{
	FILE *out = context;

	if (file->failure) {
		char text[REPORT_TEXT_SIZE];
		struct source_span span = report_failure_span(file, text);

		write_head(out, file->name, &span, "error");
		report_print(out, report_failure_words(file, text));
		fputc('\n', out);
	}
	for (uint32_t i = 0; i < file->count; i++)
		write_finding(out, file->name, &file->findings[i]);
	if (file->cut) {
		write_head(out, file->name, NULL, "note");
		fprintf(out, "there are more findings; these are the first %u\n", file->count);
	}
}

static bool end(void *context)
{
	return !fflush(context) && !ferror(context);
}

const struct fdtr_report_format fdtr_report_gcc = {"gcc", NULL, begin, write_file, end};
