// SPDX-License-Identifier: BSD-2-Clause
/* What rules on the platform ask of a device object, or of a node, without caring which it is. */
#include "lint/acpi/tables.h"

#include <string.h>

bool fdtr_lint_compatible(const struct fdtr_lint *lint, uint32_t object, const char *compatible)
{
	return lint->tree ? fdtr_compatible(lint->tree, object, compatible)
	                  : fdtr_acpi_compatible(lint->acpi, object, compatible);
}

bool fdtr_is_for_all(const struct fdtr_lint *lint, uint32_t pool)
{
	return !lint->tree && fdtr_acpi_has_id(lint->acpi, pool, FDTR_ACPI_RDMA_HID);
}

static bool names_region(const struct fdtr_acpi *acpi, uint32_t device)
{
	enum fdtr_acpi_value_kind kind =
		fdtr_dsd_property(acpi, device, fdtr_property_name(FDTR_P_MEMORY_REGION)).kind;

	return kind != FDTR_ACPI_NONE && kind != FDTR_ACPI_NOT_STATIC;
}

bool fdtr_is_dedicated_scope(const struct fdtr_lint *lint, uint32_t device, uint32_t limiter)
{
	const struct fdtr_acpi_object *objects = lint->acpi->objects;

	if (device == limiter)
		return true;
	for (uint32_t child = objects[limiter].first_child; child != FDTR_NONE; child = objects[child].next) {
		if (objects[child].kind == FDTR_ACPI_DEVICE && !names_region(lint->acpi, child))
			return false;
	}
	return true;
}

bool fdtr_says_coherence(const struct fdtr_lint *lint, uint32_t object)
{
	return fdtr_acpi_nearest_with(lint->acpi, object, "_CCA") != FDTR_NONE;
}

bool fdtr_is_there(const struct fdtr_acpi *acpi, uint32_t object)
{
	for (; object != FDTR_NONE; object = acpi->objects[object].parent) {
		if (!fdtr_acpi_present(acpi, object))
			return false;
	}
	return true;
}

bool fdtr_is_described(const struct fdtr_acpi *acpi, uint32_t object)
{
	for (; object != FDTR_NONE; object = acpi->objects[object].parent) {
		if (acpi->objects[object].kind == FDTR_ACPI_EXTERNAL)
			return false;
	}
	return true;
}

bool fdtr_is_ours(const struct fdtr_lint *lint, uint32_t object)
{
	uint32_t device = fdtr_device_of(lint->platform, object);

	return fdtr_pool_of(lint->platform, object) != FDTR_NONE ||
	       (device != FDTR_NONE && fdtr_is_virtio_mmio(fdtr_lint_device(lint, device)));
}

bool fdtr_is_involved(const struct fdtr_lint *lint, uint32_t object)
{
	return fdtr_is_ours(lint, object) || names_region(lint->acpi, object);
}

enum fdtr_severity fdtr_involved_severity(const struct fdtr_lint *lint, uint32_t object)
{
	return fdtr_is_involved(lint, object) ? FDTR_ERROR : FDTR_WARNING;
}

bool fdtr_is_whole(const struct fdtr_acpi *acpi)
{
	for (uint32_t i = 0; i < acpi->table_count; i++) {
		if (!memcmp(acpi->tables[i].signature, "DSDT", 4))
			return true;
	}
	return false;
}
