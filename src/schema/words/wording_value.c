// SPDX-License-Identifier: BSD-2-Clause
/* Values as a device tree's source has them. */
#include "schema/words/wording.h"

#include <inttypes.h>
#include <string.h>

static void show_text(struct fdtr_text *text, const char *string)
{
	char shown[WORDING_SHOWN + 1];
	struct fdtr_text cut;

	fdtr_text_init(&cut, shown, sizeof(shown));
	fdtr_text_add(&cut, "%s", string);
	fdtr_text_add(text, "`%s%s`", fdtr_text_printable(shown), string[cut.length] ? "..." : "");
}

/* Addresses, sizes and masks in hexadecimal; not counts, frequencies and microvolts, whatever their size. */
static bool is_decimal(uint64_t integer)
{
	return integer < 4096 || integer % 100 == 0 || (integer < 65536 && integer % 256 != 0);
}

static void show_integer(struct fdtr_text *text, const struct value *value)
{
	if (value->flags & VALUE_NEGATIVE)
		fdtr_text_add(text, "%" PRId64, (int64_t)value->integer);
	else
		fdtr_text_add(text, is_decimal(value->integer) ? "%" PRIu64 : "%#" PRIx64, value->integer);
}

static void show_bytes(struct fdtr_text *text, const struct value *value)
{
	uint32_t i;

	fdtr_text_add(text, "[");
	for (i = 0; i < value->count && i < WORDING_LISTED; i++)
		fdtr_text_add(text, i ? " %02x" : "%02x", value->bytes[i]);
	fdtr_text_add(text, i < value->count ? " ...]" : "]");
}

static void show_scalar(struct fdtr_text *text, const struct value *value)
{
	switch ((enum value_kind)value->kind) {
	case VALUE_BOOLEAN:
		fdtr_text_add(text, value->truth ? "empty" : "false");
		break;
	case VALUE_INTEGER:
		show_integer(text, value);
		break;
	case VALUE_REAL:
		fdtr_text_add(text, "%g", value->real);
		break;
	case VALUE_STRING:
		show_text(text, value->text);
		break;
	case VALUE_BYTES:
		show_bytes(text, value);
		break;
	case VALUE_OBJECT:
		fdtr_text_add(text, "a node");
		break;
	default:
		fdtr_text_add(text, "nothing");
	}
}

static bool is_row(const struct value *value)
{
	struct value space;

	return value_is_array(value) && value->count && value_item(value, 0, &space)->kind == VALUE_INTEGER;
}

static void show_row(struct fdtr_text *text, const struct value *row)
{
	struct value space;
	uint32_t i;

	fdtr_text_add(text, "<");
	for (i = 0; i < row->count && i < WORDING_LISTED; i++) {
		fdtr_text_add(text, i ? " " : "");
		show_scalar(text, value_item(row, i, &space));
	}
	fdtr_text_add(text, i < row->count ? " ...>" : ">");
}

/* Properties are strings or rows of cells; what is nested deeper than that is cut. */
void wording_value(const struct wording *wording, const struct value *value)
{
	struct fdtr_text *text = wording->text;
	const size_t enough = text->length + WORDING_SHOWN;
	struct value space;

	if (is_row(value)) {
		show_row(text, value);
		return;
	}
	if (!value_is_array(value)) {
		show_scalar(text, value);
		return;
	}
	if (!value->count)
		fdtr_text_add(text, "without entries");
	for (uint32_t i = 0; i < value->count; i++) {
		const struct value *item = value_item(value, i, &space);

		fdtr_text_add(text, i ? ", " : "");
		if (text->length > enough) {
			fdtr_text_add(text, "...");
			return;
		}
		if (is_row(item))
			show_row(text, item);
		else
			show_scalar(text, item);
	}
}

void wording_list(const struct wording *wording, struct series *series, const struct value *value)
{
	const bool all = series->count <= WORDING_LISTED + 1;
	const uint32_t number = ++series->done;

	if (!all && number > WORDING_LISTED) {
		if (number == series->count)
			fdtr_text_add(
				wording->text, " or one of %" PRIu32 " others", number - WORDING_LISTED);
		return;
	}
	if (number > 1)
		fdtr_text_add(wording->text, number == series->count ? " or " : ", ");
	wording_value(wording, value);
}

const char *wording_kind(const struct value *value)
{
	struct value space;

	switch ((enum value_kind)value->kind) {
	case VALUE_OBJECT:
		return "a node";
	case VALUE_BOOLEAN:
		return "empty";
	case VALUE_BYTES:
		return "bytes";
	case VALUE_STRING:
		return "a string";
	case VALUE_INTEGER:
		return "a cell";
	case VALUE_CELLS:
		return value->count == 1 ? "a cell" : "cells";
	case VALUE_ARRAY:
		if (!value->count)
			return "without entries";
		if (value_item(value, 0, &space)->kind == VALUE_STRING)
			return value->count == 1 ? "a string" : "strings";
		return value->count == 1 && value->items[0].count == 1 ? "a cell" : "cells";
	default:
		return "something else";
	}
}

const char *wording_items(const struct value *array, uint64_t count)
{
	struct value space;

	if (array->count && value_item(array, 0, &space)->kind == VALUE_INTEGER)
		return count == 1 ? "cell" : "cells";
	return count == 1 ? "entry" : "entries";
}

/* The item of each level down that there is more than one of: "cell 1 of entry 0 of ". */
static void add_levels(
	struct fdtr_text *text, const struct value *array, const struct where *where, uint32_t level)
{
	struct value space;
	const struct value *item;

	if (level == where->depth || !array || !value_is_array(array) || where->index[level] >= array->count)
		return;
	item = value_item(array, where->index[level], &space);
	add_levels(text, item, where, level + 1);
	if (array->count > 1)
		fdtr_text_add(text, "%s %" PRIu32 " of ", item->kind == VALUE_INTEGER ? "cell" : "entry",
			where->index[level]);
}

void wording_subject(const struct wording *wording, const struct where *where)
{
	if (!where->property) {
		fdtr_text_add(wording->text, "the node");
		return;
	}
	if (!strcmp(where->property, "$nodename")) {
		fdtr_text_add(wording->text, "the node's name");
		return;
	}
	add_levels(wording->text, where->whole, where, 0);
	show_text(wording->text, where->property);
}
