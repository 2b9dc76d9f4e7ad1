// SPDX-License-Identifier: BSD-2-Clause
/* Virtual I/O Translation Table (ACPI Specification 6.5, 5.2.34): what is behind a virtio-iommu; Linux drivers/acpi/viot.c */
#include "acpi/platform/reader.h"

#define HEADER 36U
#define FIRST_NODE (HEADER + 12)

enum node_type { PCI_RANGE = 1, MMIO_ENDPOINT = 2 };

/* Both kinds have 24 bytes. */
#define NODE 24U

static void mark_hosts(struct fdtr_acpi_reader *reader, const unsigned char *node)
{
	for (uint32_t i = 0; i < reader->acpi->object_count; i++) {
		uint64_t segment, first;

		if (reader->contexts[i].host != i)
			continue;
		segment = fdtr_acpi_number_of(reader->acpi, i, "_SEG");
		first = (fdtr_acpi_number_of(reader->acpi, i, "_BBN") & 0xff) << 8;
		if (segment >= fdtr_little(node + 8, 2) && segment <= fdtr_little(node + 10, 2) &&
			first + 0xff >= fdtr_little(node + 12, 2) && first <= fdtr_little(node + 14, 2))
			reader->contexts[i].behind_iommu = true;
	}
}

/* A device is known by where its first registers are. */
static void mark_devices(struct fdtr_acpi_reader *reader, uint64_t base)
{
	for (uint32_t i = 0; i < reader->platform->region_count; i++) {
		const struct fdtr_region *region = &reader->platform->regions[i];

		if (region->kind == FDTR_REGION_MMIO && region->origin.object != FDTR_NONE &&
			region->range.first == base)
			reader->contexts[region->origin.object].behind_iommu = true;
	}
}

/* Each node takes a look at everything: no machine has more. */
#define MOST_NODES 256U

void fdtr_viot_read_devices(struct fdtr_acpi_reader *reader)
{
	uint32_t index, at, count;
	const struct fdtr_acpi_table *table = fdtr_acpi_table_of(reader->acpi, "VIOT", &index);

	if (!table || table->length < FIRST_NODE)
		return;
	count = (uint32_t)fdtr_little(table->data + HEADER, 2);
	at = (uint32_t)fdtr_little(table->data + HEADER + 2, 2);
	for (uint32_t i = 0; i < count && i < MOST_NODES && at >= HEADER && fdtr_holds(table->length, at, 4);
		i++) {
		const unsigned char *node = table->data + at;
		uint32_t length = (uint32_t)fdtr_little(node + 2, 2);

		if (length < 4 || !fdtr_holds(table->length, at, length))
			return;
		if (node[0] == PCI_RANGE && length >= NODE)
			mark_hosts(reader, node);
		else if (node[0] == MMIO_ENDPOINT && length >= NODE)
			mark_devices(reader, fdtr_little(node + 8, 8));
		at += length;
	}
}
