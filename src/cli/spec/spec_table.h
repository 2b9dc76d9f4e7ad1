/* SPDX-License-Identifier: BSD-2-Clause */
/* A file of pools as an ACPI table. */
#ifndef FDTR_SRC_SPEC_TABLE_H
#define FDTR_SRC_SPEC_TABLE_H

#include "cli/spec/spec.h"

#include <fdtrestrict/acpi_generate.h>

/* What the file says of the table itself: guard, style, scope and OEM ids, as far as they are not said already. */
void spec_table_options(const struct spec *spec, struct fdtr_ssdt *ssdt);

/* The guard of tables that the file wants, where the command line says none. */
enum fdtr_guard spec_table_guard(const struct spec *spec, enum fdtr_guard said);

/* The table that the file describes by itself, in the arena. */
int spec_table_make(
	const struct spec *spec, struct fdtr_arena *arena, struct fdtr_ssdt *ssdt, struct fdtr_error *error);

/*
 * Requests, one a pool, to carry out on the machine that has these tables, in the arena: `common` has what is the same for all. An address
 * becomes the path of the device that has its registers there.
 */
int spec_table_requests(const struct spec *spec, const struct fdtr_acpi *tables,
	const struct fdtr_platform *platform, const struct fdtr_request *common, struct fdtr_arena *arena,
	const struct fdtr_request **requests, struct fdtr_error *error);

#endif
