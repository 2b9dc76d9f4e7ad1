// SPDX-License-Identifier: BSD-2-Clause
/* IO Remapping Table, Document DEN0049E: what is behind an SMMU, and the ranges mapped one to one; and MADT (5.2.12). */
#include "acpi/platform/reader.h"

#include <string.h>

#define HEADER 36U
#define MAPPING 20U
#define RMR_DESCRIPTOR 20U
#define MOST_PATH 1300

enum node_type { NAMED_COMPONENT = 1, ROOT_COMPLEX = 2, SMMU = 3, SMMU_V3 = 4, RMR = 6 };

/* A walk along the nodes of one IORT. */
struct nodes {
	const struct fdtr_acpi_table *table;
	uint32_t index; /* of the table */
	uint32_t left;
	uint32_t next;
};

struct node {
	const unsigned char *data;
	uint32_t offset; /* in the table */
	uint32_t length;
};

/* Types 0 to 6 so far; all begin with 16 bytes. */
#define NODE_HEADER 16U

const struct fdtr_acpi_table *fdtr_acpi_table_of(
	const struct fdtr_acpi *acpi, const char *signature, uint32_t *index)
{
	for (*index = 0; *index < acpi->table_count; ++*index) {
		if (!strcmp(acpi->tables[*index].signature, signature))
			return &acpi->tables[*index];
	}
	return NULL;
}

static struct nodes nodes_of(const struct fdtr_acpi *acpi)
{
	struct nodes nodes = {0};

	nodes.table = fdtr_acpi_table_of(acpi, "IORT", &nodes.index);
	if (nodes.table && nodes.table->length >= HEADER + 8) {
		nodes.left = (uint32_t)fdtr_little(nodes.table->data + HEADER, 4);
		nodes.next = (uint32_t)fdtr_little(nodes.table->data + HEADER + 4, 4);
	}
	return nodes;
}

/* The node at an offset, when all of it is in the table. */
static bool node_at(const struct fdtr_acpi_table *table, uint32_t offset, struct node *node)
{
	if (offset < HEADER || !fdtr_holds(table->length, offset, NODE_HEADER))
		return false;
	*node = (struct node){
		table->data + offset, offset, (uint32_t)fdtr_little(table->data + offset + 1, 2)};
	return node->length >= NODE_HEADER && fdtr_holds(table->length, offset, node->length);
}

static bool next_node(struct nodes *nodes, struct node *node)
{
	if (!nodes->left || !node_at(nodes->table, nodes->next, node))
		return false;
	nodes->left--;
	nodes->next += node->length;
	return true;
}

static bool is_smmu(const struct fdtr_acpi_table *table, uint32_t offset)
{
	struct node node;

	return node_at(table, offset, &node) && (node.data[0] == SMMU || node.data[0] == SMMU_V3);
}

/* Whether a mapping for some of those ids leads to an SMMU; a mapping counts its ids less one. */
static bool leads_to_smmu(
	const struct fdtr_acpi_table *table, const struct node *node, uint64_t first, uint64_t last)
{
	uint32_t count = (uint32_t)fdtr_little(node->data + 8, 4);
	uint32_t at = (uint32_t)fdtr_little(node->data + 12, 4);

	for (; count && fdtr_holds(node->length, at, MAPPING); count--, at += MAPPING) {
		const unsigned char *mapping = node->data + at;
		uint64_t base = fdtr_little(mapping, 4);

		if (base <= last && base + fdtr_little(mapping + 4, 4) >= first &&
			is_smmu(table, (uint32_t)fdtr_little(mapping + 12, 4)))
			return true;
	}
	return false;
}

/* A named component has the path of its device at byte 29. */
#define COMPONENT_PATH 29U

static uint32_t component_device(const struct fdtr_acpi *acpi, const struct node *node)
{
	char path[MOST_PATH];
	size_t length;

	if (node->length <= COMPONENT_PATH)
		return FDTR_NONE;
	length = node->length - COMPONENT_PATH;
	if (length >= sizeof(path))
		length = sizeof(path) - 1;
	memcpy(path, node->data + COMPONENT_PATH, length);
	path[length] = '\0';
	return *path == '\\' ? fdtr_acpi_find(acpi, 0, path) : FDTR_NONE;
}

/* A root complex has its segment at byte 28, as the host bridge has in _SEG; requester ids begin with the bus. */
#define COMPLEX_SEGMENT 28U

uint64_t fdtr_acpi_number_of(const struct fdtr_acpi *acpi, uint32_t device, const char *name)
{
	struct fdtr_acpi_value value = fdtr_acpi_value_of(acpi, device, name);

	return value.kind == FDTR_ACPI_INTEGER ? value.integer : 0;
}

/* In a segment, by their bus numbers; each takes a look at every mapping. */
#define MOST_HOSTS 256U

static void mark_complex(
	struct fdtr_acpi_reader *reader, const struct fdtr_acpi_table *table, const struct node *node)
{
	uint64_t segment = node->length >= COMPLEX_SEGMENT + 4 ? fdtr_little(node->data + COMPLEX_SEGMENT, 4)
	                                                       : UINT64_MAX;
	uint32_t hosts = 0;

	for (uint32_t i = 0; i < reader->acpi->object_count && hosts < MOST_HOSTS; i++) {
		uint64_t first;

		if (reader->contexts[i].host != i || reader->contexts[i].behind_iommu ||
			fdtr_acpi_number_of(reader->acpi, i, "_SEG") != segment)
			continue;
		hosts++;
		first = (fdtr_acpi_number_of(reader->acpi, i, "_BBN") & 0xff) << 8;
		if (leads_to_smmu(table, node, first, first + 0xff))
			reader->contexts[i].behind_iommu = true;
	}
}

/* Each takes a look at every object: no machine has more. */
#define MOST_COMPLEXES 256U

void fdtr_iort_read_devices(struct fdtr_acpi_reader *reader)
{
	struct nodes nodes = nodes_of(reader->acpi);
	struct node node;
	uint32_t complexes = 0;

	while (next_node(&nodes, &node)) {
		uint32_t device = FDTR_NONE;

		if (node.data[0] == ROOT_COMPLEX && complexes++ < MOST_COMPLEXES)
			mark_complex(reader, nodes.table, &node);
		if (node.data[0] == NAMED_COMPONENT && leads_to_smmu(nodes.table, &node, 0, UINT64_MAX))
			device = component_device(reader->acpi, &node);
		if (device != FDTR_NONE)
			reader->contexts[device].behind_iommu = true;
	}
}

static bool tell_ranges(
	const struct nodes *nodes, const struct node *node, fdtr_acpi_rmr_fn *tell, void *context)
{
	uint32_t count, at;

	if (node->length < NODE_HEADER + 12)
		return true;
	count = (uint32_t)fdtr_little(node->data + 20, 4);
	at = (uint32_t)fdtr_little(node->data + 24, 4);
	for (uint32_t i = 0; i < count && fdtr_holds(node->length, at, RMR_DESCRIPTOR); i++) {
		struct fdtr_acpi_rmr rmr = {fdtr_little(node->data + at, 8),
			fdtr_little(node->data + at + 8, 8),
			{FDTR_NONE, i, node->offset + at, RMR_DESCRIPTOR, "RMR", nodes->index}};

		if (!tell(context, &rmr))
			return false;
		at += RMR_DESCRIPTOR;
	}
	return true;
}

void fdtr_acpi_each_rmr(const struct fdtr_acpi *acpi, fdtr_acpi_rmr_fn *tell, void *context)
{
	struct nodes nodes = nodes_of(acpi);
	struct node node;

	while (next_node(&nodes, &node)) {
		if (node.data[0] == RMR && !tell_ranges(&nodes, &node, tell, context))
			return;
	}
}

struct adding {
	struct fdtr_array *regions;
	int status;
};

static bool add_range(void *context, const struct fdtr_acpi_rmr *rmr)
{
	struct adding *adding = context;
	struct fdtr_region *region;
	struct fdtr_range range;

	if (!fdtr_range_make(rmr->base, rmr->size, &range))
		return true;
	region = fdtr_array_push(adding->regions);
	if (region)
		*region = (struct fdtr_region){range, rmr->origin, FDTR_REGION_RMR, FDTR_NONE};
	else
		adding->status = FDTR_ERR_NOSPACE;
	return region != NULL;
}

int fdtr_iort_read_ranges(struct fdtr_acpi_reader *reader, struct fdtr_array *regions)
{
	struct adding adding = {regions, FDTR_OK};

	fdtr_acpi_each_rmr(reader->acpi, add_range, &adding);
	return adding.status;
}

/* The first interrupt controller that belongs to one kind of processor. */
enum fdtr_processor fdtr_madt_processor(const struct fdtr_acpi *acpi)
{
	uint32_t index, at = HEADER + 8;
	const struct fdtr_acpi_table *table = fdtr_acpi_table_of(acpi, "APIC", &index);

	while (table && fdtr_holds(table->length, at, 2)) {
		uint32_t length = table->data[at + 1];

		if (length < 2 || !fdtr_holds(table->length, at, length))
			break;
		switch (table->data[at]) {
		case 0x00: /* local APIC */
		case 0x09: /* local x2APIC */
			return FDTR_PROCESSOR_X86;
		case 0x0b: /* GICC */
		case 0x0c: /* GICD */
			return FDTR_PROCESSOR_ARM64;
		case 0x18: /* RINTC */
			return FDTR_PROCESSOR_RISCV;
		default:
			break;
		}
		at += length;
	}
	return FDTR_PROCESSOR_UNKNOWN;
}
