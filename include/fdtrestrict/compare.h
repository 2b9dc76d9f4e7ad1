/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Compare: does a device tree describe the same platform as ACPI tables do, as far as restricted DMA goes?
 *
 * A guest that can boot by either is restricted the same way only if both say the same: pools, who uses them, registers,
 * interrupts, coherence, and the windows that guard. What only one of them can say is not a difference.
 */
#ifndef FDTRESTRICT_COMPARE_H
#define FDTRESTRICT_COMPARE_H

#include <fdtrestrict/acpi.h>
#include <fdtrestrict/devicetree.h>
#include <fdtrestrict/lint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What is compared: the index and the namespace, and the platform that each came to. */
struct fdtr_compared {
	const struct fdtr_tree *tree;
	const struct fdtr_platform *tree_platform;
	const struct fdtr_acpi *acpi;
	const struct fdtr_platform *acpi_platform;
};

/* One thing of which they say different things. Where one says nothing, its place is the whole: object 0, no property. */
struct fdtr_difference {
	const struct fdtr_rule *rule; /* of scope FDTR_SCOPE_COMPARISON */
	struct fdtr_origin tree;
	struct fdtr_origin tables;
	const char *message; /* one sentence without the places */
};

struct fdtr_differences {
	const struct fdtr_difference *items;
	uint32_t count;
};

/*
 * Pools and devices that are not available do not count. Devices are the same when their registers begin at the same address; host
 * bridges when their ECAM does, or, where the tables have no MCFG, in their order; functions of PCI by their place below
 * the bridge. What is left is paired by interrupt, then in order, where as many are left on either side. The order of
 * the differences is that of the tree. FDTR_ERR_NOSPACE when the arena is too small.
 */
int fdtr_compare(const struct fdtr_compared *compared, struct fdtr_arena *arena,
	struct fdtr_differences *differences, struct fdtr_error *error);

#ifdef __cplusplus
}
#endif

#endif
