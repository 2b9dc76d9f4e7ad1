// SPDX-License-Identifier: BSD-2-Clause
/* Rules on the word that makes a reserved region a restricted pool. */
#include "lint/acpi/tables.h"

#include <string.h>

static void check_pool_compatible_conflict(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t node = fdtr_lint_pool(lint, index)->object;

	if (lint->platform->processor != FDTR_PROCESSOR_ARM32 &&
		fdtr_compatible(lint->tree, node, "shared-dma-pool") &&
		!fdtr_has(lint->tree, node, FDTR_P_NO_MAP) && !fdtr_has(lint->tree, node, FDTR_P_REUSABLE))
		fdtr_report(lint, fdtr_at(lint, node, FDTR_P_COMPATIBLE),
			"\"shared-dma-pool\" takes the node, and it is no restricted pool");
}

const struct fdtr_rule fdtr_rule_pool_compatible_conflict = {
	.name = "pool-compatible-conflict",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_POOL,
	.targets = FDTR_FOR_LINUX,
	.alone = true,
	.summary = "a restricted pool is not compatible with \"shared-dma-pool\" as well",
	.why = "Linux asks its handlers in the order in which they are linked, whatever the order of the strings, and "
	       "the one of shared-dma-pool stands before that of restricted pools. Devices then do unrestricted DMA.",
	.happens =
		"linux-6.1, 6.12, 7.2: \"initialized node ..., compatible id shared-dma-pool\", unrestricted DMA "
		"(booted)\n"
		"linux-5.15, 7.1: the same (read)\n"
		"linux-5.15, 6.1, 6.12, 7.1, 7.2, on 32-bit Arm: the handler of shared-dma-pool wants no-map and "
		"passes the node on (read)",
	.fix = "Keep \"restricted-dma-pool\" alone; give coherent memory a region of its own.",
	.source = "Linux kernel/dma/Makefile, kernel/dma/coherent.c rmem_dma_setup(), "
		  "drivers/of/of_reserved_mem.c __reserved_mem_init_node(); booted on 6.12",
	.check = check_pool_compatible_conflict,
};

/* Longer strings are other words, and so are those with more wrong letters. */
#define MAX_WORD 40
#define MAX_DISTANCE 3
#define WANTED FDTR_POOL_COMPATIBLE
#define WANTED_LENGTH (sizeof(WANTED) - 1)

/* Lower case, '-' for '_', without a vendor's prefix; false when it is too long for this word. */
static bool normalize(const char *text, size_t length, char *word)
{
	const char *comma = memchr(text, ',', length < MAX_WORD ? length : MAX_WORD);
	size_t skip = comma ? (size_t)(comma - text) + 1 : 0;

	if (length - skip >= MAX_WORD)
		return false;
	for (size_t i = skip; i < length; i++) {
		char c = text[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		word[i - skip] = c == '_' ? '-' : c;
	}
	word[length - skip] = '\0';
	return true;
}

/* How many letters to change, add or drop: the usual table, one row at a time. */
static size_t distance(const char *word)
{
	size_t row[WANTED_LENGTH + 1];

	for (size_t k = 0; k <= WANTED_LENGTH; k++)
		row[k] = k;
	for (size_t i = 1; word[i - 1]; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t k = 1; k <= WANTED_LENGTH; k++) {
			size_t least = corner + (word[i - 1] != WANTED[k - 1]);

			corner = row[k];
			least = row[k] + 1 < least ? row[k] + 1 : least;
			row[k] = row[k - 1] + 1 < least ? row[k - 1] + 1 : least;
		}
	}
	return row[WANTED_LENGTH];
}

enum likeness { UNLIKE, LIKE, SAME_BUT_CASE, EXACT };

static enum likeness likeness_of(const char *text, size_t length)
{
	char word[MAX_WORD];

	if (!normalize(text, length, word))
		return UNLIKE;
	if (length == WANTED_LENGTH && !memchr(text, '_', length) && !strcmp(word, WANTED))
		return SAME_BUT_CASE;
	if (strstr(word, "restricted") && (strstr(word, "dma") || strstr(word, "swiotlb")))
		return LIKE;
	return strlen(word) + MAX_DISTANCE >= WANTED_LENGTH && distance(word) <= MAX_DISTANCE ? LIKE : UNLIKE;
}

/* How much of a list is read: none of the names that mean something comes so late. */
#define MAX_STRINGS 4
#define MAX_BYTES 1024

static enum likeness likeness_of_list(const struct fdtr_property *list)
{
	const char *at = (const char *)list->data;
	const char *end = at + (list->length < MAX_BYTES ? list->length : MAX_BYTES);
	enum likeness found = UNLIKE;

	for (unsigned int i = 0; i < MAX_STRINGS && found == UNLIKE && at < end; i++) {
		size_t length = strnlen(at, (size_t)(end - at));

		if (at + length == end)
			break;
		found = likeness_of(at, length);
		at += length + 1;
	}
	return found;
}

static enum likeness likeness_of_name(const struct fdtr_tree *tree, uint32_t node)
{
	const char *name = fdtr_tree_name(tree, node);
	size_t length = strnlen(name, (size_t)2 * MAX_WORD);
	const char *at = memchr(name, '@', length);

	return likeness_of(name, at ? (size_t)(at - name) : length) == UNLIKE ? UNLIKE : LIKE;
}

static bool is_text(const struct fdtr_acpi_value *value, const char *text)
{
	return value->size == strlen(text) && !memcmp(value->data, text, value->size);
}

/* EXACT ends the search: the device is a pool, or what another name that is alike means. */
static enum likeness likeness_of_value(const struct fdtr_acpi_value *value)
{
	if (value->kind != FDTR_ACPI_STRING)
		return UNLIKE;
	if (is_text(value, WANTED) || is_text(value, FDTR_VIRTIO_MMIO_RESTRICTED_COMPATIBLE))
		return EXACT;
	return likeness_of((const char *)value->data, value->size);
}

/* A device's `compatible`, which is a string or a package of them. */
static enum likeness likeness_of_object(const struct fdtr_acpi *acpi, uint32_t object)
{
	struct fdtr_acpi_value value = fdtr_dsd_property(acpi, object, fdtr_property_name(FDTR_P_COMPATIBLE));
	enum likeness found = likeness_of_value(&value), next;
	struct fdtr_acpi_element element;

	if (value.kind != FDTR_ACPI_PACKAGE)
		return found;
	element = fdtr_acpi_first(acpi, &value);
	while (found != EXACT && element.index < value.count && element.index < MAX_STRINGS) {
		next = likeness_of_value(&element.value);
		found = next == UNLIKE ? found : next;
		fdtr_acpi_next(acpi, &element);
	}
	return found;
}

bool fdtr_looks_like_pool(const struct fdtr_lint *lint, uint32_t node)
{
	const struct fdtr_tree *tree = lint->tree;
	struct fdtr_property list;

	if (!tree) {
		enum likeness likeness = likeness_of_object(lint->acpi, node);

		return likeness == LIKE || likeness == SAME_BUT_CASE;
	}
	if (tree->nodes[node].flags & FDTR_NODE_POOL)
		return false;
	return fdtr_tree_property(tree, node, FDTR_P_COMPATIBLE, &list)
	               ? likeness_of_list(&list) != UNLIKE
	               : likeness_of_name(tree, node) != UNLIKE;
}

static void judge_compatible(struct fdtr_lint *lint, uint32_t object, enum likeness likeness)
{
	if (likeness == SAME_BUT_CASE)
		fdtr_report_as(lint, FDTR_WARNING, fdtr_at(lint, object, FDTR_P_COMPATIBLE), NULL,
			"Linux alone overlooks the capitals in this \"restricted-dma-pool\"");
	else if (likeness == LIKE)
		fdtr_report(lint, fdtr_at(lint, object, FDTR_P_COMPATIBLE),
			"no one knows this compatible; is \"restricted-dma-pool\" meant?");
}

static void judge_region(struct fdtr_lint *lint, uint32_t node)
{
	struct fdtr_property list;

	if (fdtr_tree_property(lint->tree, node, FDTR_P_COMPATIBLE, &list))
		judge_compatible(lint, node, likeness_of_list(&list));
	else if (likeness_of_name(lint->tree, node) == LIKE)
		fdtr_report(lint, fdtr_at_node(lint, node),
			"the name says restricted pool, but there is no compatible");
}

static void judge_objects(struct fdtr_lint *lint)
{
	for (uint32_t i = 0; i < lint->acpi->object_count; i++) {
		if (lint->acpi->objects[i].kind == FDTR_ACPI_DEVICE && fdtr_is_there(lint->acpi, i))
			judge_compatible(lint, i, likeness_of_object(lint->acpi, i));
	}
}

static void check_pool_compatible_misspelt(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_tree *tree = lint->tree;
	uint32_t child;

	(void)index;
	if (!tree) {
		judge_objects(lint);
		return;
	}
	child = fdtr_first_child(tree, tree->reserved_memory);
	for (; child != FDTR_NONE; child = fdtr_next_sibling(tree, child)) {
		if (!(tree->nodes[child].flags & FDTR_NODE_POOL) && fdtr_available(tree, child))
			judge_region(lint, child);
	}
}

const struct fdtr_rule fdtr_rule_pool_compatible_misspelt = {
	.name = "pool-compatible-misspelt",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_PLATFORM,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.summary =
		"a region meant as restricted pool has the compatible \"restricted-dma-pool\", letter by letter",
	.why = "With any other word, or only a telling node name, the memory is reserved and restricts nobody: the "
	       "devices that name it do unrestricted DMA, silently.",
	.happens = "linux-6.1, 6.12, 7.2: unrestricted DMA, silent (booted)\n"
		   "linux-6.1, 6.12, 7.2, capitals: set up the pool all the same (booted)\n"
		   "pvmfw, capitals: there is no pool (read)",
	.fix = "Write compatible = \"restricted-dma-pool\".",
	.source = "Linux drivers/of/of_reserved_mem.c __reserved_mem_init_node(), include/linux/of.h "
		  "of_compat_cmp(), drivers/acpi/bus.c acpi_of_match_device(); booted on 6.1, 6.12 and 7.2",
	.check = check_pool_compatible_misspelt,
};
