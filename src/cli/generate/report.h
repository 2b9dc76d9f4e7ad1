/* SPDX-License-Identifier: BSD-2-Clause */
/* What the reports on trees and on tables share. */
#ifndef FDTR_SRC_GENERATE_REPORT_H
#define FDTR_SRC_GENERATE_REPORT_H

#include <fdtrestrict/generate.h>

#include <jansson.h>

json_t *hex_json(uint64_t value);
/* JSON is UTF-8, names in a tree may be anything. */
json_t *path_json(const char *path);
/* What a virtio device must offer. */
json_t *features_json(void);
const char *guard_name(enum fdtr_guard guard);

#endif
