/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef FDTR_SRC_REPORT_SARIF_H
#define FDTR_SRC_REPORT_SARIF_H

#include "report/values.h"

/* The tool and its rules, in the order of fdtr_rules(). */
json_t *sarif_tool(void);

#endif
