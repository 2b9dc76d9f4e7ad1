// SPDX-License-Identifier: BSD-2-Clause
#include "unit.h"

#include <string.h>

START_TEST(text_is_cut_and_terminated)
{
	char data[16];
	struct fdtr_text text;

	for (size_t size = 1; size < sizeof(data); size++) {
		memset(data, '#', sizeof(data));
		fdtr_text_init(&text, data, size);
		fdtr_text_add(&text, "%s", "abc");
		ck_assert_uint_eq(text.length, size > 3 ? 3 : size - 1);
		fdtr_text_add(&text, "%d%s", 12, "defghijklmnop");
		ck_assert_uint_eq(strlen(data), size - 1);
		ck_assert_uint_eq(text.length, size - 1);
		ck_assert_int_eq(strncmp(data, "abc12defghijklm", size - 1), 0);
		ck_assert_int_eq(data[size], '#');
		fdtr_text_add(&text, "more");
		ck_assert_uint_eq(strlen(data), size - 1);
	}
}
END_TEST

START_TEST(text_that_fits_is_whole)
{
	char data[6];
	struct fdtr_text text;

	fdtr_text_init(&text, data, sizeof(data));
	ck_assert_str_eq(data, "");
	fdtr_text_add(&text, "ab");
	fdtr_text_add(&text, "%s", "");
	fdtr_text_add(&text, "%s", "cde");
	ck_assert_str_eq(data, "abcde");
	ck_assert_uint_eq(text.length, 5);
}
END_TEST

static void check_size(uint64_t size, const char *wanted)
{
	char buffer[FDTR_SIZE_TEXT];

	ck_assert_str_eq(fdtr_size_text(size, buffer), wanted);
}

START_TEST(sizes_read_like_a_person_writes_them)
{
	check_size(0, "0 bytes");
	check_size(1, "0x1 bytes");
	check_size(0x1001, "0x1001 bytes");
	check_size(1024, "1 KiB");
	check_size(1536 * 1024, "1536 KiB");
	check_size(0x4000000, "64 MiB");
	check_size(GIB, "1 GiB");
	check_size(UINT64_C(1) << 40, "1 TiB");
	check_size(UINT64_C(3) << 50, "3 PiB");
	check_size(UINT64_C(1) << 63, "8 EiB");
	check_size(UINT64_MAX, "0xffffffffffffffff bytes");
	check_size(UINT64_MAX - 1023, "18014398509481983 KiB");
}
END_TEST

START_TEST(errors_are_one_sentence)
{
	static char long_text[2 * FDTR_ERROR_SIZE];
	struct fdtr_error error;

	memset(long_text, 'x', sizeof(long_text) - 1);
	ck_assert_int_eq(fdtr_error_set(NULL, FDTR_ERR_BADTREE, "x"), FDTR_ERR_BADTREE);
	ck_assert_int_eq(fdtr_error_set(&error, FDTR_ERR_BADTREE, "byte %d", 7), FDTR_ERR_BADTREE);
	ck_assert_str_eq(error.message, "byte 7");
	ck_assert_int_eq(error.status, FDTR_ERR_BADTREE);
	ck_assert_int_eq(fdtr_error_set(&error, FDTR_ERR_NOROOM, "%s", long_text), FDTR_ERR_NOROOM);
	ck_assert_uint_eq(strlen(error.message), FDTR_ERROR_SIZE - 1);
}
END_TEST

START_TEST(every_status_has_a_name)
{
	for (int status = FDTR_ERR_INTERNAL - 2; status < 3; status++) {
		ck_assert_ptr_nonnull(fdtr_strerror(status));
		ck_assert_uint_gt(strlen(fdtr_strerror(status)), 3);
	}
	ck_assert_str_eq(fdtr_strerror(1), fdtr_strerror(FDTR_ERR_INTERNAL - 1));
	ck_assert_str_ne(fdtr_strerror(FDTR_ERR_INTERNAL), fdtr_strerror(FDTR_ERR_INTERNAL - 1));
}
END_TEST

static void check_utf8(const char *text, size_t length, uint32_t code)
{
	uint32_t got = 0;

	ck_assert_uint_eq(fdtr_utf8(text, &got), length);
	ck_assert_uint_eq(got, code);
}

START_TEST(characters_are_told_from_bytes)
{
	check_utf8("", 1, 0);
	check_utf8("a", 1, 'a');
	check_utf8("\xc3\xa4", 2, 0xe4);
	check_utf8("\xe2\x82\xac", 3, 0x20ac);
	check_utf8("\xf0\x9f\x98\x80", 4, 0x1f600);
	check_utf8("\xf4\x8f\xbf\xbf", 4, 0x10ffff);
	check_utf8("\xf4\x90\x80\x80", 0, 0); /* above the last */
	check_utf8("\xf8\x88\x80\x80\x80", 0, 0);
	check_utf8("\xff", 0, 0);
	check_utf8("\x80", 0, 0);
	check_utf8("\xc3", 0, 0); /* ends too early */
	check_utf8("\xe2\x82", 0, 0);
	check_utf8("\xe2\x82z", 0, 0);
	check_utf8("\xc0\x80", 0, 0); /* longer than it need be */
	check_utf8("\xe0\x9f\xbf", 0, 0);
	check_utf8("\xf0\x8f\xbf\xbf", 0, 0);
	check_utf8("\xed\xa0\x80", 0, 0); /* half of a UTF-16 pair */
	check_utf8("\xed\x9f\xbf", 3, 0xd7ff);
}
END_TEST

START_TEST(terminals_are_kept_from_control_characters)
{
	char text[] = "a\tb\033[1m\x7f\xc2\x9b\xc3\xa4\xff\xe2\x80\xae.\n";

	ck_assert_str_eq(fdtr_text_printable(text), "a?b?[1m??\xc3\xa4??.?");
	ck_assert(fdtr_printable(0xa0));
	ck_assert(!fdtr_printable(0x2066));
	ck_assert(fdtr_printable(0x206a));
}
END_TEST

Suite *text_suite(void)
{
	return SUITE_OF("text", characters_are_told_from_bytes, terminals_are_kept_from_control_characters,
		text_is_cut_and_terminated, text_that_fits_is_whole, sizes_read_like_a_person_writes_them,
		errors_are_one_sentence, every_status_has_a_name);
}
