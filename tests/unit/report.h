/* SPDX-License-Identifier: BSD-2-Clause */
/* Records built by hand, and what a format makes of them. */
#ifndef FDTR_TESTS_REPORT_H
#define FDTR_TESTS_REPORT_H

#include "report/report.h"

/* Of a blob: the rule pool-no-map at a property of a pool, "bad.dtb". The same record every time, made anew. */
struct fdtr_report_file *sample_file(void);
/* Of source: the same at a place in that file. */
struct fdtr_report_file *sample_source(const char *name, uint32_t line, uint32_t column, uint32_t end_column);
/* With another finding, which has a related place. */
struct fdtr_report_file *sample_pair(void);

extern const struct fdtr_report_style sample_style;

/* The report of one file; valid until the next call. */
const char *render(const struct fdtr_report_format *format, const struct fdtr_report_style *style,
	const struct fdtr_report_file *file);

/* A file with that text; its name is valid until the next call. */
const char *write_sample(const char *text, size_t length);

#endif
