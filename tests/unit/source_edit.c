// SPDX-License-Identifier: BSD-2-Clause
/* Edits to source: what goes, what comes, and what stays around it. */
#include "unit.h"

#include "devicetree/edit.h"
#include "source/edit.h"

#include <stdlib.h>
#include <string.h>

/* The first place of those bytes. */
static struct source_range range_of(const char *text, const char *bytes)
{
	const char *at = strstr(text, bytes);

	ck_assert_msg(at, "no %s in the text", bytes);
	return (struct source_range){(size_t)(at - text), (size_t)(at - text) + strlen(bytes)};
}

static void check_result(struct source_edits *edits, const char *wanted)
{
	size_t size = 0;
	char *text = source_edits_apply(edits, &size);

	ck_assert_ptr_nonnull(text);
	ck_assert_str_eq(text, wanted);
	ck_assert_uint_eq(size, strlen(wanted));
	free(text);
	source_edits_free(edits);
}

static void check_drop(const char *text, const char *definition, const char *wanted)
{
	struct source_edits edits;

	source_edits_begin(&edits, text, strlen(text));
	source_drop(&edits, range_of(text, definition));
	check_result(&edits, wanted);
}

START_TEST(a_definition_goes_with_its_line)
{
	check_drop("a {\n\tx;\n\tno-map;\n\ty;\n};\n", "no-map;", "a {\n\tx;\n\ty;\n};\n");
	check_drop("a {\n\tno-map; /* why */\n\ty;\n};\n", "no-map;", "a {\n\ty;\n};\n");
	check_drop("a {\n\tno-map; // why\n\ty;\n};\n", "no-map;", "a {\n\ty;\n};\n");
	check_drop("a {\r\n\tno-map;\r\n\ty;\r\n};\r\n", "no-map;", "a {\r\n\ty;\r\n};\r\n");
	check_drop("a {\n\tr = <1\n\t     2>;\n\ty;\n};", "r = <1\n\t     2>;", "a {\n\ty;\n};");
	check_drop("a {\n\tno-map; /* why,\n\t\t * at length */ // or not\n\ty;\n};\n", "no-map;",
		"a {\n\ty;\n};\n");
	check_drop("no-map;", "no-map;", "");
}
END_TEST

START_TEST(what_shares_its_line_stays)
{
	check_drop("a { x; no-map; y; };", "no-map;", "a { x; y; };");
	check_drop("a { no-map; };", "no-map;", "a { };");
	check_drop("a {\n\tno-map; y;\n};\n", "no-map;", "a {\n\ty;\n};\n");
	check_drop("a {\n\ty; no-map; // why\n};\n", "no-map;", "a {\n\ty; // why\n};\n");
	check_drop("a {\n\tno-map; /* of\n\tboth */ y;\n};\n", "no-map;", "a {\n\t/* of\n\tboth */ y;\n};\n");
	check_drop("a {\n\tno-map; // of \\\nthis\n};\n", "no-map;", "a {\n\t// of \\\nthis\n};\n");
	check_drop("a {\n\tl: no-map;\n};\n", "no-map;", "a {\n\tl:\n};\n");
	check_drop("a {\n\tno-map; /* no end", "no-map;", "a {\n\t/* no end");
}
END_TEST

static void check_add(const char *text, const char *behind, const char *wanted)
{
	struct source_edits edits;

	source_edits_begin(&edits, text, strlen(text));
	if (*behind == '{')
		source_add_inside(&edits, range_of(text, behind).start, "ranges;");
	else
		source_add_behind(&edits, range_of(text, behind), "ranges;");
	check_result(&edits, wanted);
}

START_TEST(a_statement_comes_like_its_neighbours)
{
	check_add("a {\n\tx;\n};\n", "x;", "a {\n\tx;\n\tranges;\n};\n");
	check_add("a {\n    x; /* why */\n};\n", "x;", "a {\n    x; /* why */\n    ranges;\n};\n");
	check_add("a {\r\n\tx;\r\n};\r\n", "x;", "a {\r\n\tx;\r\n\tranges;\r\n};\r\n");
	check_add("a { x; y; };", "x;", "a { x; ranges; y; };");
	check_add("a {\n\tx; y;\n};\n", "x;", "a {\n\tx; ranges; y;\n};\n");
	check_add("a {\n\tx; y;\n};\n", "y;", "a {\n\tx; y; ranges;\n};\n");
	check_add("a {\n\tx; /* of\n\t*/ y;\n};\n", "x;", "a {\n\tx; ranges; /* of\n\t*/ y;\n};\n");
	check_add("\ta {\n\t};\n", "{", "\ta {\n\t\tranges;\n\t};\n");
	check_add("a { // why\n};\n", "{", "a { // why\n\tranges;\n};\n");
	check_add("a { };\n", "{", "a { ranges; };\n");
	check_add("a {};\n", "{", "a { ranges;};\n");
}
END_TEST

START_TEST(lines_are_appended_as_the_text_ends_them)
{
	struct source_edits edits;

	source_edits_begin(&edits, "a;\n", 3);
	source_append(&edits, "b;\nc;\n");
	check_result(&edits, "a;\n\nb;\nc;\n");
	source_edits_begin(&edits, "a;\r\nb;", 6);
	source_append(&edits, "c;\nd;\n");
	check_result(&edits, "a;\r\nb;\r\n\r\nc;\r\nd;\r\n");
	source_edits_begin(&edits, "", 0);
	source_append(&edits, "c;\n");
	check_result(&edits, "\nc;\n");
}
END_TEST

#define CELLS 4

/* The cells 1 2 3 4 become 1 2 3 and the one given. */
static bool set_last(const char *text, uint32_t last, struct source_edits *edits)
{
	unsigned char before[4 * CELLS], after[4 * CELLS];

	for (uint32_t i = 0; i < CELLS; i++) {
		fdtr_put_cell(before + 4 * (size_t)i, i + 1);
		fdtr_put_cell(after + 4 * (size_t)i, i + 1 < CELLS ? i + 1 : last);
	}
	source_edits_begin(edits, text, strlen(text));
	return source_set_cells(edits, (struct source_range){0, strlen(text)}, before, after, CELLS);
}

static void check_set(const char *text, uint32_t last, const char *wanted)
{
	struct source_edits edits;

	ck_assert_msg(set_last(text, last, &edits), "not set: %s", text);
	check_result(&edits, wanted);
}

static void check_not_set(const char *text)
{
	struct source_edits edits;

	ck_assert_msg(!set_last(text, 9, &edits), "set: %s", text);
	ck_assert_uint_eq(edits.count, 0);
	source_edits_free(&edits);
}

START_TEST(only_numbers_that_differ_are_written)
{
	check_set("reg = <1 2 3 4>;", 5, "reg = <1 2 3 5>;");
	check_set("reg = <1 2 3 4>;", 10, "reg = <1 2 3 0xa>;");
	check_set("reg = <0x01 0x02 0x03 0x04>;", 16, "reg = <0x01 0x02 0x03 0x10>;");
	check_set("reg = <1 2 3 0X4>;", 0, "reg = <1 2 3 0x0>;");
	check_set("reg = <A (B + 1) C(1, (2)) 4U>;", 5, "reg = <A (B + 1) C(1, (2)) 5>;");
	check_set("reg=<1 2>, /* size */\n <&label 0x4>;", 5, "reg=<1 2>, /* size */\n <&label 0x5>;");
	check_set("reg = <1 2 x: 3 'c'>;", 4, "reg = <1 2 x: 3 'c'>;");
}
END_TEST

START_TEST(what_is_written_otherwise_is_left)
{
	check_not_set("reg = <1 2 3 SIZE>;");
	check_not_set("reg = <1 2 3 (2 + 2)>;");
	check_not_set("reg = <1 2 3 7>;");
	check_not_set("reg = <1 2 4>;");
	check_not_set("reg = <1 2 3 4 5>;");
	check_not_set("reg = /bits/ 64 <1 4>;");
	check_not_set("reg = [00 00 00 01];");
	check_not_set("reg = \"1\";");
	check_not_set("reg = <1 2 3 4>");
	check_not_set("reg = <1 2 3 4");
	check_not_set("reg = <1 2 (3 4>;");
	check_not_set("reg = <1 2\n#if 1\n3 4>;");
	check_not_set("reg;");
	check_not_set("");
}
END_TEST

static void check_renamed(const char *text, const char *wanted)
{
	struct source_edits edits;

	source_edits_begin(&edits, text, strlen(text));
	source_rename_paths(&edits, (struct source_range){0, strlen(text)}, "/m/pool@0", "/m/pool@50");
	check_result(&edits, wanted);
}

START_TEST(paths_in_strings_follow)
{
	check_renamed("p = \"/m/pool@0\";", "p = \"/m/pool@50\";");
	check_renamed("p = \"/m/pool@0/x\", \"/m/pool@0:y\";", "p = \"/m/pool@50/x\", \"/m/pool@50:y\";");
	check_renamed("p = \"/m/pool@01\", \"/x/m/pool@0\";", "p = \"/m/pool@01\", \"/x/m/pool@0\";");
	check_renamed("p = &pool; /* \"/m/pool@0\" */", "p = &pool; /* \"/m/pool@0\" */");
}
END_TEST

START_TEST(references_to_paths_follow)
{
	struct source_edits edits;
	const char *text =
		"&{/m/pool@0} { x = <&{/m/pool@0/y}>, &{/m/pool@01}; }; // &{/m/pool@0}\n&pool { };";

	source_edits_begin(&edits, text, strlen(text));
	source_rename_references(&edits, "/m/pool@0", "/m/pool@50");
	check_result(&edits,
		"&{/m/pool@50} { x = <&{/m/pool@50/y}>, &{/m/pool@01}; }; // &{/m/pool@0}\n&pool { };");
}
END_TEST

START_TEST(places_become_offsets)
{
	const char *text = "ab\ncd\n";

	ck_assert_uint_eq(source_offset(text, 6, 1, 1), 0);
	ck_assert_uint_eq(source_offset(text, 6, 2, 2), 4);
	ck_assert_uint_eq(source_offset(text, 6, 3, 1), 6);
	ck_assert_uint_eq(source_offset(text, 6, 4, 1), 6);
	ck_assert_uint_eq(source_offset(text, 6, 2, 99), 6);
	ck_assert_uint_eq(source_offset(text, 6, 0, 1), 6);
	ck_assert_uint_eq(source_offset(text, 6, 1, 0), 6);
}
END_TEST

START_TEST(a_definition_is_told_from_others)
{
	const char *text = "reg = <1>; reg-names; \"reg;\"";

	ck_assert(source_is_property(text, range_of(text, "reg = <1>;"), "reg"));
	ck_assert(!source_is_property(text, range_of(text, "reg = <1>"), "reg"));
	ck_assert(!source_is_property(text, range_of(text, "reg-names;"), "reg"));
	ck_assert(!source_is_property(text, (struct source_range){3, 3}, "reg"));
	ck_assert(source_is_word(text, range_of(text, "reg-names"), "reg-names"));
	ck_assert(!source_is_word(text, range_of(text, "reg-name"), "reg-names"));
}
END_TEST

START_TEST(edits_that_meet_are_none)
{
	struct source_edits edits;
	size_t size;

	source_edits_begin(&edits, "abcdef", 6);
	source_replace(&edits, (struct source_range){1, 3}, "x");
	source_replace(&edits, (struct source_range){3, 4}, "y");
	check_result(&edits, "axyef");
	source_edits_begin(&edits, "abcdef", 6);
	source_replace(&edits, (struct source_range){1, 3}, "x");
	source_replace(&edits, (struct source_range){2, 4}, "y");
	ck_assert_ptr_null(source_edits_apply(&edits, &size));
	source_edits_free(&edits);
	source_edits_begin(&edits, "abc", 3);
	source_replace(&edits, (struct source_range){2, 4}, "x");
	ck_assert_ptr_null(source_edits_apply(&edits, &size));
	source_edits_free(&edits);
}
END_TEST

Suite *source_edit_suite(void)
{
	return SUITE_OF("source_edit", a_definition_goes_with_its_line, what_shares_its_line_stays,
		a_statement_comes_like_its_neighbours, lines_are_appended_as_the_text_ends_them,
		only_numbers_that_differ_are_written, what_is_written_otherwise_is_left,
		paths_in_strings_follow, references_to_paths_follow, places_become_offsets,
		a_definition_is_told_from_others, edits_that_meet_are_none);
}
