// SPDX-License-Identifier: BSD-2-Clause
/* Memory maps in every form that machines and people write them in. */
#include "unit.h"

#include "cli/tables/memory_map.h"

#include <string.h>

static struct memory_map map;
static struct fdtr_error error;

static int parse(const char *text)
{
	memory_map_free(&map);
	return memory_map_parse(&map, "map", text, strlen(text), &error);
}

static void check_count(const char *text, uint32_t count)
{
	int status = parse(text);

	ck_assert_msg(status == FDTR_OK, "%s", error.message);
	ck_assert_uint_eq(map.count, count);
}

static void check_regions(const char *text, const struct fdtr_region *wanted, uint32_t count)
{
	check_count(text, count);
	for (uint32_t i = 0; i < count; i++) {
		ck_assert_int_eq(map.regions[i].kind, wanted[i].kind);
		check_range(map.regions[i].range, wanted[i].range.first, wanted[i].range.last);
		ck_assert_uint_eq(map.regions[i].origin.object, FDTR_NONE);
		ck_assert_uint_eq(map.regions[i].origin.index, i);
	}
}

/* Of which these are the regions, and no others. */
#define check_map(text, ...)                                           \
	check_regions(text, (const struct fdtr_region[]){__VA_ARGS__}, \
		sizeof((const struct fdtr_region[]){__VA_ARGS__}) / sizeof(struct fdtr_region))
#define USABLE(first, last)                                        \
	{                                                          \
		.range = {first, last}, .kind = FDTR_REGION_MEMORY \
	}
#define RESERVED(first, last)                                        \
	{                                                            \
		.range = {first, last}, .kind = FDTR_REGION_RESERVED \
	}

static void check_wrong(const char *text, const char *words)
{
	ck_assert_int_eq(parse(text), FDTR_ERR_BADTREE);
	ck_assert_msg(strstr(error.message, words) != NULL, "%s", error.message);
}

/* Printed by Debian's 6.1 on q35, memmap=8M$0x10000000. */
START_TEST(iomem_x86)
{
	static const char text[] = "00000000-00000fff : Reserved\n"
				   "00001000-0009fbff : System RAM\n"
				   "000a0000-000bffff : PCI Bus 0000:00\n"
				   "00100000-0fffffff : System RAM\n"
				   "  01000000-01e00eff : Kernel code\n"
				   "10000000-107fffff : Reserved\n"
				   "b0000000-bfffffff : PCI MMCONFIG 0000 [bus 00-ff]\n"
				   "  b0000000-bfffffff : Reserved\n"
				   "    b0000000-bfffffff : pnp 00:04\n"
				   "c0000000-c0000fff : ACPI Tables\n"
				   "c0001000-c0001fff : ACPI Non-volatile Storage\n";

	check_map(text, RESERVED(0, 0xfff), USABLE(0x1000, 0x9fbff), USABLE(0x100000, 0xfffffff),
		RESERVED(0x10000000, 0x107fffff), RESERVED(0xb0000000, 0xbfffffff),
		RESERVED(0xc0000000, 0xc0000fff), RESERVED(0xc0001000, 0xc0001fff));
	ck_assert_uint_eq(map.regions[1].origin.offset, 29);
	ck_assert_uint_eq(map.regions[1].origin.length, 30);
}
END_TEST

/* What a kernel on arm64 took for itself is called reserved, too; it is none the less ordinary memory. */
START_TEST(iomem_arm64)
{
	check_map("09000000-09000fff : ARMH0011:00\n"
		  "40000000-5c43ffff : System RAM\n"
		  "  40210000-40a9ffff : Kernel code\n"
		  "  48000000-48010fff : reserved\n"
		  "    48000000-48000fff : deeper\n"
		  "5c440000-5c72ffff : reserved\n"
		  "5c730000-5fffffff : System RAM\n",
		USABLE(0x40000000, 0x5c43ffff), RESERVED(0x5c440000, 0x5c72ffff),
		USABLE(0x5c730000, 0x5fffffff));
}
END_TEST

START_TEST(iomem_that_is_none)
{
	check_wrong("00000000-00000000 : System RAM\n  00000000-00000000 : Kernel code\n", "as root");
	check_wrong("00100000-0fffffff : System RAM\nnonsense\n", "map:2: this is no line");
	check_wrong("00100000-0fffffff : System RAM\n00100000 : x\n", "map:2: this is no line");
	check_wrong(
		"00100000-0fffffff : System RAM\n\n00200000-001fffff : Reserved\n", "map:3: the range ends");
	check_wrong("00100000-0fffffff : Reserved\n", "no memory that may be used");
	check_wrong("", "empty");
	check_wrong(" \n\t\n", "empty");
}
END_TEST

#define PROVIDED                                                                           \
	"[    0.000000] Linux version 6.1.0\n"                                             \
	"[    0.000000] BIOS-provided physical RAM map:\n"                                 \
	"[    0.000000] BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable\n"   \
	"[    0.000000] BIOS-e820: [mem 0x000000000009fc00-0x000000000009ffff] reserved\n" \
	"[    0.000000] BIOS-e820: [gap 0x00000000000a0000-0x00000000000fffff]\n"          \
	"[    0.000000] BIOS-e820: [mem 0x0000000000100000-0x000000001ffdffff] usable\n"

START_TEST(e820)
{
	check_map(PROVIDED
		"[    0.000000] BIOS-e820: [mem 0x000000001ffe0000-0x000000001ffe0fff] ACPI data\n"
		"Nov 22 host kernel: BIOS-e820: [mem 0x000000001ffe1000-0x000000001ffe1fff] unusable\n"
		"BIOS-e820: [mem 0x0000000100000000-0x000000017fffffff] persistent (type 7)\n"
		"[    0.000000] NX (Execute Disable) protection: active\n",
		USABLE(0, 0x9fbff), RESERVED(0x9fc00, 0x9ffff), USABLE(0x100000, 0x1ffdffff),
		RESERVED(0x1ffe0000, 0x1ffe0fff), RESERVED(0x1ffe1000, 0x1ffe1fff),
		RESERVED(FOUR_GIB, FOUR_GIB + 2 * GIB - 1));
}
END_TEST

/* With memmap= or mem= it is the user's that counts, and in a log of several boots the last. */
START_TEST(e820_of_the_user)
{
	static const char user[] =
		PROVIDED "[    0.000000] user-defined physical RAM map:\n"
			 "[    0.000000] user: [mem 0x0000000000100000-0x000000000fffffff] usable\n"
			 "[    0.000000] user: [mem 0x0000000010000000-0x00000000107fffff] reserved\n";
	char twice[2 * sizeof(user)];

	check_map(user, USABLE(0x100000, 0xfffffff), RESERVED(0x10000000, 0x107fffff));
	strcpy(twice, PROVIDED);
	strcat(twice, "Linux version 6.2\nBIOS-e820: [mem 0x1000-0x1fff] usable\n");
	check_map(twice, USABLE(0x1000, 0x1fff));
	strcpy(twice, user);
	strcat(twice, user);
	check_count(twice, 2);
}
END_TEST

START_TEST(efi)
{
	check_map("[    0.000000] efi: EFI v2.7 by EDK II\n"
		  "[    0.000000] efi: SMBIOS 3.0=0x5fed0000 MEMATTR=0x5db0e518 \n"
		  "[    0.000000] efi:   0x000040000000-0x000043ffffff [Conventional|   |  |  |WB|  |  ]\n"
		  "[    0.000000] efi:   0x000044000000-0x00004401ffff [Boot Data   |   |  |  |WB|  |  ]\n"
		  "[    0.000000] efi:   0x00005c430000-0x00005c43ffff [ACPI Reclaim|   |  |  |WB|  |  ]\n"
		  "[    0.000000] efi:   0x000050000000-0x0000507fffff [Reserved    |   |  |  |WB|  |  ]\n"
		  "[    0.000000] efi:   0x000004000000-0x000007ffffff [MMIO        |RUN|  |  |  |  |UC]\n"
		  "[    0.000000] Early memory node ranges\n"
		  "[    0.062861] efi: memattr:  0x00005c440000-0x00005c44ffff [Runtime Code|RUN|  |  ]\n",
		USABLE(0x40000000, 0x43ffffff), USABLE(0x44000000, 0x4401ffff),
		RESERVED(0x5c430000, 0x5c43ffff), RESERVED(0x50000000, 0x507fffff));
	check_map(
		"efi: mem00: [Boot Code           |   |  |] range=[0x0000000000000000-0x0000000000000fff] (0MB)\n"
		"efi: mem01: [Conventional Memory |   |  |] range=[0x0000000000001000-0x000000000009ffff] (0MB)\n"
		"efi: mem02: [Runtime Data        |RUN|  |] range=[0x0000000000100000-0x00000000001fffff] (1MB)\n",
		USABLE(0, 0xfff), USABLE(0x1000, 0x9ffff), RESERVED(0x100000, 0x1fffff));
}
END_TEST

START_TEST(logs_that_say_nothing)
{
	check_wrong("Linux version 6.1\nhello\n", "there is no memory map in it");
	check_wrong("Early memory node ranges\n  node   0: [mem 0x40000000-0x5fffffff]\n",
		"map:1: the log has no");
	check_wrong("\nBIOS-e820: [mem 0x1000-] usable\n", "map:2: the entry");
	check_wrong("BIOS-e820: [mem 0x1000-0x1fff]\n", "map:1: the entry");
	check_wrong("BIOS-e820: [mem 0x10000000000000000-0x1fff] usable\n", "map:1: the entry");
	check_wrong("BIOS-e820: [mem 0x2000-0x1fff] usable\n", "map:1: the range ends");
	check_wrong("efi: mem00: [Boot Code|] (0MB)\n", "map:1: the entry");
}
END_TEST

START_TEST(json)
{
	check_map(
		"\n{\"regions\": [{\"base\": \"0x40000000\", \"size\": \"0x10000000\", \"type\": \"usable\"},\n"
		"{\"type\": \"reserved\", \"base\": \"0xfffffffffffff000\", \"size\": \"0x1000\"},"
		"{\"type\": \"nvs\", \"base\": \"0x0\", \"size\": \"0x1\"}]}",
		USABLE(0x40000000, 0x4fffffff), RESERVED(UINT64_MAX - 0xfff, UINT64_MAX), RESERVED(0, 0));
}
END_TEST

#define ENTRY(base, size, type) \
	"{\"regions\": [{\"base\": " base ", \"size\": " size ", \"type\": " type "}]}"

START_TEST(json_that_is_none)
{
	check_wrong("{\"regions\": [\n{]}", "map:2: ");
	check_wrong("{}", "an object with regions");
	check_wrong("{\"regions\": [], \"more\": 1}", "an object with regions");
	check_wrong("{\"regions\": []}", "no memory that may be used");
	check_wrong("{\"regions\": [7]}", "regions[0]: it is to have");
	check_wrong(ENTRY("4096", "\"0x1000\"", "\"usable\""), "regions[0]: base and size");
	check_wrong(ENTRY("\"0x\"", "\"0x1000\"", "\"usable\""), "regions[0]: base and size");
	check_wrong(ENTRY("\"0x1000 \"", "\"0x1000\"", "\"usable\""), "regions[0]: base and size");
	check_wrong(ENTRY("\"0x1000\"", "\"0x0\"", "\"usable\""), "is empty or passes");
	check_wrong(ENTRY("\"0xffffffffffffffff\"", "\"0x2\"", "\"usable\""), "is empty or passes");
	check_wrong(ENTRY("\"0x1000\"", "\"0x1000\"", "\"free\""), "type is one of");
	check_wrong(ENTRY("\"0x1000\"", "\"0x1000\"", "1"), "type is one of");
}
END_TEST

START_TEST(a_file_that_is_not_there)
{
	memory_map_free(&map);
	ck_assert_int_eq(memory_map_read(&map, "/nonexistent/map", &error), FDTR_ERR_BADTREE);
	ck_assert(strstr(error.message, "/nonexistent/map: ") != NULL);
	memory_map_free(&map);
}
END_TEST

Suite *memory_map_suite(void)
{
	return SUITE_OF("memory map", iomem_x86, iomem_arm64, iomem_that_is_none, e820, e820_of_the_user, efi,
		logs_that_say_nothing, json, json_that_is_none, a_file_that_is_not_there);
}
