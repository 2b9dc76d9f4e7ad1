// SPDX-License-Identifier: BSD-2-Clause
/* _DSD: properties, data nodes, buffers, and every way in which they can be wrong. */
#include "dsd.h"

#include <stdio.h>
#include <string.h>

START_TEST(uuids)
{
	static const unsigned char wanted[16] = {0x14, 0xd8, 0xff, 0xda, 0xba, 0x6e, 0x8c, 0x4d, 0x8a, 0x91,
		0xbc, 0x9b, 0xbf, 0x4a, 0xa3, 0x01};
	unsigned char bytes[16];
	char text[37];

	ck_assert(fdtr_uuid_bytes(FDTR_DSD_PROPERTIES, bytes));
	ck_assert_mem_eq(bytes, wanted, sizeof(bytes));
	ck_assert_str_eq(fdtr_uuid_text(bytes, text), FDTR_DSD_PROPERTIES);
	ck_assert(fdtr_uuid_bytes("DAFFD814-6EBA-4D8C-8A91-BC9BBF4AA301", bytes));
	ck_assert_mem_eq(bytes, wanted, sizeof(bytes));
	ck_assert(!fdtr_uuid_bytes("", bytes));
	ck_assert(!fdtr_uuid_bytes("daffd814-6eba-4d8c-8a91-bc9bbf4aa30", bytes));
	ck_assert(!fdtr_uuid_bytes("daffd814-6eba-4d8c-8a91-bc9bbf4aa3012", bytes));
	ck_assert(!fdtr_uuid_bytes("daffd814-6eba-4d8c-8a91-bc9bbf4aa30g", bytes));
	ck_assert(!fdtr_uuid_bytes("daffd8146-eba-4d8c-8a91-bc9bbf4aa301", bytes));
}
END_TEST

START_TEST(pairs_of_every_kind)
{
	struct fdtr_acpi_value value;

	dsd_begin();
	open_dsd(2);
	open_list(FDTR_DSD_PROPERTIES, 6);
	put_pair_string("compatible", "restricted-dma-pool");
	put_pair_integer("number", 5);
	put_pair_path("memory-region", "^DEV0");
	put_pair_path("by-name", "^DATA");
	put_pair_path("method", "^METH");
	open_pair("list");
	open_package(3);
	put_path("^DEV0");
	put_integer(1);
	put_string("x");
	close_block();
	close_block();
	close_block();
	close_block();
	dsd_end();
	ck_assert_str_eq(told, ":compatible sound s\n:number sound i\n:memory-region sound r\n"
			       ":by-name sound i\n:method sound r\n:list sound p\n");
	value = property("memory-region");
	ck_assert_int_eq(value.kind, FDTR_ACPI_REFERENCE);
	ck_assert_uint_eq(value.object, machine_object("\\_SB.DEV0"));
	ck_assert_uint_eq(property("by-name").integer, 7);
	ck_assert_int_eq(property("nothing").kind, FDTR_ACPI_NONE);
	value = property("compatible");
	ck_assert(fdtr_dsd_has_string(machine_acpi(), &value, "restricted-dma-pool"));
	ck_assert(fdtr_dsd_has_string(machine_acpi(), &value, "Restricted-DMA-Pool"));
	ck_assert(!fdtr_dsd_has_string(machine_acpi(), &value, "restricted-dma-poo"));
	value = property("list");
	ck_assert(fdtr_dsd_has_string(machine_acpi(), &value, "X"));
	ck_assert(!fdtr_dsd_has_string(machine_acpi(), &value, "y"));
}
END_TEST

/* Linux drops the list; the walk tells of each. */
static void check_bad_pair(void (*put)(void), const char *line)
{
	dsd_begin();
	open_dsd(2);
	open_list(FDTR_DSD_PROPERTIES, 2);
	put_pair_integer("number", 5);
	put();
	close_block();
	close_block();
	dsd_end();
	ck_assert(!strncmp(told, ":number sound i\n", 16));
	ck_assert_str_eq(told + 16, line);
	ck_assert_int_eq(property("number").kind, FDTR_ACPI_NONE);
}

static void put_three(void)
{
	open_package(3);
	put_string("key");
	put_integer(1);
	put_integer(2);
	close_block();
}

static void put_short(void)
{
	open_package(2);
	put_string("key");
	close_block();
}

static void put_integer_key(void)
{
	open_package(2);
	put_integer(1);
	put_integer(1);
	close_block();
}

static void put_bare(void)
{
	put_integer(1);
}

static void put_nested(void)
{
	open_pair("key");
	open_package(1);
	open_package(0);
	close_block();
	close_block();
	close_block();
}

static void put_buffer_value(void)
{
	open_pair("key");
	put_buffer("x", 1);
	close_block();
}

static void put_buffer_by_name(void)
{
	put_pair_path("key", "^BYTE");
}

START_TEST(pairs_that_are_none)
{
	check_bad_pair(put_three, ": bad-pair p\n");
	check_bad_pair(put_short, ":key bad-value -\n");
	check_bad_pair(put_integer_key, ": bad-pair i\n");
	check_bad_pair(put_bare, ": bad-pair i\n");
	check_bad_pair(put_nested, ":key bad-value p\n");
	check_bad_pair(put_buffer_value, ":key bad-value b\n");
	check_bad_pair(put_buffer_by_name, ":key bad-value b\n");
}
END_TEST

START_TEST(keys_twice)
{
	dsd_begin();
	open_dsd(4);
	open_list(FDTR_DSD_PROPERTIES, 2);
	put_pair_integer("one", 1);
	put_pair_integer("one", 2);
	close_block();
	open_list("c44d002f-69f9-4e7d-a904-a7baabdf43f7", 2);
	put_pair_integer("two", 3);
	put_pair_integer("one", 4);
	close_block();
	close_block();
	dsd_end();
	ck_assert_str_eq(told, ":one sound i\n:one duplicate i\n:two sound i\n:one duplicate i\n");
	ck_assert_uint_eq(property("one").integer, 1);
	ck_assert_uint_eq(property("two").integer, 3);
}
END_TEST

START_TEST(lists_that_are_none)
{
	dsd_begin();
	put_name_integer("_DSD", 1);
	dsd_end();
	ck_assert_str_eq(told, ": not-package i\n");
	dsd_begin();
	open_dsd(3);
	open_list(FDTR_DSD_PROPERTIES, 1);
	put_pair_integer("one", 1);
	close_block();
	put_integer(1);
	close_block();
	dsd_end();
	ck_assert_str_eq(told, ": not-package p\n");
	ck_assert_int_eq(property("one").kind, FDTR_ACPI_NONE);
	dsd_begin();
	open_dsd(6);
	open_list("00112233-4455-6677-8899-aabbccddeeff", 1);
	put_integer(1);
	close_block();
	open_list(FDTR_DSD_PROPERTIES, 1);
	put_pair_integer("one", 1);
	close_block();
	put_buffer("short", 5);
	open_package(0);
	close_block();
	close_block();
	dsd_end();
	ck_assert_str_eq(told, ": unknown-uuid b\n:one sound i\n: bad-uuid b\n");
	ck_assert_uint_eq(property("one").integer, 1);
	dsd_begin();
	open_dsd(4);
	put_uuid(FDTR_DSD_PROPERTIES);
	put_integer(1);
	open_list(FDTR_DSD_PROPERTIES, 1);
	put_pair_integer("one", 1);
	close_block();
	close_block();
	dsd_end();
	ck_assert_str_eq(told, ": bad-list i\n");
	ck_assert_int_eq(property("one").kind, FDTR_ACPI_NONE);
}
END_TEST

START_TEST(what_is_not_static)
{
	dsd_begin();
	open_method("_DSD");
	put_bytes("\xa4\x60", 2); /* Return (Local0) */
	close_block();
	dsd_end();
	ck_assert_str_eq(told, ": dynamic ?\n");
	ck_assert_int_eq(property("one").kind, FDTR_ACPI_NOT_STATIC);
	dsd_begin();
	dsd_end();
	ck_assert_str_eq(told, "");
	ck_assert_int_eq(property("one").kind, FDTR_ACPI_NONE);
}
END_TEST

/* "port" by a string, which is a path or a single name but for the scopes above; "next" below it. */
START_TEST(data_nodes)
{
	dsd_begin();
	open_dsd(4);
	open_list(FDTR_DSD_HIERARCHY, 5);
	put_pair_string("port@0", "PRT0");
	put_pair_path("direct", "PRT0");
	put_pair_string("above", "DATA");
	put_pair_string("gone", "\\_SB.GONE");
	put_pair_integer("odd", 1);
	close_block();
	open_list(FDTR_DSD_PROPERTIES, 1);
	put_pair_integer("own", 1);
	close_block();
	close_block();
	put_name("PRT0");
	open_package(4);
	open_list(FDTR_DSD_PROPERTIES, 1);
	put_pair_integer("reg", 0);
	close_block();
	open_list(FDTR_DSD_HIERARCHY, 2);
	put_pair_string("next", "^CONS.PRT1");
	put_pair_string("root", "\\_SB.CONS.PRT1");
	close_block();
	close_block();
	put_name("PRT1");
	open_package(2);
	open_list(FDTR_DSD_PROPERTIES, 1);
	put_pair_string("lower", "x");
	close_block();
	close_block();
	dsd_end();
	ck_assert_str_eq(told, ":port@0 sound p\n:direct sound p\n:above bad-target s\n:gone bad-target s\n"
			       ":odd bad-target i\n:own sound i\n"
			       "port@0:reg sound i\nport@0:next sound p\nport@0:root sound p\n"
			       "direct:reg sound i\ndirect:next bad-target s\ndirect:root bad-target s\n"
			       "port@0/next:lower sound s\nport@0/root:lower sound s\n");
	ck_assert_int_eq(property("reg").kind, FDTR_ACPI_NONE);
	ck_assert_uint_eq(property("own").integer, 1);
}
END_TEST

START_TEST(a_circle_of_data_nodes)
{
	dsd_begin();
	open_dsd(2);
	open_list(FDTR_DSD_HIERARCHY, 1);
	put_pair_string("a", "AAAA");
	close_block();
	close_block();
	for (uint32_t i = 0; i < 2; i++) {
		put_name(i ? "BBBB" : "AAAA");
		open_package(2);
		open_list(FDTR_DSD_HIERARCHY, 1);
		put_pair_string("b", i ? "AAAA" : "BBBB");
		close_block();
		close_block();
	}
	dsd_end();
	ck_assert_str_eq(told, ":a sound p\na:b sound p\na/b:b too-deep p\n");
}
END_TEST

static bool count_up(void *context, const struct fdtr_dsd_entry *entry)
{
	uint32_t *counts = context;

	counts[entry->problem == FDTR_DSD_TOO_DEEP]++;
	return true;
}

START_TEST(no_more_than_so_many)
{
	uint32_t counts[2] = {0, 0};
	struct fdtr_arena small;
	unsigned char memory[256];

	dsd_begin();
	put_name("LIST");
	open_package(200);
	for (uint32_t i = 0; i < 200; i++)
		put_pair_integer("k", 1);
	close_block();
	open_dsd(80);
	for (uint32_t i = 0; i < 40; i++) {
		put_uuid(FDTR_DSD_PROPERTIES);
		put_path("LIST");
	}
	close_block();
	close_block();
	close_block();
	table_end();
	machine_acpi();
	ck_assert(fdtr_dsd_walk(
		machine_acpi(), machine_object("\\_SB.CONS"), machine_arena(), count_up, counts));
	ck_assert_uint_eq(counts[0], FDTR_DSD_ENTRIES);
	ck_assert_uint_eq(counts[1], 1);
	ck_assert_int_eq(property("none").kind, FDTR_ACPI_NONE);
	fdtr_arena_init(&small, memory, sizeof(memory));
	ck_assert(!fdtr_dsd_walk(machine_acpi(), machine_object("\\_SB.CONS"), &small, count_up, counts));
	ck_assert_uint_eq(small.high - small.low, sizeof(memory));
}
END_TEST

/* Each node leads to the next by many keys: there are ways without number. */
START_TEST(a_maze_of_data_nodes)
{
	uint32_t counts[2] = {0, 0};
	char name[5] = "ND_0", key[8];

	dsd_begin();
	open_dsd(2);
	open_list(FDTR_DSD_HIERARCHY, 1);
	put_pair_string("a", name);
	close_block();
	close_block();
	for (uint32_t i = 0; i < 9; i++) {
		put_name(name);
		name[3]++;
		open_package(2);
		open_list(FDTR_DSD_HIERARCHY, 100);
		for (uint32_t j = 0; j < 100; j++) {
			(void)snprintf(key, sizeof(key), "%u", j);
			put_pair_string(key, name);
		}
		close_block();
		close_block();
	}
	close_block();
	close_block();
	table_end();
	machine_acpi();
	ck_assert(fdtr_dsd_walk(
		machine_acpi(), machine_object("\\_SB.CONS"), machine_arena(), count_up, counts));
	ck_assert_uint_eq(counts[0], FDTR_DSD_ENTRIES);
	ck_assert_uint_eq(counts[1], 1);
}
END_TEST

START_TEST(buffers)
{
	struct fdtr_acpi_value value;

	dsd_begin();
	open_dsd(2);
	open_list(FDTR_DSD_BUFFERS, 4);
	put_pair_string("bytes", "^BYTE");
	put_pair_string("number", "^DATA");
	put_pair_path("reference", "^BYTE");
	put_pair_string("gone", "GONE");
	close_block();
	close_block();
	dsd_end();
	ck_assert_str_eq(
		told, ":bytes sound b\n:number bad-target s\n:reference bad-value b\n:gone bad-target s\n");
	value = property("bytes");
	ck_assert_uint_eq(value.size, 3);
	ck_assert_mem_eq(value.data, "abc", 3);
	ck_assert_int_eq(property("number").kind, FDTR_ACPI_NONE);
}
END_TEST

START_TEST(strings_that_name)
{
	struct fdtr_acpi_value string = {.kind = FDTR_ACPI_STRING};
	static const struct {
		const char *text;
		const char *path;
	} cases[] = {{"\\_SB.DEV0", "\\_SB.DEV0"}, {"\\_sb.dev0", "\\_SB.DEV0"}, {"^DEV0", "\\_SB.DEV0"},
		{"DEV0", NULL}, {"OWN", "\\_SB.CONS.OWN_"}, {"^CONS.OWN", "\\_SB.CONS.OWN_"}, {"", NULL},
		{"\\_SB.DEV00", NULL}, {"_SB.DEV0", NULL}, {"\\_SB.", NULL}};

	dsd_begin();
	put_name_integer("OWN", 1);
	dsd_end();
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(cases); i++) {
		string.data = (const unsigned char *)cases[i].text;
		string.size = (uint32_t)strlen(cases[i].text);
		ck_assert_uint_eq(fdtr_dsd_find(machine_acpi(), machine_object("\\_SB.CONS"), &string),
			cases[i].path ? machine_object(cases[i].path) : FDTR_NONE);
	}
}
END_TEST

Suite *dsd_suite(void)
{
	return SUITE_OF("_DSD", uuids, pairs_of_every_kind, pairs_that_are_none, keys_twice,
		lists_that_are_none, what_is_not_static, data_nodes, a_circle_of_data_nodes,
		no_more_than_so_many, a_maze_of_data_nodes, buffers, strings_that_name);
}
