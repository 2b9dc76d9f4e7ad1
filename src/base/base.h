/* SPDX-License-Identifier: BSD-2-Clause */
/* What the library's own modules share and its users do not see: arena, error and text verbs. */
#ifndef FDTR_SRC_BASE_H
#define FDTR_SRC_BASE_H

#include <fdtrestrict/base.h>

#include <stdarg.h>

#if defined(__GNUC__)
#define FDTR_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define FDTR_PRINTF(text, first)
#endif

#define FDTR_ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

/* Fills the error, when there is one, and returns the status, so that callers can `return` it. */
int fdtr_error_set(struct fdtr_error *error, int status, const char *format, ...) FDTR_PRINTF(3, 4);

/*
 * The same for a place in a file: "FILE:LINE:COLUMN: ", the sentence, and `remedy`, which may be "".
 */
int fdtr_error_at(struct fdtr_error *error, int status, const char *file, size_t line, size_t column,
	const char *remedy, const char *format, va_list arguments) FDTR_PRINTF(7, 0);

/* The error of an arena that is too small. */
int fdtr_error_arena(struct fdtr_error *error);
/* The error of those who have their memory from the system. */
int fdtr_error_memory(struct fdtr_error *error);

/* The value of a hexadecimal digit, -1 when it is none. */
int fdtr_hex_digit(char digit);
/* Text as a UUID prints, and the 16 bytes that ACPI's ToUUID makes of it (19.6.142); false when it is none. */
bool fdtr_uuid_bytes(const char *text, unsigned char bytes[16]);
char *fdtr_uuid_text(const unsigned char bytes[16], char text[37]);

/* A little-endian number of up to 8 bytes, as tables of ACPI have them: the one place where such are read. */
uint64_t fdtr_little(const unsigned char *data, uint32_t bytes);
/* Whether that many bytes from `at` on are within the first `length`: whatever a table says, no sum of it is made that could wrap. */
bool fdtr_holds(uint32_t length, uint32_t at, uint32_t bytes);

/* A place in the arena to go back to; giving it back frees all that was taken since. */
struct fdtr_arena_mark {
	size_t low;
	size_t high;
};

struct fdtr_arena_mark fdtr_arena_mark(const struct fdtr_arena *arena);
void fdtr_arena_reset(struct fdtr_arena *arena, struct fdtr_arena_mark mark);

/* Room for `count` things of `size` bytes, aligned to 8, not cleared; NULL when the arena is full. */
void *fdtr_arena_take(struct fdtr_arena *arena, size_t count, size_t size);
void *fdtr_arena_take_high(struct fdtr_arena *arena, size_t count, size_t size);

/* A copy of `length` bytes with a terminating NUL. */
char *fdtr_arena_copy(struct fdtr_arena *arena, const void *bytes, size_t length);
/* printf into the arena, at most FDTR_ARENA_TEXT bytes of it; NULL when it is full. */
#define FDTR_ARENA_TEXT 1024
const char *fdtr_arena_text(struct fdtr_arena *arena, const char *format, ...) FDTR_PRINTF(2, 3);
const char *fdtr_arena_vtext(struct fdtr_arena *arena, const char *format, va_list arguments)
	FDTR_PRINTF(2, 0);

/*
 * An array that grows while nothing else is taken from the arena's low end, so that it needs neither a
 * count beforehand nor a copy. Begin it, push, then use `items`.
 */
struct fdtr_array {
	struct fdtr_arena *arena;
	void *items;
	size_t size;
	size_t count;
};

void fdtr_array_begin(struct fdtr_array *array, struct fdtr_arena *arena, size_t size);
void *fdtr_array_push(struct fdtr_array *array);

/* Text in a buffer of fixed size: cut, never overrun, always terminated. */
struct fdtr_text {
	char *data;
	size_t size;
	size_t length;
};

void fdtr_text_init(struct fdtr_text *text, char *data, size_t size);
void fdtr_text_add(struct fdtr_text *text, const char *format, ...) FDTR_PRINTF(2, 3);
void fdtr_text_vadd(struct fdtr_text *text, const char *format, va_list arguments) FDTR_PRINTF(2, 0);

/* Whatever is not printable ASCII becomes '?': names come from the input. Returns `string`. */
char *fdtr_text_clean(char *string);

/* The length of the UTF-8 character at `string`, and what it is; 0 when the bytes there are none. */
size_t fdtr_utf8(const char *string, uint32_t *code);
/* Whether a terminal shows it: no control character, and none that turns the direction of writing. */
bool fdtr_printable(uint32_t code);
/* Whatever is not printable UTF-8 becomes '?': for names of files, which people write in their own letters. */
char *fdtr_text_printable(char *string);

/* The name that a misspelt one may have meant, or NULL; name_at() gives NULL behind the last. */
const char *fdtr_nearest_name(
	const char *name, const char *(*name_at)(const void *context, size_t index), const void *context);

/* A size for a person: "64 MiB", "0x1001 bytes". The buffer holds FDTR_SIZE_TEXT bytes. */
#define FDTR_SIZE_TEXT 32
const char *fdtr_size_text(uint64_t size, char *buffer);

/* Puts `count` things of `size` bytes (a multiple of 4) in order, in place, in O(n log n), without allocating. */
typedef int fdtr_order(const void *left, const void *right);
void fdtr_sort(void *items, size_t count, size_t size, fdtr_order *compare);

/*
 * The first of `count` things of `size` bytes, ascending by the uint32_t that each begins with, whose number is
 * not below `key`; `count` when all are.
 */
uint32_t fdtr_lower_bound(const void *items, uint32_t count, size_t size, uint32_t key);

#endif
