// SPDX-License-Identifier: BSD-2-Clause
/*
 * The children of each object by name: a binary trie over the 32 bits of that, in which child N is also branch N. Whatever
 * the names are, and whoever chose them, no look-up takes more than 32 steps.
 */
#include "acpi/namespace/namespace.h"

/* What a link leads to; FDTR_NONE where there is no child at all. */
#define LEAF(object) ((object) << 1 | 1U)
#define BRANCH(object) ((object) << 1)
#define IS_LEAF(link) ((link)&1U)
#define OBJECT(link) ((link) >> 1)

uint32_t fdtr_name_number(const void *segment)
{
	const unsigned char *at = segment;

	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static unsigned int side(uint32_t name, unsigned int bit)
{
	return name >> (31 - bit) & 1;
}

/* The child whose name is most like that; there is one. */
static uint32_t closest(const struct fdtr_acpi *acpi, uint32_t parent, uint32_t name)
{
	uint32_t link = acpi->objects[parent].index;

	while (!IS_LEAF(link)) {
		const struct fdtr_acpi_object *branch = &acpi->objects[OBJECT(link)];

		link = branch->branch[side(name, branch->bit)];
	}
	return OBJECT(link);
}

uint32_t fdtr_index_find(const struct fdtr_acpi *acpi, uint32_t parent, uint32_t name)
{
	uint32_t object;

	if (acpi->objects[parent].index == FDTR_NONE)
		return FDTR_NONE;
	object = closest(acpi, parent, name);
	return fdtr_name_number(acpi->objects[object].name) == name ? object : FDTR_NONE;
}

void fdtr_index_enter(struct fdtr_acpi *acpi, uint32_t object)
{
	struct fdtr_acpi_object *entered = &acpi->objects[object];
	uint32_t name = fdtr_name_number(entered->name), differs;
	uint32_t *link = &acpi->objects[entered->parent].index;

	if (*link == FDTR_NONE) {
		*link = LEAF(object);
		return;
	}
	differs = name ^ fdtr_name_number(acpi->objects[closest(acpi, entered->parent, name)].name);
	for (entered->bit = 0; !side(differs, entered->bit); entered->bit++)
		;
	while (!IS_LEAF(*link) && acpi->objects[OBJECT(*link)].bit < entered->bit) {
		struct fdtr_acpi_object *branch = &acpi->objects[OBJECT(*link)];

		link = &branch->branch[side(name, branch->bit)];
	}
	entered->branch[side(name, entered->bit)] = LEAF(object);
	entered->branch[!side(name, entered->bit)] = *link;
	*link = BRANCH(object);
}

void fdtr_index_replace(struct fdtr_acpi *acpi, uint32_t object)
{
	const struct fdtr_acpi_object *replacing = &acpi->objects[object];
	uint32_t name = fdtr_name_number(replacing->name);
	uint32_t *link = &acpi->objects[replacing->parent].index;

	while (!IS_LEAF(*link)) {
		struct fdtr_acpi_object *branch = &acpi->objects[OBJECT(*link)];

		link = &branch->branch[side(name, branch->bit)];
	}
	*link = LEAF(object);
}
