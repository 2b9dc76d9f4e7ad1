// SPDX-License-Identifier: BSD-2-Clause
#include "report/report.h"

#include "base/base.h"

#include <string.h>

static const struct fdtr_report_format *const formats[] = {&fdtr_report_text, &fdtr_report_json};

const struct fdtr_report_format *fdtr_report_format(const char *name)
{
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(formats); i++) {
		if (!strcmp(formats[i]->name, name))
			return formats[i];
	}
	return NULL;
}

const char *fdtr_report_format_names(void)
{
	return "text, json";
}
