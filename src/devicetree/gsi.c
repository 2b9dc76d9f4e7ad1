// SPDX-License-Identifier: BSD-2-Clause
/*
 * Interrupts of Arm's GIC: a shared one of number n in the tree is INTID, and so GSI, 32 + n, an extended shared one
 * 4096 + n (Arm IHI 0069, 2.2; Linux bindings/interrupt-controller/arm,gic.yaml and arm,gic-v3.yaml).
 */
#include "devicetree/gsi.h"

#include "devicetree/interrupts.h"

#include <inttypes.h>

enum { GIC_SPI = 0, GIC_PPI = 1, GIC_ESPI = 2, GIC_EPPI = 3 };
enum { EDGE_RISING = 1, EDGE_FALLING = 2, LEVEL_HIGH = 4, LEVEL_LOW = 8 };

#define FIRST_SPI 32U
#define SPIS 988U
#define FIRST_ESPI 4096U
#define ESPIS 1024U

static bool is_gic(const struct fdtr_tree *tree, uint32_t node, bool *extended)
{
	static const char *const older[] = {"arm,gic-400", "arm,cortex-a15-gic", "arm,cortex-a9-gic",
		"arm,cortex-a7-gic", "arm,cortex-a5-gic", "arm,pl390"};

	*extended = fdtr_compatible(tree, node, "arm,gic-v3");
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(older); i++) {
		if (fdtr_compatible(tree, node, older[i]))
			return true;
	}
	return *extended;
}

static const char *set_trigger(struct fdtr_tree_gsi *gsi, uint32_t flags)
{
	switch (flags & 0xfU) {
	case EDGE_RISING:
	case EDGE_FALLING:
		gsi->edge = true;
		break;
	case LEVEL_HIGH:
	case LEVEL_LOW:
		gsi->edge = false;
		break;
	default:
		return "its interrupt says no one trigger: neither edge nor level, or both";
	}
	gsi->active_low = (flags & (EDGE_FALLING | LEVEL_LOW)) != 0;
	return NULL;
}

static const char *take_gic(const struct fdtr_interrupt *interrupt, bool extended, struct fdtr_tree_gsi *gsi)
{
	const uint32_t number = interrupt->cells[1];

	if (interrupt->count < 3)
		return "its interrupt has fewer than the three cells of a GIC";
	switch (interrupt->cells[0]) {
	case GIC_SPI:
		gsi->number = FIRST_SPI + number;
		if (number >= SPIS)
			return "its interrupt is past the 988 shared ones of a GIC";
		break;
	case GIC_ESPI:
		gsi->number = FIRST_ESPI + number;
		if (!extended || number >= ESPIS)
			return "its interrupt is an extended shared one that its GIC has not";
		break;
	case GIC_PPI:
	case GIC_EPPI:
		return "its interrupt is private to a processor (PPI), which no device outside one can have";
	default:
		return "its interrupt is of no type that a GIC has";
	}
	return set_trigger(gsi, interrupt->cells[2]);
}

static const char *unknown_controller(
	const struct fdtr_tree *tree, uint32_t controller, struct fdtr_arena *arena, bool mapped)
{
	struct fdtr_property compatible;
	char path[FDTR_PATH_SIZE], name[64] = "no compatible";
	const char *why;

	if (fdtr_tree_property(tree, controller, FDTR_P_COMPATIBLE, &compatible) && compatible.length &&
		!compatible.data[compatible.length - 1]) {
		struct fdtr_text text;

		fdtr_text_init(&text, name, sizeof(name));
		fdtr_text_add(&text, "%s", (const char *)compatible.data);
		(void)fdtr_text_clean(name);
	}
	why = fdtr_arena_text(arena, "its interrupt goes to %s (%s), %s",
		fdtr_tree_path(tree, controller, path, sizeof(path)), name,
		mapped ? "which passes it on by an interrupt-map, and that is not followed"
		       : "whose numbers are not known as GSIs: only those of arm,gic-v3 and of GICs before it are");
	return why ? why : "its interrupt goes to an unknown controller";
}

bool fdtr_tree_gsi(const struct fdtr_tree *tree, uint32_t node, struct fdtr_arena *arena,
	struct fdtr_tree_gsi *gsi, const char **why)
{
	struct fdtr_interrupt interrupt;
	bool extended;

	switch (fdtr_tree_interrupt(tree, node, &interrupt)) {
	case FDTR_INTERRUPT_NONE:
		*why = "it has no interrupt";
		return false;
	case FDTR_INTERRUPT_NO_PARENT:
		*why = "its interrupt goes to no controller: there is no interrupt-parent that leads to one";
		return false;
	case FDTR_INTERRUPT_BROKEN:
		*why = "its interrupt has not the cells that its controller wants";
		return false;
	case FDTR_INTERRUPT_MAPPED:
		*why = unknown_controller(tree, interrupt.controller, arena, true);
		return false;
	case FDTR_INTERRUPT_FOUND:
		break;
	}
	if (is_gic(tree, interrupt.controller, &extended))
		*why = take_gic(&interrupt, extended, gsi);
	else
		*why = unknown_controller(tree, interrupt.controller, arena, false);
	return !*why;
}
