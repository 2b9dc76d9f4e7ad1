// SPDX-License-Identifier: BSD-2-Clause
/*
 * Objects by parent and name: a binary trie over the 64 bits of both, in which object N is also branch N. Whatever the
 * names are, and whoever chose them, no look-up takes more than 64 steps.
 */
#include "acpi/namespace/namespace.h"

/* What a link leads to. */
#define LEAF(object) ((object) << 1 | 1U)
#define BRANCH(object) ((object) << 1)
#define IS_LEAF(link) ((link)&1U)
#define OBJECT(link) ((link) >> 1)

uint32_t fdtr_name_number(const void *segment)
{
	const unsigned char *at = segment;

	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static uint64_t key_of(const struct fdtr_acpi_object *object)
{
	return (uint64_t)object->parent << 32 | fdtr_name_number(object->name);
}

static unsigned int side(uint64_t key, unsigned int bit)
{
	return (unsigned int)(key >> (63 - bit)) & 1;
}

/* The object that is most like the key. */
static uint32_t closest(const struct fdtr_acpi *acpi, uint64_t key)
{
	uint32_t link = acpi->index;

	while (!IS_LEAF(link)) {
		const struct fdtr_acpi_object *branch = &acpi->objects[OBJECT(link)];

		link = branch->branch[side(key, branch->bit)];
	}
	return OBJECT(link);
}

uint32_t fdtr_index_find(const struct fdtr_acpi *acpi, uint32_t parent, uint32_t name)
{
	uint64_t key = (uint64_t)parent << 32 | name;
	uint32_t object = closest(acpi, key);

	return key_of(&acpi->objects[object]) == key ? object : FDTR_NONE;
}

void fdtr_index_enter(struct fdtr_acpi *acpi, uint32_t object)
{
	struct fdtr_acpi_object *entered = &acpi->objects[object];
	uint64_t key = key_of(entered), differs;
	uint32_t *link = &acpi->index;

	if (!object) {
		*link = LEAF(object);
		return;
	}
	differs = key ^ key_of(&acpi->objects[closest(acpi, key)]);
	for (entered->bit = 0; !side(differs, entered->bit); entered->bit++)
		;
	while (!IS_LEAF(*link) && acpi->objects[OBJECT(*link)].bit < entered->bit) {
		struct fdtr_acpi_object *branch = &acpi->objects[OBJECT(*link)];

		link = &branch->branch[side(key, branch->bit)];
	}
	entered->branch[side(key, entered->bit)] = LEAF(object);
	entered->branch[!side(key, entered->bit)] = *link;
	*link = BRANCH(object);
}

void fdtr_index_replace(struct fdtr_acpi *acpi, uint32_t object)
{
	uint64_t key = key_of(&acpi->objects[object]);
	uint32_t *link = &acpi->index;

	while (!IS_LEAF(*link)) {
		struct fdtr_acpi_object *branch = &acpi->objects[OBJECT(*link)];

		link = &branch->branch[side(key, branch->bit)];
	}
	*link = LEAF(object);
}
