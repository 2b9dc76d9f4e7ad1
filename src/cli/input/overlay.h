/* SPDX-License-Identifier: BSD-2-Clause */
/* An overlay on its base: the tree that comes of it, and which of the two wrote what. */
#ifndef FDTR_SRC_CLI_OVERLAY_H
#define FDTR_SRC_CLI_OVERLAY_H

#include "cli/cli.h"
#include "report/report.h"

/* FDTR_ERR_ARGUMENT when the blob has no fragments, FDTR_ERR_BADTREE when it is no sound tree. */
int overlay_check(const struct blob *blob, struct fdtr_error *error);

/* What fdtoverlay makes of them; `merged` bears the overlay's name. */
int overlay_apply(
	const struct blob *base, const struct blob *overlay, struct blob *merged, struct fdtr_error *error);

/*
 * Findings on the merged tree get the place in the overlay that wrote it: offset, and the path there as
 * `place.written`. What the base wrote keeps its path, and has no offset.
 */
int overlay_trace(const struct blob *base, const struct blob *overlay, struct fdtr_report_file *report,
	struct fdtr_error *error);

#endif
