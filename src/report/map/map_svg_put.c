// SPDX-License-Identifier: BSD-2-Clause
/* Words and shapes as XML. */
#include "report/map/map_svg.h"

#include <stdarg.h>
#include <string.h>

static const char *entity_of(uint32_t code)
{
	switch (code) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void svg_escape(FILE *out, const char *text)
{
	while (*text) {
		uint32_t code = 0;
		size_t length = fdtr_utf8(text, &code);
		const char *entity = entity_of(code);

		if (!length || !fdtr_printable(code) || (code & 0xfffe) == 0xfffe)
			fputc('?', out);
		else if (entity)
			fputs(entity, out);
		else
			(void)fwrite(text, 1, length, out);
		text += length ? length : 1;
	}
}

void svg_open(struct map_svg *svg, const char *tag, const char *name, const char *format, ...)
{
	va_list arguments;

	fprintf(svg->out, "<%s class=\"%s%s\" ", tag, svg->prefix, name);
	va_start(arguments, format);
	(void)vfprintf(svg->out, format, arguments);
	va_end(arguments);
}

/* Of the usual fonts of one width, at 12 units. */
uint32_t svg_columns(uint32_t count)
{
	return (count * 72 + 9) / 10;
}

static void write_words(
	struct map_svg *svg, const char *name, uint32_t x, uint32_t y, bool end, const char *text)
{
	uint32_t length = (uint32_t)strlen(text);

	svg_open(svg, "text", name, "x=\"%u\" y=\"%u\"%s", x, y, end ? " text-anchor=\"end\"" : "");
	if (length > 1)
		fprintf(svg->out, " textLength=\"%u\" lengthAdjust=\"spacingAndGlyphs\"",
			svg_columns(length));
	fputc('>', svg->out);
	svg_escape(svg->out, text);
	fputs("</text>\n", svg->out);
}

void svg_words(struct map_svg *svg, const char *name, uint32_t x, uint32_t y, uint32_t most, const char *text)
{
	size_t length = strlen(text), head;
	char cut[MAP_WORDS];

	if (length <= most) {
		write_words(svg, name, x, y, false, text);
		return;
	}
	head = (most - 2) / 2;
	(void)snprintf(cut, sizeof(cut), "%.*s..%s", (int)head, text, text + length - (most - 2 - head));
	write_words(svg, name, x, y, false, cut);
}

void svg_words_to(struct map_svg *svg, const char *name, uint32_t x, uint32_t y, const char *text)
{
	write_words(svg, name, x, y, true, text);
}

static bool is_link(const struct map_svg *svg, const struct fdtr_rule *rule)
{
	return rule && svg->style->told && svg->style->told(svg->style->context, rule);
}

void svg_begin_link(struct map_svg *svg, const struct fdtr_rule *rule)
{
	if (is_link(svg, rule))
		fprintf(svg->out, "<a href=\"#%sr-%s\">", svg->prefix, rule->name);
}

void svg_end_link(struct map_svg *svg, const struct fdtr_rule *rule)
{
	if (is_link(svg, rule))
		fputs("</a>\n", svg->out);
}

const char *svg_kind(enum fdtr_map_kind kind)
{
	static const char *const names[FDTR_MAP_KINDS] = {
		[FDTR_MAP_MEMORY] = "memory",
		[FDTR_MAP_RESERVED] = "reserved",
		[FDTR_MAP_POOL] = "pool",
		[FDTR_MAP_MEMRESERVE] = "reserved",
		[FDTR_MAP_INITRD] = "image",
		[FDTR_MAP_ELFCOREHDR] = "image",
		[FDTR_MAP_KERNEL] = "image",
		[FDTR_MAP_DTB] = "image",
		[FDTR_MAP_MMIO] = "device",
		[FDTR_MAP_PCI_WINDOW] = "device",
		[FDTR_MAP_RMR] = "reserved",
		[FDTR_MAP_GUARD] = "window",
		[FDTR_MAP_ALLOWED] = "window",
		[FDTR_MAP_MIXED] = "mixed",
	};

	return names[kind];
}

const char *svg_level(enum fdtr_severity level)
{
	return level == FDTR_ERROR ? "error" : level == FDTR_WARNING ? "warning" : "faint";
}
