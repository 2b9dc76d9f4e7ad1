// SPDX-License-Identifier: BSD-2-Clause
#include "cli/validate/tables.h"

#include <string.h>

/* What firmware does in methods, or says in tables of their own, so that no property is missed. */
static const char *const said_elsewhere[] = {"#address-cells", "#size-cells", "clock-frequency",
	"clock-names", "clocks", "interrupt-parent", "iommu-map", "iommus", "msi-map", "msi-parent",
	"pinctrl-0", "pinctrl-names", "power-domain-names", "power-domains", "ranges", "reset-names",
	"resets", "status"};

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), size = strlen(end);

	return length >= size && !strcmp(text + length - size, end);
}

static bool is_said_elsewhere(const char *name)
{
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(said_elsewhere); i++) {
		if (!strcmp(name, said_elsewhere[i]))
			return true;
	}
	return ends_with(name, "-supply");
}

/* What the violation is about: `node`, and a property of it that is there, or NULL. */
struct subject {
	const struct table_node *node;
	struct table_property *property;
	bool is_child;
};

static struct subject find_subject(const struct table_tree *tree, const struct fdtr_violation *violation)
{
	struct subject subject = {.node = tree->nodes[violation->node]};
	const struct table_node *child = subject.node->first;

	if (violation->property && !violation->is_child)
		subject.property = table_property_find(subject.node, violation->property);
	if (!violation->property || !violation->is_child)
		return subject;
	while (child && strcmp(child->name, violation->property) != 0)
		child = child->next;
	if (child) {
		subject.node = child;
		subject.is_child = true;
	}
	return subject;
}

/* Names of nodes are ours; only the words tell that a name is meant. */
static bool is_of_name(const struct fdtr_violation *violation)
{
	static const char name[] = "the node's name";

	return !violation->property && !strncmp(violation->message, name, sizeof(name) - 1);
}

/* What ACPI says in its own way has its place there whatever the binding lists. */
static bool is_theirs(const struct subject *subject, const struct fdtr_violation *violation)
{
	const struct table_property *property = subject->property;
	bool is_missing = violation->kind == FDTR_VIOLATION_MISSING;

	if (!subject->node->judged || is_of_name(violation))
		return false;
	if (is_missing &&
		(subject->node->partial || (violation->property && is_said_elsewhere(violation->property))))
		return false;
	if (violation->kind == FDTR_VIOLATION_CHOICE && subject->node->partial)
		return false;
	if (!property)
		return true;
	if (violation->kind == FDTR_VIOLATION_UNKNOWN)
		return !property->made_of;
	return !property->unknown && !property->told;
}

/* The interrupt may be said in two ways in a tree, and in one here. */
static bool lacks_interrupt(const struct subject *subject, const struct fdtr_violation *violation)
{
	if (subject->property || !violation->message || !strstr(violation->message, "`interrupts`") ||
		table_property_find(subject->node, "interrupts"))
		return false;
	return violation->kind == FDTR_VIOLATION_MISSING ||
	       (violation->kind == FDTR_VIOLATION_CHOICE &&
		       strstr(violation->message, "`interrupts-extended`"));
}

static bool lacks_memory(const struct subject *subject, const struct fdtr_violation *violation)
{
	return !subject->property && violation->kind == FDTR_VIOLATION_MISSING && violation->property &&
	       !strcmp(violation->property, "reg");
}

static const char *say(struct table_tree *tree, const char *format, ...) FDTR_PRINTF(2, 3);

static const char *say(struct table_tree *tree, const char *format, ...)
{
	char sentence[2 * FDTR_PATH_SIZE];
	struct fdtr_text text;
	va_list arguments;
	const char *copy;

	fdtr_text_init(&text, sentence, sizeof(sentence));
	va_start(arguments, format);
	fdtr_text_vadd(&text, format, arguments);
	va_end(arguments);
	copy = fdtr_arena_copy(tree->arena, sentence, text.length);
	tree->full |= !copy;
	return copy;
}

static void reword(struct table_tree *tree, const struct subject *subject, struct fdtr_violation *violation,
	struct fdtr_origin *place)
{
	bool is_interrupt = lacks_interrupt(subject, violation);
	bool is_resource = !*subject->node->below && (is_interrupt || lacks_memory(subject, violation));

	*place = subject->property ? subject->property->place : subject->node->place;
	if (subject->property && subject->property->wrong && violation->kind != FDTR_VIOLATION_UNKNOWN) {
		subject->property->told = true;
		violation->kind = FDTR_VIOLATION_TYPE;
		violation->message = say(tree, "`%s` is %s", violation->property, subject->property->wrong);
	}
	if (subject->property && subject->property->made_of)
		violation->message = say(tree, "%s (`%s` is made of %s)", violation->message,
			violation->property, subject->property->made_of);
	if (!is_resource)
		return;
	*place = table_place(tree->acpi, subject->node->object, "_CRS");
	violation->kind = FDTR_VIOLATION_MISSING;
	violation->message = is_interrupt
	                             ? "there is no interrupt in _CRS, of which `interrupts` would be made"
	                             : "there is no memory in _CRS, of which `reg` would be made";
}

bool table_words(struct table_tree *tree, struct fdtr_violation *violations, uint32_t *count,
	struct fdtr_origin *places)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < *count && !tree->full; i++) {
		struct fdtr_violation *violation = &violations[kept];
		struct subject subject = find_subject(tree, &violations[i]);

		if (!is_theirs(&subject, &violations[i]))
			continue;
		*violation = violations[i];
		reword(tree, &subject, violation, &places[kept++]);
	}
	*count = kept;
	return !tree->full;
}
