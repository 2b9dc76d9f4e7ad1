/* SPDX-License-Identifier: BSD-2-Clause */
/* The parts of the reader that fills a platform from tables, in the order they run. */
#ifndef FDTR_SRC_ACPI_READER_H
#define FDTR_SRC_ACPI_READER_H

#include "acpi/platform/devices.h"
#include "base/base.h"
#include "platform/platform.h"

enum fdtr_coherence { FDTR_CCA_UNSAID, FDTR_CCA_COHERENT, FDTR_CCA_NOT_COHERENT };

/* What an object has of its own or from above. */
struct fdtr_acpi_context {
	uint32_t host;    /* the PCI host bridge that it is or is below */
	uint32_t limiter; /* the nearest that has _DMA, on the way that Linux takes */
	uint8_t cca;      /* enum fdtr_coherence: the topmost says it (6.2.17) */
	bool present;     /* and all above are */
	bool pool;
	bool virtio_mmio;
	bool restricted;   /* virtio-mmio-restricted-dma */
	bool names_region; /* has a memory-region */
	bool behind_iommu;
};

struct fdtr_acpi_reader {
	struct fdtr_platform *platform;
	const struct fdtr_acpi *acpi;
	struct fdtr_arena *arena;
	struct fdtr_acpi_context *contexts; /* per object */
	/* Descriptors and links that may still be taken: no more than there are bytes, so that naming things twice gains nothing. */
	uint64_t left;
};

/* The value of `compatible`, where it counts; and fdtr_acpi_compatible() once that is known. */
struct fdtr_acpi_value fdtr_acpi_compatibles(const struct fdtr_acpi *acpi, uint32_t device);
bool fdtr_acpi_is(const struct fdtr_acpi *acpi, uint32_t device, const struct fdtr_acpi_value *compatibles,
	const char *compatible);

/* The next one; false behind the last, and when enough were taken. */
bool fdtr_acpi_take(struct fdtr_acpi_reader *reader, struct fdtr_acpi_resources *walk,
	struct fdtr_acpi_resource *resource);

int fdtr_acpi_read_contexts(struct fdtr_acpi_reader *reader);
/* Which devices IORT puts behind an SMMU. */
void fdtr_iort_read_devices(struct fdtr_acpi_reader *reader);
/* Which VIOT puts behind a virtio-iommu; the regions are known by then. */
void fdtr_viot_read_devices(struct fdtr_acpi_reader *reader);
/* The first table of that signature; NULL when there is none. */
const struct fdtr_acpi_table *fdtr_acpi_table_of(
	const struct fdtr_acpi *acpi, const char *signature, uint32_t *index);
/* A child's number, 0 when it has none. */
uint64_t fdtr_acpi_number_of(const struct fdtr_acpi *acpi, uint32_t device, const char *name);
/* IORT's RMR ranges, into an array of regions. */
int fdtr_iort_read_ranges(struct fdtr_acpi_reader *reader, struct fdtr_array *regions);
/* What MADT says of the processors. */
enum fdtr_processor fdtr_madt_processor(const struct fdtr_acpi *acpi);
int fdtr_acpi_read_regions(struct fdtr_acpi_reader *reader, const struct fdtr_region *map, uint32_t count);
int fdtr_acpi_read_pools(struct fdtr_acpi_reader *reader, bool mapped);
int fdtr_acpi_read_devices(struct fdtr_acpi_reader *reader);

#endif
