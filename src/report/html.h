/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of the page share. */
#ifndef FDTR_SRC_REPORT_HTML_H
#define FDTR_SRC_REPORT_HTML_H

#include "report/sources.h"
#include "report/write.h"

/* What is written before it is known what stands above it. */
struct html_part {
	FILE *out; /* NULL when memory ran out */
	char *text;
	size_t size;
};

/* What is said of a rule in all files. */
struct html_rule {
	uint32_t findings;
	uint32_t files;
	uint32_t first; /* the file that explains it; 0 for none */
};

struct html_page {
	FILE *out;
	struct fdtr_report_style style;
	struct report_counts counts;
	struct html_rule *rules; /* in order of fdtr_rules() */
	struct html_part index, clean, body;
	struct report_sources sources;
	uint32_t pictures; /* that it has */
	uint32_t shown;    /* findings */
	uint32_t left_out; /* and those that are only counted */
	bool failed;
};

/* What a page shows at most of one rule in a file, and in all. */
#define HTML_OF_RULE 50
#define HTML_IN_ALL 5000
#define HTML_PICTURES 40

extern const char html_style[];

/* "3 errors, 1 warning", each in the colour of its level; "no findings". */
void html_counts(FILE *out, const uint32_t levels[FDTR_ERROR + 1]);
/* "3 findings" */
void html_number(FILE *out, uint32_t count, const char *what);

/* Where in the pictures of a file its memory is, as a link; nothing where it is not. */
void html_see_picture(FILE *out, const struct fdtr_report_file *file, uint32_t number, const char *path);
/* The picture of a file's memory; false where there is none. */
bool html_picture(struct html_page *page, const struct fdtr_report_file *file, uint32_t number);
bool html_has_picture(const struct html_page *page, const struct fdtr_report_file *file);

/* The findings of a file, by rule. `number` is the file's, from 1; `drawn` says that its picture is above. */
void html_findings(struct html_page *page, const struct fdtr_report_file *file, uint32_t number, bool drawn);
/* Why, fix, and what else explain tells, folded; a page tells the last of these once. */
void html_explain(struct html_page *page, const struct fdtr_rule *rule, uint32_t number);
/* Lines of source, with what the span covers marked. */
void html_excerpt(struct html_page *page, const struct source_span *span);

#endif
