// SPDX-License-Identifier: BSD-2-Clause
#include "report/report.h"

#include <string.h>

const struct fdtr_report_format *fdtr_report_format(const char *name)
{
	static const struct fdtr_report_format *const formats[] = {&fdtr_report_text, &fdtr_report_json};

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (!strcmp(formats[i]->name, name))
			return formats[i];
	}
	return NULL;
}
