// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include "schema/document/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct document document;
static struct fdtr_error error;

static int read_bytes(const char *text, size_t size)
{
	error = (struct fdtr_error){0};
	return document_read(&document, "d/x.yaml", text, size, &error);
}

static const struct value *read(const char *text)
{
	ck_assert_msg(!read_bytes(text, strlen(text)), "%s", error.message);
	return &document.root;
}

static void check_bytes(const char *text, size_t size, const char *sentence)
{
	ck_assert_msg(read_bytes(text, size) == FDTR_ERR_BADTREE, "%s", text);
	ck_assert_int_eq(error.status, FDTR_ERR_BADTREE);
	ck_assert_str_eq(error.message, sentence);
	document_free(&document);
}

static void check_wrong(const char *text, const char *sentence)
{
	check_bytes(text, strlen(text), sentence);
}

static void check_at(uint32_t line, uint16_t column, uint32_t line_wanted, uint16_t column_wanted)
{
	ck_assert_uint_eq(line, line_wanted);
	ck_assert_uint_eq(column, column_wanted);
}

START_TEST(values_and_names_have_places)
{
	const struct value *root = read(
		"%YAML 1.2\n---\n# note\n$id: x\nlist:\n  - one\n  - { a: 1,\n      b: [ 2 ] }\nempty:\n");
	const struct member *members = root->members;
	const struct value *flow = &members[1].value.items[1];

	check_at(root->at, root->column, 4, 1);
	check_at(members[0].line, members[0].column, 4, 1);
	check_at(members[0].value.at, members[0].value.column, 4, 6);
	check_at(members[1].line, members[1].column, 5, 1);
	check_at(members[1].value.at, members[1].value.column, 6, 3);
	check_at(members[1].value.items[0].at, members[1].value.items[0].column, 6, 5);
	check_at(flow->at, flow->column, 7, 5);
	check_at(flow->members[1].line, flow->members[1].column, 8, 7);
	check_at(flow->members[1].value.items[0].at, flow->members[1].value.items[0].column, 8, 12);
	check_at(members[2].value.at, members[2].value.column, 9, 7);
	ck_assert_int_eq(members[2].value.kind, VALUE_NULL);
	document_free(&document);
}
END_TEST

/* Columns count characters, and a column too large for its field is the largest. */
START_TEST(columns_are_of_characters)
{
	char *wide = malloc(70000);
	const struct value *root = read("\xc3\xa9\xe2\x82\xac: x\n");

	check_at(root->members[0].value.at, root->members[0].value.column, 1, 5);
	document_free(&document);
	ck_assert_ptr_nonnull(wide);
	memset(wide, ' ', 70000);
	memcpy(wide, "a:", 2);
	memcpy(wide + 69990, "b\n", 3);
	root = read(wide);
	check_at(root->members[0].value.at, root->members[0].value.column, 1, UINT16_MAX);
	document_free(&document);
	free(wide);
}
END_TEST

START_TEST(styles_are_kept)
{
	const struct value *root =
		read("- a\n- 'a'\n- \"a\"\n- |\n  a\n- >\n  a\n- [a]\n- {a: b}\n- 'null'\n-\n  - a\n");
	static const uint8_t flags[] = {
		0, VALUE_QUOTED, VALUE_QUOTED, 0, 0, VALUE_FLOW, VALUE_FLOW, VALUE_QUOTED, 0};

	ck_assert_uint_eq(root->count, FDTR_ARRAY_SIZE(flags));
	ck_assert_uint_eq(root->flags, 0);
	for (uint32_t i = 0; i < root->count; i++)
		ck_assert_uint_eq(root->items[i].flags, flags[i]);
	ck_assert_str_eq(root->items[3].text, "a\n");
	ck_assert_uint_eq(root->items[3].count, 2);
	ck_assert_str_eq(root->items[7].text, "null");
	document_free(&document);
}
END_TEST

START_TEST(names_know_their_keyword_and_hash)
{
	const struct value *root = read("items: {}\n'foo': 1\n");

	ck_assert_int_eq(root->members[0].keyword, KEYWORD_ITEMS);
	ck_assert_int_eq(root->members[1].keyword, KEYWORD_NONE);
	ck_assert_uint_eq(root->members[0].hash, value_hash("items", 5));
	ck_assert_uint_eq(root->members[1].hash, value_hash("foo", 3));
	ck_assert_str_eq(document.file, "d/x.yaml");
	document_free(&document);
}
END_TEST

START_TEST(tags_of_the_core_schema_are_read)
{
	const struct value *root =
		read("[!!str 1, !!int '5', !!float 1, !!float -2, !!bool True, !!null '', !!str ]");

	ck_assert_str_eq(root->items[0].text, "1");
	ck_assert_uint_eq(root->items[1].integer, 5);
	ck_assert_int_eq(root->items[2].kind, VALUE_REAL);
	ck_assert_double_eq(root->items[2].real, 1);
	ck_assert_double_eq(root->items[3].real, -2);
	ck_assert_uint_eq(root->items[3].flags, 0);
	ck_assert_int_eq(root->items[4].kind, VALUE_BOOLEAN);
	ck_assert_int_eq(root->items[5].kind, VALUE_NULL);
	ck_assert_str_eq(root->items[6].text, "");
	document_free(&document);
	ck_assert_uint_eq(read("!!map {a: !!seq [b]}")->count, 1);
	document_free(&document);
}
END_TEST

START_TEST(tags_that_do_not_fit_are_refused)
{
	check_wrong("!!bool yes",
		"d/x.yaml:1:1: this is a string, and the tag !!bool says something else; delete the tag");
	check_wrong("a: !!int 1.5",
		"d/x.yaml:1:4: this is a real number, and the tag !!int says something else; delete the tag");
	check_wrong("- !!seq {a: b}",
		"d/x.yaml:1:3: this is an object, and the tag !!seq says something else; delete the tag");
	check_wrong("!u8 [1]",
		"d/x.yaml:1:1: this is an array, and the tag !u8 says something else; delete the tag");
	check_wrong(
		"! 1", "d/x.yaml:1:1: this is an integer, and the tag ! says something else; delete the tag");
}
END_TEST

START_TEST(marks_of_the_text_itself_are_skipped)
{
	const struct value *root = read("\xef\xbb\xbf"
					"a: 1\r\nb: 2\r\n");

	check_at(root->members[0].line, root->members[0].column, 1, 1);
	check_at(root->members[1].line, root->members[1].column, 2, 1);
	ck_assert_uint_eq(root->members[1].value.integer, 2);
	document_free(&document);
}
END_TEST

START_TEST(aliases_are_copies)
{
	const struct value *root = read("a: &x {b: [1]}\nc: *x\nd: &x 2\ne: *x\nf: &y\ng: *y\n");
	struct value *copy = &root->members[1].value;

	ck_assert(value_equal(&root->members[0].value, copy));
	copy->members[0].value.items[0].integer = 5;
	ck_assert_uint_eq(root->members[0].value.members[0].value.items[0].integer, 1);
	check_at(copy->at, copy->column, 1, 4);
	ck_assert_uint_eq(root->members[3].value.integer, 2);
	ck_assert_int_eq(root->members[5].value.kind, VALUE_NULL);
	document_free(&document);
}
END_TEST

START_TEST(aliases_that_lead_nowhere_are_refused)
{
	check_wrong("a: *x", "d/x.yaml:1:4: the alias *x names nothing; an anchor &x has to stand before it");
	check_wrong("&x [*x]",
		"d/x.yaml:1:5: the alias *x stands inside of what it names, which would have no end");
	check_wrong("a: &x\n  b: {c: *x}",
		"d/x.yaml:2:10: the alias *x stands inside of what it names, which would have no end");
	check_wrong("&x a: 1", "d/x.yaml:1:1: an anchor (&name) cannot stand at a name; delete it");
	check_wrong("a: &x b\n*x : 1",
		"d/x.yaml:2:1: an alias cannot stand for a name here; write the name itself");
}
END_TEST

/* `count` times `text`. */
static char *repeat(const char *text, size_t count)
{
	const size_t length = strlen(text);
	char *all = malloc(length * count + 1);

	ck_assert_ptr_nonnull(all);
	for (size_t i = 0; i < count; i++)
		memcpy(all + i * length, text, length);
	all[length * count] = '\0';
	return all;
}

static void check_wrong_and_free(char *text, const char *sentence)
{
	check_wrong(text, sentence);
	free(text);
}

START_TEST(depth_has_a_limit)
{
	char *deepest = repeat("- ", DOCUMENT_DEPTH_LIMIT);

	(void)read(deepest);
	document_free(&document);
	free(deepest);
	check_wrong_and_free(
		repeat("- ", DOCUMENT_DEPTH_LIMIT + 1), "d/x.yaml:1:201: this is nested more than 100 deep");
	check_wrong_and_free(repeat("[", 100000), "d/x.yaml:1:101: this is nested more than 100 deep");
	check_wrong_and_free(repeat("{a: ", 100000), "d/x.yaml:1:401: this is nested more than 100 deep");
}
END_TEST

/* A value that repeats one that repeats one: neither is deep where it stands. */
START_TEST(aliases_count_for_the_depth)
{
	char text[1024];
	const char *half = "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[";
	const char *ends = "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]";

	(void)snprintf(text, sizeof(text), "a: &x %s 1 %s\nb: %.49s *x %.49s\n", half, ends, half, ends);
	(void)read(text);
	document_free(&document);
	(void)snprintf(text, sizeof(text), "a: &x %s 1 %s\nb: %s *x %s\n", half, ends, half, ends);
	check_wrong(text, "d/x.yaml:2:55: this is nested more than 100 deep");
}
END_TEST

START_TEST(values_have_a_limit)
{
	check_wrong_and_free(repeat("- \n", DOCUMENT_VALUE_LIMIT),
		"d/x.yaml:2000000:2: with this there are more than 2000000 values, those that aliases repeat counted each time");
}
END_TEST

/* Names that are the same are told of where their number is no matter. */
START_TEST(names_have_a_limit)
{
	check_wrong_and_free(repeat("a:\n", DOCUMENT_MEMBER_LIMIT),
		"d/x.yaml:2:1: `a` is there already, in line 1; one of the two has to go");
	check_wrong_and_free(repeat("a:\n", DOCUMENT_MEMBER_LIMIT + 1),
		"d/x.yaml:16385:1: there are more than 16384 names here; use a pattern, or several bindings");
}
END_TEST

/* Each name stands for ten of the one before. */
START_TEST(aliases_count_for_the_values)
{
	char text[2048];
	struct fdtr_text list;

	fdtr_text_init(&list, text, sizeof(text));
	fdtr_text_add(&list, "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
	for (int i = 1; i < 20; i++) {
		fdtr_text_add(&list, "a%d: &a%d [", i, i);
		for (int k = 0; k < 10; k++)
			fdtr_text_add(&list, "%s*a%d", k ? "," : "", i - 1);
		fdtr_text_add(&list, "]\n");
	}
	check_wrong(text,
		"d/x.yaml:7:10: with this there are more than 2000000 values, those that aliases repeat counted "
		"each time");
}
END_TEST

START_TEST(anchors_have_a_limit)
{
	check_wrong_and_free(repeat("- &a 1\n", 257),
		"d/x.yaml:257:3: there are more than 256 anchors (&name); write the values themselves");
}
END_TEST

START_TEST(names_are_there_once)
{
	check_wrong("a: 1\nb: 2\na: 3\n",
		"d/x.yaml:3:1: `a` is there already, in line 1; one of the two has to go");
	check_wrong("x: {a: 1, b: {a: 2}, 'a': 3}",
		"d/x.yaml:1:22: `a` is there already, in line 1; one of the two has to go");
	check_wrong("items: 1\nx: 2\nx: 3\nitems: 2\n",
		"d/x.yaml:3:1: `x` is there already, in line 2; one of the two has to go");
}
END_TEST

/* Many names are compared in another way than few. */
START_TEST(names_are_there_once_among_many)
{
	char text[8192];
	struct fdtr_text names;

	fdtr_text_init(&names, text, sizeof(text));
	for (int i = 0; i < 500; i++)
		fdtr_text_add(&names, "n%d:\n", i * 7919 % 500);
	ck_assert_uint_eq(read(text)->count, 500);
	ck_assert_str_eq(document.root.members[1].name, "n419");
	document_free(&document);
	fdtr_text_add(&names, "n13:\nn12:\nn13:\n");
	check_wrong(text, "d/x.yaml:501:1: `n13` is there already, in line 328; one of the two has to go");
}
END_TEST

START_TEST(names_are_strings)
{
	check_wrong(
		"1: a", "d/x.yaml:1:1: a name has to be a string, and this is an integer; put it in quotes");
	check_wrong("a:\n  true: b",
		"d/x.yaml:2:3: a name has to be a string, and this is a boolean; put it in quotes");
	check_wrong("~: b", "d/x.yaml:1:1: a name has to be a string, and this is null; put it in quotes");
	check_wrong("? [a]\n: b", "d/x.yaml:1:3: a name has to be a string, and this is an array");
	check_wrong("? {a: b}\n: c", "d/x.yaml:1:3: a name has to be a string, and this is an object");
	check_wrong(
		"<<: {a: b}", "d/x.yaml:1:1: << merges nothing in YAML 1.2; write the members themselves");
	ck_assert_str_eq(read("'<<': 1\n'1': 2\nyes: 3\n? a\n: b\n=: c\n")->members[4].name, "=");
	document_free(&document);
}
END_TEST

START_TEST(what_is_no_yaml_is_refused_with_its_place)
{
	check_wrong(
		"a: b: c", "d/x.yaml:1:5: it is not YAML: mapping values are not allowed in this context");
	check_wrong("x: 1\na: \"\n\n",
		"d/x.yaml:4:1: it is not YAML: found unexpected end of stream, while scanning a quoted scalar from line 2");
	check_wrong("%YAML 1.3\n---\na", "d/x.yaml:1:1: it is not YAML: found incompatible YAML document");
	check_wrong("", "d/x.yaml:1:1: there is nothing in this file");
	check_wrong("# only a note\n", "d/x.yaml:2:1: there is nothing in this file");
	check_wrong("a: 1\n---\nb: 2\n",
		"d/x.yaml:2:1: a second document begins here; each has to be a file of its own");
	ck_assert_uint_eq(read("---\na: 1\n...\n")->count, 1);
	document_free(&document);
}
END_TEST

START_TEST(bytes_that_are_no_text_are_refused_with_their_place)
{
	check_wrong(
		"a: b\n\xc3\xa9: \xff", "d/x.yaml:2:4: it is not YAML in UTF-8: invalid leading UTF-8 octet");
	check_wrong("\xef\xbb\xbf"
		    "a: \xff",
		"d/x.yaml:1:4: it is not YAML in UTF-8: invalid leading UTF-8 octet");
	check_wrong("a: \x01", "d/x.yaml:1:4: it is not YAML in UTF-8: control characters are not allowed");
	check_bytes("a: \0b", 6, "d/x.yaml:1:4: it is not YAML in UTF-8: control characters are not allowed");
	check_bytes("\xff\xfe"
		    "a\0",
		4, "d/x.yaml:1:1: it is not YAML in UTF-8: invalid leading UTF-8 octet");
	check_wrong("a: \"x\\0y\"",
		"d/x.yaml:1:4: there is a NUL in this text, which no text of a device tree can have");
}
END_TEST

START_TEST(integers_beyond_64_bits_are_refused)
{
	check_wrong("a: 18446744073709551616",
		"d/x.yaml:1:4: 18446744073709551616 is beyond 64 bits, and with it beyond "
		"what any cell can hold");
	ck_assert_uint_eq(read("'18446744073709551616'")->count, 20);
	document_free(&document);
}
END_TEST

START_TEST(directives_have_a_limit)
{
	const char *sentence =
		"d/x.yaml:101:1: more than 100 lines begin with a %, as directives do; a binding needs one at most";

	check_wrong_and_free(repeat("%TAG !a! b\n", 101), sentence);
	check_wrong_and_free(
		repeat("%TAG !a! b\n", 100), "d/x.yaml:2:1: it is not YAML: found duplicate %TAG directive");
	check_wrong_and_free(repeat("%\r", 101),
		"d/x.yaml:1:201: more than 100 lines begin with a %, as directives do; a "
		"binding needs one at most");
	check_wrong_and_free(repeat("%a\xe2\x80\xa8", 101),
		"d/x.yaml:1:301: more than 100 lines begin with a %, as directives do; a binding needs one at most");
	check_wrong_and_free(repeat("a: %\n", 101),
		"d/x.yaml:1:4: it is not YAML: found character that cannot start any token, while scanning for the next token from "
		"line 1");
}
END_TEST

START_TEST(size_has_a_limit)
{
	char *text = repeat(" ", DOCUMENT_SIZE_LIMIT);

	check_bytes(text, DOCUMENT_SIZE_LIMIT, "d/x.yaml:2:1: there is nothing in this file");
	check_bytes(text, DOCUMENT_SIZE_LIMIT + 1,
		"d/x.yaml: it is larger than the 16 MiB that are read of a file");
	free(text);
}
END_TEST

START_TEST(files_are_read_only_when_they_are_files)
{
	ck_assert_int_eq(document_load(&document, "/dev/zero", &error), FDTR_ERR_BADTREE);
	ck_assert_str_eq(error.message, "/dev/zero: it is no regular file");
	document_free(&document);
	ck_assert_int_eq(document_load(&document, "/", &error), FDTR_ERR_BADTREE);
	ck_assert_str_eq(error.message, "/: Is a directory");
	document_free(&document);
	ck_assert_int_eq(document_load(&document, "/none/at/all.yaml", &error), FDTR_ERR_BADTREE);
	ck_assert_str_eq(error.message, "/none/at/all.yaml: No such file or directory");
	document_free(&document);
}
END_TEST

Suite *document_suite(void)
{
	return SUITE_OF("document", values_and_names_have_places, columns_are_of_characters, styles_are_kept,
		names_know_their_keyword_and_hash, tags_of_the_core_schema_are_read,
		tags_that_do_not_fit_are_refused, marks_of_the_text_itself_are_skipped, aliases_are_copies,
		aliases_that_lead_nowhere_are_refused, depth_has_a_limit, aliases_count_for_the_depth,
		values_have_a_limit, names_have_a_limit, aliases_count_for_the_values, anchors_have_a_limit,
		names_are_there_once, names_are_there_once_among_many, names_are_strings,
		what_is_no_yaml_is_refused_with_its_place,
		bytes_that_are_no_text_are_refused_with_their_place, integers_beyond_64_bits_are_refused,
		directives_have_a_limit, size_has_a_limit, files_are_read_only_when_they_are_files);
}
