/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The platform: what the firmware says about memory and DMA, whatever language it says it in.
 *
 * A reader (fdtr_platform_read() for device trees) fills it; placement, lint and generate read it. It is
 * plain data in the caller's arena and stays valid as long as the arena and the blob do. All addresses are
 * CPU physical addresses; all sizes are bytes.
 */
#ifndef FDTRESTRICT_PLATFORM_H
#define FDTRESTRICT_PLATFORM_H

#include <fdtrestrict/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Inclusive at both ends, so that a range touching 2^64 is exact. An empty range cannot be said. */
struct fdtr_range {
	uint64_t first;
	uint64_t last;
};

/* False, and *range untouched, when size is zero or base + size passes 2^64. */
bool fdtr_range_make(uint64_t base, uint64_t size, struct fdtr_range *range);
/* The size in bytes; the range of all 2^64 bytes gives UINT64_MAX. */
uint64_t fdtr_range_size(struct fdtr_range range);
bool fdtr_range_overlaps(struct fdtr_range left, struct fdtr_range right);
bool fdtr_range_contains(struct fdtr_range outer, struct fdtr_range inner);
/* False when they share nothing. */
bool fdtr_range_intersect(struct fdtr_range left, struct fdtr_range right, struct fdtr_range *shared);

#define FDTR_NONE UINT32_MAX

/*
 * Where something was said. `object` is the reader's number for a node (fdtr_tree_path() names it) or an ACPI
 * object (fdtr_acpi_path()); FDTR_NONE stands for the blob itself, as for /memreserve/. `offset` and `length` are the
 * bytes in the blob, `index` the entry within the property.
 */
struct fdtr_origin {
	uint32_t object;
	uint32_t index;
	uint32_t offset;
	uint32_t length;
	const char *property; /* NULL where no property said it */
	uint32_t source;      /* ACPI: which of the tables; 0 for a tree */
};

enum fdtr_region_kind {
	FDTR_REGION_MEMORY,     /* a bank of /memory: Linux drivers/of/fdt.c early_init_dt_scan_memory() */
	FDTR_REGION_RESERVED,   /* a static child of /reserved-memory, pools too */
	FDTR_REGION_MEMRESERVE, /* an entry of the memory reservation block */
	FDTR_REGION_INITRD,     /* /chosen linux,initrd-start .. linux,initrd-end */
	FDTR_REGION_ELFCOREHDR, /* /chosen linux,elfcorehdr */
	FDTR_REGION_KERNEL,     /* given by the caller */
	FDTR_REGION_DTB,        /* given by the caller */
	FDTR_REGION_MMIO,       /* a device's reg, translated to CPU addresses */
	FDTR_REGION_PCI_WINDOW, /* an entry of a PCI host bridge's ranges, or of its _CRS */
	FDTR_REGION_RMR         /* a range that the IORT has mapped one to one for a device */
};

/* A few words for a person, such as "reserved region". */
const char *fdtr_region_kind_name(enum fdtr_region_kind kind);

struct fdtr_region {
	struct fdtr_range range;
	struct fdtr_origin origin;
	enum fdtr_region_kind kind;
	uint32_t pool; /* the pool that this reserved region belongs to, else FDTR_NONE */
};

/* A node compatible with "restricted-dma-pool", wherever it stands. */
struct fdtr_pool {
	uint32_t object;
	uint32_t handle; /* its phandle, 0 when it has none */
	bool placed;     /* static: `range` holds the first entry of reg, well formed */
	bool dynamic;    /* no reg, but a size: the kernel chooses the place */
	bool available;  /* status is absent, "okay" or "ok" */
	bool reserved;   /* a child of /reserved-memory */
	struct fdtr_range range;
	uint64_t size;
	uint64_t alignment;     /* 0 when not said */
	uint32_t first_allowed; /* a dynamic pool's alloc-ranges, in platform.allowed */
	uint32_t allowed_count;
};

enum fdtr_device_kind {
	FDTR_DEVICE_VIRTIO_MMIO,
	FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED, /* the proposed compatible without "virtio,mmio" */
	FDTR_DEVICE_PCI_HOST,
	FDTR_DEVICE_PCI,  /* a child of a PCI bus */
	FDTR_DEVICE_OTHER /* anything else that carries a memory-region */
};

/*
 * A device that may use a pool. `bus` is its DMA parent: the node that "interconnects" names "dma-mem",
 * else its parent; for PCI the host bridge (Linux drivers/of/address.c __of_get_dma_parent(),
 * drivers/pci/pci-driver.c pci_dma_configure()). `windows` limit its DMA; none means no limit.
 */
struct fdtr_device {
	uint32_t object;
	uint32_t bus;
	uint32_t window_object; /* the node whose dma-ranges these windows are, else FDTR_NONE */
	uint32_t first_link;
	uint32_t link_count;
	uint32_t first_window;
	uint32_t window_count;
	enum fdtr_device_kind kind;
	bool available;
	bool coherent; /* dma-coherent on it or on a DMA parent, or coherent by default */
	bool behind_iommu;
	bool unreachable; /* dma-ranges are there, but nothing in them translates */
	bool windows_cut; /* more entries than FDTR_MAX_WINDOWS; only the first are here */
};

#define FDTR_MAX_WINDOWS 64

/* One entry of a non-empty dma-ranges: device addresses `bus_first`... reach the CPU addresses `range`. */
struct fdtr_window {
	struct fdtr_range range;
	uint64_t bus_first;
	uint32_t index;
};

/* One entry of a device's memory-region. */
struct fdtr_link {
	uint32_t device; /* index into platform.devices */
	uint32_t pool;   /* index into platform.pools, FDTR_NONE when the target is no restricted pool */
	uint32_t target; /* the node meant, FDTR_NONE when nothing has that phandle */
	uint32_t handle; /* the phandle itself */
	uint32_t index;  /* its place in memory-region */
};

/* What the guest's processors tell: it decides what "coherent by default" and "highmem" mean. */
enum fdtr_processor {
	FDTR_PROCESSOR_UNKNOWN,
	FDTR_PROCESSOR_ARM32,
	FDTR_PROCESSOR_ARM64,
	FDTR_PROCESSOR_RISCV,
	FDTR_PROCESSOR_X86
};

struct fdtr_platform {
	struct fdtr_region *regions;
	uint32_t region_count;
	struct fdtr_pool *pools;
	uint32_t pool_count;
	struct fdtr_range *allowed;
	uint32_t allowed_count;
	struct fdtr_device *devices;
	uint32_t device_count;
	struct fdtr_link *links;
	uint32_t link_count;
	struct fdtr_window *windows;
	uint32_t window_count;
	enum fdtr_processor processor;
	/* The highest address of the linear map where the processors show it (32-bit Arm), else UINT64_MAX. */
	uint64_t lowmem_last;
};

/* One interval of a sweep: a subject, or one of the rest. */
struct fdtr_interval {
	struct fdtr_range range;
	uint32_t tag; /* the caller's own number for it */
	bool subject;
};

/* Called for each pair that shares bytes; return false to stop the sweep. */
typedef bool fdtr_overlap_fn(
	void *context, const struct fdtr_interval *left, const struct fdtr_interval *right);

/*
 * Reports every overlapping pair of a subject and one of the rest once, and with `among_subjects` every pair
 * of subjects too; never a pair of the rest. `left` is the one that begins first; `right` ascends.
 * O(n log n + reported pairs); sorts `intervals` in place; `scratch` has room for `count` numbers.
 */
void fdtr_sweep(struct fdtr_interval *intervals, uint32_t count, bool among_subjects, uint32_t *scratch,
	fdtr_overlap_fn *report, void *context);

#ifdef __cplusplus
}
#endif

#endif
