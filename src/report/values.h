/* SPDX-License-Identifier: BSD-2-Clause */
/* What the JSON formats share. */
#ifndef FDTR_SRC_REPORT_VALUES_H
#define FDTR_SRC_REPORT_VALUES_H

#include "report/report.h"

#include <jansson.h>

/* What is no UTF-8 becomes '?'; null for NULL. */
json_t *report_json_string(const char *text);
json_t *report_json_targets(uint32_t targets);
json_t *report_json_schema(const struct fdtr_report_schema *schema);
json_t *report_json_finding(const struct fdtr_report_finding *finding);
/* Sets a string of the object. */
void report_json_add(json_t *object, const char *key, const char *text);

/* On one line, in ASCII. Takes the value over; false when it could not be made or written. */
bool report_json_write(FILE *out, json_t *value);

#endif
