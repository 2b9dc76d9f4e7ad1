// SPDX-License-Identifier: BSD-2-Clause
/* What can be told from a description alone: words that are none, indices that lead nowhere, guards that cannot be. */
#include "generate/acpi/plan.h"

#include <inttypes.h>
#include <string.h>

static bool is_segment(const char *text, size_t length)
{
	static const char first[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_";
	static const char rest[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";

	return length && length <= 4 && memchr(first, text[0], sizeof(first) - 1) &&
	       strspn(text, rest) >= length;
}

bool fdtr_acpi_is_path(const char *path)
{
	if (*path++ != '\\')
		return false;
	while (*path) {
		size_t length = strcspn(path, ".");

		if (!is_segment(path, length))
			return false;
		path += length;
		if (!*path)
			return true;
		if (!*++path)
			return false;
	}
	return true;
}

static bool is_identifier(const char *text, size_t most)
{
	size_t length = strlen(text);

	for (const char *at = text; *at; at++) {
		if (*at < ' ' || *at > '~' || *at == '"' || *at == '\\')
			return false;
	}
	return length <= most;
}

static int check_head(const struct fdtr_ssdt_plan *plan)
{
	const struct fdtr_ssdt *ssdt = plan->ssdt;
	const char *wrong = NULL;

	if (!ssdt->pool_count)
		wrong = "there is no pool";
	else if (ssdt->pool_count > FDTR_SSDT_MAX_POOLS)
		wrong = "there are more than 256 pools";
	else if (ssdt->device_count > FDTR_SSDT_MAX_DEVICES)
		wrong = "there are more than 4096 devices";
	else if (!fdtr_acpi_is_path(plan->scope))
		wrong = "the scope must be a path from the root, such as \\_SB";
	else if (ssdt->oem_id && !is_identifier(ssdt->oem_id, 6))
		wrong = "the OEM id must be up to 6 printable characters, no quote and no backslash";
	else if (ssdt->oem_table_id && !is_identifier(ssdt->oem_table_id, 8))
		wrong = "the OEM table id must be up to 8 printable characters, no quote and no backslash";
	else if (plan->guard == FDTR_GUARD_DMA_MEM)
		wrong = "the guard dma-mem is one of device trees; for tables choose dma-ranges, which is _DMA on the "
			"device";
	else if (ssdt->style == FDTR_ACPI_STYLE_RDMA0000 && ssdt->pool_count > 1)
		wrong = "the style rdma0000 has one pool for all devices, and there are more; choose prp0001";
	return wrong ? fdtr_error_set(plan->error, FDTR_ERR_ARGUMENT, "%s", wrong) : FDTR_OK;
}

const char *fdtr_ssdt_pool_text(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_ssdt_pool *pool = &plan->ssdt->pools[index];
	const char *name = pool->existing ? pool->existing : pool->name;
	const char *text = fdtr_arena_text(plan->arena, "the pool %s%s%#" PRIx64 "..%#" PRIx64,
		name ? name : "", name ? ", " : "", pool->range.first, pool->range.last);

	return text ? text : "";
}

const char *fdtr_ssdt_device_text(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_ssdt_device *device = &plan->ssdt->devices[index];
	const char *text;

	if (device->kind == FDTR_SSDT_EXISTING)
		text = fdtr_arena_text(plan->arena, "the device %s", device->path ? device->path : "");
	else if (device->kind == FDTR_SSDT_PCI)
		text = fdtr_arena_text(plan->arena, "the PCI device %s@%x,%x",
			device->path ? device->path : "", device->slot, device->function);
	else
		text = fdtr_arena_text(plan->arena, "the device %s%sat %#" PRIx64,
			device->name ? device->name : "", device->name ? " " : "", device->mmio.first);
	return text ? text : "";
}

static int wrong_pool(struct fdtr_ssdt_plan *plan, uint32_t index, const char *why)
{
	return fdtr_error_set(
		plan->error, FDTR_ERR_ARGUMENT, "%s: %s", fdtr_ssdt_pool_text(plan, index), why);
}

static int wrong_device(struct fdtr_ssdt_plan *plan, uint32_t index, int status, const char *why)
{
	return fdtr_error_set(plan->error, status, "%s: %s", fdtr_ssdt_device_text(plan, index), why);
}

#define NAME_FORM "its name must be 1 to 4 of the characters A-Z, 0-9 and _, no digit first"

static int check_pool(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_ssdt_pool *pool = &plan->ssdt->pools[index];

	if (pool->name && !is_segment(pool->name, strlen(pool->name)))
		return wrong_pool(plan, index, NAME_FORM);
	if (pool->range.first > pool->range.last)
		return wrong_pool(plan, index, "it ends before it begins");
	if (pool->range.first == 0 && pool->range.last == UINT64_MAX)
		return wrong_pool(
			plan, index, "it has all 2^64 addresses, a length that no descriptor can say");
	if (pool->existing && (!plan->ssdt->tables || !fdtr_acpi_is_path(pool->existing)))
		return wrong_pool(
			plan, index, "it is said to exist, but not by a path in tables that are given");
	if (plan->ssdt->style == FDTR_ACPI_STYLE_RDMA0000 &&
		((pool->name && strcmp(pool->name, "RDMA") != 0) || pool->has_uid))
		return wrong_pool(plan, index, "in the style rdma0000 it is RDMA, and has no _UID");
	return FDTR_OK;
}

/* INTIDs of shared peripherals, extended ones too (Arm IHI 0069, 2.2). */
static bool is_gic_interrupt(uint32_t interrupt)
{
	return (interrupt >= 32 && interrupt <= 1019) || (interrupt >= 4096 && interrupt <= 5119);
}

static int check_virtio(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_ssdt_device *device = &plan->ssdt->devices[index];

	if (device->mmio.first > device->mmio.last)
		return wrong_device(plan, index, FDTR_ERR_ARGUMENT, "its MMIO range ends before it begins");
	if (device->mmio.last - device->mmio.first < 0x100 - 1)
		return wrong_device(plan, index, FDTR_ERR_ARGUMENT,
			"its MMIO range is smaller than the 0x100 bytes of virtio-mmio registers");
	if (device->mmio.last - device->mmio.first >= UINT32_MAX)
		return wrong_device(plan, index, FDTR_ERR_ARGUMENT, "its MMIO range has 4 GiB or more");
	if (plan->ssdt->processor == FDTR_PROCESSOR_ARM64 && !is_gic_interrupt(device->interrupt))
		return wrong_device(plan, index, FDTR_ERR_ARGUMENT,
			"its interrupt is none of a GIC's shared ones, whose GSIs are 32..1019 and 4096..5119 (a device "
			"tree's SPI n is GSI n + 32)");
	return FDTR_OK;
}

static int check_declared(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_ssdt_device *device = &plan->ssdt->devices[index];
	const bool pci = device->kind == FDTR_SSDT_PCI;

	if (!device->path || !fdtr_acpi_is_path(device->path))
		return wrong_device(
			plan, index, FDTR_ERR_ARGUMENT, "it needs a path from the root, such as \\_SB.PCI0");
	if (!plan->ssdt->tables)
		return wrong_device(plan, index, FDTR_ERR_ARGUMENT,
			"what declares it is not known; give the machine's DSDT and SSDTs");
	if (pci && (device->slot > 31 || device->function > 7))
		return wrong_device(plan, index, FDTR_ERR_ARGUMENT,
			"its number must be below 32, and its function below 8");
	if (device->pool == FDTR_NONE)
		return wrong_device(
			plan, index, FDTR_ERR_ARGUMENT, "it is given no pool, so there is nothing to add");
	if (plan->guard == FDTR_GUARD_COMPATIBLE)
		return wrong_device(plan, index, FDTR_ERR_UNSUPPORTED,
			"another table says what it is compatible with; choose the guard dma-ranges, or none");
	return FDTR_OK;
}

static int check_device(struct fdtr_ssdt_plan *plan, uint32_t index)
{
	const struct fdtr_ssdt_device *device = &plan->ssdt->devices[index];

	if (device->name && !is_segment(device->name, strlen(device->name)))
		return wrong_device(plan, index, FDTR_ERR_ARGUMENT, NAME_FORM);
	if (device->pool != FDTR_NONE && device->pool >= plan->ssdt->pool_count)
		return wrong_device(plan, index, FDTR_ERR_ARGUMENT, "its pool is none of the description");
	return fdtr_ssdt_is_made(device) ? check_virtio(plan, index) : check_declared(plan, index);
}

int fdtr_ssdt_check(struct fdtr_ssdt_plan *plan)
{
	int status = check_head(plan);

	for (uint32_t i = 0; !status && i < plan->ssdt->pool_count; i++)
		status = check_pool(plan, i);
	for (uint32_t i = 0; !status && i < plan->ssdt->device_count; i++)
		status = check_device(plan, i);
	return status;
}
