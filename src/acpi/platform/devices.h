/* SPDX-License-Identifier: BSD-2-Clause */
/* What a device object says of itself: shared by the platform's reader, lint, generate and compare. */
#ifndef FDTR_SRC_ACPI_DEVICES_H
#define FDTR_SRC_ACPI_DEVICES_H

#include "acpi/properties/properties.h"
#include "acpi/resources/resource.h"

#define FDTR_ACPI_VIRTIO_MMIO_HID "LNRO0005"
#define FDTR_ACPI_PROPERTIES_HID "PRP0001"
#define FDTR_ACPI_RDMA_HID "RDMA0000" /* of the form deployed as \_SB.RDMA; see bindings/acpi */
#define FDTR_MEMORY_REGION "memory-region"

/* A device, or what may be one in a table that is not here. */
static inline bool fdtr_acpi_is_device(const struct fdtr_acpi *acpi, uint32_t object)
{
	return acpi->objects[object].kind == FDTR_ACPI_DEVICE ||
	       acpi->objects[object].kind == FDTR_ACPI_EXTERNAL;
}

/* "PNP0A08" out of the number that EISAID makes of it (19.6.37). Returns `text`. */
char *fdtr_eisa_text(uint64_t number, char text[8]);

/* _HID or an entry of _CID is this one, as a string or as an EISA id; not static ones are not. */
bool fdtr_acpi_has_id(const struct fdtr_acpi *acpi, uint32_t device, const char *id);
/* A PCI host bridge, PCI Express or not. */
bool fdtr_acpi_is_host(const struct fdtr_acpi *acpi, uint32_t device);
/* A module or container, of which Linux makes a device only with CONFIG_ACPI_CONTAINER (drivers/acpi/container.c). */
bool fdtr_acpi_is_container(const struct fdtr_acpi *acpi, uint32_t device);
/* _HID or _CID is PRP0001 and `compatible` holds this string, or they have an id that stands for it. */
bool fdtr_acpi_compatible(const struct fdtr_acpi *acpi, uint32_t device, const char *compatible);
/* _STA has bit 0 or 3, as Linux asks; a device without one, or whose _STA is not static, is there. */
bool fdtr_acpi_present(const struct fdtr_acpi *acpi, uint32_t device);
/* The template of a child, "_CRS" or "_DMA"; its value says NONE, NOT_STATIC or BUFFER. */
struct fdtr_acpi_resources fdtr_acpi_resources_of(
	const struct fdtr_acpi *acpi, uint32_t device, const char *name, struct fdtr_acpi_value *value);

/* A range that an RMR node of the IORT has, as it stands there. */
struct fdtr_acpi_rmr {
	uint64_t base;
	uint64_t size;
	struct fdtr_origin origin;
};

/* Tells of each, in order; returning false ends it. */
typedef bool fdtr_acpi_rmr_fn(void *context, const struct fdtr_acpi_rmr *rmr);
void fdtr_acpi_each_rmr(const struct fdtr_acpi *acpi, fdtr_acpi_rmr_fn *tell, void *context);

/* Where the object is defined; what the tables only name stands nowhere. */
struct fdtr_origin fdtr_acpi_object_origin(const struct fdtr_acpi *acpi, uint32_t object);
/* The device, or the nearest above it, that has the child; FDTR_NONE when none has. */
uint32_t fdtr_acpi_nearest_with(const struct fdtr_acpi *acpi, uint32_t device, const char *name);

#endif
