/* SPDX-License-Identifier: BSD-2-Clause */
/* FDTR_SIZE_AUTO: shared by trees and tables. */
#ifndef FDTR_SRC_GENERATE_SIZING_H
#define FDTR_SRC_GENERATE_SIZING_H

#include "generate/plan.h"

/* What the request knows of queues, in the order of the paths. */
struct fdtr_sizing {
	const struct fdtr_sized *items;
	uint32_t count;
	struct fdtr_arena *arena;
};

int fdtr_sizing_begin(struct fdtr_sizing *sizing, const struct fdtr_request *request,
	struct fdtr_arena *arena, struct fdtr_error *error);
/* NULL when nothing is known. */
const struct fdtr_queues *fdtr_sizing_find(const struct fdtr_sizing *sizing, const char *path);
/* Adds the devices that are known below a host bridge, and counts them. */
uint32_t fdtr_sizing_add_below(const struct fdtr_sizing *sizing, const char *host, struct fdtr_need *need);
/* Enough for each of them; *largest is the one that takes most. */
uint64_t fdtr_sizing_size(const struct fdtr_request *request, const struct fdtr_need *needs, uint32_t count,
	struct fdtr_need *largest);
/* The levels for lint's verdict, without rules that guess at what devices need; NULL when the arena is full. */
const unsigned char *fdtr_sizing_levels(const struct fdtr_request *request, struct fdtr_arena *arena);

#endif
