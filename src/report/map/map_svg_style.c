// SPDX-License-Identifier: BSD-2-Clause
/*
 * The colours, light and dark. Words have a contrast of 4.5 and more on what they stand on; no colour is the only sign of
 * anything: pools have letters, what is wrong is hatched and named, kinds are named beside their boxes.
 */
#include "report/map/map_svg.h"

struct colours {
	const char *name;
	const char *fill, *stroke;           /* of shapes */
	const char *dark_fill, *dark_stroke; /* "" for none */
};

/* clang-format off */
static const struct colours shapes[] = {
	{"paper", "#ffffff", "none", "#14171a", "none"},
	{"memory", "#e4f2e4", "#2f6b2f", "#1d3320", "#7fbf7f"},
	{"pool", "#cde6f5", "#0b5c86", "#12384d", "#6cc4f0"},
	{"reserved", "#fbf0cf", "#7a5a00", "#372f14", "#e0bd5a"},
	{"image", "#f3e3f5", "#7a2f86", "#351f3a", "#d69ae0"},
	{"device", "#e7e7f6", "#4a4a8a", "#25254a", "#a9a9f0"},
	{"mixed", "#ececec", "#555555", "#2c3035", "#b4bac0"},
	{"window", "none", "#0b5c86", "none", "#6cc4f0"},
	{"error-box", "#fbdcdf", "#b00020", "#4d1219", "#ff8a94"},
	{"warning-box", "#ffe8cc", "#8a4b00", "#46300f", "#ffb866"},
	{"link", "none", "#6b6b6b", "none", "#8d959c"},
	{"lead", "none", "#b0b0b0", "none", "#545b62"},
	{"card", "#f7f7f7", "#6b6b6b", "#1d2125", "#8d959c"},
};

static const struct colours words[] = {
	{"plain", "#1a1a1a", "none", "#e8e8e8", "none"},
	{"strong", "#1a1a1a", "none", "#f4f4f4", "none"},
	{"faint", "#595959", "none", "#a6adb4", "none"},
	{"letter", "#0b3f5c", "none", "#c9ebfc", "none"},
	{"error", "#a3001d", "none", "#ff98a1", "none"},
	{"warning", "#7a4200", "none", "#ffbf75", "none"},
};
/* clang-format on */

static void write_rules(struct map_svg *svg, const struct colours *list, size_t count, bool dark)
{
	for (size_t i = 0; i < count; i++)
		fprintf(svg->out, ".%s%s{fill:%s;stroke:%s}\n", svg->prefix, list[i].name,
			dark ? list[i].dark_fill : list[i].fill, dark ? list[i].dark_stroke : list[i].stroke);
}

/* A hatching is drawn over a box. */
static void write_pattern(struct map_svg *svg, const char *name, uint32_t step, const char *path)
{
	fprintf(svg->out,
		"<pattern id=\"%s%s-hatch\" width=\"%u\" height=\"%u\" patternUnits=\"userSpaceOnUse\">"
		"<path class=\"%s%s-box %shatch\" d=\"%s\"/></pattern>\n",
		svg->prefix, name, step, step, svg->prefix, name, svg->prefix, path);
}

void svg_style(struct map_svg *svg)
{
	const char *prefix = svg->prefix;

	fputs("<style>\n", svg->out);
	write_rules(svg, shapes, FDTR_ARRAY_SIZE(shapes), false);
	write_rules(svg, words, FDTR_ARRAY_SIZE(words), false);
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(words); i++)
		fprintf(svg->out, "%s.%s%s", i ? "," : "", prefix, words[i].name);
	fputs("{font:12px ui-monospace,\"DejaVu Sans Mono\",Menlo,Consolas,monospace;white-space:pre}\n",
		svg->out);
	fprintf(svg->out, ".%sstrong,.%sletter,.%serror,.%swarning{font-weight:bold}\n", prefix, prefix,
		prefix, prefix);
	fprintf(svg->out, ".%sletter{font-size:15px;text-anchor:middle}\n", prefix);
	fprintf(svg->out, ".%swindow{stroke-width:2;stroke-dasharray:4 3}\n", prefix);
	fprintf(svg->out, ".%slead{stroke-dasharray:1 3}\n", prefix);
	fprintf(svg->out, ".%shatch{fill:none;stroke-width:1.5}\n", prefix);
	fprintf(svg->out, ".%sframe{stroke-width:3}\n", prefix);
	fprintf(svg->out, ".%sadded{stroke-width:3}\n.%sremoved{stroke-dasharray:6 4;stroke-width:2}\n",
		prefix, prefix);
	fprintf(svg->out, ".%smoved,.%sresized{stroke-dasharray:2 2;stroke-width:3}\n", prefix, prefix);
	fputs("@media (prefers-color-scheme:dark){\n", svg->out);
	write_rules(svg, shapes, FDTR_ARRAY_SIZE(shapes), true);
	write_rules(svg, words, FDTR_ARRAY_SIZE(words), true);
	fprintf(svg->out, ".%shatch{fill:none}\n}\n", prefix);
	fputs("</style>\n<defs>\n", svg->out);
	write_pattern(svg, "error", 10, "M-3 13L13 -3M-3 -3L13 13");
	write_pattern(svg, "warning", 10, "M-3 13L13 -3");
	fputs("</defs>\n", svg->out);
}
