// SPDX-License-Identifier: BSD-2-Clause
/* The guests that are known by name: one line each, and where it stands. */
#include "predict/parts.h"

#include <string.h>

/* A release, built with virtio and ACPI; only CONFIG_DMA_RESTRICTED_POOL differs. */
#define RELEASE(major, minor, patch, pool, suffix, words)                                                    \
	{                                                                                                    \
		.name = "linux-" #major "." #minor suffix,                                                   \
		.summary = "Linux " #major "." #minor " " words " CONFIG_DMA_RESTRICTED_POOL",               \
		.source = "Linux " patch " kernel/dma/swiotlb.c, drivers/of, drivers/acpi/scan.c",           \
		.system = FDTR_SYSTEM_LINUX, .version = FDTR_RELEASE(major, minor), .device_tree = FDTR_YES, \
		.acpi = FDTR_YES, .restricted_pool = (pool), .virtio_mmio = FDTR_YES,                        \
		.virtio_pci = FDTR_YES, .access_platform = FDTR_YES, .windows = FDTR_YES                     \
	}
#define RELEASES(major, minor, patch)                       \
	RELEASE(major, minor, patch, FDTR_YES, "", "with"), \
		RELEASE(major, minor, patch, FDTR_NO, "-nopool", "without")

/* A distribution's kernel as it is shipped; 32-bit Arm has no ACPI. */
#define SHIPPED(tag, words, from, cpu, major, minor, pool, tree, container)                            \
	{                                                                                              \
		.name = (tag), .summary = (words), .source = (from), .system = FDTR_SYSTEM_LINUX,      \
		.processor = (cpu), .version = FDTR_RELEASE(major, minor), .device_tree = (tree),      \
		.acpi = (cpu) == FDTR_PROCESSOR_ARM32 ? FDTR_NO : FDTR_YES, .restricted_pool = (pool), \
		.acpi_container = (container), .dma_ops = FDTR_YES, .iommu = FDTR_YES,                 \
		.virtio_mmio = FDTR_YES, .virtio_pci = FDTR_YES, .access_platform = FDTR_YES,          \
		.windows = FDTR_YES                                                                    \
	}
#define ARM64(tag, words, from, major, minor, pool) \
	SHIPPED(tag, words, from, FDTR_PROCESSOR_ARM64, major, minor, pool, FDTR_YES, FDTR_YES)
#define AMD64(tag, words, from, major, minor) \
	SHIPPED(tag, words, from, FDTR_PROCESSOR_X86, major, minor, FDTR_NO, FDTR_NO, FDTR_YES)

#define DEBIAN_11 "Debian linux-config-5.10 5.10.223-1"
#define DEBIAN_12 "Debian linux-config-6.1 6.1.192-2"
#define DEBIAN_12_BACKPORTS "Debian linux-config-6.12 6.12.117-1~deb12u1"
#define DEBIAN_13 "Debian linux-config-6.12 6.12.117-1"
#define ANNOTATIONS " debian.master/config/annotations"

/* Android says of virtio-mmio nothing in its generic image: a product may add the module. */
#define GKI(tag, words, from, major, minor)                                                       \
	{                                                                                         \
		.name = (tag), .summary = (words), .source = (from), .system = FDTR_SYSTEM_LINUX, \
		.processor = FDTR_PROCESSOR_ARM64, .version = FDTR_RELEASE(major, minor),         \
		.device_tree = FDTR_YES, .acpi = FDTR_NO, .restricted_pool = FDTR_YES,            \
		.virtio_pci = FDTR_YES, .access_platform = FDTR_YES, .windows = FDTR_YES          \
	}

#define MICRODROID(tag, words, major, minor)                                                      \
	{                                                                                         \
		.name = (tag), .summary = (words),                                                \
		.source = "Android common kernel arch/arm64/configs/microdroid_defconfig",        \
		.system = FDTR_SYSTEM_LINUX, .processor = FDTR_PROCESSOR_ARM64,                   \
		.version = FDTR_RELEASE(major, minor), .device_tree = FDTR_YES, .acpi = FDTR_NO,  \
		.restricted_pool = FDTR_YES, .virtio_pci = FDTR_YES, .access_platform = FDTR_YES, \
		.windows = FDTR_YES                                                               \
	}

/* Kernels that a VMM brings for its guests: no IOMMU. */
#define MICROVM(tag, words, from, major, minor)                                                          \
	{                                                                                                \
		.name = (tag), .summary = (words), .source = (from), .system = FDTR_SYSTEM_LINUX,        \
		.processor = FDTR_PROCESSOR_ARM64, .version = FDTR_RELEASE(major, minor),                \
		.device_tree = FDTR_YES, .acpi = FDTR_YES, .restricted_pool = FDTR_NO, .iommu = FDTR_NO, \
		.virtio_mmio = FDTR_YES, .virtio_pci = FDTR_YES, .access_platform = FDTR_YES,            \
		.windows = FDTR_YES                                                                      \
	}

static const struct fdtr_guest guests[] = {
	RELEASES(5, 15, "5.15.100"),
	RELEASES(6, 1, "6.1.176"),
	RELEASES(6, 12, "6.12.107"),
	RELEASES(7, 1, "7.1.5"),
	RELEASES(7, 2, "7.2.13"),
	RELEASES(7, 3, "7.3.4"),
	ARM64("debian-11-arm64", "Debian 11, arm64 (Linux 5.10)", DEBIAN_11, 5, 10, FDTR_NO),
	ARM64("debian-12-arm64", "Debian 12, arm64 (Linux 6.1)", DEBIAN_12, 6, 1, FDTR_NO),
	ARM64("debian-12-cloud-arm64", "Debian 12, cloud kernel, arm64 (Linux 6.1)", DEBIAN_12, 6, 1,
		FDTR_NO),
	AMD64("debian-12-cloud-amd64", "Debian 12, cloud kernel, amd64 (Linux 6.1)", DEBIAN_12, 6, 1),
	ARM64("debian-12-backports-arm64", "Debian 12 backports, arm64 (Linux 6.12)", DEBIAN_12_BACKPORTS, 6,
		12, FDTR_NO),
	ARM64("debian-13-arm64", "Debian 13, arm64 (Linux 6.12)", DEBIAN_13, 6, 12, FDTR_NO),
	ARM64("debian-13-cloud-arm64", "Debian 13, cloud kernel, arm64 (Linux 6.12)", DEBIAN_13, 6, 12,
		FDTR_NO),
	SHIPPED("debian-12-armmp", "Debian 12, armmp (Linux 6.1)", "Debian linux-config-6.1 6.1.176-1 armhf",
		FDTR_PROCESSOR_ARM32, 6, 1, FDTR_NO, FDTR_YES, FDTR_NO),
	SHIPPED("debian-13-armmp", "Debian 13, armmp (Linux 6.12)",
		"Debian linux-config-6.12 6.12.107-1 armhf", FDTR_PROCESSOR_ARM32, 6, 12, FDTR_NO, FDTR_YES,
		FDTR_NO),
	SHIPPED("debian-13-riscv64", "Debian 13, riscv64 (Linux 6.12)",
		"Debian linux-config-6.12 6.12.107-1 riscv64", FDTR_PROCESSOR_RISCV, 6, 12, FDTR_NO, FDTR_YES,
		FDTR_NO),
	ARM64("debian-13-backports-arm64", "Debian 13 backports, arm64 (Linux 7.3)",
		"Debian linux-config-7.3 7.3.4-1~bpo13+1", 7, 3, FDTR_NO),
	AMD64("debian-13-cloud-amd64", "Debian 13, cloud kernel, amd64 (Linux 6.12)", DEBIAN_13, 6, 12),
	ARM64("ubuntu-22.04-arm64", "Ubuntu 22.04, arm64 (Linux 5.15)",
		"Ubuntu linux 5.15.0-25.25" ANNOTATIONS, 5, 15, FDTR_YES),
	ARM64("ubuntu-24.04-arm64", "Ubuntu 24.04, arm64 (Linux 6.8)",
		"Ubuntu linux 6.8.0-151.151" ANNOTATIONS, 6, 8, FDTR_YES),
	ARM64("ubuntu-25.04-arm64", "Ubuntu 25.04, arm64 (Linux 6.14)",
		"Ubuntu linux 6.14.0-37.37" ANNOTATIONS, 6, 14, FDTR_YES),
	ARM64("ubuntu-26.04-arm64", "Ubuntu 26.04, arm64 (Linux 7.0)", "Ubuntu linux 7.0.0-14.14" ANNOTATIONS,
		7, 0, FDTR_YES),
	GKI("android-13-5.15", "Android 13 generic kernel image (Linux 5.15)",
		"Android common kernel android13-5.15-lts arch/arm64/configs/gki_defconfig", 5, 15),
	GKI("android-14-6.1", "Android 14 generic kernel image (Linux 6.1)",
		"Android common kernel android14-6.1 arch/arm64/configs/gki_defconfig", 6, 1),
	GKI("android-15-6.6", "Android 15 generic kernel image (Linux 6.6)",
		"Android common kernel android15-6.6 arch/arm64/configs/gki_defconfig", 6, 6),
	GKI("android-16-6.12", "Android 16 generic kernel image (Linux 6.12)",
		"Android common kernel android16-6.12 arch/arm64/configs/gki_defconfig", 6, 12),
	MICRODROID("microdroid-6.1", "Microdroid (Linux 6.1)", 6, 1),
	MICRODROID("microdroid-6.6", "Microdroid (Linux 6.6)", 6, 6),
	MICRODROID("microdroid-6.12", "Microdroid (Linux 6.12)", 6, 12),
	ARM64("fedora-38-arm64", "Fedora 38, arm64 (Linux 6.2)",
		"Fedora kernel f38 kernel-aarch64-fedora.config", 6, 2, FDTR_NO),
	MICROVM("firecracker-6.1-arm64", "Firecracker's guest kernel, arm64 (Linux 6.1)",
		"Firecracker resources/guest_configs/microvm-kernel-ci-aarch64-6.1.config", 6, 1),
	MICROVM("firecracker-6.18-arm64", "Firecracker's guest kernel, arm64 (Linux 6.18)",
		"Firecracker resources/guest_configs/microvm-kernel-ci-aarch64-6.18.config", 6, 18),
	MICROVM("kata-arm64", "Kata Containers' guest kernel, arm64 (Linux 6.18)",
		"Kata Containers tools/packaging/kernel/configs/fragments", 6, 18),
	{.name = "pvmfw",
		.summary = "Android's protected VM firmware",
		.source = "Android packages/modules/Virtualization guest/pvmfw/src/fdt.rs",
		.system = FDTR_SYSTEM_PVMFW,
		.processor = FDTR_PROCESSOR_ARM64,
		.device_tree = FDTR_YES,
		.acpi = FDTR_NO,
		.restricted_pool = FDTR_YES,
		.virtio_mmio = FDTR_NO,
		.virtio_pci = FDTR_YES,
		.access_platform = FDTR_YES,
		.windows = FDTR_NO},
	{.name = "u-boot",
		.summary = "U-Boot, for its own I/O (2026.10-rc2)",
		.source =
			"U-Boot drivers/virtio/virtio_ring.c vring_create_virtqueue(), virtio-uclass.c, virtio_mmio.c",
		.system = FDTR_SYSTEM_U_BOOT,
		.device_tree = FDTR_YES,
		.acpi = FDTR_NO,
		.restricted_pool = FDTR_NO,
		.virtio_mmio = FDTR_YES,
		.virtio_pci = FDTR_YES,
		.access_platform = FDTR_YES,
		.windows = FDTR_NO},
	{.name = "edk2",
		.summary = "EDK2 for virtual machines, for its own I/O (edk2-stable202605)",
		.source =
			"EDK2 OvmfPkg/Library/VirtioMmioDeviceLib VirtioMmioMapSharedBuffer(), OvmfPkg/Fdt/VirtioFdtDxe",
		.system = FDTR_SYSTEM_EDK2,
		.device_tree = FDTR_YES,
		.acpi = FDTR_NO,
		.restricted_pool = FDTR_NO,
		.virtio_mmio = FDTR_YES,
		.virtio_pci = FDTR_YES,
		.access_platform = FDTR_YES,
		.windows = FDTR_NO},
	{.name = "freebsd",
		.summary = "FreeBSD (main of 2024; releases 13 to 15 were not at hand)",
		.source =
			"FreeBSD sys/dev/virtio/virtio.c virtio_filter_transport_features(), virtqueue.c virtqueue_alloc()",
		.system = FDTR_SYSTEM_FREEBSD,
		.device_tree = FDTR_YES,
		.acpi = FDTR_YES,
		.restricted_pool = FDTR_NO,
		.virtio_mmio = FDTR_YES,
		.virtio_pci = FDTR_YES,
		.access_platform = FDTR_NO,
		.windows = FDTR_NO},
	{.name = "windows",
		.summary = "Windows 10 and later with virtio-win (2026-07)",
		.source =
			"virtio-win viostor/virtio_stor.c RhelSetGuestFeatures(), *.inx; the rest is not public",
		.system = FDTR_SYSTEM_WINDOWS,
		.device_tree = FDTR_NO,
		.acpi = FDTR_YES,
		.restricted_pool = FDTR_NO,
		.virtio_mmio = FDTR_NO,
		.virtio_pci = FDTR_YES,
		.access_platform = FDTR_YES},
};

const struct fdtr_guest *fdtr_guests(size_t *count)
{
	*count = FDTR_ARRAY_SIZE(guests);
	return guests;
}

const struct fdtr_guest *fdtr_guest_find(const char *name)
{
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(guests); i++) {
		if (!strcmp(guests[i].name, name))
			return &guests[i];
	}
	return NULL;
}
