// SPDX-License-Identifier: BSD-2-Clause
#include "report/report.h"

#include "base/base.h"

#include <string.h>

static const struct fdtr_report_format *const formats[] = {
	&fdtr_report_text,
	&fdtr_report_gcc,
	&fdtr_report_json,
	&fdtr_report_jsonl,
	&fdtr_report_sarif,
	&fdtr_report_github,
	&fdtr_report_junit,
	&fdtr_report_html,
};

const struct fdtr_report_format *fdtr_report_format(const char *name)
{
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(formats); i++) {
		if (!strcmp(formats[i]->name, name))
			return formats[i];
	}
	return NULL;
}

const struct fdtr_report_format *fdtr_report_format_of(const char *file)
{
	size_t length = strlen(file);

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(formats); i++) {
		const char *suffix = formats[i]->suffix;

		if (suffix && length > strlen(suffix) && !strcmp(file + length - strlen(suffix), suffix))
			return formats[i];
	}
	return NULL;
}

const char *fdtr_report_format_names(char names[FDTR_REPORT_NAMES])
{
	struct fdtr_text text;

	fdtr_text_init(&text, names, FDTR_REPORT_NAMES);
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(formats); i++)
		fdtr_text_add(&text, "%s%s", i ? ", " : "", formats[i]->name);
	return names;
}
