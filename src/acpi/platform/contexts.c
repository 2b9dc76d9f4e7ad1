// SPDX-License-Identifier: BSD-2-Clause
/* What devices have from those above them, in one pass: a parent comes before its children. */
#include "acpi/platform/reader.h"

#include <string.h>

static uint8_t own_cca(const struct fdtr_acpi *acpi, uint32_t device)
{
	struct fdtr_acpi_value value = fdtr_acpi_value_of(acpi, device, "_CCA");

	if (value.kind == FDTR_ACPI_NONE)
		return FDTR_CCA_UNSAID;
	/* What only an interpreter can tell is no reason to complain. */
	return value.kind == FDTR_ACPI_INTEGER && !value.integer ? FDTR_CCA_NOT_COHERENT : FDTR_CCA_COHERENT;
}

/* Once for all that ask: a _DSD may be long, and serve many devices. */
static void read_kind(const struct fdtr_acpi *acpi, uint32_t device, struct fdtr_acpi_context *context)
{
	struct fdtr_acpi_value compatibles = fdtr_acpi_compatibles(acpi, device);

	context->pool = acpi->objects[device].kind == FDTR_ACPI_DEVICE &&
	                fdtr_acpi_is(acpi, device, &compatibles, FDTR_POOL_COMPATIBLE);
	context->virtio_mmio = fdtr_acpi_is(acpi, device, &compatibles, FDTR_VIRTIO_MMIO_COMPATIBLE);
	context->restricted =
		fdtr_acpi_is(acpi, device, &compatibles, FDTR_VIRTIO_MMIO_RESTRICTED_COMPATIBLE);
	context->names_region = fdtr_dsd_property(acpi, device, FDTR_MEMORY_REGION).kind != FDTR_ACPI_NONE;
}

/* Known by _HID, or by its place on PCI; what another table declares may be. */
static bool is_made(const struct fdtr_acpi *acpi, uint32_t device, const struct fdtr_acpi_context *context)
{
	return acpi->objects[device].kind == FDTR_ACPI_EXTERNAL ||
	       fdtr_acpi_child(acpi, device, "_HID") != FDTR_NONE ||
	       (context->host != FDTR_NONE && fdtr_acpi_child(acpi, device, "_ADR") != FDTR_NONE);
}

/*
 * Linux drivers/acpi/scan.c acpi_dma_get_range() goes up from device to device: a host bridge has none above it, and an object
 * of which no device is made ends the way.
 */
static void read_limiter(const struct fdtr_acpi *acpi, uint32_t device, struct fdtr_acpi_context *context)
{
	if (context->host == device || !is_made(acpi, device, context))
		context->limiter = FDTR_NONE;
	if (fdtr_acpi_child(acpi, device, "_DMA") != FDTR_NONE)
		context->limiter = device;
}

static void read_context(const struct fdtr_acpi *acpi, uint32_t device, struct fdtr_acpi_context *context)
{
	context->present = context->present && fdtr_acpi_present(acpi, device);
	if (context->cca == FDTR_CCA_UNSAID)
		context->cca = own_cca(acpi, device);
	if (fdtr_acpi_is_host(acpi, device))
		context->host = device;
	read_limiter(acpi, device, context);
	read_kind(acpi, device, context);
}

static struct fdtr_acpi_context inherit(const struct fdtr_acpi_reader *reader, uint32_t parent)
{
	struct fdtr_acpi_context context = {.host = FDTR_NONE, .limiter = FDTR_NONE, .present = true};

	if (parent != FDTR_NONE) {
		context.host = reader->contexts[parent].host;
		context.limiter = reader->contexts[parent].limiter;
		context.cca = reader->contexts[parent].cca;
		context.present = reader->contexts[parent].present;
	}
	return context;
}

int fdtr_acpi_read_contexts(struct fdtr_acpi_reader *reader)
{
	const struct fdtr_acpi *acpi = reader->acpi;

	reader->contexts = fdtr_arena_take_high(reader->arena, acpi->object_count, sizeof(*reader->contexts));
	if (!reader->contexts)
		return FDTR_ERR_NOSPACE;
	for (uint32_t i = 0; i < acpi->object_count; i++) {
		struct fdtr_acpi_context *context = &reader->contexts[i];

		*context = inherit(reader, acpi->objects[i].parent);
		if (fdtr_acpi_is_device(acpi, i))
			read_context(acpi, i, context);
	}
	return FDTR_OK;
}
