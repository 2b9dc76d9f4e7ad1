// SPDX-License-Identifier: BSD-2-Clause
/* The description as an overlay's source: what a person would have written for dtc. */
#include "generate/plan.h"

#include <stdio.h>
#include <string.h>

/* Counts what does not fit, so that the size needed is known afterwards. */
struct out {
	char *data;
	size_t size;
	size_t length;
	unsigned int depth;
};

static void FDTR_PRINTF(2, 3) put(struct out *out, const char *format, ...)
{
	size_t left = out->length < out->size ? out->size - out->length : 0;
	va_list arguments;
	int written;

	va_start(arguments, format);
	written = vsnprintf(left ? out->data + out->length : NULL, left, format, arguments);
	va_end(arguments);
	out->length += written > 0 ? (size_t)written : 0;
}

static void indent(struct out *out)
{
	for (unsigned int i = 0; i < out->depth; i++)
		put(out, "\t");
}

static void put_string(struct out *out, const char *string)
{
	put(out, "\"");
	for (; *string; string++) {
		unsigned char c = (unsigned char)*string;

		if (c == '"' || c == '\\')
			put(out, "\\%c", c);
		else if (c < ' ' || c > '~')
			put(out, "\\x%02x", c);
		else
			put(out, "%c", c);
	}
	put(out, "\"");
}

static void put_strings(struct out *out, const struct fdtr_step *step)
{
	const char *at = (const char *)step->data, *end = at + step->length;

	for (bool first = true; at < end; at += strlen(at) + 1, first = false) {
		put(out, first ? "" : ", ");
		put_string(out, at);
	}
}

static void put_cells(struct out *out, const struct fdtr_step *step)
{
	put(out, "<");
	for (uint32_t i = 0; i < step->length / 4; i++) {
		put(out, i ? " " : "");
		if (i == step->reference)
			put(out, "&%s", step->target_label);
		else
			put(out, "%#x", fdtr_cell(step->data + 4 * (size_t)i));
	}
	put(out, ">");
}

/* dtc numbers labelled nodes itself. */
static void put_property(struct out *out, const struct fdtr_step *step)
{
	if (!strcmp(step->name, "phandle"))
		return;
	indent(out);
	put(out, step->value == FDTR_VALUE_EMPTY ? "%s" : "%s = ", step->name);
	if (step->value == FDTR_VALUE_STRINGS)
		put_strings(out, step);
	else if (step->value == FDTR_VALUE_CELLS)
		put_cells(out, step);
	put(out, ";\n");
}

static void put_open(struct out *out, const struct fdtr_step *step)
{
	indent(out);
	put(out, "%s%s%s {\n", step->label ? step->label : "", step->label ? ": " : "", step->name);
	out->depth++;
}

static void put_close(struct out *out)
{
	out->depth--;
	indent(out);
	put(out, "};\n");
}

static void put_node(const struct fdtr_plan *plan, struct out *out, const struct fdtr_step *at)
{
	char path[FDTR_PATH_SIZE];

	put(out, "\n&{%s} {\n", fdtr_tree_path(plan->tree, at->node, path, sizeof(path)));
	out->depth = 1;
	for (const struct fdtr_step *step = at->next; step && step->kind != FDTR_STEP_AT; step = step->next) {
		if (step->kind == FDTR_STEP_SET)
			put_property(out, step);
		else if (step->kind == FDTR_STEP_OPEN)
			put_open(out, step);
		else
			put_close(out);
	}
	put_close(out);
}

int fdtr_write_source(struct fdtr_plan *plan, char *output, size_t size, size_t *needed)
{
	struct out out = {.data = output, .size = size};

	put(&out, "/dts-v1/;\n/plugin/;\n");
	for (const struct fdtr_step *step = plan->first_step; step; step = step->next) {
		if (step->kind == FDTR_STEP_AT && !fdtr_step_is_idle(step))
			put_node(plan, &out, step);
	}
	*needed = out.length + 1;
	return *needed > size ? FDTR_ERR_NOSPACE : FDTR_OK;
}
