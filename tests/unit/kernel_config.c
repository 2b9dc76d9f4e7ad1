// SPDX-License-Identifier: BSD-2-Clause
/* Kernel configurations: what they tell of a guest, and which files are none. */
#include "unit.h"

#include "cli/predict/kernel_config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct kernel_config config;
static struct fdtr_error error;

#define HEAD(architecture, version)                                                          \
	"#\n# Automatically generated file; DO NOT EDIT.\n# Linux/" architecture " " version \
	" Kernel Configuration\n#\n"
#define ARM64 HEAD("arm64", "6.12.107") "CONFIG_CC_VERSION_TEXT=\"gcc (Debian) \\\"12\\\"\"\nCONFIG_ARM64=y\n"
#define POOL "CONFIG_OF=y\nCONFIG_OF_RESERVED_MEM=y\nCONFIG_SWIOTLB=y\nCONFIG_DMA_RESTRICTED_POOL=y\n"
#define VIRTIO "CONFIG_VIRTIO=y\nCONFIG_VIRTIO_PCI=m\nCONFIG_VIRTIO_MMIO=y\n"

static int parse(const char *text)
{
	return kernel_config_parse(&config, "c", text, strlen(text), &error);
}

static void check_parse(const char *text)
{
	int status = parse(text);

	ck_assert_msg(status == FDTR_OK, "%s", error.message);
}

static void check_wrong(const char *text, const char *words)
{
	ck_assert_int_eq(parse(text), FDTR_ERR_BADTREE);
	ck_assert_msg(strstr(error.message, words) != NULL, "%s", error.message);
}

START_TEST(guest_of_a_configuration)
{
	const struct fdtr_guest *guest = &config.guest;

	check_parse(ARM64 POOL VIRTIO
		"CONFIG_ACPI=y\nCONFIG_ACPI_CONTAINER=y\nCONFIG_ARCH_HAS_DMA_OPS=y\nCONFIG_ARM_SMMU_V3=y\nCONFIG_ARM64_64K_PAGES=y\n"
		"# CONFIG_ARM64_4K_PAGES is not set\n\n#\n# Bus support\n#\n# end of Bus support\nCONFIG_HZ=250\n"
		"CONFIG_PHYS=0x40000000\nCONFIG_CMDLINE=\"a=b c\"\n");
	ck_assert_str_eq(guest->name, "c");
	ck_assert_str_eq(guest->summary, "Linux 6.12.107 for arm64 with CONFIG_DMA_RESTRICTED_POOL");
	ck_assert_str_eq(guest->source, "the kernel configuration c");
	ck_assert_int_eq(guest->system, FDTR_SYSTEM_LINUX);
	ck_assert_int_eq(guest->processor, FDTR_PROCESSOR_ARM64);
	ck_assert_uint_eq(guest->version, FDTR_RELEASE(6, 12));
	ck_assert_uint_eq(guest->page_size, 0x10000);
	ck_assert_int_eq(guest->device_tree, FDTR_YES);
	ck_assert_int_eq(guest->acpi, FDTR_YES);
	ck_assert_int_eq(guest->restricted_pool, FDTR_YES);
	ck_assert_int_eq(guest->acpi_container, FDTR_YES);
	ck_assert_int_eq(guest->dma_ops, FDTR_YES);
	ck_assert_int_eq(guest->iommu, FDTR_YES);
	ck_assert_int_eq(guest->virtio_mmio, FDTR_YES);
	ck_assert_int_eq(guest->virtio_pci, FDTR_YES);
}
END_TEST

START_TEST(what_is_not_there_is_not_built_in)
{
	const struct fdtr_guest *guest = &config.guest;

	check_parse(
		ARM64 "# CONFIG_DMA_RESTRICTED_POOL is not set\nCONFIG_VIRTIO_MMIO=y\nCONFIG_IOMMU_API=y\n");
	ck_assert_str_eq(guest->summary, "Linux 6.12.107 for arm64 without CONFIG_DMA_RESTRICTED_POOL");
	ck_assert_int_eq(guest->restricted_pool, FDTR_NO);
	ck_assert_int_eq(guest->device_tree, FDTR_NO);
	ck_assert_int_eq(guest->acpi, FDTR_NO);
	ck_assert_int_eq(guest->virtio_mmio, FDTR_NO);
	ck_assert_int_eq(guest->iommu, FDTR_UNKNOWN);
	ck_assert_uint_eq(guest->page_size, 0x1000);
	check_parse(ARM64);
	ck_assert_int_eq(guest->iommu, FDTR_NO);
	ck_assert_int_eq(guest->dma_ops, FDTR_NO);
	check_parse(ARM64 "CONFIG_DMA_OPS=y\n");
	ck_assert_int_eq(guest->dma_ops, FDTR_YES);
}
END_TEST

START_TEST(versions_and_architectures)
{
	check_parse(HEAD("x86", "7.2.0-rc1") "CONFIG_X86=y\n");
	ck_assert_uint_eq(config.guest.version, FDTR_RELEASE(7, 2));
	ck_assert_int_eq(config.guest.processor, FDTR_PROCESSOR_X86);
	check_parse(HEAD("arm", "5.15") "CONFIG_ARM=y\n");
	ck_assert_int_eq(config.guest.processor, FDTR_PROCESSOR_ARM32);
	check_parse(HEAD("riscv", "6.1.0") "CONFIG_RISCV=y\nCONFIG_PAGE_SIZE_16KB=y\n");
	ck_assert_uint_eq(config.guest.page_size, 0x4000);
	check_wrong(HEAD("loongarch", "6.12.0") "CONFIG_LOONGARCH=y\n", "c:3: it is for loongarch");
	check_wrong(HEAD("arm64", "six") "CONFIG_ARM64=y\n", "c:3: 'six' is no version");
	check_wrong(HEAD("arm64", "6.123456") "CONFIG_ARM64=y\n", "c:3: '6.123456' is no version");
	check_wrong(ARM64 HEAD("arm64", "6.1.0"), "c:9: it begins a second time");
}
END_TEST

START_TEST(files_that_are_none)
{
	check_wrong("", "it is empty");
	check_wrong("\037\213\010", "`zcat c`");
	check_wrong("int main(void)\n", "c:1: 'int main(void)' is no line");
	check_wrong(ARM64 "CONFIG_A\n", "c:7: 'CONFIG_A' is no line of a kernel configuration: CONFIG_NAME");
	check_wrong(ARM64 "CONFIG_=y\n", "c:7: ");
	check_wrong(ARM64 "CONFIG_A=\n", "c:7: ");
	check_wrong(ARM64 "CONFIG_A=\"y\n", "c:7: ");
	check_wrong(ARM64 "CONFIG_A=y\r\n", "c:7: 'CONFIG_A=y?'");
	check_wrong(ARM64 "CONFIG_A=y", "c:7: the last line has no end");
	check_wrong("CONFIG_OF=y\n", "a fragment or a defconfig");
	check_wrong(HEAD("arm64", "6.12.0") POOL, "CONFIG_ARM64=y is not in it");
	check_wrong(ARM64 "CONFIG_OF=m\nCONFIG_OF=n\n", "c:8: CONFIG_OF is said a second time");
	check_wrong(ARM64 "CONFIG_OF=6\n", "c:7: CONFIG_OF is y, m or n, not 6");
	check_wrong(ARM64 "CONFIG_DMA_RESTRICTED_POOL=y\n", "needs CONFIG_OF");
	ck_assert_int_eq(kernel_config_parse(&config, "c", "CONFIG\0A", 8, &error), FDTR_ERR_BADTREE);
	ck_assert_ptr_nonnull(strstr(error.message, "it is no text"));
}
END_TEST

START_TEST(lines_too_long)
{
	char *text = calloc(1, 6000);

	(void)snprintf(text, 6000, "%sCONFIG_A=\"%04900d\"\n", ARM64, 0);
	check_wrong(text, "c:7: the line is longer");
	free(text);
}
END_TEST

Suite *kernel_config_suite(void)
{
	return SUITE_OF("kernel-config", guest_of_a_configuration, what_is_not_there_is_not_built_in,
		versions_and_architectures, files_that_are_none, lines_too_long);
}
