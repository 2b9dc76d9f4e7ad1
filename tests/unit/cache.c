// SPDX-License-Identifier: BSD-2-Clause
/* The cache of a set: what comes out of it is what files would give, or nothing comes out of it. */
#include "bindings.h"

#include "schema/load/cache.h"
#include "schema/load/cache_form.h"
#include "schema/fixup/fixup.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LATER 60 /* seconds, after which what a test writes is long settled */

/* Every kind of value, and what fix-ups make of some. */
static const char kinds[] =
	"title: \"in \\\"quotes\\\", \\xe4\\u20ac\\U0001f600\"\n"
	"properties:\n"
	"  reg:\n    maxItems: 2\n"
	"  interrupts:\n    items: [ {const: 1}, {const: -1} ]\n"
	"  a,b: { enum: [ ~, true, false, 18446744073709551615, -9223372036854775808, 1.5, .inf, '', [], {} ] }\n"
	"  a,long-name-to-have-more-than-eight-bytes:\n    $ref: /schemas/types.yaml#/definitions/flag\n"
	"patternProperties:\n  '^x-[0-9]+$': { pattern: '^a' }\n"
	"required: [ reg ]\nadditionalProperties: false\n";

static struct text file;

static void teardown_file(void)
{
	free(file.data);
	file = (struct text){0};
}

static void check_same(const struct value *left, const struct value *right);

static void check_same_members(const struct value *left, const struct value *right)
{
	for (uint32_t i = 0; i < left->count; i++) {
		const struct member *a = &left->members[i], *b = &right->members[i];

		ck_assert_str_eq(a->name, b->name);
		ck_assert(a->hash == b->hash && a->number == b->number && a->keyword == b->keyword);
		ck_assert(a->line == b->line && a->column == b->column);
		check_same(&a->value, &b->value);
	}
}

/* In every respect but space and links. */
static void check_same(const struct value *left, const struct value *right)
{
	ck_assert(left->kind == right->kind && left->flags == right->flags && !left->cell_size);
	ck_assert(left->at == right->at && left->column == right->column && left->count == right->count);
	if (left->kind == VALUE_BOOLEAN)
		ck_assert(left->truth == right->truth);
	if (left->kind == VALUE_INTEGER || left->kind == VALUE_REAL)
		ck_assert(left->integer == right->integer);
	if (left->kind == VALUE_STRING)
		ck_assert(!memcmp(left->text, right->text, left->count + 1));
	for (uint32_t i = 0; left->kind == VALUE_ARRAY && i < left->count; i++)
		check_same(&left->items[i], &right->items[i]);
	if (left->kind == VALUE_OBJECT)
		check_same_members(left, right);
}

/* What fdtr_schemas_load() does before it links, at a time of one's own. */
static uint32_t keep_at(const char *const *folders, uint32_t count, time_t now)
{
	struct store store = {0};
	struct listing listing = {.store = &store, .stamped = true};
	struct cache *cache = cache_open(bindings_path("cache"), now);
	struct binding *bindings;
	uint32_t given;

	ck_assert_ptr_nonnull(cache);
	for (uint32_t i = 0; i < count; i++)
		ck_assert_int_eq(listing_walk(&listing, folders[i], i, &set_error), FDTR_OK);
	bindings = calloc(listing.count, sizeof(*bindings));
	for (uint32_t i = 0; i < listing.count; i++) {
		struct document *document = &bindings[i].document;

		if (cache_get(cache, &listing.items[i], document))
			continue;
		ck_assert_int_eq(document_load(document, listing.items[i].name, &set_error), FDTR_OK);
		ck_assert_int_eq(fixup_document(document, &set_error), FDTR_OK);
	}
	cache_keep(cache, &listing, bindings);
	ck_assert_ptr_null(cache_warning(cache));
	for (uint32_t i = 0; i < listing.count; i++)
		document_free(&bindings[i].document);
	given = cache_given(cache);
	cache_free(cache);
	free(bindings);
	free(listing.items);
	store_free(&store);
	return given;
}

static uint32_t keep(void)
{
	const char *const folders[] = {bindings_folder};

	return keep_at(folders, 1, time(NULL) + LATER);
}

static void load_cached(const char *const *folders, size_t count, uint32_t given)
{
	const char *cache = bindings_path("cache");

	ck_assert_msg(load_of(&(struct fdtr_schema_options){
			      .folders = folders, .folder_count = count, .cache = cache}) == FDTR_OK,
		"%s", set_error.message);
	ck_assert_uint_eq(cache_given(set->cache), given);
}

static void check_loads(uint32_t given)
{
	const char *const folders[] = {bindings_folder};

	load_cached(folders, 1, given);
}

static void put_all(void)
{
	put_core();
	put("a.yaml", kinds);
	put("b/c.yaml", "select: false\nproperties: {}\n");
}

static void read_cache(void)
{
	free(file.data);
	ck_assert_int_eq(text_load(&file, bindings_path("cache"), CACHE_SIZE_LIMIT, &set_error), FDTR_OK);
}

static void write_cache(const void *data, size_t size)
{
	FILE *stream = fopen(bindings_path("cache"), "wb");

	ck_assert_ptr_nonnull(stream);
	ck_assert_uint_eq(fwrite(data, 1, size, stream), size);
	ck_assert_int_eq(fclose(stream), 0);
}

/* As if its maker had meant it so. */
static void sign(void)
{
	struct cache_header header;

	memcpy(&header, file.data, sizeof(header));
	header.size = file.size;
	header.sum =
		cache_sum(&header, (unsigned char *)file.data + sizeof(header), file.size - sizeof(header));
	memcpy(file.data, &header, sizeof(header));
}

static bool opens(const struct text *text)
{
	struct unpack unpack;
	const bool whole = unpack_open(&unpack, text);

	unpack_free(&unpack);
	return whole;
}

START_TEST(gives_what_it_was_given)
{
	struct fdtr_schemas *plain;

	put_all();
	ck_assert_msg(load() == FDTR_OK, "%s", set_error.message);
	plain = set;
	set = NULL;
	ck_assert_uint_eq(keep(), 0);
	check_loads(3);
	ck_assert_uint_eq(keep(), 3);
	ck_assert_uint_eq(set->count, plain->count);
	for (uint32_t i = 0; i < plain->count; i++) {
		ck_assert_str_eq(set->bindings[i].document.file, plain->bindings[i].document.file);
		ck_assert_str_eq(set->bindings[i].id, plain->bindings[i].id);
		check_same(&plain->bindings[i].document.root, &set->bindings[i].document.root);
	}
	fdtr_schemas_free(plain);
}
END_TEST

/* Those who load may free what they gave. */
START_TEST(keeps_no_name_of_the_callers)
{
	char *name = NULL;

	put("a.yaml", "");
	name = strdup(bindings_path("a.yaml"));
	keep_at((const char *const[]){name}, 1, time(NULL) + LATER);
	load_cached((const char *const[]){name}, 1, 1);
	free(name);
	ck_assert(has_file("a.yaml"));
}
END_TEST

/* A copy of its own for each length, so that a byte too many that is looked at is one that is not there. */
START_TEST(refuses_what_is_cut_short)
{
	put_all();
	keep();
	read_cache();
	ck_assert(opens(&file));
	for (size_t size = 0; size < file.size; size++) {
		struct text part = {malloc(size + !size), size};

		memcpy(part.data, file.data, size);
		ck_assert(!opens(&part));
		free(part.data);
	}
	write_cache(file.data, file.size / 2);
	check_loads(0);
	ck_assert_uint_eq(keep(), 0);
	check_loads(3);
}
END_TEST

START_TEST(refuses_what_was_changed)
{
	put_all();
	keep();
	read_cache();
	for (size_t i = 0; i < file.size; i++) {
		for (unsigned int bit = 1; bit < 0x100; bit <<= 1) {
			file.data[i] = (char)(file.data[i] ^ (char)bit);
			ck_assert_msg(!opens(&file), "byte %zu, bit 0x%x", i, bit);
			file.data[i] = (char)(file.data[i] ^ (char)bit);
		}
	}
	file.data[file.size - 1]++;
	write_cache(file.data, file.size);
	check_loads(0);
	ck_assert_uint_eq(keep(), 0);
	check_loads(3);
}
END_TEST

static void check_names(const struct value *value)
{
	for (uint32_t i = 0; value->kind == VALUE_ARRAY && i < value->count; i++)
		check_names(&value->items[i]);
	for (uint32_t i = 0; value->kind == VALUE_OBJECT && i < value->count; i++) {
		ck_assert_ptr_eq(value_member(value, value->members[i].name), &value->members[i]);
		check_names(&value->members[i].value);
	}
}

static void check_documents(const struct text *text)
{
	struct unpack unpack;
	struct document document;

	if (unpack_open(&unpack, text)) {
		for (uint32_t i = 0; i < unpack.entry_count; i++) {
			if (unpack_document(&unpack, &unpack.entries[i], "file", &document)) {
				ck_assert_int_eq(document_check(&document, NULL), FDTR_OK);
				check_names(&document.root);
			}
			document_free(&document);
		}
	}
	unpack_free(&unpack);
}

START_TEST(survives_what_was_forged)
{
	static const unsigned char bits[] = {1, 2, 4, 8, 16, 32, 64, 128, 255};

	put_all();
	keep();
	read_cache();
	for (size_t i = sizeof(struct cache_header); i < file.size; i++) {
		for (size_t k = 0; k < sizeof(bits); k++) {
			file.data[i] = (char)(file.data[i] ^ (char)bits[k]);
			sign();
			check_documents(&file);
			file.data[i] = (char)(file.data[i] ^ (char)bits[k]);
		}
	}
}
END_TEST

START_TEST(is_of_one_version)
{
	struct cache_header header;

	put_all();
	keep();
	read_cache();
	memcpy(&header, file.data, sizeof(header));
	header.maker++;
	memcpy(file.data, &header, sizeof(header));
	sign();
	write_cache(file.data, file.size);
	check_loads(0);
	ck_assert_uint_eq(keep(), 0);
	check_loads(3);
}
END_TEST

START_TEST(sees_what_changed)
{
	put_all();
	keep();
	put("b/c.yaml", "select: false\ntitle: new\n");
	check_loads(2);
	ck_assert_ptr_nonnull(value_get(&find_binding("b/c.yaml")->root, KEYWORD_TITLE));
	put("d.yaml", "");
	check_loads(2);
	ck_assert(has_file("d.yaml"));
	ck_assert_int_eq(unlink(bindings_path("a.yaml")), 0);
	check_loads(1);
	ck_assert_uint_eq(set->count, 3);
	ck_assert_uint_eq(keep(), 1);
	check_loads(3);
	ck_assert_int_eq(rename(bindings_path("d.yaml"), bindings_path("e.yaml")), 0);
	check_loads(2);
	ck_assert(has_file("e.yaml") && !has_file("d.yaml"));
}
END_TEST

/* The same size at the same time, by the clock of the file system. */
static void put_unseen(const char *name, const char *text)
{
	struct stat status;

	ck_assert_int_eq(stat(bindings_path(name), &status), 0);
	put(name, text);
	ck_assert_int_eq(utimensat(AT_FDCWD, bindings_path(name),
				 (const struct timespec[]){status.st_mtim, status.st_mtim}, 0),
		0);
}

START_TEST(does_not_trust_what_is_new)
{
	const char *const folders[] = {bindings_folder};

	put_core();
	put("a.yaml", "title: one\n");
	ck_assert_uint_eq(keep_at(folders, 1, time(NULL)), 0);
	ck_assert_int_ne(access(bindings_path("cache"), F_OK), 0);
	put_unseen("a.yaml", "title: two\n");
	check_loads(0);
	ck_assert_str_eq(value_get(&find_binding("a.yaml")->root, KEYWORD_TITLE)->text, "two");
	ck_assert_int_ne(access(bindings_path("cache"), F_OK), 0);
}
END_TEST

START_TEST(sees_what_was_set_back)
{
	put_core();
	put("a.yaml", "title: one\n");
	keep();
	check_loads(2);
	nanosleep(&(const struct timespec){.tv_nsec = 50000000}, NULL);
	put_unseen("a.yaml", "title: two\n");
	check_loads(1);
	ck_assert_str_eq(value_get(&find_binding("a.yaml")->root, KEYWORD_TITLE)->text, "two");
}
END_TEST

START_TEST(keeps_to_the_order_of_folders)
{
	const char *const one = bindings_path("one"), *const two = bindings_path("two");

	put_text("one/a.yaml", "$id: http://devicetree.org/schemas/a.yaml#\ntitle: first\n");
	put_text("two/a.yaml", "$id: http://devicetree.org/schemas/a.yaml#\ntitle: second\n");
	keep_at((const char *const[]){one, two, one}, 3, time(NULL) + LATER);
	load_cached((const char *const[]){one, two}, 2, 2);
	ck_assert_str_eq(value_get(&find_binding("a.yaml")->root, KEYWORD_TITLE)->text, "first");
	load_cached((const char *const[]){two, one}, 2, 2);
	ck_assert_str_eq(value_get(&find_binding("a.yaml")->root, KEYWORD_TITLE)->text, "second");
	load_cached((const char *const[]){two}, 1, 1);
	ck_assert_uint_eq(keep_at((const char *const[]){one, two, one}, 3, time(NULL) + LATER), 3);
}
END_TEST

static const char *warning_of(const char *name, time_t now)
{
	static struct fdtr_error warning;
	struct store store = {0};
	struct listing listing = {.store = &store, .stamped = true};
	struct cache *cache = cache_open(bindings_path(name), now);
	struct binding binding = {0};

	ck_assert_int_eq(listing_walk(&listing, bindings_path("a.yaml"), 0, &set_error), FDTR_OK);
	ck_assert_int_eq(document_load(&binding.document, bindings_path("a.yaml"), &set_error), FDTR_OK);
	cache_keep(cache, &listing, &binding);
	warning.message[0] = '\0';
	if (cache_warning(cache))
		strcpy(warning.message, cache_warning(cache));
	document_free(&binding.document);
	cache_free(cache);
	free(listing.items);
	store_free(&store);
	return warning.message;
}

START_TEST(says_why_it_was_not_written)
{
	const time_t later = time(NULL) + LATER;
	struct stat status;

	put("a.yaml", "");
	put_text("own.dts", "/dts-v1/;\n");
	ck_assert_ptr_nonnull(strstr(warning_of("own.dts", later), "own.dts: this is no cache"));
	ck_assert_int_eq(stat(bindings_path("own.dts"), &status), 0);
	ck_assert_int_eq(status.st_size, 10);
	ck_assert_ptr_nonnull(strstr(warning_of("none/cache", later), "none/cache: No such file"));
	ck_assert_ptr_nonnull(strstr(warning_of("", later), "Is a directory"));
	ck_assert_int_eq(mkfifo(bindings_path("pipe"), 0600), 0);
	ck_assert_ptr_nonnull(strstr(warning_of("pipe", later), "no regular file"));
	ck_assert_str_eq(warning_of("own.dts", time(NULL)), "");
}
END_TEST

START_TEST(is_written_as_the_umask_says)
{
	struct stat status;

	put_all();
	put_text("cache", "");
	umask(027);
	keep();
	ck_assert_int_eq(stat(bindings_path("cache"), &status), 0);
	ck_assert_int_eq(status.st_mode & 0777, 0640);
}
END_TEST

Suite *cache_suite(void)
{
	Suite *suite = suite_create("cache");
	TCase *cases = bindings_case("cache");

	tcase_add_checked_fixture(cases, NULL, teardown_file);
	tcase_add_test(cases, gives_what_it_was_given);
	tcase_add_test(cases, keeps_no_name_of_the_callers);
	tcase_add_test(cases, refuses_what_is_cut_short);
	tcase_add_test(cases, refuses_what_was_changed);
	tcase_add_test(cases, survives_what_was_forged);
	tcase_add_test(cases, is_of_one_version);
	tcase_add_test(cases, sees_what_changed);
	tcase_add_test(cases, does_not_trust_what_is_new);
	tcase_add_test(cases, sees_what_was_set_back);
	tcase_add_test(cases, keeps_to_the_order_of_folders);
	tcase_add_test(cases, says_why_it_was_not_written);
	tcase_add_test(cases, is_written_as_the_umask_says);
	suite_add_tcase(suite, cases);
	return suite;
}
