// SPDX-License-Identifier: BSD-2-Clause
/* What the types of a name, and the name itself, say of how the property is read. */
#include "schema/decode/decode_parts.h"

#include <string.h>

/* Rows that begin with a phandle, but whose provider does not say #foo-cells of "foos". */
struct provider {
	const char *property;
	const char *cells; /* NULL: `count` */
	uint32_t count;
	bool in_pairs;
};

static const struct provider providers[] = {
	{"assigned-clock-parents", "#clock-cells", 0, false},
	{"assigned-clocks", "#clock-cells", 0, false},
	{"cooling-device", "#cooling-cells", 0, false},
	{"gpio-ranges", NULL, 3, false},
	{"interconnects", "#interconnect-cells", 0, true},
	{"interrupts-extended", "#interrupt-cells", 0, false},
	{"mboxes", "#mbox-cells", 0, false},
	{"memory-region", NULL, 0, false},
	{"msi-parent", "#msi-cells", 0, false},
	{"nvmem-cells", NULL, 0, false},
	{"sound-dai", "#sound-dai-cells", 0, false},
};

static bool ends_with(const char *text, size_t length, const char *end)
{
	const size_t size = strlen(end);

	return length >= size && !memcmp(text + length - size, end, size);
}

static bool is_gpios(const char *name, size_t length)
{
	return !strcmp(name, "gpio") || !strcmp(name, "gpios") || ends_with(name, length, "-gpio") ||
	       (ends_with(name, length, "-gpios") && !ends_with(name, length, ",nr-gpios"));
}

static enum split split_of(const char *name, size_t length)
{
	if (is_gpios(name, length))
		return SPLIT_GPIOS;
	if (!strcmp(name, "interrupts"))
		return SPLIT_INTERRUPTS;
	if (!strcmp(name, "interrupt-map"))
		return SPLIT_INTERRUPT_MAP;
	if (!strcmp(name, "reg"))
		return SPLIT_REG;
	if (!strcmp(name, "ranges") || !strcmp(name, "dma-ranges"))
		return SPLIT_RANGES;
	return SPLIT_NONE;
}

/* Of "clocks" it is #clock-cells. */
static uint32_t add_cells_name(struct decoder *decoder, const char *name, size_t length)
{
	char *text = store_take(&decoder->decoded->store, length + sizeof("#-cells"));

	if (!text)
		return 0;
	text[0] = '#';
	memcpy(text + 1, name, length);
	memcpy(text + 1 + length, "-cells", sizeof("-cells"));
	return names_add(&decoder->decoded->names, text, strlen(text));
}

static bool read_provider(struct decoder *decoder, struct reading *reading, const char *name, size_t length)
{
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(providers); i++) {
		const struct provider *provider = &providers[i];

		if (strcmp(provider->property, name) != 0)
			continue;
		reading->split = SPLIT_PHANDLES;
		reading->cells = provider->count;
		reading->in_pairs = provider->in_pairs;
		if (!provider->cells)
			return true;
		reading->cells_number =
			names_add(&decoder->decoded->names, provider->cells, strlen(provider->cells));
		return reading->cells_number;
	}
	if (!ends_with(name, length, "s") || strstr(name, "gpio"))
		return true;
	reading->split = SPLIT_PHANDLES;
	reading->cells_number = add_cells_name(decoder, name, length - 1);
	return reading->cells_number;
}

static void read_numbers(struct reading *reading, const struct type *type)
{
	reading->content = CONTENT_NUMBERS;
	reading->cell_size = type_number_size(type->base);
	reading->is_signed = type_is_signed(type->base);
	reading->has_dimensions =
		type->form == FORM_MATRIX || (type->base == TYPE_PHANDLE && type->form == FORM_ARRAY);
}

/* The first type that is not of that base; NULL when there is none. */
static const struct type *other(const struct type *types, uint32_t count, enum type_base base)
{
	for (uint32_t i = 0; i < count; i++) {
		if (types[i].base != base)
			return &types[i];
	}
	return NULL;
}

static bool has_base(const struct type *types, uint32_t count, enum type_base base)
{
	for (uint32_t i = 0; i < count; i++) {
		if (types[i].base == base)
			return true;
	}
	return false;
}

/*
 * Of several types strings are tried first, a flag is one where there is no data, and among others none is chosen. Where
 * there are two besides strings or a flag, dt-schema takes any; here it is the first.
 */
static void read_types(struct reading *reading, const struct type *types, uint32_t count)
{
	const struct type *type = count == 1 ? types : NULL;

	if (count > 1 && has_base(types, count, TYPE_STRING)) {
		reading->or_text = true;
		type = other(types, count, TYPE_STRING);
		reading->content = CONTENT_BYTES;
	} else if (count > 1 && has_base(types, count, TYPE_FLAG)) {
		type = other(types, count, TYPE_FLAG);
	}
	if (!type)
		return;
	if (type->base == TYPE_STRING)
		reading->content = CONTENT_STRINGS;
	else if (type->base == TYPE_FLAG)
		reading->content = CONTENT_BYTES;
	else
		read_numbers(reading, type);
}

static bool has_phandle_array(const struct type *types, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		if (types[i].base == TYPE_PHANDLE && types[i].form == FORM_ARRAY)
			return true;
	}
	return false;
}

bool reading_make(struct decoder *decoder, uint32_t number)
{
	const struct name name = decoder->decoded->names.items[number];
	struct reading reading = {.known = true};
	struct type types[TYPE_LIMIT];
	const uint32_t count = types_of(decoder->types, decoder->matcher, name.text, name.length, types);
	bool done = true;

	read_types(&reading, types, count);
	reading.has_dimensions =
		reading.has_dimensions && types_dimensions(decoder->types, decoder->matcher, name.text,
						  name.length, &reading.outer, &reading.inner);
	reading.split = (uint8_t)split_of(name.text, name.length);
	if (reading.split == SPLIT_NONE && has_phandle_array(types, count))
		done = read_provider(decoder, &reading, name.text, name.length);
	decoder->readings[number] = reading;
	return done;
}
