/* SPDX-License-Identifier: BSD-2-Clause */
/* A new table read back, beside those of the machine, and linted. */
#ifndef FDTR_SRC_ACPI_VERDICT_H
#define FDTR_SRC_ACPI_VERDICT_H

#include "generate/acpi/plan.h"

/* Fills result->tables and result->findings; FDTR_ERR_REFUSED when there is an error in what the table brings. */
int fdtr_ssdt_verdict(
	struct fdtr_ssdt_plan *plan, const void *aml, size_t size, struct fdtr_ssdt_result *result);

#endif
