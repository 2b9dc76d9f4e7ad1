/* SPDX-License-Identifier: BSD-2-Clause */
/* The values that keys of a pools file have. */
#ifndef FDTR_SRC_SPEC_VALUES_H
#define FDTR_SRC_SPEC_VALUES_H

#include "cli/adopt/yaml_reader.h"
#include "cli/spec/spec.h"

/* Where the present event begins. */
struct spec_place spec_here(const struct yaml_reader *reader);

int spec_number(struct yaml_reader *reader, const char *wanted, uint64_t *value);
/* The same, and not zero. */
int spec_size(struct yaml_reader *reader, const char *wanted, uint64_t *value);
int spec_range(struct yaml_reader *reader, const char *wanted, struct fdtr_range *range);
int spec_boolean(struct yaml_reader *reader, bool *value);
/* One of `names`, which NULL ends; *index is its place. */
int spec_choice(struct yaml_reader *reader, const char *const *names, unsigned int *index);
/* A kept text of 1 to `longest` printable ASCII characters. */
int spec_text(struct yaml_reader *reader, size_t longest, const char *wanted, const char **text);
/* The name of a node without its unit address. */
int spec_node_name(struct yaml_reader *reader, const char **name);
int spec_label(struct yaml_reader *reader, const char **label);
/* A path in the ACPI namespace: \_SB.VR00 or VR00. */
int spec_object(struct yaml_reader *reader, const char **path);

#endif
