/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Documents that are part of the binary: bindings/, and what those stand on, src/schema/load/core. dt-schema's own core is
 * not needed for them, and takes their place where it is there.
 */
#ifndef FDTR_SRC_BUILTIN_H
#define FDTR_SRC_BUILTIN_H

#include <stddef.h>
#include <stdint.h>

struct builtin {
	const char *name; /* "<built-in>/types.yaml" */
	const char *text;
	size_t size;
};

extern const struct builtin builtin_bindings[], builtin_core[];
extern const uint32_t builtin_binding_count, builtin_core_count;

/* A checksum of the sources that read and fix up bindings. */
extern const char builtin_sources[];

#endif
