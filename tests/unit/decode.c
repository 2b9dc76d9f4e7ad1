// SPDX-License-Identifier: BSD-2-Clause
/* Properties as values: one test for each way of reading them, and trees that are wrong. */
#include "schema/decode/decode.h"
#include "unit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define ARENA_SIZE ((size_t)1 << 22)
#define TYPES "/schemas/types.yaml#/definitions/"

static const char binding[] =
	"properties:\n"
	"  bytes: {$ref: '" TYPES "uint8-array'}\n"
	"  shorts: {$ref: '" TYPES "int16-array'}\n"
	"  cells: {$ref: '" TYPES "uint32-array'}\n"
	"  longs: {$ref: '" TYPES "uint64-array'}\n"
	"  text: {$ref: '" TYPES "string'}\n"
	"  flag: {type: boolean}\n"
	"  flag-or-cell: {oneOf: [{type: boolean}, {$ref: '" TYPES "uint32'}]}\n"
	"  text-or-cell: {oneOf: [{$ref: '" TYPES "string'}, {$ref: '" TYPES "uint32'}]}\n"
	"  cell-or-long: {oneOf: [{$ref: '" TYPES "uint32'}, {$ref: '" TYPES "uint64'}]}\n"
	"  pairs: {$ref: '" TYPES "uint32-matrix', items: {items: [{}, {}]}}\n"
	"  two-rows: {$ref: '" TYPES "uint32-matrix', items: [{}, {}]}\n"
	"  halves: {$ref: '" TYPES "uint32-matrix', minItems: 2, maxItems: 2}\n"
	"  guessed: {$ref: '" TYPES
	"uint32-matrix', minItems: 1, maxItems: 9, items: {minItems: 2, maxItems: 3}}\n"
	"  reg: {$ref: '" TYPES "uint32-matrix'}\n"
	"  clocks: {$ref: '" TYPES "phandle-array'}\n"
	"  foo-regs: {$ref: '" TYPES "phandle-array'}\n"
	"  interconnects: {$ref: '" TYPES "phandle-array'}\n"
	"  memory-region: {$ref: '" TYPES "phandle-array'}\n"
	"  gpio-ranges: {$ref: '" TYPES "phandle-array'}\n"
	"  handle: {$ref: '" TYPES "phandle-array'}\n"
	"  handle-pairs: {$ref: '" TYPES "phandle-array', items: {items: [{}, {}]}}\n"
	"patternProperties:\n"
	"  '-gpios?$': {$ref: '" TYPES "phandle-array'}\n";

static struct document document;
static struct patterns *patterns;
static struct types *types;
static struct blob blob;
static void *memory;
static struct fdtr_tree tree;
static struct decoded decoded;

static void begin(void)
{
	const struct document *const list[] = {&document};
	struct fdtr_error error;

	ck_assert_msg(!document_read(&document, "test.yaml", binding, strlen(binding), &error), "%s",
		error.message);
	patterns = patterns_make();
	ck_assert_msg(!types_make(&types, list, 1, patterns, &error), "%s", error.message);
	build_begin();
	build_root(2, 1);
}

static void read_blob(void)
{
	const struct fdtr_schemas set = {.types = types};
	struct fdtr_arena arena;
	struct fdtr_error error;

	memory = malloc(ARENA_SIZE);
	fdtr_arena_init(&arena, memory, ARENA_SIZE);
	ck_assert_msg(!fdtr_tree_read(&tree, blob.data, blob.size, &arena, &error), "%s", error.message);
	ck_assert_msg(!decode(&decoded, &tree, &set, &error), "%s", error.message);
	ck_assert_uint_eq(decoded.count, tree.node_count);
}

static void read_tree(void)
{
	blob = build_done();
	read_blob();
}

static void finish(void)
{
	decode_free(&decoded);
	free(memory);
	free(blob.data);
	types_free(types);
	patterns_free(patterns);
	document_free(&document);
}

static void tell(struct fdtr_text *text, const struct value *value)
{
	struct value space;

	if (value->kind == VALUE_BOOLEAN)
		fdtr_text_add(text, value->truth ? "true" : "false");
	else if (value->kind == VALUE_STRING)
		fdtr_text_add(text, "'%s'", value->text);
	else if (value->kind == VALUE_INTEGER && value->flags & VALUE_NEGATIVE)
		fdtr_text_add(text, "%" PRId64, (int64_t)value->integer);
	else if (value->kind == VALUE_INTEGER)
		fdtr_text_add(text, "%" PRIu64, value->integer);
	else if (value->kind == VALUE_BYTES)
		fdtr_text_add(text, "%" PRIu32 " bytes", value->count);
	else if (value->kind == VALUE_OBJECT)
		fdtr_text_add(text, "node");
	if (!value_is_array(value))
		return;
	fdtr_text_add(text, "[");
	for (uint32_t i = 0; i < value->count; i++) {
		fdtr_text_add(text, i ? " " : "");
		tell(text, value_item(value, i, &space));
	}
	fdtr_text_add(text, "]");
}

static const struct value *find(const char *path, const char *property)
{
	const struct member *member = value_member(&decoded.nodes[fdtr_tree_find(&tree, path)], property);

	return member ? &member->value : NULL;
}

/* With the NUL of the last string. */
#define build_strings(name, strings) build_bytes(name, strings, sizeof(strings))

static const char *told(const char *path, const char *property)
{
	static char buffer[1024];
	const struct value *value = find(path, property);
	struct fdtr_text text;

	fdtr_text_init(&text, buffer, sizeof(buffer));
	if (value)
		tell(&text, value);
	return buffer;
}

#define check(path, property, wanted) ck_assert_str_eq(told(path, property), wanted)

START_TEST(numbers_by_type)
{
	begin();
	build_bytes("bytes", "\1\2\xff", 3);
	build_bytes("shorts", "\x00\x01\xff\xfe", 4);
	build_cells("cells", 1, UINT32_MAX);
	build_cells("longs", 1, 2, UINT32_MAX, UINT32_MAX);
	read_tree();
	check("/", "bytes", "[[1 2 255]]");
	check("/", "shorts", "[[1 -2]]");
	check("/", "cells", "[[1 4294967295]]");
	check("/", "longs", "[[4294967298 18446744073709551615]]");
	ck_assert_uint_eq(find("/", "longs")->items[0].cell_size, 8);
	finish();
}
END_TEST

/* A length that the type does not divide: one smaller number if it can be. */
START_TEST(numbers_of_wrong_length)
{
	begin();
	build_bytes("cells", "\1\2\3\4\5", 5);
	build_bytes("longs", "\0\0\0\7", 4);
	build_bytes("shorts", "\xff", 1);
	build_bytes("reg", "\1\2", 2);
	read_tree();
	check("/", "cells", "5 bytes");
	check("/", "longs", "[[7]]");
	check("/", "shorts", "[[255]]");
	check("/", "reg", "[[258]]");
	finish();
}
END_TEST

START_TEST(strings)
{
	begin();
	build_text("text", "one");
	build_node("list");
	build_strings("text", "one\0\0three");
	build_end();
	build_node("open");
	build_bytes("text", "open", 4);
	build_end();
	build_node("cell");
	build_cells("text", 4);
	build_end();
	build_node("utf8");
	build_text("text", "B\xc3\xb6rk");
	build_end();
	build_node("latin1");
	build_text("text", "B\xf6rk");
	build_end();
	build_node("empty");
	build_empty("text");
	build_end();
	read_tree();
	check("/", "text", "['one']");
	check("/list", "text", "['one' '' 'three']");
	check("/open", "text", "['ope']");
	check("/cell", "text", "['' '' '' '']");
	check("/utf8", "text", "['B\xc3\xb6rk']");
	check("/latin1", "text", "5 bytes");
	check("/empty", "text", "true");
	ck_assert_uint_eq(find("/list", "text")->items[2].at, find("/list", "text")->at + 5);
	finish();
}
END_TEST

START_TEST(one_of_several_types)
{
	begin();
	build_text("text-or-cell", "text");
	build_empty("flag-or-cell");
	build_cells("cell-or-long", 1, 2);
	build_node("cells");
	build_cells("text-or-cell", 1);
	build_cells("flag-or-cell", 1);
	build_cells("flag", 1);
	build_end();
	build_node("zero");
	build_cells("text-or-cell", 0);
	build_end();
	read_tree();
	check("/", "text-or-cell", "['text']");
	check("/", "flag-or-cell", "true");
	check("/", "cell-or-long", "[[1 2]]");
	check("/cells", "text-or-cell", "[[1]]");
	check("/cells", "flag-or-cell", "[[1]]");
	check("/cells", "flag", "4 bytes");
	check("/zero", "text-or-cell", "['' '' '' '']");
	finish();
}
END_TEST

/* What nothing is known of, and names in /aliases. */
START_TEST(no_type)
{
	begin();
	build_text("a", "text");
	build_strings("b", "one\0two");
	build_bytes("c", "\1\2\3", 3);
	build_cells("d", 1, 2);
	build_empty("e");
	build_node("aliases");
	build_strings("x", "/one\0/two");
	build_end();
	read_tree();
	check("/", "a", "['text']");
	check("/", "b", "[[1869505792 1953984256]]");
	check("/", "c", "3 bytes");
	check("/", "d", "[[1 2]]");
	check("/", "e", "true");
	check("/aliases", "x", "['/one' '/two']");
	finish();
}
END_TEST

START_TEST(rows_by_dimensions)
{
	begin();
	build_cells("pairs", 1, 2, 3, 4, 5);
	build_cells("two-rows", 1, 2, 3, 4);
	build_cells("halves", 1, 2, 3);
	build_cells("guessed", 1, 2, 3, 4);
	build_cells("handle-pairs", 1, 2, 3, 4);
	build_node("other");
	build_cells("guessed", 1, 2, 3, 4, 5, 6);
	build_cells("halves", 1, 2, 3, 4);
	build_end();
	read_tree();
	check("/", "pairs", "[[1 2] [3 4] [5]]");
	check("/", "two-rows", "[[1 2] [3 4]]");
	check("/", "halves", "[[1 2 3]]");
	check("/", "guessed", "[[1 2] [3 4]]");
	check("/", "handle-pairs", "[[1 2] [3 4]]");
	check("/other", "guessed", "[[1 2 3 4 5 6]]");
	check("/other", "halves", "[[1 2] [3 4]]");
	finish();
}
END_TEST

START_TEST(addresses)
{
	begin();
	build_cells("reg", 1, 2, 3, 4, 5, 6);
	build_node("bus@1");
	build_cells("reg", 1, 2, 3, 4);
	build_cells("#address-cells", 1);
	build_cells("ranges", 1, 2, 3, 4, 5, 6);
	build_node("device");
	build_cells("reg", 1, 2, 3, 4);
	build_node("inner");
	build_cells("reg", 1, 2, 3, 4);
	build_cells("ranges", 1, 2);
	build_end();
	build_end();
	build_end();
	build_node("flat");
	build_cells("#address-cells", 0);
	build_cells("#size-cells", 0);
	build_empty("ranges");
	build_node("device");
	build_cells("reg", 1, 2);
	build_bytes("ranges", "\1\2\3", 3);
	build_end();
	build_end();
	build_node("huge");
	build_cells("#address-cells", UINT32_MAX);
	build_cells("#size-cells", UINT32_MAX);
	build_node("device");
	build_cells("reg", 1, 2);
	build_end();
	build_end();
	read_tree();
	check("/", "reg", "[[1 2 3] [4 5 6]]");
	check("/bus@1", "reg", "[[1 2 3] [4]]");
	check("/bus@1", "ranges", "[[1 2 3] [4 5 6]]");
	check("/bus@1/device", "reg", "[[1 2] [3 4]]");
	check("/bus@1/device/inner", "reg", "[[1 2] [3 4]]");
	check("/bus@1/device/inner", "ranges", "[[1] [2]]");
	check("/flat", "ranges", "true");
	check("/flat/device", "reg", "[[1 2]]");
	check("/flat/device", "ranges", "3 bytes");
	check("/huge/device", "reg", "[[1 2]]");
	finish();
}
END_TEST

START_TEST(interrupts)
{
	begin();
	build_cells("interrupt-parent", 1);
	build_node("controller");
	build_cells("phandle", 1);
	build_cells("#interrupt-cells", 3);
	build_node("below");
	build_cells("interrupts", 1, 2, 3);
	build_end();
	build_end();
	build_node("pair");
	build_cells("phandle", 2);
	build_cells("#interrupt-cells", 2);
	build_end();
	build_node("none");
	build_cells("phandle", 3);
	build_cells("#interrupt-cells", 0);
	build_end();
	build_node("a");
	build_cells("interrupts", 1, 2, 3, 4, 5, 6);
	build_end();
	build_node("b");
	build_cells("interrupts", 1, 2, 3, 4);
	build_cells("interrupt-parent", 2);
	build_end();
	build_node("c");
	build_cells("interrupts", 1, 2);
	build_cells("interrupt-parent", 3);
	build_end();
	build_node("d");
	build_cells("interrupts", 1, 2);
	build_cells("interrupt-parent", 77);
	build_end();
	build_node("e");
	build_empty("interrupts");
	build_empty("interrupt-parent");
	build_end();
	build_node("f");
	build_cells("interrupts", 1, 2, 3, 4, 5, 6);
	build_cells("interrupt-parent", UINT32_MAX);
	build_end();
	read_tree();
	check("/controller/below", "interrupts", "[[1 2 3]]");
	check("/a", "interrupts", "[[1 2 3] [4 5 6]]");
	check("/b", "interrupts", "[[1 2] [3 4]]");
	check("/c", "interrupts", "[[1 2]]");
	check("/d", "interrupts", "[[1 2]]");
	check("/e", "interrupts", "true");
	check("/f", "interrupts", "[[1 2 3] [4 5 6]]");
	ck_assert_ptr_null(find("/f", "interrupt-parent"));
	finish();
}
END_TEST

/* The node's own cells are of its children's interrupts, also where interrupts come after the map. */
START_TEST(interrupt_maps)
{
	begin();
	build_node("gic");
	build_cells("phandle", 1);
	build_cells("#interrupt-cells", 2);
	build_cells("#address-cells", 1);
	build_end();
	build_node("plain");
	build_cells("phandle", 2);
	build_cells("#interrupt-cells", 1);
	build_end();
	build_node("pci");
	build_cells("#address-cells", 2);
	build_cells("#interrupt-cells", 1);
	build_cells("interrupt-parent", 1);
	build_cells("interrupt-map", 0, 0, 1, 1, 9, 8, 7, 0, 0, 2, 2, 6, 0, 0);
	build_cells("interrupts", 5, 6);
	build_end();
	build_node("dangling");
	build_cells("#interrupt-cells", 1);
	build_cells("interrupt-map", 1, 2, 3, 4, 77, 5);
	build_end();
	build_node("short");
	build_cells("#interrupt-cells", UINT32_MAX);
	build_cells("interrupt-map", 1, 2, 3);
	build_end();
	build_node("unresolved");
	build_cells("#interrupt-cells", 1);
	build_cells("interrupt-map", 1, UINT32_MAX, 5, 6, 2, UINT32_MAX, 7, 8);
	build_end();
	read_tree();
	check("/pci", "interrupt-map", "[[0 0 1 1 9 8 7] [0 0 2 2 6] [0 0]]");
	check("/pci", "interrupts", "[[5 6]]");
	check("/dangling", "interrupt-map", "[[1 2 3] [4 77 5]]");
	check("/short", "interrupt-map", "[[1 2 3]]");
	check("/unresolved", "interrupt-map", "[[1 4294967295 5 6] [2 4294967295 7 8]]");
	finish();
}
END_TEST

START_TEST(gpios)
{
	begin();
	build_node("bank");
	build_cells("phandle", 1);
	build_cells("#gpio-cells", 2);
	build_node("hog");
	build_empty("gpio-hog");
	build_cells("gpios", 1, 0, 1, 0);
	build_node("below");
	build_cells("x-gpios", 1, 0, 1, 0);
	build_end();
	build_end();
	build_end();
	build_node("a");
	build_cells("reset-gpios", 1, 5, 0, 0, 1, 6, 0);
	build_cells("gpio", 1, 5);
	build_cells("x,nr-gpios", 4);
	build_end();
	build_node("b");
	build_cells("reset-gpio", 1, 5, 0, 77, 1, 2);
	build_cells("gpios", UINT32_MAX, 1, 2, UINT32_MAX, 3, 4);
	build_empty("led-gpios");
	build_cells("last-gpios", UINT32_MAX, 1, UINT32_MAX);
	build_end();
	read_tree();
	check("/bank/hog", "gpios", "[[1 0 1 0]]");
	check("/bank/hog/below", "x-gpios", "[[1 0 1 0]]");
	check("/a", "reset-gpios", "[[1 5 0] [0] [1 6 0]]");
	check("/a", "gpio", "[[1 5]]");
	check("/a", "x,nr-gpios", "[[4]]");
	check("/b", "reset-gpio", "[[1 5 0] [77 1 2]]");
	check("/b", "gpios", "[[4294967295 1 2] [4294967295 3 4]]");
	check("/b", "led-gpios", "true");
	check("/b", "last-gpios", "[[4294967295 1 4294967295]]");
	finish();
}
END_TEST

START_TEST(phandles)
{
	begin();
	build_node("clock");
	build_cells("phandle", 1);
	build_cells("#clock-cells", 1);
	build_cells("#interconnect-cells", 1);
	build_end();
	build_node("fixed-clock");
	build_cells("phandle", 2);
	build_cells("#clock-cells", 0);
	build_cells("#interconnect-cells", 2);
	build_end();
	build_node("plain");
	build_cells("phandle", 3);
	build_end();
	build_node("a");
	build_cells("clocks", 1, 9, 2, 0, 1, 8);
	build_cells("interconnects", 1, 5, 2, 6, 7, 2, 8, 9, 1, 4);
	build_cells("memory-region", 77, 1, 2);
	build_cells("gpio-ranges", 1, 0, 0, 8, 3, 0, 8, 8);
	build_cells("handle", 1, 2, 3);
	build_cells("foo-regs", 3, 1, 2);
	build_end();
	build_node("b");
	build_cells("clocks", 77, 1, 9);
	build_cells("interconnects", 1, 5, 77, 6);
	build_cells("gpio-ranges", 77, 1);
	build_cells("foo-regs", 3, 0x100, 0x200);
	build_end();
	build_node("c");
	build_cells("clocks", 2, 77, 1, 9);
	build_end();
	read_tree();
	check("/a", "clocks", "[[1 9] [2] [0] [1 8]]");
	check("/a", "interconnects", "[[1 5 2 6 7] [2 8 9 1 4]]");
	check("/a", "memory-region", "[[77] [1] [2]]");
	check("/a", "gpio-ranges", "[[1 0 0 8] [3 0 8 8]]");
	check("/a", "handle", "[[1 2 3]]");
	check("/a", "foo-regs", "[[3] [1] [2]]");
	check("/b", "clocks", "[[77 1 9]]");
	check("/b", "interconnects", "[[1 5] [77 6]]");
	check("/b", "gpio-ranges", "[[77 1]]");
	check("/b", "foo-regs", "[[3 256 512]]");
	check("/c", "clocks", "[[2] [77 1 9]]");
	finish();
}
END_TEST

START_TEST(unresolved_phandles)
{
	begin();
	build_cells("clocks", UINT32_MAX, 1, 2);
	build_node("a");
	build_cells("clocks", UINT32_MAX, 1, UINT32_MAX, UINT32_MAX, 2, 3);
	build_cells("memory-region", UINT32_MAX, UINT32_MAX);
	build_node("b");
	build_cells("clocks", UINT32_MAX, 1, 1, 2);
	build_end();
	build_end();
	build_node("__fixups__");
	build_strings("clk", "/a:clocks:0\0/a:clocks:12\0/a/b:clocks:0");
	build_strings("other", "/a:clocks:8\0\0/:clocks:0\0/:clocks:8\0:::\0x");
	build_end();
	build_node("__local_fixups__");
	build_node("a");
	build_node("b");
	build_cells("clocks", 8);
	build_end();
	build_end();
	build_end();
	read_tree();
	check("/a", "clocks", "[[4294967295 1] [4294967295] [4294967295 2 3]]");
	check("/a", "memory-region", "[[4294967295] [4294967295]]");
	check("/", "clocks", "[[4294967295 1] [2]]");
	check("/a/b", "clocks", "[[4294967295 1] [1 2]]");
	finish();
}
END_TEST

START_TEST(overlay)
{
	begin();
	build_node("fragment@0");
	build_text("target-path", "/soc");
	build_node("__overlay__");
	build_node("clock@1");
	build_cells("reg", 0, 1, 0, 2);
	build_cells("clocks", UINT32_MAX, 7, UINT32_MAX);
	build_node("__overlay__");
	build_node("below");
	build_end();
	build_end();
	build_end();
	build_end();
	build_end();
	build_node("__fixups__");
	build_strings(
		"clk", "/fragment@0/__overlay__/clock@1:clocks:0\0/fragment@0/__overlay__/clock@1:clocks:8");
	build_end();
	read_tree();
	check("/fragment@0", "__overlay__", "node");
	check("/fragment@0/__overlay__/clock@1", "reg", "[[0 1 0 2]]");
	check("/fragment@0/__overlay__/clock@1", "clocks", "[[4294967295 7] [4294967295]]");
	ck_assert_ptr_null(find("/fragment@0/__overlay__/clock@1", "__overlay__"));
	ck_assert_uint_eq(
		decoded.nodes[fdtr_tree_find(&tree, "/fragment@0/__overlay__/clock@1/__overlay__/below")]
			.kind,
		VALUE_NULL);
	ck_assert_ptr_null(find("/", "__fixups__"));
	ck_assert_uint_eq(decoded.nodes[fdtr_tree_find(&tree, "/__fixups__")].kind, VALUE_NULL);
	finish();
}
END_TEST

static const char *names_in(const struct value *object)
{
	static char buffer[256];
	struct fdtr_text text;

	fdtr_text_init(&text, buffer, sizeof(buffer));
	for (uint32_t i = 0; i < object->count; i++)
		fdtr_text_add(&text, "%s%s", i ? " " : "", object->members[i].name);
	return buffer;
}

START_TEST(objects)
{
	const struct value *bus;

	begin();
	build_node("bus@1");
	build_cells("reg", 1, 2, 3);
	build_node("b");
	build_text("text", "x");
	build_end();
	build_node("a");
	build_end();
	build_node("__symbols__");
	build_text("a", "/bus@1/a");
	build_end();
	build_end();
	read_tree();
	ck_assert_str_eq(names_in(&decoded.nodes[0]), "#address-cells #size-cells bus@1 $nodename");
	check("/", "$nodename", "['/']");
	check("/bus@1", "$nodename", "['bus@1']");
	bus = find("/", "bus@1");
	ck_assert_uint_eq(bus->at, fdtr_tree_find(&tree, "/bus@1"));
	ck_assert_str_eq(names_in(bus), "reg b a");
	ck_assert_str_eq(names_in(&decoded.nodes[bus->at]), "reg b a $nodename");
	ck_assert_ptr_eq(bus->members, decoded.nodes[bus->at].members);
	ck_assert_str_eq(names_in(find("/bus@1", "b")), "text");
	for (uint32_t i = 0; i < bus->count; i++) {
		const struct member *member = &bus->members[i];

		ck_assert_str_eq(decoded.names.items[member->number].text, member->name);
		ck_assert_uint_eq(member->hash, value_hash(member->name, strlen(member->name)));
	}
	finish();
}
END_TEST

/* No name twice: the last one counts, in the place of the first. */
START_TEST(names_twice)
{
	begin();
	build_cells("cells", 1);
	build_text("text", "x");
	build_cells("cells", 2);
	build_cells("$nodename", 7);
	build_node("text");
	build_cells("cells", 3);
	build_end();
	build_node("n");
	build_cells("#address-cells", 4);
	build_cells("#size-cells", 0);
	build_cells("#address-cells", 1);
	build_node("child");
	build_cells("reg", 1, 2);
	build_end();
	build_end();
	build_node("n");
	build_cells("cells", 5);
	build_end();
	build_node("$nodename");
	build_end();
	read_tree();
	ck_assert_str_eq(names_in(&decoded.nodes[0]), "#address-cells #size-cells cells text n $nodename");
	check("/", "cells", "[[2]]");
	check("/", "text", "node");
	check("/", "$nodename", "['/']");
	ck_assert_uint_eq(find("/", "n")->at, 4);
	check("/n/child", "reg", "[[1] [2]]");
	finish();
}
END_TEST

/* Where cells and strings are said to be has to be in the blob. */
static void check_value(const struct value *value, bool is_name)
{
	const unsigned char *end = blob.data + blob.size;

	if (value->kind == VALUE_CELLS) {
		ck_assert_ptr_eq(value->bytes, blob.data + value->at);
		ck_assert(value->count > 0 && value->bytes + value->count * value->cell_size <= end);
	} else if (value->kind == VALUE_BYTES) {
		ck_assert(value->bytes == blob.data + value->at && value->bytes + value->count <= end);
	} else if (value->kind == VALUE_STRING) {
		ck_assert(is_name || !memcmp(value->text, blob.data + value->at, value->count));
		ck_assert(!value->text[value->count]);
	}
	for (uint32_t i = 0; value->kind == VALUE_ARRAY && i < value->count; i++)
		check_value(&value->items[i], is_name);
}

static void check_all(void)
{
	for (uint32_t i = 0; i < decoded.count; i++) {
		for (uint32_t j = 0; j < decoded.nodes[i].count; j++)
			check_value(&decoded.nodes[i].members[j].value, j + 1 == decoded.nodes[i].count);
	}
}

static void build_everything(void)
{
	begin();
	build_cells("interrupt-parent", 1);
	build_node("provider");
	build_cells("phandle", 1);
	build_cells("#clock-cells", 1);
	build_cells("#gpio-cells", 2);
	build_cells("#interrupt-cells", 3);
	build_cells("#interconnect-cells", 1);
	build_node("device@1");
	build_cells("reg", 0, 1, 2);
	build_cells("interrupts", 1, 2, 3);
	build_cells("interrupt-map", 0, 1, 1, 2, 3, 1, 1, 2, 3);
	build_cells("clocks", 1, 1, UINT32_MAX, 2);
	build_cells("reset-gpios", 1, 1, 1);
	build_cells("interconnects", 1, 1, 1, 1);
	build_strings("text", "a\0b");
	build_cells("text-or-cell", 1);
	build_cells("guessed", 1, 2, 3, 4);
	build_end();
	build_end();
	build_node("__fixups__");
	build_text("a", "/provider/device@1:clocks:8");
	build_end();
	blob = build_done();
}

/* Every cell of a tree replaced by others: an answer each time, and nothing outside of the blob. */
START_TEST(cells_bent)
{
	static const uint32_t values[] = {0, 1, 2, 4, 255, 0x40000000, UINT32_MAX - 1, UINT32_MAX};
	struct fdtr_arena arena;

	build_everything();
	memory = malloc(ARENA_SIZE);
	for (size_t at = 0; at + 4 <= blob.size; at += 4) {
		for (size_t i = 0; i < FDTR_ARRAY_SIZE(values); i++) {
			const struct fdtr_schemas known = {.types = types};
			const fdt32_t cell = cpu_to_fdt32(values[i]);
			unsigned char kept[4];

			memcpy(kept, blob.data + at, 4);
			memcpy(blob.data + at, &cell, 4);
			fdtr_arena_init(&arena, memory, ARENA_SIZE);
			if (!fdtr_tree_read(&tree, blob.data, blob.size, &arena, NULL)) {
				ck_assert(!decode(&decoded, &tree, &known, NULL));
				check_all();
				decode_free(&decoded);
			}
			memcpy(blob.data + at, kept, 4);
		}
	}
	finish();
}
END_TEST

Suite *decode_suite(void)
{
	return SUITE_OF("decode", numbers_by_type, numbers_of_wrong_length, strings, one_of_several_types,
		no_type, rows_by_dimensions, addresses, interrupts, interrupt_maps, gpios, phandles,
		unresolved_phandles, overlay, objects, names_twice, cells_bent);
}
