// SPDX-License-Identifier: BSD-2-Clause
/* The properties of _DSD as those of nodes. */
#include "cli/validate/tables_tree.h"

#include "devicetree/edit.h"

#include <string.h>

/* What is neither text nor a number of whole cells, so that no binding takes it for one. */
static const unsigned char no_strings[] = {0xff, 0xff};

struct encoding {
	struct table_tree *tree;
	struct fdtr_property_type type;
	uint32_t scope; /* where texts that are references are looked up */
	unsigned char *data;
	uint32_t length;
	const char *wrong;
	bool unknown;
};

static void put(struct encoding *encoding, const void *bytes, uint32_t length)
{
	memcpy(encoding->data + encoding->length, bytes, length);
	encoding->length += length;
}

static void put_number(struct encoding *encoding, uint64_t number, uint32_t size)
{
	for (uint32_t i = 0; i < size; i++)
		encoding->data[encoding->length++] = (unsigned char)(number >> 8 * (size - 1 - i));
}

/* False where bindings know of nothing but strings. */
static bool takes_number(struct encoding *encoding, const char *wrong)
{
	if (!encoding->type.strings || encoding->type.number_size || encoding->type.flag)
		return true;
	encoding->wrong = wrong;
	put(encoding, no_strings, sizeof(no_strings));
	return false;
}

static const char *too_large(uint32_t size)
{
	switch (size) {
	case 1:
		return "a number past the 8 bits that its binding gives it";
	case 2:
		return "a number past the 16 bits that its binding gives it";
	default:
		return "a number past the 32 bits that its binding gives it";
	}
}

/* What does not fit the size that bindings know gets all its eight bytes. */
static void put_integer(struct encoding *encoding, uint64_t number)
{
	uint32_t size = encoding->type.number_size;
	uint64_t above;

	if (!takes_number(encoding, "an integer where a string belongs"))
		return;
	if (!size)
		size = number > UINT32_MAX ? 8 : 4;
	above = size < 8 ? number >> 8 * size : 0;
	if (above && encoding->type.is_signed && number >> (8 * size - 1) == UINT64_MAX >> (8 * size - 1))
		above = 0;
	if (above)
		encoding->wrong = too_large(size);
	put_number(encoding, number, above ? 8 : size);
}

/* A name of data stands for that, and one of a method for whatever it gives. */
static bool is_node(const struct fdtr_acpi *acpi, uint32_t object)
{
	switch (object == FDTR_NONE ? FDTR_ACPI_NAME : acpi->objects[object].kind) {
	case FDTR_ACPI_DEVICE:
	case FDTR_ACPI_EXTERNAL:
	case FDTR_ACPI_SCOPE:
	case FDTR_ACPI_PROCESSOR:
	case FDTR_ACPI_THERMAL_ZONE:
	case FDTR_ACPI_POWER_RESOURCE:
		return true;
	default:
		return false;
	}
}

static void put_reference(struct encoding *encoding, uint32_t object)
{
	encoding->unknown |= !is_node(encoding->tree->acpi, object);
	if (takes_number(encoding, "a reference where a string belongs"))
		put_number(encoding, object == FDTR_NONE ? 0 : table_phandle(encoding->tree, object), 4);
}

/* A path as a string is a reference, too: the _DSD Guide has it so for data nodes. */
static bool put_path(struct encoding *encoding, const struct fdtr_acpi_value *value)
{
	const struct fdtr_acpi *acpi = encoding->tree->acpi;
	char path[FDTR_PATH_SIZE];
	uint32_t object;

	if (!encoding->type.phandles || value->size >= sizeof(path))
		return false;
	memcpy(path, value->data, value->size);
	path[value->size] = '\0';
	object = fdtr_acpi_find(acpi, encoding->scope, path);
	if (object == FDTR_NONE)
		return false;
	put_reference(encoding, object);
	return true;
}

static void put_string(struct encoding *encoding, const struct fdtr_acpi_value *value)
{
	uint32_t size = encoding->type.strings ? 0 : encoding->type.number_size;

	if (put_path(encoding, value))
		return;
	put(encoding, value->data, value->size);
	put(encoding, "", 1);
	if (size)
		encoding->wrong = encoding->type.phandles
		                          ? "a string, and no path of an object, where a reference belongs"
		                          : "a string where a number belongs";
	while (size > 1 && (encoding->length < 5 || encoding->length % size == 0))
		put(encoding, "", 1);
}

static void put_value(struct encoding *encoding, const struct fdtr_acpi_value *value)
{
	switch (value->kind) {
	case FDTR_ACPI_INTEGER:
		put_integer(encoding, value->integer);
		break;
	case FDTR_ACPI_STRING:
		put_string(encoding, value);
		break;
	case FDTR_ACPI_REFERENCE:
		put_reference(encoding, value->object);
		break;
	case FDTR_ACPI_BUFFER:
		put(encoding, value->data, value->size);
		break;
	default:
		encoding->unknown = true;
	}
}

/* No element takes more than its own bytes in the table and these. */
#define ELEMENT_BYTES 16

static bool begin(struct encoding *encoding, const struct fdtr_acpi_value *value)
{
	size_t count = value->kind == FDTR_ACPI_PACKAGE ? value->count : 1;
	size_t size = value->length + (size_t)value->size + ELEMENT_BYTES * (count + 1);

	encoding->data = fdtr_arena_take(encoding->tree->arena, size, 1);
	encoding->tree->full |= !encoding->data;
	return encoding->data;
}

static void encode(struct encoding *encoding, const struct fdtr_acpi_value *value)
{
	struct fdtr_acpi_element element;
	bool is_flag = encoding->type.flag && value->kind == FDTR_ACPI_INTEGER && value->integer == 1;

	if (is_flag || !begin(encoding, value))
		return;
	if (value->kind != FDTR_ACPI_PACKAGE) {
		put_value(encoding, value);
		return;
	}
	for (element = fdtr_acpi_first(encoding->tree->acpi, value); element.index < value->count;
		fdtr_acpi_next(encoding->tree->acpi, &element))
		put_value(encoding, &element.value);
}

struct walk {
	struct table_tree *tree;
	struct table_node *device;
	struct table_node *node; /* whose entries come */
	struct fdtr_arena *arena;
};

static char *keep(struct walk *walk, const char *text)
{
	char *copy = fdtr_arena_copy(walk->arena, text, strlen(text));

	walk->tree->full |= !copy;
	return copy;
}

static bool has_made(const struct table_node *node, const char *name)
{
	const struct table_property *property = node->properties;

	for (; property && property->made_of; property = property->next) {
		if (!strcmp(property->name, name))
			return true;
	}
	return false;
}

static struct fdtr_origin origin_of(
	const struct walk *walk, const struct fdtr_acpi_value *value, const char *property)
{
	return (struct fdtr_origin){.object = walk->device->object,
		.property = property,
		.offset = value->offset,
		.length = value->length,
		.source = value->table};
}

static const char *name_place(struct walk *walk, const char *key)
{
	char name[FDTR_PATH_SIZE];
	struct fdtr_text text;

	if (!*walk->node->below)
		return key;
	fdtr_text_init(&text, name, sizeof(name));
	fdtr_text_add(&text, "%s/%s", walk->node->below, key);
	return keep(walk, name);
}

static void add_property(struct walk *walk, const struct fdtr_dsd_entry *entry)
{
	struct encoding encoding = {.tree = walk->tree,
		.scope = walk->device->object,
		.unknown = entry->problem != FDTR_DSD_SOUND};
	struct table_property *property;
	const char *key;

	if (!*entry->key || has_made(walk->node, entry->key))
		return;
	key = keep(walk, entry->key);
	if (!key)
		return;
	(void)fdtr_schemas_type(walk->tree->schemas, key, &encoding.type);
	encode(&encoding, &entry->value);
	property = table_property_add(walk->tree, walk->node, key, encoding.data, encoding.length);
	if (!property)
		return;
	property->unknown = encoding.unknown;
	property->wrong = encoding.wrong;
	property->place = origin_of(walk, &entry->value, name_place(walk, key));
}

/* As a node may be called. */
static bool is_name(const char *key)
{
	static const char allowed[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ,._+-@";

	return *key && !key[strspn(key, allowed)] && strlen(key) < 64;
}

static void add_child(struct walk *walk, const struct fdtr_dsd_entry *entry)
{
	struct table_node *node = walk->node, *child;
	const char *below = name_place(walk, entry->key);

	if (!is_name(entry->key) || !below)
		return;
	child = table_node_add(walk->tree, node, "%s", entry->key);
	if (!child)
		return;
	below = below == entry->key ? keep(walk, below) : below;
	child->object = node->object;
	child->judged = true;
	child->below = below ? below : "";
	child->place = origin_of(walk, &entry->pair, child->below);
}

static struct table_node *find_below(struct table_node *node, const char *below)
{
	struct table_node *top = node;

	while (node && strcmp(node->below, below) != 0) {
		if (node->first) {
			node = node->first;
			continue;
		}
		while (node != top && !node->next)
			node = node->parent;
		node = node == top ? NULL : node->next;
	}
	return node;
}

static bool tell(void *context, const struct fdtr_dsd_entry *entry)
{
	unsigned char hierarchy[16];
	struct walk *walk = context;
	bool is_child = fdtr_uuid_bytes(FDTR_DSD_HIERARCHY, hierarchy) &&
	                !memcmp(entry->uuid, hierarchy, sizeof(hierarchy));

	if (!walk->node || strcmp(walk->node->below, entry->node) != 0)
		walk->node = find_below(walk->device, entry->node);
	if (!walk->node)
		return true;
	if (entry->problem == FDTR_DSD_DYNAMIC && !entry->key)
		walk->node->partial = true;
	if (!entry->key || entry->problem == FDTR_DSD_DUPLICATE_KEY)
		return true;
	if (!is_child)
		add_property(walk, entry);
	else if (entry->problem == FDTR_DSD_SOUND)
		add_child(walk, entry);
	return !walk->tree->full;
}

static void set_cells(struct table_tree *tree, struct table_node *node, const char *name, uint32_t count)
{
	struct table_cells cells = table_cells_begin(tree, 1);
	struct table_property *property;

	table_cells_add(&cells, count);
	property = table_property_find(node, name)
	                   ? NULL
	                   : table_property_add(tree, node, name, cells.data, cells.length);
	if (!property)
		return;
	property->made_of = "_DSD";
	property->place = node->place;
}

/* Data nodes that are numbered by reg, as children of a bus are. */
static void number_children(struct table_tree *tree, struct table_node *node)
{
	const struct table_node *child = node->first;

	while (child && !table_property_find(child, "reg"))
		child = child->next;
	if (!child)
		return;
	set_cells(tree, node, "#address-cells", 1);
	set_cells(tree, node, "#size-cells", 0);
}

static void number_all(struct table_tree *tree, struct table_node *top)
{
	struct table_node *node = top;

	while (node) {
		number_children(tree, node);
		if (node->first) {
			node = node->first;
			continue;
		}
		while (node != top && !node->next)
			node = node->parent;
		node = node == top ? NULL : node->next;
	}
}

void table_device_properties(struct table_tree *tree, struct table_node *node)
{
	struct fdtr_arena *scratch = &tree->scratch;
	struct walk walk = {.tree = tree, .device = node, .node = node, .arena = tree->arena};
	struct fdtr_arena_mark mark = fdtr_arena_mark(scratch);

	if (!fdtr_dsd_walk(tree->acpi, node->object, scratch, tell, &walk))
		tree->full = true;
	fdtr_arena_reset(scratch, mark);
	number_all(tree, node);
}
