// SPDX-License-Identifier: BSD-2-Clause
#include "bindings.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

char bindings_folder[] = "/tmp/fdtrestrict-set-XXXXXX";
struct fdtr_schemas *set;
struct fdtr_error set_error;

static int remove_entry(const char *name, const struct stat *status, int kind, struct FTW *place)
{
	(void)status;
	(void)kind;
	(void)place;
	return remove(name);
}

/* What a test that failed has left is still there when the next begins. */
static void remove_folder(void)
{
	nftw(bindings_folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

static void make_folder(void)
{
	strcpy(bindings_folder + strlen(bindings_folder) - 6, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(bindings_folder));
}

static void setup(void)
{
	remove_folder();
	ck_assert_int_eq(mkdir(bindings_folder, 0700), 0);
	set = NULL;
}

static void teardown(void)
{
	fdtr_schemas_free(set);
}

const char *bindings_path(const char *name)
{
	static char paths[16][128];
	static unsigned int next;
	char *text = paths[next++ % 16];

	snprintf(text, sizeof(paths[0]), "%s/%s", bindings_folder, name);
	return text;
}

void put_text(const char *name, const char *text)
{
	const char *file = bindings_path(name), *slash = strrchr(file, '/');
	char above[128];
	FILE *stream;

	snprintf(above, sizeof(above), "%.*s", (int)(slash - file), file);
	mkdir(above, 0755);
	stream = fopen(file, "w");
	ck_assert_ptr_nonnull(stream);
	ck_assert_int_ge(fputs(text, stream), 0);
	ck_assert_int_eq(fclose(stream), 0);
}

void put(const char *name, const char *text)
{
	char whole[4096];

	snprintf(whole, sizeof(whole),
		"$id: http://devicetree.org/schemas/%s#\n"
		"$schema: http://devicetree.org/meta-schemas/core.yaml#\n"
		"description: a test\nmaintainers: [ a@example.org ]\n%s",
		name, text);
	put_text(name, whole);
}

void put_core(void)
{
	put("types.yaml", "definitions:\n  flag:\n    type: boolean\n");
}

int load_of(const struct fdtr_schema_options *options)
{
	fdtr_schemas_free(set);
	set_error = (struct fdtr_error){0};
	return fdtr_schemas_load(&set, options, &set_error);
}

int load(void)
{
	const char *const folders[] = {bindings_folder};

	return load_of(&(struct fdtr_schema_options){.folders = folders, .folder_count = 1});
}

void check_refused(int status, int wanted, const char *file, const char *text)
{
	ck_assert_msg(status == wanted, "%d: %s", status, set_error.message);
	ck_assert_ptr_null(set);
	ck_assert_int_eq(set_error.status, wanted);
	ck_assert_msg(!file || !strncmp(set_error.message, bindings_path(file), strlen(bindings_path(file))),
		"%s", set_error.message);
	ck_assert_msg(strstr(set_error.message, text), "%s", set_error.message);
}

const struct document *find_binding(const char *name)
{
	char id[128];
	const int length = snprintf(id, sizeof(id), "http://devicetree.org/schemas/%s", name);

	return set_find(set, id, (size_t)length);
}

bool has_file(const char *name)
{
	for (uint32_t i = 0; i < set->count; i++) {
		if (!strcmp(set->bindings[i].document.file, bindings_path(name)))
			return true;
	}
	return false;
}

const struct value *get_second(const struct document *document, const char *first, const char *second)
{
	const struct member *member;

	ck_assert_ptr_nonnull(document);
	member = value_member(&document->root, first);
	ck_assert_ptr_nonnull(member);
	member = value_member(&member->value, second);
	ck_assert_ptr_nonnull(member);
	return &member->value;
}

TCase *bindings_case(const char *name)
{
	TCase *cases = tcase_create(name);

	tcase_add_unchecked_fixture(cases, make_folder, remove_folder);
	tcase_add_checked_fixture(cases, setup, teardown);
	return cases;
}
