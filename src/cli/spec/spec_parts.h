/* SPDX-License-Identifier: BSD-2-Clause */
/* The parts of spec_parse(). */
#ifndef FDTR_SRC_SPEC_PARTS_H
#define FDTR_SRC_SPEC_PARTS_H

#include "cli/adopt/yaml_reader.h"
#include "cli/spec/spec.h"

/* Values of the keys "pools", of a struct spec, and "devices", of a struct spec_pool. */
int spec_read_pools(struct yaml_reader *reader, void *into);
int spec_read_devices(struct yaml_reader *reader, void *into);

/* Whether what is told fits together. */
int spec_check(const struct spec *spec, struct fdtr_error *error);

#endif
