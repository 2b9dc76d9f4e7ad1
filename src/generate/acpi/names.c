// SPDX-License-Identifier: BSD-2-Clause
/* What the new objects are called: as the description says, else by the first number that is free. */
#include "generate/acpi/plan.h"

#include <stdio.h>
#include <string.h>

/* One name, filled up with '_' (20.2.2), as a number in the order of its characters. */
struct given {
	uint32_t name;
	uint32_t what; /* a pool, or, counted from the last of these, a device */
};

struct naming {
	struct fdtr_ssdt_plan *plan;
	uint32_t scope; /* in the tables, FDTR_NONE when they do not declare it or are not given */
	struct given *given;
	uint32_t given_count;
};

static uint32_t pack(const char *name)
{
	uint32_t packed = 0;

	for (int i = 0; i < 4; i++) {
		packed = packed << 8 | (unsigned char)(*name ? *name : '_');
		name += *name != '\0';
	}
	return packed;
}

static int by_name(const void *left, const void *right)
{
	const struct given *a = left, *b = right;

	return a->name < b->name ? -1 : a->name > b->name;
}

static bool in_tables(const struct naming *naming, const char *name)
{
	return naming->scope != FDTR_NONE &&
	       fdtr_acpi_child(naming->plan->ssdt->tables, naming->scope, name) != FDTR_NONE;
}

static bool is_given(const struct naming *naming, const char *name)
{
	const uint32_t packed = pack(name);
	const uint32_t at =
		fdtr_lower_bound(naming->given, naming->given_count, sizeof(*naming->given), packed);

	return at < naming->given_count && naming->given[at].name == packed;
}

static const char *what_text(struct fdtr_ssdt_plan *plan, uint32_t what)
{
	const uint32_t pools = plan->ssdt->pool_count;

	return what < pools ? fdtr_ssdt_pool_text(plan, what) : fdtr_ssdt_device_text(plan, what - pools);
}

static const char *given_name(const struct fdtr_ssdt_plan *plan, uint32_t what)
{
	const struct fdtr_ssdt *ssdt = plan->ssdt;
	const struct fdtr_ssdt_device *device;

	if (what < ssdt->pool_count)
		return ssdt->pools[what].existing ? NULL : ssdt->pools[what].name;
	device = &ssdt->devices[what - ssdt->pool_count];
	return fdtr_ssdt_is_made(device) ? device->name : NULL;
}

static int collect_given(struct naming *naming)
{
	struct fdtr_ssdt_plan *plan = naming->plan;
	const uint32_t all = plan->ssdt->pool_count + plan->ssdt->device_count;

	naming->given = fdtr_arena_take(plan->arena, all, sizeof(*naming->given));
	if (!naming->given)
		return fdtr_error_arena(plan->error);
	for (uint32_t i = 0; i < all; i++) {
		const char *name = given_name(plan, i);

		if (!name)
			continue;
		if (in_tables(naming, name))
			return fdtr_error_set(plan->error, FDTR_ERR_CONFLICT,
				"%s: the tables declare %s.%s already; choose another name",
				what_text(plan, i), plan->scope, name);
		naming->given[naming->given_count++] = (struct given){pack(name), i};
	}
	fdtr_sort(naming->given, naming->given_count, sizeof(*naming->given), by_name);
	for (uint32_t i = 1; i < naming->given_count; i++) {
		if (naming->given[i - 1].name == naming->given[i].name)
			return fdtr_error_set(plan->error, FDTR_ERR_CONFLICT, "%s and %s have the same name",
				what_text(plan, naming->given[i - 1].what),
				what_text(plan, naming->given[i].what));
	}
	return FDTR_OK;
}

/* "RDM0" to "RDMF", then "RD10" to "RDFF": the prefix gives way to digits, as many as the number needs. */
static void write_name(char name[5], const char *prefix, uint32_t number)
{
	char digits[9];
	const int count = snprintf(digits, sizeof(digits), "%X", (unsigned int)number);
	const int room = (int)strlen(prefix);

	(void)snprintf(name, 5, "%.*s%.*s", room + count > 4 ? 4 - count : room, prefix, count, digits);
}

/* *number is the first that was not tried. */
static const char *next_name(
	const struct naming *naming, const char *prefix, uint32_t least_digits, uint32_t *number)
{
	char name[5];

	do {
		if (least_digits == 3)
			(void)snprintf(name, sizeof(name), "%s%03X", prefix, (unsigned int)*number & 0xfff);
		else
			write_name(name, prefix, *number);
		(*number)++;
	} while ((is_given(naming, name) || in_tables(naming, name)) && *number < 0x1000);
	return fdtr_arena_copy(naming->plan->arena, name, strlen(name));
}

static const char *join(const struct fdtr_ssdt_plan *plan, const char *scope, const char *name)
{
	if (!name)
		return NULL;
	return fdtr_arena_text(plan->arena, "%s%s%s", scope, scope[0] && scope[1] ? "." : "", name);
}

static int name_pools(struct naming *naming)
{
	struct fdtr_ssdt_plan *plan = naming->plan;
	uint32_t number = 0, container = 0;

	for (uint32_t i = 0; i < plan->ssdt->pool_count; i++) {
		const struct fdtr_ssdt_pool *pool = &plan->ssdt->pools[i];
		struct fdtr_ssdt_pool_plan *mine = &plan->pools[i];

		if (mine->first != FDTR_NONE)
			mine->container = next_name(naming, "RDB", 1, &container);
		mine->path = pool->existing;
		if (mine->object != FDTR_NONE)
			continue;
		if (plan->ssdt->style == FDTR_ACPI_STYLE_RDMA0000 && in_tables(naming, "RDMA"))
			return fdtr_error_set(plan->error, FDTR_ERR_CONFLICT,
				"the tables have a %s.RDMA already, which is not this pool; ask for its size and place, "
				"or change the table",
				plan->scope);
		if (plan->ssdt->style == FDTR_ACPI_STYLE_RDMA0000)
			mine->name = "RDMA";
		else
			mine->name = pool->name ? pool->name : next_name(naming, "RDM", 1, &number);
		mine->path = join(plan, plan->scope, mine->name);
		if (!mine->path)
			return fdtr_error_arena(plan->error);
	}
	return FDTR_OK;
}

/* Its bridge has a child of that name already, by the tables or by a device before it. */
static bool is_below_bridge(const struct fdtr_ssdt_plan *plan, uint32_t index, const char *name)
{
	const uint32_t bridge = plan->devices[index].object;
	const struct naming naming = {.plan = (struct fdtr_ssdt_plan *)plan, .scope = bridge};

	for (uint32_t i = 0; i < index; i++) {
		if (plan->ssdt->devices[i].kind == FDTR_SSDT_PCI && plan->devices[i].object == bridge &&
			pack(plan->devices[i].name) == pack(name))
			return true;
	}
	return in_tables(&naming, name);
}

/* "P030" is device 3, function 0. */
static const char *pci_name(const struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_ssdt_device *device = &plan->ssdt->devices[index];
	char name[5];
	char letter = 'P';

	do {
		(void)snprintf(name, sizeof(name), "%c%02X%X", letter++, (unsigned int)device->slot & 31U,
			(unsigned int)device->function & 7U);
	} while (letter <= 'Z' && is_below_bridge(plan, index, name));
	return fdtr_arena_copy(plan->arena, name, strlen(name));
}

static int name_device(struct naming *naming, uint32_t index, uint32_t *number)
{
	struct fdtr_ssdt_plan *plan = naming->plan;
	const struct fdtr_ssdt_device *device = &plan->ssdt->devices[index];
	struct fdtr_ssdt_device_plan *mine = &plan->devices[index];
	const char *scope = plan->scope;

	mine->path = device->path;
	if (device->kind == FDTR_SSDT_EXISTING)
		return FDTR_OK;
	mine->name = device->name;
	if (device->kind == FDTR_SSDT_PCI) {
		scope = device->path;
		if (!mine->name)
			mine->name = pci_name(plan, index);
		if (mine->name && is_below_bridge(plan, index, mine->name))
			return fdtr_error_set(plan->error, FDTR_ERR_CONFLICT,
				"%s: there is a %s.%s already; choose another name",
				fdtr_ssdt_device_text(plan, index), device->path, mine->name);
	} else {
		if (!mine->name)
			mine->name = next_name(naming, "V", 3, number);
		if (plan->guard == FDTR_GUARD_CONTAINER && device->pool != FDTR_NONE)
			scope = join(plan, scope, plan->pools[device->pool].container);
	}
	mine->path = scope ? join(plan, scope, mine->name) : NULL;
	return mine->path ? FDTR_OK : fdtr_error_arena(plan->error);
}

static uint32_t scope_object(const struct fdtr_ssdt_plan *plan)
{
	return plan->ssdt->tables ? fdtr_acpi_find(plan->ssdt->tables, 0, plan->scope) : FDTR_NONE;
}

/* What other tables say of a scope is not known, but that they are to declare it: the predefined ones are there. */
static int check_scope(const struct naming *naming)
{
	const struct fdtr_ssdt_plan *plan = naming->plan;

	if (!plan->ssdt->tables || naming->scope != FDTR_NONE || !strcmp(plan->scope, "\\_SB"))
		return FDTR_OK;
	return fdtr_error_set(plan->error, FDTR_ERR_NOTFOUND,
		"no table that is given declares the scope %s; choose another, such as \\_SB", plan->scope);
}

int fdtr_ssdt_name(struct fdtr_ssdt_plan *plan)
{
	struct naming naming = {.plan = plan, .scope = scope_object(plan)};
	uint32_t number = 0;
	int status = check_scope(&naming);

	if (!status)
		status = collect_given(&naming);
	if (!status)
		status = name_pools(&naming);
	for (uint32_t i = 0; !status && i < plan->ssdt->device_count; i++)
		status = name_device(&naming, i, &number);
	return status;
}
