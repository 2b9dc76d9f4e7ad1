/* SPDX-License-Identifier: BSD-2-Clause */
/* One device's object, and what to say of it. */
#ifndef FDTR_SRC_CLI_FEATURES_PARTS_H
#define FDTR_SRC_CLI_FEATURES_PARTS_H

#include "base/base.h"
#include "cli/features/features.h"

#include <jansson.h>

/* Where in the document we are: "devices[\"/virtio_mmio@a000000\"]". */
struct features_place {
	const char *file;
	struct fdtr_error *error;
	char text[FDTR_ERROR_SIZE / 2];
};

/* "FILE: PLACE: " and the sentence; FDTR_ERR_ARGUMENT. */
int features_wrong(const struct features_place *place, const char *format, ...) FDTR_PRINTF(2, 3);

/* Fills names of `features`; a device that is there twice is an error. */
int features_index(struct features *features, const struct features_place *place);

/* The keys of a device; with `virtio` those too that a manifest says in another way. */
int features_read_device(
	const struct features_place *place, json_t *object, bool virtio, struct device_features *device);

#endif
