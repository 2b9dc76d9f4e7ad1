// SPDX-License-Identifier: BSD-2-Clause
#include "acpi/aml/parts.h"

#include <string.h>

void fdtr_sink_bytes(struct fdtr_sink *sink, const void *bytes, size_t count)
{
	size_t left = sink->length < sink->size ? sink->size - sink->length : 0;

	if (left && count)
		memcpy(sink->data + sink->length, bytes, count < left ? count : left);
	sink->length += count;
}

void fdtr_sink_little(struct fdtr_sink *sink, uint64_t integer, uint32_t count)
{
	const unsigned char bytes[8] = {(unsigned char)integer, (unsigned char)(integer >> 8),
		(unsigned char)(integer >> 16), (unsigned char)(integer >> 24),
		(unsigned char)(integer >> 32), (unsigned char)(integer >> 40),
		(unsigned char)(integer >> 48), (unsigned char)(integer >> 56)};

	fdtr_sink_bytes(sink, bytes, count);
}

void fdtr_sink_text(struct fdtr_sink *sink, const char *text)
{
	fdtr_sink_bytes(sink, text, strlen(text));
}

void fdtr_sink_hex(struct fdtr_sink *sink, uint64_t integer, uint32_t digits)
{
	fdtr_sink_text(sink, "0x");
	while (digits < 16 && integer >> 4 * digits)
		digits++;
	for (uint32_t digit = digits; digit-- > 0;)
		fdtr_sink_byte(sink, (unsigned char)"0123456789ABCDEF"[integer >> 4 * digit & 15]);
}
