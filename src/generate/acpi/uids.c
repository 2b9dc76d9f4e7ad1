// SPDX-License-Identifier: BSD-2-Clause
/* _UIDs: unique among the devices of the same _HID (6.1.12), those of the tables too. */
#include "generate/acpi/plan.h"

#include <inttypes.h>
#include <string.h>

const char *fdtr_ssdt_device_hid(const struct fdtr_ssdt_device_plan *device)
{
	return device->restricted ? FDTR_ACPI_PROPERTIES_HID : FDTR_ACPI_VIRTIO_MMIO_HID;
}

const char *fdtr_ssdt_pool_hid(const struct fdtr_ssdt *ssdt)
{
	return ssdt->style == FDTR_ACPI_STYLE_RDMA0000 ? FDTR_ACPI_RDMA_HID : FDTR_ACPI_PROPERTIES_HID;
}

struct used {
	uint32_t uid;
	uint32_t owner; /* a pool, or, counted from the last of these, a device; FDTR_NONE: the tables' */
};

struct numbering {
	struct fdtr_ssdt_plan *plan;
	const char *hid;
	struct used *used;
	uint32_t count;
	uint32_t next;
};

static int by_uid(const void *left, const void *right)
{
	const struct used *a = left, *b = right;

	if (a->uid != b->uid)
		return a->uid < b->uid ? -1 : 1;
	return a->owner < b->owner ? -1 : a->owner > b->owner;
}

/* Systems compare _UIDs as text, where a number stands for its digits. */
static bool read_uid(const struct fdtr_acpi *tables, uint32_t device, uint32_t *uid)
{
	const struct fdtr_acpi_value value = fdtr_acpi_value_of(tables, device, "_UID");
	uint64_t number = value.integer;

	if (value.kind == FDTR_ACPI_STRING && value.size) {
		number = 0;
		for (uint32_t i = 0; i < value.size; i++) {
			if (value.data[i] < '0' || value.data[i] > '9' || number > UINT32_MAX)
				return false;
			number = 10 * number + (unsigned int)(value.data[i] - '0');
		}
	} else if (value.kind != FDTR_ACPI_INTEGER) {
		return false;
	}
	*uid = (uint32_t)number;
	return number <= UINT32_MAX;
}

static uint32_t owner_count(const struct fdtr_ssdt_plan *plan)
{
	return plan->ssdt->pool_count + plan->ssdt->device_count;
}

/* Whether pool or device `owner` is made with this _HID, and where its _UID goes. */
static uint32_t *uid_of(const struct numbering *numbering, uint32_t owner, bool *given)
{
	struct fdtr_ssdt_plan *plan = numbering->plan;
	const struct fdtr_ssdt *ssdt = plan->ssdt;
	const uint32_t device = owner - ssdt->pool_count;

	if (owner < ssdt->pool_count) {
		*given = ssdt->pools[owner].has_uid;
		return plan->pools[owner].object == FDTR_NONE &&
		                       !strcmp(fdtr_ssdt_pool_hid(ssdt), numbering->hid)
		               ? &plan->pools[owner].uid
		               : NULL;
	}
	*given = ssdt->devices[device].has_uid;
	return fdtr_ssdt_is_made(&ssdt->devices[device]) &&
	                       !strcmp(fdtr_ssdt_device_hid(&plan->devices[device]), numbering->hid)
	               ? &plan->devices[device].uid
	               : NULL;
}

static void collect_tables(struct numbering *numbering)
{
	const struct fdtr_acpi *tables = numbering->plan->ssdt->tables;

	for (uint32_t i = 0; tables && i < tables->object_count; i++) {
		uint32_t uid;

		if (tables->objects[i].kind == FDTR_ACPI_DEVICE &&
			fdtr_acpi_has_id(tables, i, numbering->hid) && read_uid(tables, i, &uid))
			numbering->used[numbering->count++] = (struct used){uid, FDTR_NONE};
	}
}

static void collect_given(struct numbering *numbering)
{
	const struct fdtr_ssdt *ssdt = numbering->plan->ssdt;
	bool given;

	for (uint32_t i = 0; i < owner_count(numbering->plan); i++) {
		if (uid_of(numbering, i, &given) && given)
			numbering->used[numbering->count++] =
				(struct used){i < ssdt->pool_count ? ssdt->pools[i].uid
								   : ssdt->devices[i - ssdt->pool_count].uid,
					i};
	}
}

static int check_unique(const struct numbering *numbering)
{
	struct fdtr_ssdt_plan *plan = numbering->plan;

	for (uint32_t i = 1; i < numbering->count; i++) {
		const struct used *first = &numbering->used[i - 1], *second = &numbering->used[i];
		const uint32_t pools = plan->ssdt->pool_count;

		if (first->uid != second->uid || first->owner == FDTR_NONE)
			continue;
		return fdtr_error_set(plan->error, FDTR_ERR_CONFLICT,
			"%s: its _UID %" PRIu32
			" is that of %s of the same _HID, %s; choose another, or leave it out",
			first->owner < pools ? fdtr_ssdt_pool_text(plan, first->owner)
					     : fdtr_ssdt_device_text(plan, first->owner - pools),
			first->uid, second->owner == FDTR_NONE ? "one in the tables" : "another",
			numbering->hid);
	}
	return FDTR_OK;
}

/* Free ones ascend, so the list of those in use is gone through once. */
static uint32_t next_free(struct numbering *numbering, uint32_t *place)
{
	while (*place < numbering->count && numbering->used[*place].uid <= numbering->next) {
		if (numbering->used[*place].uid == numbering->next)
			numbering->next++;
		(*place)++;
	}
	return numbering->next++;
}

static int number_hid(struct fdtr_ssdt_plan *plan, const char *hid)
{
	const struct fdtr_ssdt *ssdt = plan->ssdt;
	const uint32_t room = owner_count(plan) + (ssdt->tables ? ssdt->tables->object_count : 0);
	struct fdtr_arena_mark mark = fdtr_arena_mark(plan->arena);
	struct numbering numbering = {.plan = plan, .hid = hid};
	uint32_t place = 0;
	bool given = false;
	int status;

	numbering.used = fdtr_arena_take(plan->arena, room, sizeof(*numbering.used));
	if (!numbering.used)
		return fdtr_error_arena(plan->error);
	collect_tables(&numbering);
	collect_given(&numbering);
	fdtr_sort(numbering.used, numbering.count, sizeof(*numbering.used), by_uid);
	status = check_unique(&numbering);
	for (uint32_t i = 0; !status && i < owner_count(plan); i++) {
		uint32_t *uid = uid_of(&numbering, i, &given);

		if (uid && given)
			*uid = i < ssdt->pool_count ? ssdt->pools[i].uid
			                            : ssdt->devices[i - ssdt->pool_count].uid;
		else if (uid)
			*uid = next_free(&numbering, &place);
	}
	for (uint32_t i = 0; !status && !strcmp(hid, FDTR_ACPI_PROPERTIES_HID) && i < ssdt->pool_count; i++) {
		if (plan->pools[i].container)
			plan->pools[i].container_uid = next_free(&numbering, &place);
	}
	if (!status)
		fdtr_arena_reset(plan->arena, mark);
	return status;
}

int fdtr_ssdt_number(struct fdtr_ssdt_plan *plan)
{
	static const char *const hids[] = {FDTR_ACPI_PROPERTIES_HID, FDTR_ACPI_VIRTIO_MMIO_HID};
	int status = FDTR_OK;

	for (size_t i = 0; !status && i < FDTR_ARRAY_SIZE(hids); i++)
		status = number_hid(plan, hids[i]);
	return status;
}
