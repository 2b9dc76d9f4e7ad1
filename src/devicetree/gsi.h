/* SPDX-License-Identifier: BSD-2-Clause */
/* The interrupt of a node as ACPI counts interrupts: a GSI, its trigger and its polarity. */
#ifndef FDTR_SRC_GSI_H
#define FDTR_SRC_GSI_H

#include "devicetree/devicetree.h"

struct fdtr_tree_gsi {
	uint32_t number;
	bool edge;
	bool active_low;
};

/* False, and a sentence in *why (in the arena, or a literal), when ACPI cannot say it or this does not know how. */
bool fdtr_tree_gsi(const struct fdtr_tree *tree, uint32_t node, struct fdtr_arena *arena,
	struct fdtr_tree_gsi *gsi, const char **why);

#endif
