// SPDX-License-Identifier: BSD-2-Clause
#include "base/base.h"

#include <inttypes.h>
#include <stdio.h>

void fdtr_text_init(struct fdtr_text *text, char *data, size_t size)
{
	text->data = data;
	text->size = size;
	text->length = 0;
	data[0] = '\0';
}

void fdtr_text_vadd(struct fdtr_text *text, const char *format, va_list arguments)
{
	size_t left = text->size - text->length;
	int written = vsnprintf(text->data + text->length, left, format, arguments);

	if (written < 0)
		return;
	text->length += (size_t)written < left ? (size_t)written : left - 1;
}

void fdtr_text_add(struct fdtr_text *text, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fdtr_text_vadd(text, format, arguments);
	va_end(arguments);
}

const char *fdtr_size_text(uint64_t size, char *buffer)
{
	static const char *const units[] = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
	unsigned int unit = 0;

	if (size % 1024) {
		(void)snprintf(buffer, FDTR_SIZE_TEXT, "%#" PRIx64 " bytes", size);
		return buffer;
	}
	while (size && size % 1024 == 0) {
		size /= 1024;
		unit++;
	}
	(void)snprintf(buffer, FDTR_SIZE_TEXT, "%" PRIu64 " %s", size, units[unit]);
	return buffer;
}

char *fdtr_text_clean(char *string)
{
	for (char *at = string; *at; at++) {
		if (*at < ' ' || *at > '~')
			*at = '?';
	}
	return string;
}
