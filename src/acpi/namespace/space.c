// SPDX-License-Identifier: BSD-2-Clause
/* Objects as tables make them. */
#include "acpi/namespace/namespace.h"

#include <inttypes.h>
#include <string.h>

static void append_child(struct fdtr_acpi *acpi, uint32_t parent, uint32_t child)
{
	struct fdtr_acpi_object *above = &acpi->objects[parent];

	if (above->last_child == FDTR_NONE)
		above->first_child = child;
	else
		acpi->objects[above->last_child].next = child;
	above->last_child = child;
}

static uint32_t make(
	struct fdtr_namespace *space, uint32_t parent, const void *name, enum fdtr_acpi_kind kind)
{
	struct fdtr_acpi *acpi = space->acpi;
	uint32_t number = acpi->object_count;
	struct fdtr_acpi_object *object = number < UINT32_MAX / 2 ? fdtr_array_push(&space->objects) : NULL;

	if (!object)
		return FDTR_NONE;
	*object = (struct fdtr_acpi_object){.parent = parent,
		.first_child = FDTR_NONE,
		.last_child = FDTR_NONE,
		.next = FDTR_NONE,
		.index = FDTR_NONE,
		.table = FDTR_NONE,
		.scope = parent,
		.kind = (uint8_t)kind};
	memcpy(object->name, name, sizeof(object->name));
	acpi->object_count++;
	if (parent != FDTR_NONE) {
		object->depth = (uint8_t)(acpi->objects[parent].depth + 1);
		append_child(acpi, parent, number);
	}
	return number;
}

uint32_t fdtr_namespace_add(
	struct fdtr_namespace *space, uint32_t parent, const void *name, enum fdtr_acpi_kind kind)
{
	uint32_t object = make(space, parent, name, kind);

	if (object != FDTR_NONE && parent != FDTR_NONE)
		fdtr_index_enter(space->acpi, object);
	return object;
}

static bool no_space(struct fdtr_aml *aml)
{
	aml->status = fdtr_error_arena(aml->error);
	return false;
}

static bool add(struct fdtr_namespace *space, struct fdtr_aml *aml, uint32_t parent,
	const unsigned char *name, uint32_t *object)
{
	if (space->acpi->objects[parent].depth == FDTR_AML_DEPTH)
		return fdtr_aml_fail(
			aml, aml->at, "a path of more than %d names cannot be said", FDTR_AML_DEPTH);
	*object = fdtr_namespace_add(space, parent, name, FDTR_ACPI_EXTERNAL);
	return *object != FDTR_NONE || no_space(aml);
}

/* The object below `parent`; EXTERNAL, for now, when it is new. */
static bool enter(struct fdtr_namespace *space, struct fdtr_aml *aml, uint32_t parent,
	const unsigned char *name, uint32_t *object)
{
	*object = fdtr_index_find(space->acpi, parent, fdtr_name_number(name));
	return *object != FDTR_NONE || add(space, aml, parent, name, object);
}

/* An alias leads on to what it means, if that is known. */
static uint32_t through(const struct fdtr_acpi *acpi, uint32_t object)
{
	uint32_t meant = fdtr_acpi_meant(acpi, object);

	return meant == FDTR_NONE ? object : meant;
}

static bool enter_path(struct fdtr_namespace *space, struct fdtr_aml *aml, uint32_t scope,
	const struct fdtr_aml_name *name, uint32_t *object)
{
	*object = name->root ? 0 : scope;
	for (uint32_t i = 0; i < name->carets; i++)
		*object = space->acpi->objects[*object].parent;
	for (uint32_t i = 0; i < name->count; i++) {
		uint32_t parent = through(space->acpi, *object);

		if (!enter(space, aml, parent, name->segments + (size_t)4 * i, object))
			return false;
	}
	return true;
}

/*
 * What was put into an EXTERNAL stays with that: an interpreter, which goes from table to table, has dropped it, and
 * what is defined later begins anew.
 */
static bool begin_anew(struct fdtr_namespace *space, struct fdtr_aml *aml, uint32_t *object)
{
	const struct fdtr_acpi_object *old = &space->acpi->objects[*object];

	*object = make(space, old->parent, old->name, FDTR_ACPI_EXTERNAL);
	if (*object == FDTR_NONE)
		return no_space(aml);
	fdtr_index_replace(space->acpi, *object);
	return true;
}

static void mark_opened(struct fdtr_acpi *acpi, uint32_t object)
{
	for (; acpi->objects[object].kind == FDTR_ACPI_EXTERNAL; object = acpi->objects[object].parent)
		acpi->objects[object].opened = true;
}

bool fdtr_namespace_define(struct fdtr_namespace *space, struct fdtr_aml *aml, uint32_t scope,
	const struct fdtr_aml_name *name, enum fdtr_acpi_kind kind, uint32_t *object)
{
	struct fdtr_acpi *acpi = space->acpi;
	struct fdtr_acpi_object *defined;

	if (!name->count)
		return fdtr_aml_fail(aml, name->offset, "what is made here has no name");
	if (!enter_path(space, aml, scope, name, object))
		return false;
	if (acpi->objects[*object].kind != FDTR_ACPI_EXTERNAL) {
		acpi->objects[*object].redefined = true;
		*object = FDTR_NONE;
		return true;
	}
	mark_opened(acpi, acpi->objects[*object].parent);
	if (acpi->objects[*object].opened && !begin_anew(space, aml, object))
		return false;
	defined = &acpi->objects[*object];
	defined->kind = (uint8_t)kind;
	defined->arguments = 0;
	defined->table = (uint32_t)(aml->table - acpi->tables);
	defined->scope = kind == FDTR_ACPI_METHOD ? *object : scope;
	return true;
}

bool fdtr_namespace_external(struct fdtr_namespace *space, struct fdtr_aml *aml, uint32_t scope,
	const struct fdtr_aml_name *name, uint32_t *object)
{
	*object = fdtr_name_find(space->acpi, scope, name);
	return *object != FDTR_NONE || enter_path(space, aml, scope, name, object);
}

/* A Name that is no package: ACPICA lets that be, for old tables. */
static bool has_names(const struct fdtr_acpi_object *object)
{
	switch (object->kind) {
	case FDTR_ACPI_SCOPE:
	case FDTR_ACPI_DEVICE:
	case FDTR_ACPI_POWER_RESOURCE:
	case FDTR_ACPI_PROCESSOR:
	case FDTR_ACPI_THERMAL_ZONE:
	case FDTR_ACPI_NAME:
	case FDTR_ACPI_EXTERNAL:
		return true;
	default:
		return false;
	}
}

bool fdtr_namespace_open(struct fdtr_namespace *space, struct fdtr_aml *aml, uint32_t scope,
	const struct fdtr_aml_name *name, uint32_t *object)
{
	struct fdtr_acpi *acpi = space->acpi;

	if (!fdtr_namespace_external(space, aml, scope, name, object))
		return false;
	if (has_names(&acpi->objects[*object]))
		mark_opened(acpi, *object);
	else
		*object = FDTR_NONE;
	return true;
}
