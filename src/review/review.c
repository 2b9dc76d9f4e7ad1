// SPDX-License-Identifier: BSD-2-Clause
/* A review as a whole: the rules, the parts in turn, findings in order. */
#include "review/parts.h"

#include "schema/load/builtin.h"

#include <stdlib.h>
#include <string.h>

static int no_memory(struct fdtr_error *error)
{
	return fdtr_error_set(error, FDTR_ERR_NOSPACE, "not enough memory to review a binding");
}

static int read_rules(struct fdtr_schemas *rules, struct fdtr_error *error)
{
	int status = FDTR_OK;

	rules->bindings = calloc(review_meta_count, sizeof(*rules->bindings));
	rules->patterns = patterns_make();
	if (!rules->bindings || !rules->patterns || !set_reserve(rules, review_meta_count))
		return no_memory(error);
	for (uint32_t i = 0; !status && i < review_meta_count; i++) {
		const struct builtin *builtin = &review_meta[i];
		struct binding *binding = &rules->bindings[rules->count++];

		status =
			document_read(&binding->document, builtin->name, builtin->text, builtin->size, error);
		if (!status)
			status = document_check(&binding->document, error);
		if (!status) {
			binding->id = value_get(&binding->document.root, KEYWORD_ID)->text;
			(void)set_add(rules, i);
		}
	}
	return status ? status : set_link(rules, error);
}

int review_rules_make(struct fdtr_schemas **rules, struct fdtr_error *error)
{
	int status;

	*rules = calloc(1, sizeof(**rules));
	if (!*rules)
		return no_memory(error);
	status = read_rules(*rules, error);
	if (status) {
		fdtr_schemas_free(*rules);
		*rules = NULL;
	}
	return status;
}

struct spot spot_of_member(const struct member *member)
{
	return (struct spot){{member->line, member->column}, member->column + (uint32_t)strlen(member->name)};
}

struct spot spot_of_value(const struct value *value)
{
	const bool plain = value->kind == VALUE_STRING && !(value->flags & VALUE_QUOTED);

	return (struct spot){{value->at, value->column}, plain ? value->column + value->count : 0};
}

struct spot spot_of(const struct reviewing *reviewing, const struct step *path)
{
	const struct value *root = &reviewing->document->root;
	const struct member *member = NULL;

	if (!path)
		return (struct spot){{root->at ? root->at : 1, root->column ? root->column : 1}, 0};
	if (path->name)
		member = value_member(path->up ? path->up->value : root, path->name);
	return member ? spot_of_member(member) : spot_of_value(path->value);
}

#define STEPS (2 * DOCUMENT_DEPTH_LIMIT)

static void write_path(const struct step *path, struct fdtr_text *text)
{
	const struct step *steps[STEPS];
	uint32_t count = 0;

	for (; path && count < STEPS; path = path->up)
		steps[count++] = path;
	if (!count)
		fdtr_text_add(text, "/");
	while (count--) {
		if (steps[count]->name)
			fdtr_text_add(text, "/%s", steps[count]->name);
		else
			fdtr_text_add(text, "/%u", steps[count]->index);
	}
}

static struct review_finding *take_finding(const struct reviewing *reviewing)
{
	struct review *review = reviewing->review;
	struct review_finding *grown;
	uint32_t capacity = review->capacity ? 2 * review->capacity : 16;

	if (review->count < review->capacity)
		return &review->items[review->count];
	grown = realloc(review->items, capacity * sizeof(*grown));
	if (!grown)
		return NULL;
	review->items = grown;
	review->capacity = capacity;
	return &review->items[review->count];
}

int review_add(const struct reviewing *reviewing, enum review_kind kind, struct spot spot,
	const struct step *path, const char *format, ...)
{
	struct review *review = reviewing->review;
	struct review_finding *finding;
	char sentence[1024], where[512];
	struct fdtr_text text, path_text;
	va_list arguments;

	if (review->count == REVIEW_LIMIT)
		return FDTR_OK;
	fdtr_text_init(&text, sentence, sizeof(sentence));
	va_start(arguments, format);
	fdtr_text_vadd(&text, format, arguments);
	va_end(arguments);
	fdtr_text_init(&path_text, where, sizeof(where));
	write_path(path, &path_text);
	finding = take_finding(reviewing);
	if (!finding)
		return no_memory(reviewing->error);
	*finding = (struct review_finding){.kind = kind,
		.line = spot.place.line,
		.column = spot.place.column,
		.end_column = spot.end_column,
		.path = store_text(&review->store, where, path_text.length),
		.message = store_text(&review->store, sentence, text.length),
		.number = review->count++};
	return finding->path && finding->message ? FDTR_OK : no_memory(reviewing->error);
}

static int by_place(const void *left, const void *right)
{
	const struct review_finding *a = left, *b = right;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

/* The same mistake, of which another rule has told. */
static bool is_told(const struct review_finding *told, const struct review_finding *finding)
{
	if (told->line != finding->line || told->column != finding->column || told->kind != finding->kind)
		return false;
	return finding->alone ? !strcmp(told->path, finding->path) : !strcmp(told->message, finding->message);
}

static void put_in_order(struct review *review)
{
	uint32_t kept = 0;

	fdtr_sort(review->items, review->count, sizeof(*review->items), by_place);
	for (uint32_t i = 0; i < review->count; i++) {
		if (!kept || !is_told(&review->items[kept - 1], &review->items[i]))
			review->items[kept++] = review->items[i];
	}
	review->count = kept;
}

/* "FILE:LINE:COLUMN: sentence", as reading and checking have it. */
static int add_error(const struct reviewing *reviewing, const char *file, const struct fdtr_error *error)
{
	const size_t length = strlen(file);
	const char *message = error->message;
	struct spot spot = {{1, 1}, 0};
	char *end;

	if (!strncmp(message, file, length) && message[length] == ':') {
		spot.place.line = (uint32_t)strtoul(message + length + 1, &end, 10);
		spot.place.column = (uint16_t)strtoul(end + (*end == ':'), &end, 10);
		message = end + strspn(end, ": ");
	}
	return review_add(reviewing, REVIEW_DOCUMENT, spot, NULL, "%s", message);
}

static bool has_place(const char *file, const struct fdtr_error *error)
{
	const size_t length = strlen(file);
	const char *behind = error->message + length;

	return !strncmp(error->message, file, length) && behind[0] == ':' && behind[1] >= '0' &&
	       behind[1] <= '9';
}

/* What the rules let pass and the engine would not is rare, and told as the engine tells it. */
static int review_structure(const struct reviewing *reviewing)
{
	struct fdtr_error error;
	const int status = document_check(reviewing->document, &error);

	return status ? add_error(reviewing, reviewing->document->file, &error) : FDTR_OK;
}

static int review_all(const struct reviewing *reviewing)
{
	int status = review_keywords(reviewing);

	if (!status && !reviewing->review->count)
		status = review_structure(reviewing);
	if (!status)
		status = review_id(reviewing);
	return status ? status : review_values(reviewing);
}

int review_file(const struct fdtr_schemas *rules, const char *file, const struct review_options *options,
	struct document *document, struct review *review, struct fdtr_error *error)
{
	const struct reviewing reviewing = {rules, options, document, review, error};
	struct fdtr_error inner;
	int status = document_load(document, file, &inner);

	*review = (struct review){0};
	if (!status)
		status = review_all(&reviewing);
	else if (status == FDTR_ERR_BADTREE && has_place(file, &inner))
		status = add_error(&reviewing, file, &inner);
	else
		status = fdtr_error_set(error, status, "%s", inner.message);
	if (!status)
		put_in_order(review);
	return status;
}

void review_free(struct review *review)
{
	free(review->items);
	store_free(&review->store);
	*review = (struct review){0};
}
