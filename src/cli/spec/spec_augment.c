// SPDX-License-Identifier: BSD-2-Clause
/* What the file says, as requests to a machine that has tables. */
#include "cli/spec/spec_table.h"

#include <inttypes.h>

struct augmenting {
	const struct spec *spec;
	const struct fdtr_acpi *tables;
	const struct fdtr_platform *platform;
	struct fdtr_arena *arena;
	const struct fdtr_request *common;
	struct fdtr_request *requests;
	uint32_t count;
	const char **selectors;
	struct fdtr_error *error;
};

/* FDTR_NONE when no device has its registers there. */
static uint32_t find_address(const struct augmenting *augmenting, uint64_t address)
{
	const struct fdtr_platform *platform = augmenting->platform;

	for (uint32_t i = 0; i < platform->region_count; i++) {
		if (platform->regions[i].kind == FDTR_REGION_MMIO &&
			platform->regions[i].range.first == address)
			return platform->regions[i].origin.object;
	}
	return FDTR_NONE;
}

/* A name alone is of the scope that the file names, or of \_SB. */
static int find_object(
	const struct augmenting *augmenting, const struct spec_device *device, uint32_t *object)
{
	const struct spec *spec = augmenting->spec;
	const char *scope = spec->scope ? spec->scope : "\\_SB";
	uint32_t above = fdtr_acpi_find(augmenting->tables, 0, scope);

	*object = above == FDTR_NONE ? FDTR_NONE : fdtr_acpi_find(augmenting->tables, above, device->object);
	return *object != FDTR_NONE ? FDTR_OK
	                            : spec_wrong(spec, device->place, augmenting->error,
					      "the tables have no object %s%s%s", device->object,
					      device->object[0] == '\\' ? "" : " in ",
					      device->object[0] == '\\' ? "" : scope);
}

static int find_device(
	const struct augmenting *augmenting, const struct spec_device *device, uint32_t *object)
{
	if (device->object)
		return find_object(augmenting, device, object);
	if (!device->at.line)
		return spec_wrong(augmenting->spec, device->place, augmenting->error,
			"tables do not know this device by its 'node'; add its 'address' or its 'object'");
	*object = find_address(augmenting, device->address);
	return *object != FDTR_NONE ? FDTR_OK
	                            : spec_wrong(augmenting->spec, device->at, augmenting->error,
					      "no device of the tables has its registers at %#" PRIx64
					      "; correct the address, or name the device with 'object'",
					      device->address);
}

static int select_device(
	const struct augmenting *augmenting, const struct spec_device *device, const char **selector)
{
	char path[FDTR_PATH_SIZE];
	uint32_t object = 0;
	int status = find_device(augmenting, device, &object);

	if (status)
		return status;
	(void)fdtr_acpi_path(augmenting->tables, object, path, sizeof(path));
	if (device->slot_at.line)
		*selector = fdtr_arena_text(
			augmenting->arena, "%s@%" PRIx64 ",%" PRIx64, path, device->slot, device->function);
	else
		*selector = fdtr_arena_text(augmenting->arena, "%s", path);
	return *selector ? FDTR_OK : fdtr_error_arena(augmenting->error);
}

static int add_request(struct augmenting *augmenting, const struct spec_pool *pool)
{
	struct fdtr_request *request = &augmenting->requests[augmenting->count++];
	int status = FDTR_OK;

	*request = spec_request(pool, augmenting->common);
	request->guard = spec_table_guard(augmenting->spec, augmenting->common->guard);
	request->attach = augmenting->selectors;
	for (const struct spec_device *device = pool->devices; !status && device; device = device->next)
		status = select_device(augmenting, device, augmenting->selectors++);
	return status;
}

int spec_table_requests(const struct spec *spec, const struct fdtr_acpi *tables,
	const struct fdtr_platform *platform, const struct fdtr_request *common, struct fdtr_arena *arena,
	const struct fdtr_request **requests, struct fdtr_error *error)
{
	struct augmenting augmenting = {.spec = spec,
		.tables = tables,
		.platform = platform,
		.arena = arena,
		.common = common,
		.error = error};
	uint32_t devices = spec_device_count(spec);
	int status = FDTR_OK;

	augmenting.requests = fdtr_arena_take(arena, spec->pool_count, sizeof(*augmenting.requests));
	augmenting.selectors = fdtr_arena_take(arena, devices, sizeof(*augmenting.selectors));
	if (!augmenting.requests || !augmenting.selectors)
		return fdtr_error_arena(error);
	*requests = augmenting.requests;
	for (const struct spec_pool *pool = spec_first(spec); !status && pool; pool = spec_next(spec, pool))
		status = add_request(&augmenting, pool);
	return status;
}
