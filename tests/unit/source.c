// SPDX-License-Identifier: BSD-2-Clause
/* What dtc prints, against the source it was printed for. */
#include "unit.h"

#include "source/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct source_map *map;

static int make_map(const char *annotated, size_t size, const char *source, const char *preprocessed)
{
	struct source_input input = {.annotated = annotated,
		.annotated_size = size,
		.file = "a.dts",
		.source = source,
		.source_size = strlen(source),
		.preprocessed = preprocessed,
		.preprocessed_size = preprocessed ? strlen(preprocessed) : 0};

	return source_map_make(&map, &input, NULL);
}

static void read_map(const char *annotated, const char *source, const char *preprocessed)
{
	ck_assert_int_eq(make_map(annotated, strlen(annotated), source, preprocessed), FDTR_OK);
}

/* The span covers `text`, as it stands in the source for the `number`th time. */
static void check_covers(struct source_span span, const char *source, const char *text, unsigned int number)
{
	const char *at = strstr(source, text), *line = source, *end;
	uint32_t lines = 1;

	while (at && --number)
		at = strstr(at + 1, text);
	ck_assert_ptr_nonnull(at);
	for (const char *newline = source; (newline = strchr(newline, '\n')) && newline < at; lines++)
		line = ++newline;
	ck_assert_str_eq(span.file, "a.dts");
	ck_assert_uint_eq(span.line, lines);
	ck_assert_uint_eq(span.column, (uint32_t)(at - line) + 1);
	end = at + strlen(text);
	for (const char *newline = at; (newline = memchr(newline, '\n', (size_t)(end - newline))); lines++)
		line = ++newline;
	ck_assert_uint_eq(span.end_line, lines);
	ck_assert_uint_eq(span.end_column, (uint32_t)(end - line) + 1);
}

static void check_property(
	const char *path, const char *name, const char *source, const char *text, unsigned int n)
{
	struct source_span span = {0};

	ck_assert_msg(source_map_property(map, path, name, &span), "%s:%s", path, name);
	check_covers(span, source, text, n);
}

static void check_node(const char *path, const char *source, const char *text, unsigned int n)
{
	struct source_span span = {0};

	ck_assert_msg(source_map_node(map, path, &span), "%s", path);
	check_covers(span, source, text, n);
}

static void check_body(const char *path, const char *source, const char *text)
{
	struct source_span span = {0};

	ck_assert_msg(source_map_body(map, path, &span), "%s", path);
	check_covers(span, source, text, 1);
}

static const char plain[] = "/dts-v1/;\n"
			    "/memreserve/ 0x1000 0x2000;\n"
			    "/memreserve/ 0x9000 1;\n"
			    "/ {\n"
			    "\ts = \"/* { ; \\\" }\", \"b\"; t;\n"
			    "\tl: m: soc@1 { reg = <1 2\n"
			    "\t\t3>; k: ranges; };\n"
			    "};\n"
			    "&l { reg = <4>; };\n";

static const char plain_annotated[] = "/dts-v1/;\n\n"
				      "/memreserve/\t0x0000000000001000 0x0000000000002000;\n"
				      "/memreserve/\t0x0000000000009000 0x0000000000000001;\n"
				      "/ { /* a.dts:4:3-8:3 */\n"
				      "\ts = \"/* { ; \\\" }\", \"b\"; /* a.dts:5:2-5:25 */\n"
				      "\tt; /* a.dts:5:26-5:28 */\n\n"
				      "\tl: m: soc@1 { /* a.dts:6:14-7:20, a.dts:9:4-9:19 */\n"
				      "\t\treg = <0x04>; /* a.dts:9:6-9:16 */\n"
				      "\t\tk: ranges; /* a.dts:7:10-7:17 */\n"
				      "\t\tphandle = <0x01>; /* <no-file>:<no-line> */\n"
				      "\t}; /* a.dts:6:14-7:20, a.dts:9:4-9:19 */\n"
				      "}; /* a.dts:4:3-8:3 */\n";

START_TEST(places_are_those_of_the_source)
{
	struct source_span span = {0};

	read_map(plain_annotated, plain, NULL);
	check_node("/", plain, "/", 7);
	check_property("/", "s", plain, "s = \"/* { ; \\\" }\", \"b\";", 1);
	check_property("/", "t", plain, "t;", 1);
	check_node("/soc@1", plain, "soc@1", 1);
	check_body("/soc@1", plain, "{ reg = <1 2\n\t\t3>; k: ranges; };");
	check_property("/soc@1", "reg", plain, "reg = <4>;", 1);
	check_property("/soc@1", "ranges", plain, "ranges;", 1);
	ck_assert(!source_map_property(map, "/soc@1", "phandle", &span));
	ck_assert(!source_map_property(map, "/soc@1", "re", &span));
	ck_assert(!source_map_property(map, "/soc@1", "soc@1", &span));
	ck_assert(!source_map_property(map, "/soc", "reg", &span));
	ck_assert(!source_map_node(map, "/soc@1/reg", &span));
	ck_assert(!source_map_node(map, "soc@1", &span));
	ck_assert(!source_map_node(map, "", &span));
	ck_assert_uint_eq(source_map_file_count(map), 1);
	source_map_free(map);
}
END_TEST

START_TEST(reservations_keep_their_order)
{
	struct source_span span = {0};

	read_map(plain_annotated, plain, NULL);
	ck_assert(source_map_reserve(map, 0, &span));
	check_covers(span, plain, "/memreserve/ 0x1000 0x2000;", 1);
	ck_assert(source_map_reserve(map, 1, &span));
	check_covers(span, plain, "/memreserve/ 0x9000 1;", 1);
	ck_assert(!source_map_reserve(map, 2, &span));
	source_map_free(map);
}
END_TEST

/* Line markers tell where they are, and their names may be spelled in octal. */
START_TEST(reservations_are_found_behind_cpp)
{
	static const char source[] = "#define A 0x1000\n#if 0\n/memreserve/ 1 1;\n#endif\n"
				     "  /*\n*/ /memreserve/ A  2 ;\n";
	struct source_span span = {0};

	read_map("/dts-v1/;\n/memreserve/\t0x1000 0x2;\n/ {\n};\n", source,
		"# 0 \"a.dts\"\n# 0 \"<built-in>\"\n# 1 \"\\141.dts\"\n\n\n\n\n\n"
		"   /memreserve/ 0x1000 2 ;\n# 8 \"a.dts\" 2\n");
	ck_assert(source_map_reserve(map, 0, &span));
	check_covers(span, source, "/memreserve/ A  2 ;", 1);
	source_map_free(map);
}
END_TEST

/* A marker of the user's own can say anything, a line 0 too. */
START_TEST(no_line_is_none)
{
	struct source_span span = {0};

	read_map("/memreserve/\t0x1 0x2;\n/ {\n};\n", "# 0 \"a.dts\"\n/memreserve/ 1 2;\n", NULL);
	ck_assert(!source_map_reserve(map, 0, &span) || span.line);
	source_map_free(map);
}
END_TEST

/* Blanks and comments go, macros change their length, lines are joined. */
START_TEST(columns_behind_cpp_are_set_right)
{
	static const char source[] = "/ {\n"
				     "\ta   = <1>;  /* reg = */ reg = <LONG>;   b = \"reg = ;\";\n"
				     "\tx@1  { reg = <LONG>; };  x@2 {  reg = <SHORT>; };\n"
				     "\tc = <CALL(1,\n"
				     "\t\t2)>; d; \\\n"
				     "\te;\n"
				     "\tMADE f = <1>;  CALL(g, 1)\n"
				     "\tdom@GPU { };\n"
				     "};\n";

	read_map("/ { /* a.dts:1:3-9:3 */\n"
		 "\ta = <1>; /* a.dts:2:2-2:10 */\n"
		 "\treg = <1>; /* a.dts:2:11-2:50 */\n"
		 "\tb = \"reg = ;\"; /* a.dts:2:60-2:70 */\n"
		 "\tc = <1>; /* a.dts:4:2-4:10 */\n"
		 "\td; /* a.dts:4:12-4:14 */\n"
		 "\te; /* a.dts:4:15-4:17 */\n"
		 "\tmade = <1>; /* a.dts:7:2-7:12 */\n"
		 "\tf = <1>; /* a.dts:7:13-7:21 */\n"
		 "\tg = <1>; /* a.dts:7:22-7:30 */\n"
		 "\tx@1 { /* a.dts:3:6-3:50 */\n"
		 "\t\treg = <1>; /* a.dts:3:8-3:49 */\n"
		 "\t}; /* a.dts:3:6-3:50 */\n"
		 "\tx@2 { /* a.dts:3:55-3:70 */\n"
		 "\t\treg = <1>; /* a.dts:3:57-3:69 */\n"
		 "\t}; /* a.dts:3:55-3:70 */\n"
		 "\tdom@7 { /* a.dts:8:8-8:12 */\n"
		 "\t}; /* a.dts:8:8-8:12 */\n"
		 "}; /* a.dts:1:3-9:3 */\n",
		source, "");
	check_property("/", "a", source, "a   = <1>;", 1);
	check_property("/", "reg", source, "reg = <LONG>;", 1);
	check_property("/", "b", source, "b = \"reg = ;\";", 1);
	check_property("/", "c", source, "c = <CALL(1,\n\t\t2)>;", 1);
	check_property("/", "d", source, "d;", 1);
	check_property("/", "e", source, "e;", 1);
	check_property("/", "made", source, "MADE", 1);
	check_property("/", "f", source, "f = <1>;", 1);
	check_property("/", "g", source, "CALL", 2);
	check_node("/x@1", source, "x@1", 1);
	check_property("/x@1", "reg", source, "reg = <LONG>;", 2);
	check_node("/x@2", source, "x@2", 1);
	check_property("/x@2", "reg", source, "reg = <SHORT>;", 1);
	check_body("/x@2", source, "{  reg = <SHORT>; };");
	check_node("/dom@7", source, "dom@GPU", 1);
	source_map_free(map);
}
END_TEST

/* dtc keeps the places of what was deleted. */
START_TEST(deleted_and_written_again)
{
	static const char source[] = "/ { p: n { l: x { }; y { }; z { }; w { }; }; };\n"
				     "/delete-node/ &l;\n"
				     "&p { /delete-node/ y; };\n"
				     "/delete-node/ &{/n/z};\n"
				     "/ { o { /delete-node/ w; }; };\n"
				     "/ { n { x { }; y { }; z { }; w { }; }; };\n";

	read_map("/ { /* a.dts:1:3-1:48, a.dts:5:3-5:32, a.dts:6:3-6:43 */\n"
		 "\tp: n { /* a.dts:1:10-1:45, a.dts:3:4-3:25, a.dts:6:7-6:40 */\n"
		 "\t\tx { /* a.dts:1:17-1:21, a.dts:6:11-6:15 */\n\t\t}; /* - */\n"
		 "\t\ty { /* a.dts:1:24-1:28, a.dts:6:18-6:22 */\n\t\t}; /* - */\n"
		 "\t\tz { /* a.dts:1:31-1:35, a.dts:6:25-6:29 */\n\t\t}; /* - */\n"
		 "\t\tw { /* a.dts:1:38-1:42, a.dts:6:32-6:36 */\n\t\t}; /* - */\n"
		 "\t}; /* - */\n}; /* - */\n",
		source, NULL);
	check_node("/n", source, "n", 1);
	check_node("/n/x", source, "x", 2);
	check_node("/n/y", source, "y", 3);
	check_node("/n/z", source, "z", 3);
	check_node("/n/w", source, "w", 1);
	source_map_free(map);
}
END_TEST

/* A fragment that dtc made stands where its content does. */
START_TEST(fragments_are_their_content)
{
	static const char source[] = "/dts-v1/; /plugin/;\n&uart { a; };\n&{/bus} { b { }; };\n";

	read_map("/ {\n\tfragment@0 { /* <no-file>:<no-line> */\n"
		 "\t\ttarget = <0xffffffff>; /* <no-file>:<no-line> */\n"
		 "\t\t__overlay__ { /* a.dts:2:7-2:13 */\n\t\t\ta; /* a.dts:2:9-2:11 */\n\t\t};\n\t};\n"
		 "\tfragment@1 { /* <no-file>:<no-line> */\n"
		 "\t\t__overlay__ { /* a.dts:3:9-3:20 */\n"
		 "\t\t\tb { /* a.dts:3:13-3:17 */\n\t\t\t};\n\t\t};\n\t};\n};\n",
		source, NULL);
	check_node("/fragment@0", source, "&uart", 1);
	check_node("/fragment@1/__overlay__", source, "&{/bus}", 1);
	check_body("/fragment@0", source, "{ a; };");
	check_property("/fragment@0/__overlay__", "a", source, "a;", 1);
	check_node("/fragment@1/__overlay__/b", source, "b", 2);
	source_map_free(map);
}
END_TEST

/* Whatever a file is called: the first numbers that can be a place end its name. */
START_TEST(file_names_can_hold_anything)
{
	struct source_span span = {0};

	read_map("/ { /* a */b, c:1:2-3:4, d:5:6-7:8 */\n"
		 "\tp; /* x:y:1-2:3\n; { \"z:9:8-7:6 */\n"
		 "\tq; /* :1:1-1:1 */\n"
		 "\tr; /* n:0:1-1:1 */\n"
		 "\ts; /* n:4294967296:1-1:1 */\n"
		 "\tt; /* n:1:1-1:1x */\n"
		 "};\n",
		"", NULL);
	ck_assert(source_map_node(map, "/", &span));
	ck_assert_str_eq(span.file, "a */b, c");
	ck_assert(source_map_property(map, "/", "p", &span));
	ck_assert_str_eq(span.file, "x:y:1-2:3\n; { \"z");
	ck_assert(source_map_property(map, "/", "q", &span));
	ck_assert_str_eq(span.file, "");
	ck_assert(!source_map_property(map, "/", "r", &span));
	ck_assert(!source_map_property(map, "/", "s", &span));
	ck_assert(!source_map_property(map, "/", "t", &span));
	ck_assert_uint_eq(source_map_file_count(map), 5);
	ck_assert_str_eq(source_map_file(map, 0), "a.dts");
	ck_assert_str_eq(source_map_file(map, 2), "d");
	source_map_free(map);
}
END_TEST

static void ask_everything(void)
{
	struct source_span span;

	(void)source_map_node(map, "/", &span);
	(void)source_map_node(map, "/soc@1", &span);
	(void)source_map_body(map, "/soc@1", &span);
	(void)source_map_property(map, "/", "s", &span);
	(void)source_map_property(map, "/soc@1", "reg", &span);
	(void)source_map_reserve(map, 0, &span);
}

START_TEST(cut_anywhere_it_still_ends)
{
	size_t size = strlen(plain_annotated);

	for (size_t cut = 0; cut <= size; cut++) {
		char *text = malloc(cut + 1), *source = strdup(plain);

		memcpy(text, plain_annotated, cut);
		source[cut % strlen(plain)] = '\0';
		ck_assert_int_eq(make_map(text, cut, source, cut % 2 ? source : NULL), FDTR_OK);
		free(text); /* which the map must not need any more */
		ask_everything();
		source_map_free(map);
		free(source);
	}
}
END_TEST

START_TEST(noise_does_no_harm)
{
	static const char signs[] = "/ {};=\"\\\n*:&<>()#@a1-,\t";
	uint64_t state = 7;
	char text[512], source[512];

	for (int round = 0; round < 3000; round++) {
		for (size_t i = 0; i < sizeof(text); i++) {
			text[i] = signs[random_below(&state, sizeof(signs) - 1)];
			source[i] = signs[random_below(&state, sizeof(signs) - 1)];
		}
		source[sizeof(source) - 1] = '\0';
		if (round % 2)
			memcpy(text, plain_annotated, 100 + random_below(&state, 300));
		ck_assert_int_eq(make_map(text, sizeof(text), source, round % 3 ? source : NULL), FDTR_OK);
		ask_everything();
		source_map_free(map);
	}
}
END_TEST

#define MANY 100000U

static void check_around(const struct source_nodes *nodes, uint32_t line, const char *wanted)
{
	char path[32];

	ck_assert_str_eq(source_nodes_path(nodes, 0, line, path, sizeof(path)), wanted);
}

START_TEST(a_line_leads_to_its_node)
{
	static const char annotated[] = "/dts-v1/;\n"
					"/ { /* a.dts:2:3-20:3, a.dts:30:3-32:3 */\n"
					"a { /* a.dts:3:1-9:3, a.dts:22:1-24:3 */\n"
					"b { /* a.dts:4:1-6:3 */\n"
					"c { /* a.dts:5:1-5:9 */\n"
					"}; /* a.dts:5:1-5:9 */\n"
					"}; /* a.dts:4:1-6:3 */\n"
					"d { /* a.dts:7:1-7:9 */\n"
					"}; /* a.dts:7:1-7:9 */\n"
					"}; /* a.dts:3:1-9:3, a.dts:22:1-24:3 */\n"
					"a-very-long-name-that-is-no-path { /* a.dts:12:1-12:9 */\n"
					"}; /* a.dts:12:1-12:9 */\n"
					"}; /* a.dts:2:3-20:3, a.dts:30:3-32:3 */\n";
	static const char *const wanted[] = {
		"/", "/", "/", "/a", "/a/b", "/a/b/c", "/a/b", "/a/d", "/a", "/a", "/", "/", "/", "/"};
	struct source_nodes *nodes;

	read_map(annotated, "/dts-v1/;\n", NULL);
	nodes = source_nodes_make(map);
	ck_assert_ptr_nonnull(nodes);
	for (uint32_t line = 0; line < FDTR_ARRAY_SIZE(wanted); line++)
		check_around(nodes, line, wanted[line]);
	check_around(nodes, 21, "/");
	check_around(nodes, 23, "/a");
	check_around(nodes, 31, "/");
	check_around(nodes, UINT32_MAX, "/");
	source_nodes_free(nodes);
	source_map_free(map);
}
END_TEST

/* One line of a hundred thousand nodes within each other, or of properties of one name, or of files. */
START_TEST(large_things_take_linear_time)
{
	struct source_span span;
	struct source_nodes *nodes;
	char *text = NULL, *source = NULL;
	size_t size, source_size;
	FILE *out = open_memstream(&text, &size), *in = open_memstream(&source, &source_size);

	fputs("/ { /* a.dts:1:3-1:9 */\n", out);
	for (uint32_t i = 0; i < MANY; i++) {
		fprintf(out, "n { /* a.dts:1:%u-1:%u */\np; /* a.dts:1:%u-1:9 */\nq; /* f%u:1:1-1:2 */\n",
			7 * i + 3, 7 * i + 4, 7 * i + 5, i);
		fputs("n { p; ", in);
	}
	fclose(out);
	fclose(in);
	ck_assert_int_eq(make_map(text, size, source, source), FDTR_OK);
	ck_assert_uint_eq(source_map_file_count(map), MANY + 1);
	for (uint32_t i = 0; i < 1000; i++) {
		ck_assert(source_map_property(map, "/n/n/n", "p", &span));
		ck_assert_uint_eq(span.column, 7 * 2 + 5);
		ck_assert(source_map_node(map, "/n/n/n", &span));
		ck_assert_uint_eq(span.column, 7 * 2 + 1);
	}
	nodes = source_nodes_make(map);
	ck_assert_ptr_nonnull(nodes);
	check_around(nodes, 2, "/");
	source_nodes_free(nodes);
	source_map_free(map);
	free(text);
	free(source);
}
END_TEST

START_TEST(directives_are_told_from_properties)
{
	static const char *const yes[] = {"#include \"x\"", " \t# \tinclude <x>", "a;\n#if(1)",
		"/* \n */#define X", "#ifdef\tX", "# undef X", "#else", "#elif 1\n",
		"a = \"\\\"\n\";\n#if 1"};
	static const char *const no[] = {"", "#", "#address-cells = <1>;", "\n#size-cells = <1>;",
		"#if-cells;", "x #include", "/*\n#include\n*/", "\"\n#include \"", "// \\\n#include",
		"# 1 \"x\"", "#includes", "a = \"\\\"\n#if 1\";"};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(yes); i++)
		ck_assert_msg(source_needs_cpp(yes[i], strlen(yes[i])), "%s", yes[i]);
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(no); i++)
		ck_assert_msg(!source_needs_cpp(no[i], strlen(no[i])), "%s", no[i]);
	ck_assert(source_has_version("// x\n/* y */ /dts-v1/;", 22));
	ck_assert(!source_has_version("/* /dts-v1/; */ / { a = \"/dts-v1/\"; };", 38));
	ck_assert(!source_has_version("/dts-v1", 7));
}
END_TEST

Suite *source_suite(void)
{
	return SUITE_OF("source", places_are_those_of_the_source, reservations_keep_their_order,
		reservations_are_found_behind_cpp, no_line_is_none, columns_behind_cpp_are_set_right,
		deleted_and_written_again, fragments_are_their_content, file_names_can_hold_anything,
		cut_anywhere_it_still_ends, noise_does_no_harm, large_things_take_linear_time,
		a_line_leads_to_its_node, directives_are_told_from_properties);
}
