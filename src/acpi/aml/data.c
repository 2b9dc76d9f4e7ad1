// SPDX-License-Identifier: BSD-2-Clause
/* Data and its sizes (ACPI Specification 6.5, 20.2.3 to 20.2.5). */
#include "acpi/aml/parts.h"

#include <string.h>

uint32_t fdtr_package_length_size(uint64_t body)
{
	static const uint32_t most[] = {0x3f, 0xfff, 0xfffff, 0xfffffff};

	for (uint32_t bytes = 1; bytes <= FDTR_ARRAY_SIZE(most); bytes++)
		if (body + bytes <= most[bytes - 1])
			return bytes;
	return 0;
}

bool fdtr_block_wide(const struct fdtr_definition_block *block)
{
	return block->revision >= 2;
}

static bool is_ones(uint64_t integer, bool wide)
{
	return integer == (wide ? UINT64_MAX : UINT32_MAX);
}

uint32_t fdtr_integer_size(uint64_t integer, bool wide)
{
	if (integer <= 1 || is_ones(integer, wide))
		return 1;
	return integer <= UINT8_MAX ? 2 : integer <= UINT16_MAX ? 3 : integer <= UINT32_MAX ? 5 : 9;
}

void fdtr_integer_aml(uint64_t integer, bool wide, struct fdtr_sink *sink)
{
	static const unsigned char prefixes[] = {
		[2] = FDTR_AML_BYTE, [3] = FDTR_AML_WORD, [5] = FDTR_AML_DWORD, [9] = FDTR_AML_QWORD};
	uint32_t size = fdtr_integer_size(integer, wide);

	if (size == 1) {
		fdtr_sink_byte(sink, integer == 0   ? FDTR_AML_ZERO
				     : integer == 1 ? FDTR_AML_ONE
						    : FDTR_AML_ONES);
		return;
	}
	fdtr_sink_byte(sink, prefixes[size]);
	fdtr_sink_little(sink, integer, size - 1);
}

uint64_t fdtr_buffer_body(uint64_t bytes, bool wide)
{
	return fdtr_integer_size(bytes, wide) + bytes;
}

bool fdtr_eisaid(const char *text, uint32_t *id)
{
	uint32_t packed = 0;

	if (strlen(text) != 7)
		return false;
	for (int i = 0; i < 3; i++) {
		if (text[i] < 'A' || text[i] > 'Z')
			return false;
		packed = packed << 5 | (uint32_t)(text[i] - 'A' + 1);
	}
	for (int i = 3; i < 7; i++) {
		if (fdtr_hex_digit(text[i]) < 0 || text[i] >= 'a')
			return false;
		packed = packed << 4 | (uint32_t)fdtr_hex_digit(text[i]);
	}
	/* The bytes are stored with the highest first. */
	*id = packed >> 24 | (packed >> 8 & 0xff00) | (packed << 8 & 0xff0000) | packed << 24;
	return true;
}
