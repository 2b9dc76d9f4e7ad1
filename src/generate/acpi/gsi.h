/* SPDX-License-Identifier: BSD-2-Clause */
/* The interrupt of a device tree's node as ACPI says it: a GSI, its trigger and its polarity. */
#ifndef FDTR_SRC_ACPI_GSI_H
#define FDTR_SRC_ACPI_GSI_H

#include "generate/acpi/plan.h"

/* False, and a sentence in *why (in the arena, or a literal), when ACPI cannot say it or this does not know how. */
bool fdtr_tree_gsi(const struct fdtr_tree *tree, uint32_t node, struct fdtr_arena *arena,
	struct fdtr_ssdt_device *device, const char **why);

#endif
