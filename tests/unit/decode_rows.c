// SPDX-License-Identifier: BSD-2-Clause
/* Properties in rows: by dimensions, and by the cells that their providers say. */
#include "decoding.h"

START_TEST(rows_by_dimensions)
{
	decoding_begin();
	build_cells("pairs", 1, 2, 3, 4, 5);
	build_cells("two-rows", 1, 2, 3, 4);
	build_cells("halves", 1, 2, 3);
	build_cells("guessed", 1, 2, 3, 4);
	build_cells("handle-pairs", 1, 2, 3, 4);
	build_node("other");
	build_cells("guessed", 1, 2, 3, 4, 5, 6);
	build_cells("halves", 1, 2, 3, 4);
	build_end();
	decoding_read();
	check_decoded("/", "pairs", "[[1 2] [3 4] [5]]");
	check_decoded("/", "two-rows", "[[1 2] [3 4]]");
	check_decoded("/", "halves", "[[1 2 3]]");
	check_decoded("/", "guessed", "[[1 2] [3 4]]");
	check_decoded("/", "handle-pairs", "[[1 2] [3 4]]");
	check_decoded("/other", "guessed", "[[1 2 3 4 5 6]]");
	check_decoded("/other", "halves", "[[1 2] [3 4]]");
	decoding_end();
}
END_TEST

START_TEST(addresses)
{
	decoding_begin();
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
	decoding_read();
	check_decoded("/", "reg", "[[1 2 3] [4 5 6]]");
	check_decoded("/bus@1", "reg", "[[1 2 3] [4]]");
	check_decoded("/bus@1", "ranges", "[[1 2 3] [4 5 6]]");
	check_decoded("/bus@1/device", "reg", "[[1 2] [3 4]]");
	check_decoded("/bus@1/device/inner", "reg", "[[1 2] [3 4]]");
	check_decoded("/bus@1/device/inner", "ranges", "[[1] [2]]");
	check_decoded("/flat", "ranges", "true");
	check_decoded("/flat/device", "reg", "[[1 2]]");
	check_decoded("/flat/device", "ranges", "3 bytes");
	check_decoded("/huge/device", "reg", "[[1 2]]");
	decoding_end();
}
END_TEST

static void build_controllers(void)
{
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
}

START_TEST(interrupts)
{
	decoding_begin();
	build_controllers();
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
	decoding_read();
	check_decoded("/controller/below", "interrupts", "[[1 2 3]]");
	check_decoded("/a", "interrupts", "[[1 2 3] [4 5 6]]");
	check_decoded("/b", "interrupts", "[[1 2] [3 4]]");
	check_decoded("/c", "interrupts", "[[1 2]]");
	check_decoded("/d", "interrupts", "[[1 2]]");
	check_decoded("/e", "interrupts", "true");
	check_decoded("/f", "interrupts", "[[1 2 3] [4 5 6]]");
	ck_assert_ptr_null(decoding_find("/f", "interrupt-parent"));
	decoding_end();
}
END_TEST

/* The node's own cells are of its children's interrupts, also where interrupts come after the map. */
START_TEST(interrupt_maps)
{
	decoding_begin();
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
	decoding_read();
	check_decoded("/pci", "interrupt-map", "[[0 0 1 1 9 8 7] [0 0 2 2 6] [0 0]]");
	check_decoded("/pci", "interrupts", "[[5 6]]");
	check_decoded("/dangling", "interrupt-map", "[[1 2 3] [4 77 5]]");
	check_decoded("/short", "interrupt-map", "[[1 2 3]]");
	check_decoded("/unresolved", "interrupt-map", "[[1 4294967295 5 6] [2 4294967295 7 8]]");
	decoding_end();
}
END_TEST

START_TEST(gpios)
{
	decoding_begin();
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
	decoding_read();
	check_decoded("/bank/hog", "gpios", "[[1 0 1 0]]");
	check_decoded("/bank/hog/below", "x-gpios", "[[1 0 1 0]]");
	check_decoded("/a", "reset-gpios", "[[1 5 0] [0] [1 6 0]]");
	check_decoded("/a", "gpio", "[[1 5]]");
	check_decoded("/a", "x,nr-gpios", "[[4]]");
	check_decoded("/b", "reset-gpio", "[[1 5 0] [77 1 2]]");
	check_decoded("/b", "gpios", "[[4294967295 1 2] [4294967295 3 4]]");
	check_decoded("/b", "led-gpios", "true");
	check_decoded("/b", "last-gpios", "[[4294967295 1 4294967295]]");
	decoding_end();
}
END_TEST

static void build_clocks(void)
{
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
}

START_TEST(phandles)
{
	decoding_begin();
	build_clocks();
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
	decoding_read();
	check_decoded("/a", "clocks", "[[1 9] [2] [0] [1 8]]");
	check_decoded("/a", "interconnects", "[[1 5 2 6 7] [2 8 9 1 4]]");
	check_decoded("/a", "memory-region", "[[77] [1] [2]]");
	check_decoded("/a", "gpio-ranges", "[[1 0 0 8] [3 0 8 8]]");
	check_decoded("/a", "handle", "[[1 2 3]]");
	check_decoded("/a", "foo-regs", "[[3] [1] [2]]");
	check_decoded("/b", "clocks", "[[77 1 9]]");
	check_decoded("/b", "interconnects", "[[1 5] [77 6]]");
	check_decoded("/b", "gpio-ranges", "[[77 1]]");
	check_decoded("/b", "foo-regs", "[[3 256 512]]");
	check_decoded("/c", "clocks", "[[2] [77 1 9]]");
	decoding_end();
}
END_TEST

START_TEST(unresolved_phandles)
{
	decoding_begin();
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
	decoding_read();
	check_decoded("/a", "clocks", "[[4294967295 1] [4294967295] [4294967295 2 3]]");
	check_decoded("/a", "memory-region", "[[4294967295] [4294967295]]");
	check_decoded("/", "clocks", "[[4294967295 1] [2]]");
	check_decoded("/a/b", "clocks", "[[4294967295 1] [1 2]]");
	decoding_end();
}
END_TEST

Suite *decode_rows_suite(void)
{
	return SUITE_OF("decode-rows", rows_by_dimensions, addresses, interrupts, interrupt_maps, gpios,
		phandles, unresolved_phandles);
}
