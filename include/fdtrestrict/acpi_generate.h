/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Generate for ACPI: an SSDT with restricted DMA pools, their devices, links and guard, as AML or as ASL.
 *
 * A description says what is in it. It is written by hand, by a VMM say, or made: from a device tree, or for devices
 * that tables declare already. The table fails closed, is read back and linted before it is handed out, and is the
 * same bytes for the same description. bindings/acpi/restricted-dma.md says what it looks like.
 */
#ifndef FDTRESTRICT_ACPI_GENERATE_H
#define FDTRESTRICT_ACPI_GENERATE_H

#include <fdtrestrict/acpi.h>
#include <fdtrestrict/generate.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * PRP0001   a pool is a device of its own ("restricted-dma-pool"), which its users name in "memory-region"
 * RDMA0000  one pool for all, \_SB.RDMA, which nothing names: a form that some firmware has
 */
enum fdtr_acpi_style { FDTR_ACPI_STYLE_PRP0001, FDTR_ACPI_STYLE_RDMA0000 };

enum fdtr_acpi_form { FDTR_ACPI_AML, FDTR_ACPI_ASL };

/* Start from zero. Ranges are CPU addresses. */
struct fdtr_ssdt_pool {
	struct fdtr_range range;
	const char *name;     /* of one to four characters 0-9 A-Z _, no digit first; NULL: RDM0, RDM1, ... */
	const char *existing; /* "\_SB.RDM0", which `tables` declare with this range; NULL: it is made */
	uint32_t uid;         /* with has_uid; else one that is free */
	bool has_uid;
};

enum fdtr_ssdt_device_kind {
	FDTR_SSDT_VIRTIO_MMIO,            /* is made: "LNRO0005", with FDTR_GUARD_COMPATIBLE the next */
	FDTR_SSDT_VIRTIO_MMIO_RESTRICTED, /* is made: "virtio-mmio-restricted-dma", which no driver binds */
	FDTR_SSDT_PCI,                    /* is made below the bridge at `path`, which `tables` declare */
	FDTR_SSDT_EXISTING /* the device at `path`, which `tables` declare, gets what it lacks */
};

struct fdtr_ssdt_device {
	enum fdtr_ssdt_device_kind kind;
	uint32_t pool;    /* index into pools; FDTR_NONE: it uses none and is not guarded */
	const char *name; /* as a pool's; NULL: V000, V001, ..., below a bridge P and device and function */
	const char *path; /* PCI, EXISTING: an absolute path, "\_SB.PCI0" */
	uint32_t uid;     /* VIRTIO_MMIO*: with has_uid; else one that is free */
	bool has_uid;
	struct fdtr_range mmio; /* VIRTIO_MMIO* from here on */
	uint32_t interrupt;     /* GSI */
	bool edge;              /* else level */
	bool active_low;        /* else active high */
	bool coherent;          /* _CCA */
	uint8_t slot;           /* PCI: the device number, below 32, */
	uint8_t function;       /* and below 8 */
};

struct fdtr_ssdt {
	const struct fdtr_ssdt_pool *pools;
	uint32_t pool_count;
	const struct fdtr_ssdt_device *devices;
	uint32_t device_count;
	enum fdtr_acpi_style style;
	/*
	 * DMA_RANGES  `_DMA` on each device that uses a pool: the pool and nothing else
	 * CONTAINER   `_DMA` on a container around those that are made, one for each pool; as DMA_RANGES for the others
	 * COMPATIBLE  "virtio-mmio-restricted-dma": no released system binds it
	 * NONE        advisory
	 * DEFAULT     DMA_RANGES
	 */
	enum fdtr_guard guard;
	enum fdtr_acpi_form form;
	enum fdtr_processor processor; /* ARM64: interrupts are those of a GIC */
	const char *scope;             /* where new devices go; NULL: "\_SB" */
	const char *oem_id;            /* up to 6 characters; NULL: "FDTRST" */
	const char *oem_table_id;      /* up to 8; NULL: "RESTRDMA" */
	uint32_t oem_revision;         /* 0: 1 */
	/*
	 * What the machine has, and the table has to fit to: its tables (NULL: unknown), and its memory map, as for
	 * fdtr_acpi_platform_read(). Whoever makes the map must see to it that the pools made here are reserved in it.
	 */
	const struct fdtr_acpi *tables;
	const struct fdtr_region *map;
	uint32_t map_count;
	const unsigned char
		*severities; /* for lint's verdict, as in fdtr_lint_options; NULL: the rules' own */
};

struct fdtr_made_object {
	const char *path; /* "\_SB.V000" */
	bool existed;     /* tables declare it */
	bool held;        /* they say all of it already, and this table nothing */
	bool guarded;     /* a device: `_DMA` keeps it to its pool */
};

/* Lives in the arena. */
struct fdtr_ssdt_result {
	size_t output_size; /* bytes written, ASL's NUL not counted; after FDTR_ERR_NOSPACE bytes needed (0: the arena was too small) */
	bool changed; /* false: the tables held all of it, and nothing was written */
	enum fdtr_guard guard;
	const struct fdtr_made_object *pools;   /* as in the description */
	const struct fdtr_made_object *devices; /* likewise */
	/* Those that were given and the new one, last, which lies in the output where that is AML. */
	const struct fdtr_acpi *tables;
	struct fdtr_findings findings; /* what lint says of these; on FDTR_ERR_REFUSED, why */
};

/*
 * Writes into the caller's `output`; statuses as those of fdtr_generate(). FDTR_ERR_ARGUMENT and FDTR_ERR_CONFLICT say
 * what in the description cannot be.
 */
int fdtr_ssdt_generate(const struct fdtr_ssdt *ssdt, void *output, size_t output_size,
	struct fdtr_arena *arena, struct fdtr_ssdt_result *result, struct fdtr_error *error);

/* What was left out of a description, or changed its meaning, on the way from another language: sentences. */
struct fdtr_ssdt_notes {
	const char *const *items;
	uint32_t count;
};

/*
 * The pools of a device tree, and all its virtio,mmio devices, attached or not. Refuses what uses a pool and cannot be
 * said. What is not in the tree (form, guard, names, OEM ids) is left as zero.
 */
int fdtr_ssdt_from_tree(const struct fdtr_tree *tree, const struct fdtr_platform *platform,
	struct fdtr_arena *arena, struct fdtr_ssdt *ssdt, struct fdtr_ssdt_notes *notes,
	struct fdtr_error *error);

/*
 * What carries requests out on a machine that has these tables, a pool each or, with per_device, one for each device.
 * Selectors are paths ("\\_SB.VR00"), with wildcards too, "hid:LNRO0005", and "\\_SB.PCI0@SLOT,FUNCTION" for a PCI
 * device; none: every "LNRO0005". Names, labels and `output` of the requests do not count, and the first one's guard and
 * severities are taken. Placing a pool needs a platform that knows the memory map, which the caller then gives in
 * the description, too.
 */
int fdtr_ssdt_augment(const struct fdtr_acpi *tables, const struct fdtr_platform *platform,
	enum fdtr_acpi_style style, const struct fdtr_request *requests, uint32_t count,
	struct fdtr_arena *arena, struct fdtr_ssdt *ssdt, struct fdtr_error *error);

#ifdef __cplusplus
}
#endif

#endif
