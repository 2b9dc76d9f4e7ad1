/* SPDX-License-Identifier: BSD-2-Clause */
/* What records of all kinds of findings are made with. */
#ifndef FDTR_SRC_REPORT_RECORD_H
#define FDTR_SRC_REPORT_RECORD_H

#include "report/report.h"

/* False when memory ran out. */
bool report_fill_place(
	struct fdtr_report_place *record, const struct fdtr_tree *tree, const struct fdtr_origin *place);

/* What does not depend on where it is. */
bool report_fill_finding(struct fdtr_report_finding *record, const struct fdtr_finding *finding);

/* A place in a table, but for the file that this is in. */
bool report_fill_table_place(
	struct fdtr_report_place *record, const struct fdtr_acpi *acpi, const struct fdtr_origin *place);

/* What findings of the rule are told as; levels per rule, in order of fdtr_rules(). */
enum fdtr_severity report_level_of(const struct fdtr_rule *rule, const unsigned char *levels);

#endif
