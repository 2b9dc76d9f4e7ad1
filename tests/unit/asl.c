// SPDX-License-Identifier: BSD-2-Clause
/* Where things stand in ASL. */
#include "unit.h"

#include "source/asl/asl_map.h"
#include "source/asl/asl_token.h"

#include <stdio.h>
#include <string.h>

static const char text[] = "/* Device (NONE) */ DefinitionBlock (\"\", \"SSDT\", 2, \"\", \"\", 1)\n" /* 1 */
			   "{\n"                                                                      /* 2 */
			   "  Scope (\\_SB) {\n"                                                      /* 3 */
			   "    Device (P) { // Device (Q)\n"                                         /* 4 */
			   "      Name (_HID, \"Device (R)\") Name (A, 1)\n"                          /* 5 */
			   "#ifdef NEVER\n"                                                           /* 6 */
			   "      Name (OFF, 1)\n"                                                    /* 7 */
			   "#else\n"                                                                  /* 8 */
			   "      Name (ON, 1)\n"                                                     /* 9 */
			   "#endif\n"                                                                 /* 10 */
			   "    }\n"                                                                  /* 11 */
			   "    Scope (P.Q) { name (B, 2) }\n"                                        /* 12 */
			   "    Device (^Z) { }\n"                                                    /* 13 */
			   "    Alias (P, AL)\n"                                                      /* 14 */
			   "  }\n"                                                                    /* 15 */
			   "  Name (PK, Package (2) {\n"                                              /* 16 */
			   "    Package () { \"a, b\", F (1, 2) },\n"                                 /* 17 */
			   "    3 })\n"                                                               /* 18 */
			   "  Name (RT, ResourceTemplate () { A (1, 2)\n"                             /* 19 */
			   "    StartDependentFn (0, 0) { IRQ () { 1 }\n"                             /* 20 */
			   "      IRQ () { 2 } }\n"                                                   /* 21 */
			   "    Interrupt (X,) { 48, 49 } })\n"                                       /* 22 */
			   "}\n";

static struct asl_map *map;

static void make(const char *source)
{
	map = asl_map_make(&(struct asl_source){.file = "t.asl", .text = source, .size = strlen(source)});
	ck_assert_ptr_nonnull(map);
}

static const char *show(const struct source_span *span)
{
	static char shown[64];

	(void)snprintf(shown, sizeof(shown), "%u:%u-%u:%u", span->line, span->column, span->end_line,
		span->end_column);
	return shown;
}

static const char *object(const char *path)
{
	struct source_span span;

	return asl_map_object(map, path, &span) ? show(&span) : "none";
}

static const char *element(const char *path, const uint32_t *steps, uint32_t count)
{
	struct source_span span;

	return asl_map_element(map, path, steps, count, &span) ? show(&span) : "none";
}

/* "none" where there is no such object. */
struct place {
	const char *path;
	const char *place;
};

static void check_places(const char *source, const struct place *places, size_t count)
{
	make(source);
	for (size_t i = 0; i < count; i++)
		ck_assert_str_eq(object(places[i].path), places[i].place);
	asl_map_free(map);
}

#define check_objects(source, ...)                                \
	check_places(source, (const struct place[]){__VA_ARGS__}, \
		sizeof((const struct place[]){__VA_ARGS__}) / sizeof(struct place))

START_TEST(objects_are_found_by_their_path)
{
	check_objects(text, {"\\_SB.P", "4:5-4:15"}, {"\\_SB_.P___", "4:5-4:15"},
		{"\\_SB.P._HID", "5:7-5:32"}, {"\\_SB.P.A", "5:33-5:44"}, {"\\_SB.P.ON", "9:7-9:19"},
		{"\\_SB.P.Q.B", "12:19-12:30"}, {"\\Z", "13:5-13:16"}, {"\\_SB.AL", "14:5-14:18"});
}
END_TEST

START_TEST(what_is_no_definition_is_none)
{
	check_objects(text, {"\\NONE", "none"}, {"\\_SB.Q", "none"}, {"\\_SB.P.Q.R", "none"},
		{"\\_SB.P.OFF", "none"}, {"\\_SB.PP", "none"}, {"\\_SB.P.", "none"}, {"", "none"});
}
END_TEST

START_TEST(parts_of_values_are_found_by_their_number)
{
	static const struct {
		const char *path;
		uint32_t steps[2], count;
		const char *place;
	} parts[] = {{"\\PK", {0}, 0, "16:13-18:8"}, {"\\PK", {0}, 1, "17:5-17:36"},
		{"\\PK", {0, 0}, 2, "17:18-17:24"}, {"\\PK", {0, 1}, 2, "17:26-17:34"},
		{"\\PK", {1}, 1, "18:5-18:6"}, {"\\PK", {9}, 1, "16:13-18:8"},
		{"\\RT", {0}, 1, "19:35-19:43"}, {"\\RT", {2}, 1, "20:31-20:43"},
		{"\\RT", {3}, 1, "21:7-21:19"}, {"\\RT", {4}, 1, "22:5-22:30"}};

	make(text);
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(parts); i++)
		ck_assert_str_eq(element(parts[i].path, parts[i].steps, parts[i].count), parts[i].place);
	asl_map_free(map);
}
END_TEST

START_TEST(the_object_around_a_line_is_known)
{
	static const struct {
		uint32_t line;
		const char *path;
	} cases[] = {{1, "\\"}, {3, "\\_SB"}, {5, "\\_SB.P"}, {11, "\\_SB.P"}, {12, "\\_SB.P.Q"},
		{14, "\\_SB"}, {16, "\\"}, {99, "\\"}};
	char path[64];

	make(text);
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(cases); i++)
		ck_assert_str_eq(asl_map_around(map, 0, cases[i].line, path, sizeof(path)), cases[i].path);
	asl_map_free(map);
}
END_TEST

START_TEST(conditions_are_followed)
{
	check_objects(
		"#define ON\n#if 0\nName (A, 1)\n#elif defined (ON)\n#ifndef ON\nName (B, 1)\n#endif\n"
		"Name (C, 1)\n#else\nName (D, 1)\n#endif\n#undef ON\n#if !defined(ON)\nName (E, 1)\n#endif\n",
		{"\\A", "none"}, {"\\B", "none"}, {"\\C", "8:1-8:12"}, {"\\D", "none"},
		{"\\E", "14:1-14:12"});
}
END_TEST

/* Whatever it holds, reading it ends, and places are in it. */
START_TEST(any_text_is_read)
{
	uint64_t state = 11;
	char source[2048];

	for (int round = 0; round < 2000; round++) {
		size_t size = random_below(&state, sizeof(text));
		struct source_span span;

		memcpy(source, text, sizeof(text));
		for (int i = 0; i < 8; i++)
			source[random_below(&state, sizeof(text) - 1)] =
				"(){}\",\\^.#/ *\nP"[random_below(&state, 15)];
		map = asl_map_make(&(struct asl_source){.file = "t.asl", .text = source, .size = size});
		ck_assert_ptr_nonnull(map);
		if (asl_map_element(map, "\\PK", (uint32_t[]){0, 1}, 2, &span))
			ck_assert_uint_ge(span.end_line, span.line);
		(void)asl_map_object(map, "\\_SB.P.Q", &span);
		asl_map_free(map);
	}
}
END_TEST

START_TEST(a_table_tells_its_signature)
{
	const char *signature;
	size_t length;

	ck_assert(asl_signature(text, strlen(text), &signature, &length));
	ck_assert(length == 4 && !memcmp(signature, "SSDT", 4));
	ck_assert(asl_signature("definitionblock (\"\", S,", 23, &signature, &length) && !length);
	ck_assert(!asl_signature("// DefinitionBlock (\"\", \"DSDT\")", 31, &signature, &length));
}
END_TEST

Suite *asl_suite(void)
{
	return SUITE_OF("asl", objects_are_found_by_their_path, what_is_no_definition_is_none,
		parts_of_values_are_found_by_their_number, the_object_around_a_line_is_known,
		conditions_are_followed, any_text_is_read, a_table_tells_its_signature);
}
