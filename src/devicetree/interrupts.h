/* SPDX-License-Identifier: BSD-2-Clause */
/* The interrupt of a device, as its controller writes it. */
#ifndef FDTR_SRC_INTERRUPTS_H
#define FDTR_SRC_INTERRUPTS_H

#include "devicetree/devicetree.h"

#define FDTR_INTERRUPT_CELLS 8
#define FDTR_MAX_INTERRUPT_PARENTS 64 /* interrupt-parent may lead in a circle */

struct fdtr_interrupt {
	uint32_t controller; /* FDTR_NONE when there is none */
	uint32_t cells[FDTR_INTERRUPT_CELLS];
	uint32_t count;
};

enum fdtr_interrupt_state {
	FDTR_INTERRUPT_FOUND,
	FDTR_INTERRUPT_NONE,      /* neither interrupts nor interrupts-extended */
	FDTR_INTERRUPT_NO_PARENT, /* interrupt-parent and the nodes above lead to nothing that takes interrupts */
	FDTR_INTERRUPT_BROKEN, /* not as many cells as the controller wants */
	FDTR_INTERRUPT_MAPPED  /* `controller` passes it on by an interrupt-map, which is not followed */
};

/* The first interrupt of the node. */
enum fdtr_interrupt_state fdtr_tree_interrupt(
	const struct fdtr_tree *tree, uint32_t node, struct fdtr_interrupt *interrupt);

#endif
