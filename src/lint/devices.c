// SPDX-License-Identifier: BSD-2-Clause
/* Rules on the devices themselves. */
#include "lint/acpi/tables.h"

static void check_pool_behind_iommu(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);

	if (device->available && device->behind_iommu && lint->used[index] != FDTR_NONE)
		fdtr_report(lint, fdtr_at(lint, device->object, FDTR_P_MEMORY_REGION),
			"the device is behind an IOMMU, so its pool is ignored");
}

const struct fdtr_rule fdtr_rule_pool_behind_iommu = {
	.name = "pool-behind-iommu",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_DEVICE,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX,
	.summary = "a device behind an IOMMU has no restricted pool",
	.why = "Linux sets up the pool only where it found no IOMMU: the device maps ordinary RAM through the IOMMU, "
	       "and the pool lies idle.",
	.happens = "linux-6.1: sets the pool up where it found no IOMMU (read)\n"
		   "linux-6.12, 7.2: also where the IOMMU could not be set up (read)",
	.fix = "Take the device out of iommus or iommu-map, or of the IORT's mappings; or rely on the IOMMU and delete memory-region.",
	.source = "Linux drivers/of/device.c of_dma_configure_id()",
	.check = check_pool_behind_iommu,
};

static void check_restricted_compatible_fallback(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);

	if (device->kind == FDTR_DEVICE_VIRTIO_MMIO &&
		fdtr_lint_compatible(lint, device->object, FDTR_VIRTIO_MMIO_RESTRICTED_COMPATIBLE))
		fdtr_report(lint, fdtr_at(lint, device->object, FDTR_P_COMPATIBLE),
			"\"virtio,mmio\" beside \"virtio-mmio-restricted-dma\" lets every driver bind");
}

const struct fdtr_rule fdtr_rule_restricted_compatible_fallback = {
	.name = "restricted-compatible-fallback",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_DEVICE,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX,
	.alone = true,
	.summary = "virtio-mmio-restricted-dma has no virtio,mmio as fallback",
	.why = "The compatible exists so that a driver which does not know the restriction does not bind; with the "
	       "fallback it binds and does unrestricted DMA.",
	.happens = "linux-6.1, 6.12, 7.2: binds the fallback, unrestricted DMA, silent (booted)",
	.fix = "Keep \"virtio-mmio-restricted-dma\" alone, or use \"virtio,mmio\" (in tables LNRO0005) with a guard.",
	.source = "virtio-comment, April 2025, on VIRTIO_F_SWIOTLB; Linux drivers/virtio/virtio_mmio.c "
		  "virtio_mmio_match[]; booted on 6.12",
	.check = check_restricted_compatible_fallback,
};

static void check_restricted_compatible_without_pool(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);

	if (device->available && lint->used[index] == FDTR_NONE &&
		fdtr_lint_compatible(lint, device->object, FDTR_VIRTIO_MMIO_RESTRICTED_COMPATIBLE))
		fdtr_report(lint, fdtr_at(lint, device->object, FDTR_P_COMPATIBLE),
			"the device says it is restricted, but its memory-region names no restricted pool");
}

const struct fdtr_rule fdtr_rule_restricted_compatible_without_pool = {
	.name = "restricted-compatible-without-pool",
	.severity = FDTR_ERROR,
	.scope = FDTR_SCOPE_DEVICE,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX,
	.summary = "virtio-mmio-restricted-dma comes with a memory-region to a restricted pool",
	.why = "A driver for it has nowhere to put its buffers, and one that is lax does unrestricted DMA.",
	.fix = "Name a restricted pool in memory-region.",
	.source =
		"virtio-comment, April 2025, \"transport-mmio: Document restricted-dma-pool SWIOTLB bounce buffer\"",
	.needs = FDTR_SOUND_LINK,
	.check = check_restricted_compatible_without_pool,
};

/* The first device that `matches`, and how many do. */
typedef bool match_fn(const struct fdtr_lint *lint, uint32_t device);

static uint32_t count_devices(const struct fdtr_lint *lint, match_fn *matches, uint32_t *first)
{
	uint32_t count = 0;

	*first = 0;
	for (uint32_t i = 0; i < lint->platform->device_count; i++) {
		if (matches(lint, i) && !count++)
			*first = fdtr_lint_device(lint, i)->object;
	}
	return count;
}

static bool is_proposed(const struct fdtr_lint *lint, uint32_t device)
{
	return fdtr_lint_device(lint, device)->kind == FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED;
}

static void check_restricted_compatible_proposed(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t first, count = count_devices(lint, is_proposed, &first);

	(void)index;
	if (count)
		fdtr_report(lint, fdtr_at(lint, first, FDTR_P_COMPATIBLE),
			"no released system binds \"virtio-mmio-restricted-dma\" (%u device%s)", count,
			count == 1 ? "" : "s");
}

const struct fdtr_rule fdtr_rule_restricted_compatible_proposed = {
	.name = "restricted-compatible-proposed",
	.severity = FDTR_INFO,
	.scope = FDTR_SCOPE_PLATFORM,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_SPEC | FDTR_FOR_LINUX,
	.alone = true,
	.summary = "virtio-mmio-restricted-dma is a proposal",
	.why = "It is a name from a mailing list: the device fails closed on every system of today, because no driver "
	       "binds it.",
	.happens = "linux-6.1, 6.12, 7.2: no driver binds the device (booted)",
	.fix = "Use \"virtio,mmio\" (in tables LNRO0005) with a guard unless you ship the driver yourself.",
	.source =
		"virtio-comment, April 2025; Linux drivers/virtio/virtio_mmio.c virtio_mmio_match[] (7.2); booted on "
		"6.12",
	.check = check_restricted_compatible_proposed,
};

static bool has_binding_gap(const struct fdtr_lint *lint, uint32_t device)
{
	return fdtr_lint_device(lint, device)->kind == FDTR_DEVICE_VIRTIO_MMIO &&
	       lint->used[device] != FDTR_NONE;
}

static void check_virtio_mmio_binding_gap(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t first, count = count_devices(lint, has_binding_gap, &first);

	(void)index;
	if (count)
		fdtr_report(lint, fdtr_at(lint, first, FDTR_P_MEMORY_REGION),
			"the kernel's virtio/mmio.yaml does not list memory-region (%u device%s)", count,
			count == 1 ? "" : "s");
}

const struct fdtr_rule fdtr_rule_virtio_mmio_binding_gap = {
	.name = "virtio-mmio-binding-gap",
	.severity = FDTR_INFO,
	.scope = FDTR_SCOPE_TREE,
	.targets = FDTR_FOR_LINUX,
	.summary = "the upstream virtio,mmio binding does not know memory-region",
	.why = "Kernels honour it, but dt-validate reports \"memory-region ... is not of type 'object'\" on a correct "
	       "tree.",
	.happens = "linux-6.1, 6.12, 7.2: honour the property (booted)\n"
		   "dt-validate 2022.08.2: \"memory-region: [[2]] is not of type 'object'\" (run)",
	.fix = "Nothing in the tree; ignore that report until the upstream binding lists the property.",
	.source =
		"Linux Documentation/devicetree/bindings/virtio/mmio.yaml, additionalProperties (6.12); dt-validate "
		"2022.08.2 run on such a tree",
	.check = check_virtio_mmio_binding_gap,
};

bool fdtr_is_emulated(const struct fdtr_lint *lint, const struct fdtr_device *device)
{
	if (device->kind == FDTR_DEVICE_PCI_HOST)
		return lint->tree && !lint->board &&
		       (fdtr_compatible(lint->tree, device->object, "pci-host-ecam-generic") ||
			       fdtr_compatible(lint->tree, device->object, "pci-host-cam-generic"));
	return fdtr_is_virtio_mmio(device);
}

static bool lacks_coherence(const struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);

	return device->available && lint->used[index] != FDTR_NONE && !device->coherent &&
	       fdtr_is_emulated(lint, device) && (lint->tree || fdtr_says_coherence(lint, device->object));
}

static void check_device_not_coherent(struct fdtr_lint *lint, uint32_t index)
{
	uint32_t first, count = count_devices(lint, lacks_coherence, &first);

	(void)index;
	if (count)
		fdtr_report(lint, fdtr_at(lint, first, FDTR_P_DMA_COHERENT),
			lint->tree ? "dma-coherent is missing (%u device%s)" : "_CCA is 0 (%u device%s)",
			count, count == 1 ? "" : "s");
}

const struct fdtr_rule fdtr_rule_device_not_coherent = {
	.name = "device-not-coherent",
	.severity = FDTR_WARNING,
	.scope = FDTR_SCOPE_PLATFORM,
	.language = FDTR_TREES_AND_TABLES,
	.targets = FDTR_FOR_LINUX,
	.summary = "a VMM's device on Arm says dma-coherent, in tables _CCA 1",
	.why = "Linux on Arm takes a device without it, or with _CCA 0, for non-coherent: it maps the pool uncached and flushes caches, "
	       "while the VMM reads through the cache, so both can see stale data.",
	.fix = "Add the property dma-coherent to the device or its bus; in tables Name (_CCA, One).",
	.source =
		"Linux drivers/of/address.c of_dma_is_coherent(), drivers/acpi/scan.c acpi_get_dma_attr(); crosvm aarch64/src/fdt.rs sets it on its PCI node",
	.check = check_device_not_coherent,
};

static bool has_coherent_pool(const struct fdtr_lint *lint, const struct fdtr_device *device)
{
	for (uint32_t i = 0; i < device->link_count; i++) {
		uint32_t target = lint->platform->links[device->first_link + i].target;

		if (target != FDTR_NONE && fdtr_compatible(lint->tree, target, "shared-dma-pool"))
			return true;
	}
	return false;
}

static void check_coherent_pool_missing(struct fdtr_lint *lint, uint32_t index)
{
	const struct fdtr_device *device = fdtr_lint_device(lint, index);

	if (device->available && lint->used[index] != FDTR_NONE && !device->coherent &&
		!fdtr_is_emulated(lint, device) && !has_coherent_pool(lint, device))
		fdtr_report(lint, fdtr_at(lint, device->object, FDTR_P_MEMORY_REGION),
			"a non-coherent device has a restricted pool and no shared-dma-pool");
}

const struct fdtr_rule fdtr_rule_coherent_pool_missing = {
	.name = "coherent-pool-missing",
	.severity = FDTR_INFO,
	.scope = FDTR_SCOPE_DEVICE,
	.targets = FDTR_FOR_LINUX,
	.summary = "a non-coherent device has a shared-dma-pool for atomic coherent memory",
	.why = "Coherent memory from a restricted pool has to be remapped, which cannot be done in atomic context: such "
	       "allocations fail.",
	.fix = "Add a shared-dma-pool to memory-region, if the driver allocates coherent memory atomically.",
	.source =
		"dt-schema reserved-memory/shared-dma-pool.yaml; Linux kernel/dma/direct.c dma_direct_use_pool()",
	.check = check_coherent_pool_missing,
};
