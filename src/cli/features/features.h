/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * --device-features FILE: what a VMM's devices offer, and their queues. JSON of our own (device-features.schema.json),
 * or the manifest that generate --report json writes.
 */
#ifndef FDTR_SRC_CLI_FEATURES_H
#define FDTR_SRC_CLI_FEATURES_H

#include <fdtrestrict/acpi.h>
#include <fdtrestrict/devicetree.h>
#include <fdtrestrict/placement.h>

/* VIRTIO_F_ACCESS_PLATFORM. OFFERED: the driver may leave it; REQUIRED: without it the device does not start. */
enum features_access {
	FEATURES_ACCESS_UNSAID,
	FEATURES_ACCESS_ABSENT,
	FEATURES_ACCESS_OFFERED,
	FEATURES_ACCESS_REQUIRED
};

struct device_features {
	/* The node's path or the ACPI object's; "/bridge/dev@SLOT,FUNCTION" may be a PCI device without node. */
	const char *path;
	const char *base_path; /* where the node was before a guard moved it; NULL but in a manifest */
	bool modern;           /* VIRTIO_F_VERSION_1; true when not said */
	enum features_access access;
	struct fdtr_queues queues;
};

struct features_name;

/* In the order of the file; no path is there twice. */
struct features {
	struct device_features *items;
	uint32_t count;
	struct features_name *names; /* the paths, now and before, in order */
	uint32_t name_count;
	void *document; /* whose strings the paths are */
};

#define FEATURES_LIMIT ((size_t)16 << 20) /* bytes of text */

/* FDTR_ERR_ARGUMENT tells the file and the place in it. `features` is to be freed in either case. */
int features_read(struct features *features, const char *name, struct fdtr_error *error);
int features_parse(
	struct features *features, const char *name, const char *text, size_t size, struct fdtr_error *error);
void features_free(struct features *features);

/* What is said of the device, by its path now or before; NULL for nothing. */
const struct device_features *features_find(const struct features *features, const char *path);
/* The same for a node, which a guard may have moved since: by its path, or without the guarded bus in it. */
const struct device_features *features_find_node(
	const struct features *features, const struct fdtr_tree *tree, uint32_t node);

/* A device that there is. */
struct features_known {
	const char *path;
	bool host; /* a PCI host bridge, behind which there are devices without nodes */
};

/*
 * Every device that the file names must be there, else FDTR_ERR_ARGUMENT with the name that may have been meant. Puts
 * `known` in order.
 */
int features_check(const struct features *features, const char *name, struct features_known *known,
	uint32_t count, struct fdtr_error *error);
/* The same for the devices of a tree, whose paths may be those that they had before a guard moved them. */
int features_check_tree(const struct features *features, const char *name, const struct fdtr_tree *tree,
	const struct fdtr_platform *platform, struct fdtr_error *error);

/* The same for the devices of tables. */
int features_check_tables(const struct features *features, const char *name, const struct fdtr_acpi *acpi,
	const struct fdtr_platform *platform, struct fdtr_error *error);

/* "block" and the like, as the file has it; "" for FDTR_TYPE_UNSAID. */
const char *features_type_name(enum fdtr_device_type type);

#endif
