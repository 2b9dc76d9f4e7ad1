// SPDX-License-Identifier: BSD-2-Clause
/* Name paths (ACPI Specification 6.5, 19.2.2 and 20.2.2). */
#include "acpi/aml/parts.h"

#include <string.h>

enum { SEGMENT = 4, MOST_SEGMENTS = 255 };

enum { LEADS = 1, FOLLOWS = 2 };

/* Which characters a segment may begin with, and which may follow. */
static const unsigned char uses[128] = {['0'] = 2,
	2,
	2,
	2,
	2,
	2,
	2,
	2,
	2,
	2,
	['A'] = 3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	3,
	['_'] = 3};

static bool name_char(char c, unsigned int use)
{
	return (unsigned char)c < sizeof(uses) && uses[(unsigned char)c] & use;
}

/* How many characters there are of a segment; 0 when it is none. */
static uint32_t segment_length(const char *segment)
{
	uint32_t length = 0;

	if (!name_char(*segment, LEADS))
		return 0;
	while (length <= SEGMENT && name_char(segment[length], FOLLOWS))
		length++;
	return length <= SEGMENT ? length : 0;
}

bool fdtr_name_path(const char *text, struct fdtr_name_path *path)
{
	uint32_t length;

	*path = (struct fdtr_name_path){.root = *text == '\\'};
	text += path->root;
	for (; !path->root && *text == '^'; text++)
		path->parents++;
	path->segments = text;
	if (!*text)
		return path->root || path->parents;
	for (;; text++) {
		length = segment_length(text);
		if (!length || ++path->count > MOST_SEGMENTS)
			return false;
		text += length;
		if (*text != '.')
			return !*text;
	}
}

uint32_t fdtr_name_path_size(const struct fdtr_name_path *path)
{
	uint32_t form = path->count == 1 || path->count == 2 ? path->count - 1 : path->count ? 2 : 1;

	return path->root + path->parents + form + path->count * SEGMENT;
}

/* Filled up with '_'. What follows it. */
static const char *segment_aml(const char *segment, struct fdtr_sink *sink)
{
	char filled[SEGMENT] = {'_', '_', '_', '_'};

	for (uint32_t i = 0; *segment && *segment != '.'; segment++)
		filled[i++] = *segment;
	fdtr_sink_bytes(sink, filled, SEGMENT);
	return segment;
}

/* What was found to be a path need not be looked at so closely again. */
void fdtr_name_path_aml(const char *text, struct fdtr_sink *sink)
{
	unsigned int count;

	for (; *text == '\\' || *text == '^'; text++)
		fdtr_sink_byte(sink, (unsigned char)*text);
	count = *text != '\0';
	for (const char *c = text; *c; c++)
		count += *c == '.';
	if (!count)
		fdtr_sink_byte(sink, FDTR_AML_NULL_NAME);
	if (count == 2)
		fdtr_sink_byte(sink, FDTR_AML_DUAL_NAME);
	if (count > 2) {
		fdtr_sink_byte(sink, FDTR_AML_MULTI_NAME);
		fdtr_sink_byte(sink, count);
	}
	for (; *text; text += *text == '.')
		text = segment_aml(text, sink);
}

/*
 * Words of ASL that could be a segment. A path of one segment and no prefix that is one of these is read as the
 * word; filled up with '_' it is a name again, which a word of four letters cannot be.
 */
static bool is_word(const char *segment, uint32_t length)
{
	static const char words[][SEGMENT + 1] = {"ADD", "AND", "ARG0", "ARG1", "ARG2", "ARG3", "ARG4",
		"ARG5", "ARG6", "CASE", "DMA", "EDGE", "ELSE", "FOR", "IF", "IO", "IPMI", "IRQ", "LAND",
		"LNOT", "LOAD", "LOCK", "LOR", "MEQ", "MGE", "MGT", "MID", "MLE", "MLT", "MOD", "MTR", "NAME",
		"NAND", "NOOP", "NOR", "NOT", "ONE", "ONES", "OR", "PCC", "WAIT", "XOR", "ZERO"};
	size_t low = 0, high = FDTR_ARRAY_SIZE(words), middle;
	int order;

	while (low < high) {
		middle = (low + high) / 2;
		order = strncmp(segment, words[middle], length);
		order = order ? order : -(words[middle][length] != '\0');
		if (!order)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

/* "DMA": that alone would be read as a word of ASL. */
static bool alone_is_word(const struct fdtr_name_path *path, uint32_t length)
{
	return path->count == 1 && !path->root && !path->parents && path->segments[0] != '_' &&
	       is_word(path->segments, length);
}

bool fdtr_name_path_is_word(const struct fdtr_name_path *path)
{
	return path->segments[0] != '_' && segment_length(path->segments) == SEGMENT &&
	       alone_is_word(path, SEGMENT);
}

void fdtr_name_path_asl(const char *text, struct fdtr_sink *sink)
{
	struct fdtr_name_path path;
	uint32_t length;

	fdtr_sink_text(sink, text);
	if (!fdtr_name_path(text, &path) || path.count != 1)
		return;
	length = segment_length(path.segments);
	if (alone_is_word(&path, length))
		fdtr_sink_bytes(sink, "____", SEGMENT - length);
}
