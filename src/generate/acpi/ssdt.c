// SPDX-License-Identifier: BSD-2-Clause
/* From a description to a table: plan, write, and have it read back and linted before anybody sees it. */
#include "generate/acpi/plan.h"
#include "generate/acpi/verdict.h"

#include <stdio.h>
#include <string.h>

static int allocate(struct fdtr_ssdt_plan *plan)
{
	const struct fdtr_ssdt *ssdt = plan->ssdt;

	plan->pools = fdtr_arena_take(plan->arena, ssdt->pool_count, sizeof(*plan->pools));
	plan->devices = fdtr_arena_take(plan->arena, ssdt->device_count, sizeof(*plan->devices));
	if (!plan->pools || !plan->devices)
		return fdtr_error_arena(plan->error);
	for (uint32_t i = 0; i < ssdt->pool_count; i++)
		plan->pools[i] = (struct fdtr_ssdt_pool_plan){.object = FDTR_NONE, .first = FDTR_NONE};
	for (uint32_t i = 0; i < ssdt->device_count; i++)
		plan->devices[i] = (struct fdtr_ssdt_device_plan){.object = FDTR_NONE, .next = FDTR_NONE};
	return FDTR_OK;
}

static int make_plan(struct fdtr_ssdt_plan *plan)
{
	static int (*const steps[])(struct fdtr_ssdt_plan * plan) = {fdtr_ssdt_check, allocate,
		fdtr_ssdt_check_ranges, fdtr_ssdt_resolve, fdtr_ssdt_contain, fdtr_ssdt_name,
		fdtr_ssdt_number, fdtr_ssdt_build};
	int status = FDTR_OK;

	for (size_t i = 0; !status && i < FDTR_ARRAY_SIZE(steps); i++)
		status = steps[i](plan);
	return status;
}

/* What is declared already cannot move into a container: its guard is its own. */
static enum fdtr_guard guard_made(const struct fdtr_ssdt_plan *plan)
{
	bool contains = false;

	for (uint32_t i = 0; i < plan->ssdt->pool_count; i++)
		contains = contains || plan->pools[i].first != FDTR_NONE;
	return plan->guard == FDTR_GUARD_CONTAINER && !contains ? FDTR_GUARD_DMA_RANGES : plan->guard;
}

static int fill_result(struct fdtr_ssdt_plan *plan, struct fdtr_ssdt_result *result)
{
	const struct fdtr_ssdt *ssdt = plan->ssdt;
	struct fdtr_made_object *pools = fdtr_arena_take(plan->arena, ssdt->pool_count, sizeof(*pools));
	struct fdtr_made_object *devices = fdtr_arena_take(plan->arena, ssdt->device_count, sizeof(*devices));

	if (!pools || !devices)
		return fdtr_error_arena(plan->error);
	for (uint32_t i = 0; i < ssdt->pool_count; i++) {
		const bool existed = plan->pools[i].object != FDTR_NONE;

		pools[i] = (struct fdtr_made_object){plan->pools[i].path, existed, existed, false};
	}
	for (uint32_t i = 0; i < ssdt->device_count; i++) {
		const struct fdtr_ssdt_device_plan *device = &plan->devices[i];
		const bool existed = ssdt->devices[i].kind == FDTR_SSDT_EXISTING;

		devices[i] = (struct fdtr_made_object){
			device->path, existed, existed && !device->link && !device->guard, device->guarded};
	}
	result->pools = pools;
	result->devices = devices;
	result->guard = guard_made(plan);
	result->changed = fdtr_ssdt_has_work(plan);
	return FDTR_OK;
}

static bool is_taken(const struct fdtr_ssdt_plan *plan, const char *oem_id, const char *id)
{
	const struct fdtr_acpi *tables = plan->ssdt->tables;

	for (uint32_t i = 0; tables && i < tables->table_count; i++) {
		if (!strcmp(tables->tables[i].signature, "SSDT") &&
			!strcmp(tables->tables[i].oem_id, oem_id) &&
			!strcmp(tables->tables[i].oem_table_id, id))
			return true;
	}
	return false;
}

/* No two SSDTs of a machine have the same ids, by which systems tell them apart: "RESTRDMA", "RESTRD01", ... */
static const char *free_table_id(const struct fdtr_ssdt_plan *plan, const char *oem_id)
{
	char buffer[16] = "RESTRDMA";

	for (unsigned int i = 1; i < 100 && is_taken(plan, oem_id, buffer); i++)
		(void)snprintf(buffer, sizeof(buffer), "RESTRD%02u", i);
	return fdtr_arena_copy(plan->arena, buffer, strlen(buffer));
}

static struct fdtr_definition_block block_of(const struct fdtr_ssdt_plan *plan)
{
	const struct fdtr_ssdt *ssdt = plan->ssdt;
	const char *oem_id = ssdt->oem_id ? ssdt->oem_id : "FDTRST";

	return (struct fdtr_definition_block){.signature = "SSDT",
		.revision = 2,
		.oem_id = oem_id,
		.oem_table_id = ssdt->oem_table_id ? ssdt->oem_table_id : free_table_id(plan, oem_id),
		.oem_revision = ssdt->oem_revision ? ssdt->oem_revision : 1,
		.terms = plan->terms.first};
}

/* What can be read back is AML: the output itself, or what is written for that alone. */
static int aml_of(struct fdtr_ssdt_plan *plan, const struct fdtr_definition_block *block, const void *output,
	const void **aml, size_t *size)
{
	void *copy;
	int status;

	*aml = output;
	if (plan->ssdt->form == FDTR_ACPI_AML)
		return FDTR_OK;
	status = fdtr_aml_write(block, plan->arena, NULL, 0, size, plan->error);
	if (status != FDTR_ERR_NOSPACE)
		return status ? status : FDTR_ERR_INTERNAL;
	copy = fdtr_arena_take(plan->arena, *size, 1);
	if (!copy)
		return fdtr_error_arena(plan->error);
	*aml = copy;
	return fdtr_aml_write(block, plan->arena, copy, *size, size, plan->error);
}

static int write_output(struct fdtr_ssdt_plan *plan, const struct fdtr_definition_block *block, void *output,
	size_t output_size, size_t *needed)
{
	int status;

	if (plan->ssdt->form == FDTR_ACPI_AML)
		return fdtr_aml_write(block, plan->arena, output, output_size, needed, plan->error);
	status = fdtr_asl_write(block, plan->arena, output, output_size, needed, plan->error);
	if (!status)
		--*needed; /* the NUL */
	return status;
}

static int generate(
	struct fdtr_ssdt_plan *plan, void *output, size_t output_size, struct fdtr_ssdt_result *result)
{
	struct fdtr_definition_block block;
	const void *aml = NULL;
	size_t size;
	int status = make_plan(plan);

	if (!status)
		status = fill_result(plan, result);
	if (status || !result->changed)
		return status;
	block = block_of(plan);
	if (!block.oem_table_id)
		return fdtr_error_arena(plan->error);
	status = write_output(plan, &block, output, output_size, &result->output_size);
	size = result->output_size;
	if (!status)
		status = aml_of(plan, &block, output, &aml, &size);
	return status ? status : fdtr_ssdt_verdict(plan, aml, size, result);
}

int fdtr_ssdt_generate(const struct fdtr_ssdt *ssdt, void *output, size_t output_size,
	struct fdtr_arena *arena, struct fdtr_ssdt_result *result, struct fdtr_error *error)
{
	struct fdtr_arena_mark mark = fdtr_arena_mark(arena);
	struct fdtr_ssdt_plan plan = {.ssdt = ssdt, .arena = arena, .error = error};
	int status;

	plan.guard = ssdt->guard == FDTR_GUARD_DEFAULT ? FDTR_GUARD_DMA_RANGES : ssdt->guard;
	plan.scope = ssdt->scope ? ssdt->scope : "\\_SB";
	*result = (struct fdtr_ssdt_result){0};
	status = generate(&plan, output, output_size, result);
	if (status && status != FDTR_ERR_REFUSED) {
		const size_t needed = result->output_size;

		fdtr_arena_reset(arena, mark);
		*result = (struct fdtr_ssdt_result){0};
		if (status == FDTR_ERR_NOSPACE && needed > output_size)
			result->output_size = needed;
	}
	return status;
}
