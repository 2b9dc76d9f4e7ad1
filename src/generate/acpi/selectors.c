// SPDX-License-Identifier: BSD-2-Clause
/* From selectors to devices of the namespace. */
#include "generate/acpi/augment.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

struct selection {
	struct fdtr_augment *augment;
	unsigned char *chosen; /* per object */
	struct fdtr_augment_target *made;
	uint32_t made_count;
};

static bool is_device(const struct fdtr_acpi *tables, uint32_t object)
{
	return tables->objects[object].kind == FDTR_ACPI_DEVICE;
}

static int no_match(const struct selection *selection, const char *selector)
{
	return fdtr_error_set(selection->augment->error, FDTR_ERR_NOTFOUND,
		"the selector '%s' matches no device that the tables declare; give a device's path such as \\_SB.VR00, "
		"a path with wildcards, hid:ID, or BRIDGE@SLOT,FUNCTION for a PCI device",
		selector);
}

/* Those that are not there, as their _STA says, are passed over where they are not named one by one. */
static int select_hid(struct selection *selection, const char *selector, const char *hid)
{
	const struct fdtr_acpi *tables = selection->augment->tables;
	bool found = false;

	for (uint32_t i = 0; i < tables->object_count; i++) {
		if (is_device(tables, i) && fdtr_acpi_has_id(tables, i, hid) &&
			fdtr_acpi_present(tables, i)) {
			selection->chosen[i] = 1;
			found = true;
		}
	}
	return found ? FDTR_OK : no_match(selection, selector);
}

/* Segments become components, so that '*' stays within one. */
static char *slashes(char *path)
{
	for (char *at = path; *at; at++) {
		if (*at == '.')
			*at = '/';
	}
	return path;
}

static int select_glob(struct selection *selection, const char *selector)
{
	const struct fdtr_acpi *tables = selection->augment->tables;
	char pattern[FDTR_PATH_SIZE], path[FDTR_PATH_SIZE];
	struct fdtr_text text;
	bool found = false;

	fdtr_text_init(&text, pattern, sizeof(pattern));
	fdtr_text_add(&text, "%s%s", selector[0] == '\\' ? "" : "\\", selector);
	(void)slashes(pattern);
	for (uint32_t i = 0; i < tables->object_count; i++) {
		if (!is_device(tables, i) ||
			fnmatch(pattern, slashes(fdtr_acpi_path(tables, i, path, sizeof(path))),
				FNM_PATHNAME | FNM_NOESCAPE) ||
			!fdtr_acpi_present(tables, i))
			continue;
		selection->chosen[i] = 1;
		found = true;
	}
	return found ? FDTR_OK : no_match(selection, selector);
}

/* From the root, whether it says so or not: shells take a lone backslash away. */
static uint32_t find_path(const struct selection *selection, const char *path, size_t length)
{
	char buffer[FDTR_PATH_SIZE];
	struct fdtr_text text;
	uint32_t object;

	fdtr_text_init(&text, buffer, sizeof(buffer));
	fdtr_text_add(&text, "%s%.*s", path[0] == '\\' ? "" : "\\", (int)length, path);
	if (length >= sizeof(buffer) - 1 || !fdtr_acpi_is_path(buffer))
		return FDTR_NONE;
	object = fdtr_acpi_find(selection->augment->tables, 0, buffer);
	return object != FDTR_NONE && is_device(selection->augment->tables, object) ? object : FDTR_NONE;
}

/* "@SLOT" or "@SLOT,FUNCTION", hexadecimal. */
static bool parse_slot(const char *unit, struct fdtr_augment_target *target)
{
	unsigned long slot, function = 0;
	char *end;

	if (!unit[1] || unit[1 + strspn(unit + 1, "0123456789abcdefABCDEF,")])
		return false;
	slot = strtoul(unit + 1, &end, 16);
	if (end != unit + 1 && *end == ',' && end[1])
		function = strtoul(end + 1, &end, 16);
	if (end == unit + 1 || *end || slot > 31 || function > 7)
		return false;
	target->slot = (uint8_t)slot;
	target->function = (uint8_t)function;
	return true;
}

static uint32_t child_at(const struct fdtr_acpi *tables, const struct fdtr_augment_target *target)
{
	const uint64_t address = (uint64_t)target->slot << 16 | target->function;
	uint32_t child = tables->objects[target->object].first_child;

	for (; child != FDTR_NONE; child = tables->objects[child].next) {
		const struct fdtr_acpi_value value = fdtr_acpi_value_of(tables, child, "_ADR");

		if (is_device(tables, child) && value.kind == FDTR_ACPI_INTEGER && value.integer == address)
			return child;
	}
	return FDTR_NONE;
}

static int select_pci(struct selection *selection, const char *selector, const char *unit)
{
	const struct fdtr_acpi *tables = selection->augment->tables;
	struct fdtr_augment_target target = {
		.pci = true, .object = find_path(selection, selector, (size_t)(unit - selector))};
	uint32_t child;

	if (target.object == FDTR_NONE || !parse_slot(unit, &target))
		return no_match(selection, selector);
	child = child_at(tables, &target);
	if (child != FDTR_NONE) {
		selection->chosen[child] = 1;
		return FDTR_OK;
	}
	for (uint32_t i = 0; i < selection->made_count; i++) {
		const struct fdtr_augment_target *other = &selection->made[i];

		if (other->object == target.object && other->slot == target.slot &&
			other->function == target.function)
			return FDTR_OK;
	}
	selection->made[selection->made_count++] = target;
	return FDTR_OK;
}

static int select_one(struct selection *selection, const char *selector)
{
	const char *unit = strchr(selector, '@');
	uint32_t object;

	if (!strncmp(selector, "hid:", 4))
		return select_hid(selection, selector, selector + 4);
	if (unit)
		return select_pci(selection, selector, unit);
	if (strpbrk(selector, "*?["))
		return select_glob(selection, selector);
	object = find_path(selection, selector, strlen(selector));
	if (object == FDTR_NONE)
		return no_match(selection, selector);
	selection->chosen[object] = 1;
	return FDTR_OK;
}

static int select_default(struct selection *selection)
{
	int status = select_hid(selection, "", FDTR_ACPI_VIRTIO_MMIO_HID);

	if (status != FDTR_ERR_NOTFOUND)
		return status;
	return fdtr_error_set(selection->augment->error, status,
		"the tables declare no " FDTR_ACPI_VIRTIO_MMIO_HID
		" (virtio-mmio) device; say with --attach what the pool is for, such as a PCI host bridge");
}

static int collect(struct selection *selection)
{
	struct fdtr_augment *augment = selection->augment;
	uint32_t count = selection->made_count;

	for (uint32_t i = 0; i < augment->tables->object_count; i++)
		count += selection->chosen[i];
	augment->targets = fdtr_arena_take(augment->arena, count, sizeof(*augment->targets));
	augment->target_count = 0;
	if (!augment->targets)
		return fdtr_error_arena(augment->error);
	for (uint32_t i = 0; i < augment->tables->object_count; i++) {
		if (selection->chosen[i])
			augment->targets[augment->target_count++] = (struct fdtr_augment_target){.object = i};
	}
	for (uint32_t i = 0; i < selection->made_count; i++)
		augment->targets[augment->target_count++] = selection->made[i];
	return FDTR_OK;
}

int fdtr_augment_select(struct fdtr_augment *augment)
{
	const struct fdtr_request *request = augment->request;
	struct selection selection = {.augment = augment};
	int status = FDTR_OK;

	selection.chosen = fdtr_arena_take(augment->arena, augment->tables->object_count, 1);
	selection.made = fdtr_arena_take(augment->arena, request->attach_count, sizeof(*selection.made));
	if (!selection.chosen || !selection.made)
		return fdtr_error_arena(augment->error);
	memset(selection.chosen, 0, augment->tables->object_count);
	if (!request->attach_count)
		status = select_default(&selection);
	for (uint32_t i = 0; !status && i < request->attach_count; i++)
		status = select_one(&selection, request->attach[i]);
	return status ? status : collect(&selection);
}
