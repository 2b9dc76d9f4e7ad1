// SPDX-License-Identifier: BSD-2-Clause
#include "cli/validate/tables_tree.h"

#include "devicetree/devicetree.h"
#include "devicetree/edit.h"

#include <inttypes.h>
#include <libfdt.h>
#include <stdio.h>
#include <string.h>

#define CONTROLLER_PHANDLE 1U
#define FIRST_PHANDLE 2U

static void *take(struct table_tree *tree, size_t count, size_t size)
{
	void *taken = tree->full ? NULL : fdtr_arena_take(tree->arena, count, size);

	if (taken)
		memset(taken, 0, count * size);
	tree->full = !taken;
	return taken;
}

/* More than enough of tokens, padding and the name. */
static void count_bytes(struct table_tree *tree, const char *name, size_t length)
{
	tree->bytes += 32 + 2 * strlen(name) + length;
}

struct table_node *table_node_add(struct table_tree *tree, struct table_node *parent, const char *format, ...)
{
	struct table_node *node = take(tree, 1, sizeof(*node));
	char buffer[FDTR_PATH_SIZE];
	struct fdtr_text text;
	va_list arguments;

	if (!node)
		return NULL;
	fdtr_text_init(&text, buffer, sizeof(buffer));
	va_start(arguments, format);
	fdtr_text_vadd(&text, format, arguments);
	va_end(arguments);
	node->name = fdtr_arena_copy(tree->arena, buffer, text.length);
	node->below = "";
	node->object = FDTR_NONE;
	node->parent = parent;
	tree->full = !node->name;
	if (tree->full)
		return NULL;
	count_bytes(tree, node->name, 0);
	tree->node_count++;
	if (parent && parent->last)
		parent->last->next = node;
	else if (parent)
		parent->first = node;
	if (parent)
		parent->last = node;
	return node;
}

struct table_property *table_property_find(const struct table_node *node, const char *name)
{
	struct table_property *property = node->properties;

	while (property && strcmp(property->name, name) != 0)
		property = property->next;
	return property;
}

struct table_property *table_property_add(
	struct table_tree *tree, struct table_node *node, const char *name, const void *data, uint32_t length)
{
	struct table_property *property = node ? take(tree, 1, sizeof(*property)) : NULL;

	if (!property || (length && !data))
		return NULL;
	*property = (struct table_property){
		.name = name, .data = data, .length = length, .place = {.object = FDTR_NONE}};
	if (node->last_property)
		node->last_property->next = property;
	else
		node->properties = property;
	node->last_property = property;
	count_bytes(tree, name, length);
	return property;
}

struct table_cells table_cells_begin(struct table_tree *tree, size_t count)
{
	return (struct table_cells){take(tree, count + 1, 4), 0};
}

void table_cells_add(struct table_cells *cells, uint32_t value)
{
	if (cells->data)
		fdtr_put_cell(cells->data + cells->length, value);
	cells->length += 4;
}

void table_cells_number(struct table_cells *cells, uint64_t value)
{
	table_cells_add(cells, (uint32_t)(value >> 32));
	table_cells_add(cells, (uint32_t)value);
}

uint32_t table_phandle(struct table_tree *tree, uint32_t object)
{
	tree->referred_to[object] = 1;
	return object + FIRST_PHANDLE;
}

struct fdtr_origin table_place(const struct fdtr_acpi *acpi, uint32_t device, const char *child)
{
	uint32_t found = child ? fdtr_acpi_child(acpi, device, child) : device;
	const struct fdtr_acpi_object *object = &acpi->objects[found == FDTR_NONE ? device : found];

	return (struct fdtr_origin){.object = device,
		.property = found == FDTR_NONE ? NULL : child,
		.offset = object->offset,
		.length = object->end - object->offset,
		.source = object->table};
}

static void set_cell(struct table_tree *tree, struct table_node *node, const char *name, uint32_t value)
{
	struct table_cells cells = table_cells_begin(tree, 1);

	table_cells_add(&cells, value);
	(void)table_property_add(tree, node, name, cells.data, cells.length);
}

/* What all nodes with addresses have. */
static void make_bus(struct table_tree *tree, struct table_node *node)
{
	set_cell(tree, node, "#address-cells", 2);
	set_cell(tree, node, "#size-cells", 2);
}

static void make_frame(struct table_tree *tree)
{
	struct table_node *node = table_node_add(tree, NULL, "%s", "");

	tree->root = node;
	make_bus(tree, node);
	set_cell(tree, node, "interrupt-parent", CONTROLLER_PHANDLE);
	node = table_node_add(tree, tree->root, "reserved-memory");
	make_bus(tree, node);
	(void)table_property_add(tree, node, "ranges", NULL, 0);
	node = table_node_add(tree, tree->root, "interrupt-controller");
	(void)table_property_add(tree, node, "interrupt-controller", NULL, 0);
	set_cell(tree, node, "#interrupt-cells", 2);
	set_cell(tree, node, "phandle", CONTROLLER_PHANDLE);
}

/* The bus that a _DMA makes of its device; only where _CRS is beside it: ACPI Specification 6.5, 6.2.4. */
static struct table_node *bus_above(struct table_tree *tree, uint32_t device)
{
	const struct fdtr_acpi *acpi = tree->acpi;
	uint32_t holder = fdtr_acpi_nearest_with(acpi, device, "_DMA");
	struct table_node *bus;

	if (holder == FDTR_NONE || fdtr_acpi_child(acpi, holder, "_CRS") == FDTR_NONE)
		return tree->root;
	bus = tree->bus_of_object[holder];
	if (bus)
		return bus;
	bus = tree->bus_of_object[holder] = table_node_add(tree, tree->root, "bus@%x", holder);
	if (!bus)
		return NULL;
	bus->object = holder;
	bus->judged = true;
	bus->place = table_place(acpi, holder, "_DMA");
	(void)table_property_add(tree, bus, "compatible", "simple-bus", sizeof("simple-bus"));
	make_bus(tree, bus);
	(void)table_property_add(tree, bus, "ranges", NULL, 0);
	table_bus_windows(tree, bus, holder);
	return bus;
}

static void add_device(struct table_tree *tree, uint32_t device)
{
	bool is_pool = fdtr_acpi_compatible(tree->acpi, device, "restricted-dma-pool");
	struct table_node *parent = is_pool ? tree->root->first : bus_above(tree, device);
	struct table_node *node = parent ? table_node_add(tree, parent, "acpi-%u", device) : NULL;

	if (!node)
		return;
	tree->of_object[device] = node;
	node->object = device;
	node->judged = true;
	node->partial = tree->acpi->objects[device].kind == FDTR_ACPI_EXTERNAL;
	node->place = table_place(tree->acpi, device, "_DSD");
	table_device_resources(tree, node);
	table_device_properties(tree, node);
}

static void add_devices(struct table_tree *tree)
{
	const struct fdtr_acpi *acpi = tree->acpi;

	for (uint32_t i = 1; i < acpi->object_count && !tree->full; i++) {
		const struct fdtr_acpi_object *object = &acpi->objects[i];

		if ((object->kind == FDTR_ACPI_DEVICE || object->kind == FDTR_ACPI_EXTERNAL) &&
			!object->redefined && fdtr_acpi_child(acpi, i, "_DSD") != FDTR_NONE &&
			fdtr_acpi_present(acpi, i))
			add_device(tree, i);
	}
}

/* What is referred to and has no properties is there, and no more. */
static void add_referred(struct table_tree *tree)
{
	for (uint32_t i = 0; i < tree->acpi->object_count && !tree->full; i++) {
		struct table_node *node = tree->of_object[i];

		if (!tree->referred_to[i])
			continue;
		if (!node)
			node = tree->of_object[i] = table_node_add(tree, tree->root, "acpi-%u", i);
		if (node)
			set_cell(tree, node, "phandle", i + FIRST_PHANDLE);
	}
}

static void rename_node(struct table_tree *tree, struct table_node *node, const char *name)
{
	const char *copy = fdtr_arena_copy(tree->arena, name, strlen(name));

	count_bytes(tree, name, 0);
	tree->full |= !copy;
	node->name = copy ? copy : node->name;
}

/* The unit address, which some bindings look for. */
static void name_by_address(struct table_tree *tree, struct table_node *node)
{
	const struct table_property *reg = table_property_find(node, "reg");
	char name[64];

	if (!reg || !reg->made_of)
		return;
	(void)snprintf(name, sizeof(name), "%.32s@%" PRIx64, node->name,
		(uint64_t)fdtr_cell(reg->data) << 32 | fdtr_cell((const unsigned char *)reg->data + 4));
	rename_node(tree, node, name);
}

/* A bus whose devices all have a pool is a guard, and is called so. */
static void name_bus(struct table_tree *tree, struct table_node *bus)
{
	char name[FDTR_PATH_SIZE];

	for (const struct table_node *node = bus->first; node; node = node->next) {
		if (!table_property_find(node, "memory-region"))
			return;
	}
	(void)snprintf(name, sizeof(name), "restricted-dma-%.64s", bus->name);
	rename_node(tree, bus, name);
}

static void name_nodes(struct table_tree *tree)
{
	for (uint32_t i = 0; i < tree->acpi->object_count && !tree->full; i++) {
		if (tree->of_object[i])
			name_by_address(tree, tree->of_object[i]);
		if (tree->bus_of_object[i])
			name_bus(tree, tree->bus_of_object[i]);
	}
}

static int write_node(void *blob, const struct table_node *node)
{
	int status = fdt_begin_node(blob, node->name);

	for (const struct table_property *property = node->properties; !status && property;
		property = property->next)
		status = fdt_property(blob, property->name, property->data, (int)property->length);
	return status;
}

/* Depth first, as the index will number them; properties before children. */
static int write_nodes(struct table_tree *tree, void *blob)
{
	struct table_node *node = tree->root;
	uint32_t number = 0;
	int status = 0;

	while (!status && node) {
		tree->nodes[number++] = node;
		status = write_node(blob, node);
		if (node->first) {
			node = node->first;
			continue;
		}
		while (!status && node && !node->next) {
			status = fdt_end_node(blob);
			node = node->parent;
		}
		if (!status && node) {
			status = fdt_end_node(blob);
			node = node->next;
		}
	}
	return status;
}

/* Its names are not shared: libfdt would look through all of them for each. */
static int write_blob(struct table_tree *tree, void *blob, size_t size)
{
	int status = fdt_create_with_flags(blob, (int)size, FDT_CREATE_FLAG_NO_NAME_DEDUP);

	if (!status)
		status = fdt_finish_reservemap(blob);
	if (!status)
		status = write_nodes(tree, blob);
	return status ? status : fdt_finish(blob);
}

static int index_blob(struct table_tree *tree, struct fdtr_error *error)
{
	size_t size = tree->bytes + 1024;
	void *blob = size <= INT32_MAX ? fdtr_arena_take(tree->arena, size, 1) : NULL;
	int status;

	if (size > INT32_MAX)
		return fdtr_error_set(error, FDTR_ERR_BADTREE, "the properties of the devices are too many");
	tree->nodes = fdtr_arena_take(tree->arena, tree->node_count, sizeof(*tree->nodes));
	if (!blob || !tree->nodes)
		return fdtr_error_arena(error);
	status = write_blob(tree, blob, size);
	if (status)
		return fdtr_error_set(error, FDTR_ERR_INTERNAL,
			"the devices could not be written as nodes: %s", fdt_strerror(status));
	return fdtr_tree_read(&tree->tree, blob, fdt_totalsize(blob), tree->arena, error);
}

/* Of a walk: what a device with as many properties as are looked at takes. */
static bool begin_scratch(struct table_tree *tree)
{
	size_t size = (tree->arena->high - tree->arena->low) / 4;
	void *memory = fdtr_arena_take_high(tree->arena, size, 1);

	fdtr_arena_init(&tree->scratch, memory, memory ? size : 0);
	return memory;
}

int table_tree_make(struct table_tree *tree, const struct fdtr_acpi *acpi, const struct fdtr_schemas *schemas,
	struct fdtr_arena *arena, struct fdtr_error *error)
{
	*tree = (struct table_tree){.acpi = acpi, .schemas = schemas, .arena = arena};
	tree->full = !begin_scratch(tree);
	tree->of_object = take(tree, acpi->object_count, sizeof(struct table_node *));
	tree->bus_of_object = take(tree, acpi->object_count, sizeof(struct table_node *));
	tree->referred_to = take(tree, acpi->object_count, 1);
	if (!tree->full)
		make_frame(tree);
	if (!tree->full)
		add_devices(tree);
	if (!tree->full)
		add_referred(tree);
	if (!tree->full)
		name_nodes(tree);
	return tree->full ? fdtr_error_arena(error) : index_blob(tree, error);
}
