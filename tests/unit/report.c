// SPDX-License-Identifier: BSD-2-Clause
#include "report.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct fdtr_report_style sample_style = {
	.command = "lint", .targets = FDTR_FOR_DEFAULT, .fail_on = FDTR_ERROR};

static char pool_path[] = "/reserved-memory/pool@50000000", other_path[] = "/reserved-memory/other@50700000";
static char pool_message[] = "the pool is marked no-map", overlap_message[] = "it overlaps another";

static const struct fdtr_rule *rule_named(const char *name)
{
	size_t count;
	const struct fdtr_rule *const *rules = fdtr_rules(&count);
	int index = fdtr_rule_index(name);

	ck_assert_int_ge(index, 0);
	return rules[index];
}

struct fdtr_report_file *sample_file(void)
{
	static struct fdtr_report_finding finding;
	static struct fdtr_report_file file;

	finding = (struct fdtr_report_finding){
		.rule = rule_named("pool-no-map"),
		.severity = FDTR_ERROR,
		.targets = FDTR_FOR_DEFAULT,
		.message = pool_message,
		.place = {.path = pool_path, .property = "no-map", .offset = 0x144},
	};
	file = (struct fdtr_report_file){.name = "bad.dtb", .findings = &finding, .count = 1};
	return &file;
}

struct fdtr_report_file *sample_source(const char *name, uint32_t line, uint32_t column, uint32_t end_column)
{
	struct fdtr_report_file *file = sample_file();

	file->name = "bad.dts";
	file->findings[0].place.span = (struct source_span){name, line, column, line, end_column};
	return file;
}

struct fdtr_report_file *sample_pair(void)
{
	static struct fdtr_report_finding findings[2];
	struct fdtr_report_file *file = sample_file();

	findings[0] = file->findings[0];
	findings[1] = (struct fdtr_report_finding){
		.rule = rule_named("reserved-overlap"),
		.severity = FDTR_INFO,
		.targets = FDTR_FOR_DEFAULT,
		.message = overlap_message,
		.place = {.path = pool_path, .property = "reg", .cell = 4, .offset = 0x120, .length = 16},
		.related = {.path = other_path, .property = "reg", .offset = 0x180, .length = 16},
		.has_related = true,
	};
	file->findings = findings;
	file->count = 2;
	return file;
}

const char *render(const struct fdtr_report_format *format, const struct fdtr_report_style *style,
	const struct fdtr_report_file *file)
{
	static char *text;
	size_t size;
	FILE *out;
	void *state;

	free(text);
	text = NULL;
	out = open_memstream(&text, &size);
	ck_assert_ptr_nonnull(out);
	state = format->begin(out, style);
	ck_assert_ptr_nonnull(state);
	if (file)
		format->file(state, file);
	ck_assert(format->end(state));
	ck_assert_int_eq(fclose(out), 0);
	return text;
}

static char sample_name[] = "/tmp/fdtrestrict-unit-XXXXXX";
static bool sample_made;

static void remove_sample(void)
{
	if (sample_made)
		(void)unlink(sample_name);
}

const char *write_sample(const char *text, size_t length)
{
	int file;

	if (!sample_made)
		ck_assert_int_eq(atexit(remove_sample), 0);
	remove_sample();
	memcpy(sample_name + strlen(sample_name) - 6, "XXXXXX", 6);
	file = mkstemp(sample_name);
	ck_assert_int_ge(file, 0);
	sample_made = true;
	ck_assert_int_eq(write(file, text, length), (ssize_t)length);
	ck_assert_int_eq(close(file), 0);
	return sample_name;
}
