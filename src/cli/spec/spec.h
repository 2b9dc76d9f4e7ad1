/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What generate is to make, from a file: pools, and the devices that use them. See fdtrestrict-pools.yaml(5). One file serves
 * trees and tables alike.
 */
#ifndef FDTR_SRC_SPEC_H
#define FDTR_SRC_SPEC_H

#include <fdtrestrict/generate.h>

#include "base/base.h"

#define SPEC_LIMIT ((size_t)1024 * 1024) /* bytes */
#define SPEC_MOST_POOLS 256
#define SPEC_MOST_DEVICES 1024 /* in all pools */

/* Counted from 1; both 0 where the file does not say it. */
struct spec_place {
	uint32_t line;
	uint32_t column;
};

enum spec_style { SPEC_STYLE_DEFAULT, SPEC_STYLE_PRP0001, SPEC_STYLE_RDMA0000 };

struct spec_device {
	const struct spec_device *next;
	struct spec_place place;
	struct spec_place at; /* of `address` */
	uint64_t address;     /* of its registers; with `at` */
	uint64_t size;        /* of them; 0 when not given */
	struct spec_place interrupt_at;
	uint64_t interrupt; /* GSI; with `interrupt_at` */
	bool edge;
	bool active_low;
	bool not_coherent;
	struct spec_place slot_at;
	uint64_t slot; /* with `slot_at`: the device in that slot of the PCI bridge that the rest names */
	uint64_t function;
	const char *node;   /* a selector, as --attach takes; NULL when not given */
	const char *object; /* a path in the namespace, or NULL */
};

struct spec_pool {
	const struct spec_pool *next;
	struct spec_place place;
	uint64_t size;
	uint64_t alignment; /* 0 when not given */
	uint64_t below;     /* likewise */
	enum fdtr_where where;
	uint64_t address;
	const struct fdtr_range *within;
	uint32_t within_count;
	const char *name;
	const char *label;
	const char *object;
	bool per_device;
	const struct spec_device *devices; /* NULL: all that are virtio-mmio */
	uint32_t device_count;
};

struct spec {
	const char *name; /* of the file */
	enum fdtr_guard guard;
	enum spec_style style;
	const char *scope; /* these are for tables; NULL when not given */
	const char *oem_id;
	const char *oem_table_id;
	uint32_t oem_revision;
	const struct spec_pool *pools;
	uint32_t pool_count;
	void *memory;
};

/* Fill the spec, which is to be freed when FDTR_OK is returned. FDTR_ERR_ARGUMENT says file, line and column. */
int spec_read(struct spec *spec, const char *name, struct fdtr_error *error);
int spec_parse(struct spec *spec, const char *name, const char *text, size_t size, struct fdtr_error *error);
void spec_free(struct spec *spec);

/* All pools, those whose place is given before the others, so that no other is put there; NULL behind the last. */
const struct spec_pool *spec_first(const struct spec *spec);
const struct spec_pool *spec_next(const struct spec *spec, const struct spec_pool *pool);
/* In all pools. */
uint32_t spec_device_count(const struct spec *spec);
/* The request for one pool: what `common` has, and what the file says, but for devices and guard. */
struct fdtr_request spec_request(const struct spec_pool *pool, const struct fdtr_request *common);

/* "FILE:LINE:COLUMN: " and the sentence. Returns the status. */
int spec_fail(const struct spec *spec, struct spec_place place, int status, struct fdtr_error *error,
	const char *format, ...) FDTR_PRINTF(5, 6);
#define spec_wrong(spec, place, error, ...) spec_fail(spec, place, FDTR_ERR_ARGUMENT, error, __VA_ARGS__)

#endif
