// SPDX-License-Identifier: BSD-2-Clause
#include "report/write.h"

#include <stdlib.h>
#include <string.h>

void report_count(struct report_counts *counts, const struct fdtr_report_file *file)
{
	counts->files++;
	counts->unreadable += file->failure != NULL;
	for (uint32_t i = 0; i < file->count; i++)
		counts->levels[file->findings[i].severity]++;
}

const char *report_level(enum fdtr_severity severity, const char *info)
{
	return severity >= FDTR_WARNING ? fdtr_severity_name(severity) : info;
}

const char *report_file_of(const struct fdtr_report_place *place, const char *name)
{
	if (place->span.file)
		return place->span.file;
	return place->file ? place->file : name;
}

const char *report_place(const struct fdtr_report_place *place, char text[REPORT_TEXT_SIZE])
{
	struct fdtr_text buffer;

	fdtr_text_init(&buffer, text, REPORT_TEXT_SIZE);
	fdtr_text_add(&buffer, "%s", place->path);
	if (place->property)
		fdtr_text_add(&buffer, ", property %s", place->property);
	if (place->cell)
		fdtr_text_add(&buffer, ", cell %u", place->cell);
	if (place->offset && !place->span.file)
		fdtr_text_add(&buffer, ", byte %#x", place->offset);
	if (place->table && !place->span.file)
		fdtr_text_add(&buffer, " of %s", place->table);
	if (place->written)
		fdtr_text_add(&buffer, ", in the overlay %s", place->written);
	return text;
}

/* One name for all kernels when there are several. */
static void add_kernels(struct fdtr_text *buffer, const char **separator, uint32_t *targets, uint32_t asked)
{
	uint32_t kernels = asked & FDTR_FOR_LINUX & ~FDTR_FOR_COCO;

	if (!(kernels & (kernels - 1)) || (*targets & kernels) != kernels)
		return;
	fdtr_text_add(buffer, "%severy Linux", *separator);
	*separator = ", ";
	*targets &= ~kernels;
}

const char *report_targets(uint32_t targets, uint32_t asked, char text[REPORT_TEXT_SIZE])
{
	const char *separator = "";
	struct fdtr_text buffer;

	if (!(asked & ~targets))
		return NULL;
	fdtr_text_init(&buffer, text, REPORT_TEXT_SIZE);
	for (unsigned int i = 0; i < FDTR_TARGET_COUNT; i++) {
		if (FDTR_FOR(i) & FDTR_FOR_LINUX)
			add_kernels(&buffer, &separator, &targets, asked);
		if (!(targets & FDTR_FOR(i)))
			continue;
		fdtr_text_add(&buffer, "%s%s", separator, fdtr_target_info((enum fdtr_target)i)->name);
		separator = ", ";
	}
	return text;
}

static void add_identity(struct fdtr_text *buffer, const struct fdtr_report_place *place)
{
	fdtr_text_add(buffer, "%s%s%s", place->path, place->property ? " " : "",
		place->property ? place->property : "");
}

const char *report_identity(const struct fdtr_report_finding *finding, char text[REPORT_TEXT_SIZE])
{
	struct fdtr_text buffer;

	fdtr_text_init(&buffer, text, REPORT_TEXT_SIZE);
	fdtr_text_add(&buffer, "%s: ", finding->rule->name);
	add_identity(&buffer, &finding->place);
	if (finding->has_related) {
		fdtr_text_add(&buffer, ", ");
		add_identity(&buffer, &finding->related);
	}
	return text;
}

/* FNV-1a */
uint64_t report_hash(const char *text)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
	return hash;
}

struct keyed {
	uint64_t key;
	uint32_t index;
	uint32_t unused;
};

static int compare_keyed(const void *left, const void *right)
{
	const struct keyed *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

/* By sorting: a table of hashes could be crowded by whoever names the nodes. */
uint32_t *report_ordinals(const struct fdtr_report_file *file)
{
	uint32_t *ordinals = calloc(file->count + (size_t)1, sizeof(*ordinals));
	struct keyed *keyed = calloc(file->count + (size_t)1, sizeof(*keyed));
	char text[REPORT_TEXT_SIZE];

	for (uint32_t i = 0; ordinals && keyed && i < file->count; i++)
		keyed[i] = (struct keyed){
			.key = report_hash(report_identity(&file->findings[i], text)), .index = i};
	if (ordinals && keyed)
		fdtr_sort(keyed, file->count, sizeof(*keyed), compare_keyed);
	for (uint32_t i = 0; ordinals && keyed && i < file->count; i++)
		ordinals[keyed[i].index] =
			i && keyed[i].key == keyed[i - 1].key ? ordinals[keyed[i - 1].index] + 1 : 1;
	if (!keyed) {
		free(ordinals);
		ordinals = NULL;
	}
	free(keyed);
	return ordinals;
}

void report_print(FILE *out, const char *string)
{
	while (*string) {
		uint32_t code;
		size_t length = fdtr_utf8(string, &code);

		if (length && fdtr_printable(code))
			(void)fwrite(string, 1, length, out);
		else
			(void)fputc('?', out);
		string += length ? length : 1;
	}
}

/* Unicode's noncharacters: U+FDD0 to U+FDEF, and the last two of each plane. */
static bool is_character(uint32_t code)
{
	return (code & 0xfffe) != 0xfffe && (code < 0xfdd0 || code > 0xfdef);
}

static void put_character(FILE *out, const char *text, size_t length, uint32_t code)
{
	if (!length || !fdtr_printable(code) || !is_character(code))
		(void)fputc('?', out);
	else if (code == '<' || code == '>' || code == '&' || code == '"' || code == '\'')
		fprintf(out, "&#%u;", (unsigned int)code);
	else
		(void)fwrite(text, 1, length, out);
}

void report_markup(FILE *out, const char *text)
{
	while (*text) {
		uint32_t code = 0;
		size_t length = fdtr_utf8(text, &code);

		put_character(out, text, length, code);
		text += length ? length : 1;
	}
}

void report_markup_bytes(FILE *out, const char *text, size_t length)
{
	for (size_t at = 0, step; at < length; at += step) {
		uint32_t code = 0;

		step = fdtr_utf8(text + at, &code);
		if (step == 1 && (code == '\n' || code == '\t'))
			(void)fputc((int)code, out);
		else
			put_character(out, text + at, step > length - at ? 0 : step, code);
		step = step ? step : 1;
	}
}
