/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Predict: what each guest does with each device of a platform, and why.
 *
 * A description restricts nothing by itself; the guest does, or does not. The answer follows the code of the guest from
 * the description to the first DMA of the device, and every step of the way is a reason. What no public source tells
 * is FDTR_OUTCOME_UNKNOWN, never a guess.
 */
#ifndef FDTRESTRICT_PREDICT_H
#define FDTRESTRICT_PREDICT_H

#include <fdtrestrict/acpi.h>
#include <fdtrestrict/devicetree.h>
#include <fdtrestrict/lint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum fdtr_outcome {
	FDTR_OUTCOME_RESTRICTED,   /* all DMA of the device goes through its pool */
	FDTR_OUTCOME_UNRESTRICTED, /* it goes to ordinary memory, wholly or in part */
	FDTR_OUTCOME_REFUSED,      /* no driver works with the device, and there is no DMA */
	FDTR_OUTCOME_STALLS,       /* the driver works with it, but I/O waits for ever */
	FDTR_OUTCOME_CRASHES,      /* the guest does not come up */
	FDTR_OUTCOME_UNKNOWN
};

/* "restricted" and so on. */
const char *fdtr_outcome_name(enum fdtr_outcome outcome);

enum fdtr_known { FDTR_UNKNOWN, FDTR_NO, FDTR_YES };

enum fdtr_system {
	FDTR_SYSTEM_LINUX,
	FDTR_SYSTEM_PVMFW,
	FDTR_SYSTEM_U_BOOT,
	FDTR_SYSTEM_EDK2,
	FDTR_SYSTEM_FREEBSD,
	FDTR_SYSTEM_WINDOWS
};

#define FDTR_RELEASE(major, minor) ((uint32_t)(major) << 16 | (uint32_t)(minor))

/*
 * A guest is what is known of it. A caller may fill one himself, from the .config of a kernel, say. Of a version of Linux
 * between two whose code was read, the answer is the one that both give, else unknown.
 */
struct fdtr_guest {
	const char *name;    /* "linux-6.12" */
	const char *summary; /* "Linux 6.12 with CONFIG_DMA_RESTRICTED_POOL" */
	const char *source;  /* where what is known of it stands */
	enum fdtr_system system;
	enum fdtr_processor processor; /* that it is made for; FDTR_PROCESSOR_UNKNOWN: any */
	uint32_t version;              /* of Linux, FDTR_RELEASE() */
	uint32_t page_size;            /* 0: 4 KiB */
	enum fdtr_known device_tree;   /* it boots by one */
	enum fdtr_known acpi;
	enum fdtr_known restricted_pool; /* Linux: CONFIG_DMA_RESTRICTED_POOL */
	enum fdtr_known acpi_container;  /* Linux: CONFIG_ACPI_CONTAINER */
	enum fdtr_known dma_ops;         /* Linux: CONFIG_DMA_OPS, from 6.12 on CONFIG_ARCH_HAS_DMA_OPS */
	enum fdtr_known iommu;           /* it has drivers for IOMMUs; UNKNOWN is taken for YES */
	enum fdtr_known virtio_mmio;     /* it has a driver for such devices */
	enum fdtr_known virtio_pci;
	enum fdtr_known access_platform; /* its drivers accept VIRTIO_F_ACCESS_PLATFORM */
	enum fdtr_known windows;         /* it keeps DMA to the dma-ranges, or _DMA, above a device */
};

/* Those that are known by name: releases of Linux, what distributions ship, firmware, and other systems. */
const struct fdtr_guest *fdtr_guests(size_t *count);
/* NULL when there is none of that name. */
const struct fdtr_guest *fdtr_guest_find(const char *name);

/* VIRTIO_F_ACCESS_PLATFORM (bit 33). A device that requires it does not work with a driver that does not accept it. */
enum fdtr_access_platform { FDTR_ACCESS_ABSENT, FDTR_ACCESS_OFFERED, FDTR_ACCESS_REQUIRED };

const char *fdtr_access_platform_name(enum fdtr_access_platform access);

/* What a virtio device is like, which no description says. */
struct fdtr_device_features {
	uint32_t device; /* index into platform.devices; of a PCI host bridge: what is behind it */
	bool modern;     /* else legacy, which cannot say bit 33 at all */
	enum fdtr_access_platform access;
};

/* One step on the way to the outcome. Devices that are alike share their reasons. */
struct fdtr_reason {
	bool placed;              /* the description says it; else the guest or the device does */
	bool own;                 /* the node of the device itself says it: fdtr_reason_place() */
	struct fdtr_origin place; /* node and property, or object of the namespace */
	const char *text;         /* a clause: "memory-region names the pool" */
	const char *source;       /* the function or specification that decides it */
	const char *rule;         /* of lint that tells of it, or NULL */
};

struct fdtr_prediction {
	uint32_t device; /* index into platform.devices */
	uint32_t guest;  /* index into the guests asked for */
	uint32_t pool;   /* that the guest uses for it, index into platform.pools, or FDTR_NONE */
	bool virtio;     /* `features` matter */
	bool assumed;    /* nobody said what the device is like: one of several answers */
	struct fdtr_device_features features;
	enum fdtr_outcome outcome;
	const struct fdtr_reason *reasons;
	uint32_t reason_count;
};

/* The place of a placed reason; `tree` is NULL for tables. */
struct fdtr_origin fdtr_reason_place(const struct fdtr_tree *tree, const struct fdtr_platform *platform,
	const struct fdtr_prediction *prediction, const struct fdtr_reason *reason);

struct fdtr_predictions {
	const struct fdtr_prediction *items; /* by device, then features, then guest */
	uint32_t count;
};

struct fdtr_predict_options {
	const struct fdtr_guest *guests; /* NULL: all of fdtr_guests() */
	uint32_t guest_count;
	/* In order of `device`; those not named are answered for ACCESS_PLATFORM offered, and for absent. */
	const struct fdtr_device_features *features;
	uint32_t feature_count;
	enum fdtr_memory memory;         /* as for lint */
	const struct fdtr_region *taken; /* kernel image, initrd and blob, as far as they are known */
	uint32_t taken_count;
};

/*
 * Predictions and their reasons live in the arena. Devices that are disabled are answered, too: refused. `options` may be
 * NULL. FDTR_ERR_NOSPACE when the arena is too small.
 */
int fdtr_predict(const struct fdtr_tree *tree, const struct fdtr_platform *platform,
	const struct fdtr_predict_options *options, struct fdtr_arena *arena,
	struct fdtr_predictions *predictions, struct fdtr_error *error);

/* The same for the tables that the platform was read from. */
int fdtr_acpi_predict(const struct fdtr_acpi *acpi, const struct fdtr_platform *platform,
	const struct fdtr_predict_options *options, struct fdtr_arena *arena,
	struct fdtr_predictions *predictions, struct fdtr_error *error);

#ifdef __cplusplus
}
#endif

#endif
