// SPDX-License-Identifier: BSD-2-Clause
#include "base/base.h"

uint64_t fdtr_little(const unsigned char *data, uint32_t bytes)
{
	uint64_t value = 0;

	while (bytes--)
		value = value << 8 | data[bytes];
	return value;
}

bool fdtr_holds(uint32_t length, uint32_t at, uint32_t bytes)
{
	return at <= length && length - at >= bytes;
}
