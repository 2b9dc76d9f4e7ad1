// SPDX-License-Identifier: BSD-2-Clause
/* The data of one property as a value. */
#include "schema/decode/decode_parts.h"

#include <string.h>

static bool is_printable(unsigned char byte)
{
	return byte >= ' ' && byte <= '~';
}

/* Printable strings, the last one ended as well. */
static bool is_text(const struct fdtr_property *property)
{
	for (uint32_t i = 0; i < property->length; i++) {
		if (property->data[i] && !is_printable(property->data[i]))
			return false;
	}
	return !property->data[property->length - 1];
}

static bool is_one_text(const struct fdtr_property *property)
{
	return is_text(property) &&
	       strnlen((const char *)property->data, property->length) == (size_t)property->length - 1;
}

/* The kernel takes what is in UTF-8 for text; dt-schema, for which all is ASCII, ends at anything else. */
static bool is_utf8(const char *text, uint32_t length)
{
	uint32_t code;

	for (size_t at = 0, size; at < length; at += size) {
		size = fdtr_utf8(text + at, &code);
		if (!size || size > length - at)
			return false;
	}
	return true;
}

static uint32_t count_strings(const char *text, uint32_t length)
{
	uint32_t count = 1;

	for (uint32_t i = 0; i < length; i++)
		count += !text[i];
	return count;
}

/* All but the last byte, which would be the NUL of the last string: as dt-schema has it, without a look at it. */
static bool read_strings(struct decoder *decoder, const struct fdtr_property *property, struct value *value)
{
	struct store *store = &decoder->decoded->store;
	const char *at = (const char *)property->data, *end = at + property->length - 1;

	value->kind = VALUE_ARRAY;
	value->capacity = count_strings(at, property->length - 1);
	value->items = store_take(store, value->capacity * sizeof(*value->items));
	if (!value->items)
		return false;
	for (; value->count < value->capacity; value->count++) {
		const size_t length = strnlen(at, (size_t)(end - at));

		value->items[value->count] = (struct value){.kind = VALUE_STRING,
			.at = property->offset + (uint32_t)(at - (const char *)property->data),
			.count = (uint32_t)length,
			.text = at[length] ? store_text(store, at, length) : at};
		if (!value->items[value->count].text)
			return false;
		at += length + 1;
	}
	return true;
}

static bool read_bytes(const struct fdtr_property *property, struct value *value)
{
	value->kind = VALUE_BYTES;
	value->count = property->length;
	value->bytes = property->data;
	return true;
}

static bool divides_alone(uint32_t count, const struct dimension *range, uint32_t *row)
{
	unsigned int found = 0;

	for (uint32_t i = range->least; range->least && i <= range->most && i <= count && found < 2; i++) {
		if (count % i == 0) {
			found++;
			*row = i;
		}
	}
	return found == 1;
}

/* The length of rows that the dimensions have for so many cells. */
static uint32_t row_of(const struct reading *reading, uint32_t count)
{
	const struct dimension *inner = &reading->inner, *outer = &reading->outer;
	uint32_t row;

	if (!reading->has_dimensions)
		return count;
	if (inner->most && inner->least == inner->most)
		return inner->most;
	if (outer->most && outer->least == outer->most)
		return count % outer->most ? count : count / outer->most;
	return divides_alone(count, inner, &row) ? row : count;
}

/* What a hog claims are no phandles, and what the dimensions have split is. */
static bool is_split_by_dimensions(
	const struct decoder *decoder, uint32_t node, const struct reading *reading, bool is_one_row)
{
	switch ((enum split)reading->split) {
	case SPLIT_NONE:
		return true;
	case SPLIT_GPIOS:
		return decoder->standings[node].is_hog;
	case SPLIT_PHANDLES:
		return !is_one_row;
	default:
		return false;
	}
}

static bool read_numbers(struct decoder *decoder, uint32_t node, uint32_t number,
	const struct fdtr_property *property, uint8_t size, struct value *value)
{
	const struct reading *reading = &decoder->readings[number];
	const struct value cells = {.kind = VALUE_CELLS,
		.flags = size == reading->cell_size && reading->is_signed ? VALUE_NEGATIVE : 0,
		.cell_size = size,
		.at = property->offset,
		.count = property->length / size,
		.bytes = property->data};
	const uint32_t row = row_of(reading, cells.count);

	if (is_split_by_dimensions(decoder, node, reading, row >= cells.count))
		return rows_even(decoder, value, &cells, row);
	return rows_split(decoder, node, number, value, &cells);
}

/* Of a length that no number of such cells has: as one cell if it can be. */
static uint8_t size_of(const struct reading *reading, uint32_t length)
{
	if (length % reading->cell_size == 0)
		return reading->cell_size;
	return length == 1 || length == 2 || length == 4 ? (uint8_t)length : 0;
}

static bool is_list_of_names(const struct decoder *decoder, uint32_t node)
{
	return !strcmp(fdtr_tree_name(decoder->tree, node), "aliases");
}

bool decode_value(struct decoder *decoder, uint32_t node, uint32_t number,
	const struct fdtr_property *property, struct value *value)
{
	const struct reading *reading = &decoder->readings[number];
	const uint32_t length = property->length;
	bool is_strings = reading->content == CONTENT_STRINGS || is_list_of_names(decoder, node);
	uint8_t size = 0;

	*value = (struct value){.kind = VALUE_BOOLEAN, .at = property->offset, .truth = true};
	if (!length)
		return true;
	if (is_strings)
		is_strings = is_utf8((const char *)property->data, length - 1);
	else if (reading->or_text)
		is_strings = is_text(property);
	else if (reading->content == CONTENT_UNKNOWN)
		is_strings = is_one_text(property);
	if (is_strings)
		return read_strings(decoder, property, value);
	if (reading->content == CONTENT_NUMBERS)
		size = size_of(reading, length);
	else if (reading->content == CONTENT_UNKNOWN && length % 4 == 0)
		size = 4;
	return size ? read_numbers(decoder, node, number, property, size, value)
	            : read_bytes(property, value);
}
