// SPDX-License-Identifier: BSD-2-Clause
#include "base/base.h"

const char *fdtr_version(void)
{
	return FDTR_VERSION;
}

const char *fdtr_strerror(int status)
{
	static const char *const names[] = {
		[FDTR_OK] = "no error",
		[-FDTR_ERR_NOSPACE] = "not enough memory given",
		[-FDTR_ERR_ARGUMENT] = "bad argument",
		[-FDTR_ERR_NOTFOUND] = "not found",
		[-FDTR_ERR_BADTREE] = "malformed device tree",
		[-FDTR_ERR_NOROOM] = "no room for the pool",
		[-FDTR_ERR_CONFLICT] = "the tree says otherwise already",
		[-FDTR_ERR_UNSUPPORTED] = "cannot be described",
		[-FDTR_ERR_REFUSED] = "the result would be wrong",
		[-FDTR_ERR_INTERNAL] = "internal error",
	};

	if (status > 0 || status < FDTR_ERR_INTERNAL)
		return "unknown status";
	return names[-status];
}

int fdtr_error_set(struct fdtr_error *error, int status, const char *format, ...)
{
	struct fdtr_text text;
	va_list arguments;

	if (!error)
		return status;
	error->status = status;
	fdtr_text_init(&text, error->message, sizeof(error->message));
	va_start(arguments, format);
	fdtr_text_vadd(&text, format, arguments);
	va_end(arguments);
	(void)fdtr_text_clean(error->message);
	return status;
}

int fdtr_error_at(struct fdtr_error *error, int status, const char *file, size_t line, size_t column,
	const char *remedy, const char *format, va_list arguments)
{
	char sentence[FDTR_ERROR_SIZE];
	struct fdtr_text text;

	fdtr_text_init(&text, sentence, sizeof(sentence));
	fdtr_text_vadd(&text, format, arguments);
	return fdtr_error_set(error, status, "%s:%zu:%zu: %s%s", file, line, column, sentence, remedy);
}

int fdtr_error_arena(struct fdtr_error *error)
{
	return fdtr_error_set(error, FDTR_ERR_NOSPACE,
		"the arena is too small for this tree; give a larger one and call again");
}

int fdtr_error_memory(struct fdtr_error *error)
{
	return fdtr_error_set(error, FDTR_ERR_NOSPACE, "out of memory");
}
