// SPDX-License-Identifier: BSD-2-Clause
/* Resource descriptors: what each says, as iasl writes them, and what is no descriptor. */
#include "unit.h"

#include "acpi/resources/resource.h"

#include <stdlib.h>
#include <string.h>

#define END 0x79, 0x00

/* The first descriptor of a template, and its length in it. */
static struct fdtr_acpi_resource first_of(const unsigned char *data, uint32_t size)
{
	struct fdtr_acpi_resources walk = fdtr_acpi_resources(data, size);
	struct fdtr_acpi_resource first, end;

	ck_assert(fdtr_acpi_resource_next(&walk, &first));
	ck_assert_uint_eq(first.offset, 0);
	ck_assert_uint_eq(first.length, size - 2);
	ck_assert(fdtr_acpi_resource_next(&walk, &end));
	ck_assert_int_eq(end.kind, FDTR_RESOURCE_END);
	ck_assert_uint_eq(end.offset, size - 2);
	ck_assert(!fdtr_acpi_resource_next(&walk, &end));
	ck_assert(walk.ended && !walk.problem);
	return first;
}
#define FIRST_OF(...) \
	first_of((const unsigned char[]){__VA_ARGS__, END}, sizeof((const unsigned char[]){__VA_ARGS__, END}))

static void check_numbers(const struct fdtr_acpi_resource *resource, enum fdtr_acpi_resource_kind kind,
	uint64_t minimum, uint64_t maximum, uint64_t size)
{
	ck_assert_int_eq(resource->kind, kind);
	ck_assert_uint_eq(resource->minimum, minimum);
	ck_assert_uint_eq(resource->maximum, maximum);
	ck_assert_uint_eq(resource->size, size);
}

static void check_cpu(const struct fdtr_acpi_resource *resource, uint64_t first, uint64_t last)
{
	struct fdtr_range range;

	ck_assert(fdtr_acpi_resource_range(resource, &range));
	check_range(range, first, last);
}

static void check_no_cpu(const struct fdtr_acpi_resource *resource)
{
	struct fdtr_range range = {1, 2};

	ck_assert(!fdtr_acpi_resource_range(resource, &range));
	check_range(range, 1, 2);
}

/* Memory24 (ReadOnly, 0x0A00, 0x0C00, 0x0100, 0x0020), and the same with an alignment of 0, which means 64 KiB. */
START_TEST(memory24)
{
	struct fdtr_acpi_resource r =
		FIRST_OF(0x81, 0x09, 0x00, 0x00, 0x00, 0x0a, 0x00, 0x0c, 0x00, 0x01, 0x20, 0x00);

	check_numbers(&r, FDTR_RESOURCE_MEMORY, 0xa0000, 0xc1fff, 0x2000);
	check_cpu(&r, 0xa0000, 0xa1fff);
	ck_assert(r.read_only && !r.minimum_fixed && !r.maximum_fixed && !r.producer);
	ck_assert_uint_eq(r.granularity, 0x100);
	ck_assert_uint_eq(r.tag, 0x81);
	r = FIRST_OF(0x81, 0x09, 0x00, 0x01, 0x00, 0x0a, 0x00, 0x0a, 0x00, 0x00, 0x20, 0x00);
	ck_assert(!r.read_only && r.minimum_fixed && r.maximum_fixed);
	ck_assert_uint_eq(r.granularity, 0x10000);
}
END_TEST

/* Memory32 (ReadWrite, 0x10000000, 0x20000000, 0x1000, 0x2000) and Memory32Fixed (ReadWrite, 0x0A000000, 0x200) */
START_TEST(memory32)
{
	struct fdtr_acpi_resource r = FIRST_OF(0x85, 0x11, 0x00, 0x01, 0x00, 0x00, 0x00, 0x10, 0x00, 0x00,
		0x00, 0x20, 0x00, 0x10, 0x00, 0x00, 0x00, 0x20, 0x00, 0x00);

	check_numbers(&r, FDTR_RESOURCE_MEMORY, 0x10000000, 0x20001fff, 0x2000);
	check_cpu(&r, 0x10000000, 0x10001fff);
	ck_assert(!r.read_only && !r.minimum_fixed && !r.maximum_fixed);
	ck_assert_uint_eq(r.granularity, 0x1000);
	r = FIRST_OF(0x86, 0x09, 0x00, 0x01, 0x00, 0x00, 0x00, 0x0a, 0x00, 0x02, 0x00, 0x00);
	check_numbers(&r, FDTR_RESOURCE_MEMORY32_FIXED, 0xa000000, 0xa0001ff, 0x200);
	check_cpu(&r, 0xa000000, 0xa0001ff);
	ck_assert(!r.read_only && r.minimum_fixed && r.maximum_fixed);
	r = FIRST_OF(0x86, 0x09, 0x00, 0x00, 0x00, 0xf0, 0xff, 0xff, 0x00, 0x20, 0x00, 0x00);
	ck_assert(r.read_only);
	check_cpu(&r, 0xfffff000, 0x100000fff);
	r = FIRST_OF(0x86, 0x09, 0x00, 0x01, 0x00, 0x00, 0x00, 0x0a, 0x00, 0x00, 0x00, 0x00);
	check_numbers(&r, FDTR_RESOURCE_MEMORY32_FIXED, 0xa000000, 0xa000000, 0);
	check_no_cpu(&r);
}
END_TEST

/* WordIO (ResourceProducer, MinFixed, MaxFixed, PosDecode, EntireRange, 0, 0, 0xFFF, 0, 0x1000) and WordBusNumber */
START_TEST(word_space)
{
	struct fdtr_acpi_resource r = FIRST_OF(0x88, 0x0d, 0x00, 0x01, 0x0c, 0x03, 0x00, 0x00, 0x00, 0x00,
		0xff, 0x0f, 0x00, 0x00, 0x00, 0x10);

	check_numbers(&r, FDTR_RESOURCE_IO, 0, 0xfff, 0x1000);
	ck_assert(r.producer && r.minimum_fixed && r.maximum_fixed && !r.in_memory && !r.read_only);
	check_no_cpu(&r);
	r = FIRST_OF(0x88, 0x0d, 0x00, 0x02, 0x0c, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff, 0x00, 0x00, 0x00, 0x00,
		0x01);
	check_numbers(&r, FDTR_RESOURCE_BUS, 0, 0xff, 0x100);
	check_no_cpu(&r);
	r = FIRST_OF(0x88, 0x0d, 0x00, 0xc0, 0x0c, 0x00, 0x00, 0x00, 0x00, 0x10, 0xff, 0x1f, 0x00, 0x00, 0x00,
		0x10);
	check_numbers(&r, FDTR_RESOURCE_OTHER, 0x1000, 0x1fff, 0x1000);
	check_no_cpu(&r);
}
END_TEST

/* DWordMemory of a bridge that adds 0x1000, and one of a device with a resource source. */
START_TEST(dword_memory)
{
	struct fdtr_acpi_resource r =
		FIRST_OF(0x87, 0x17, 0x00, 0x00, 0x0c, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x10,
			0xff, 0xff, 0xfe, 0x3e, 0x00, 0x10, 0x00, 0x00, 0x00, 0x00, 0xff, 0x2e);

	check_numbers(&r, FDTR_RESOURCE_MEMORY, 0x10000000, 0x3efeffff, 0x2eff0000);
	ck_assert(r.producer && r.read_only && !r.cacheable && !r.prefetchable);
	ck_assert_uint_eq(r.translation, 0x1000);
	check_cpu(&r, 0x10001000, 0x3eff0fff);
	r = FIRST_OF(0x87, 0x22, 0x00, 0x00, 0x01, 0x07, 0xff, 0x0f, 0x00, 0x00, 0x00, 0x00, 0x00, 0x10, 0xff,
		0xff, 0xfe, 0x3e, 0x00, 0x20, 0x00, 0x00, 0x00, 0x10, 0x00, 0x00, 0x01, 0x5c, 0x5f, 0x53,
		0x42, 0x2e, 0x52, 0x45, 0x53, 0x30, 0x00);
	check_numbers(&r, FDTR_RESOURCE_MEMORY, 0x10000000, 0x3efeffff, 0x1000);
	ck_assert(!r.producer && !r.read_only && r.prefetchable && !r.minimum_fixed && !r.maximum_fixed);
	ck_assert_uint_eq(r.granularity, 0xfff);
	check_cpu(&r, 0x10000000, 0x3efeffff); /* what no bridge produces is not translated */
}
END_TEST

/* DWordIO (..., 0, 0xFFFF, 0x3EFF0000, 0x10000, , , , TypeTranslation): dense, sparse, without the last, without an offset. */
START_TEST(ports_in_memory)
{
	unsigned char data[] = {0x87, 0x17, 0x00, 0x01, 0x0c, 0x13, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
		0x00, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0x3e, 0x00, 0x00, 0x01, 0x00, END};
	struct fdtr_acpi_resource r = first_of(data, sizeof(data));

	check_numbers(&r, FDTR_RESOURCE_IO, 0, 0xffff, 0x10000);
	ck_assert(r.in_memory);
	check_cpu(&r, 0x3eff0000, 0x3effffff);
	data[5] = 0x33;
	r = first_of(data, sizeof(data));
	ck_assert(!r.in_memory);
	data[5] = 0x03; /* as QEMU's machines say it */
	r = first_of(data, sizeof(data));
	check_cpu(&r, 0x3eff0000, 0x3effffff);
	memset(data + 18, 0, 4);
	r = first_of(data, sizeof(data));
	ck_assert(!r.in_memory);
	check_no_cpu(&r);
}
END_TEST

static void put(unsigned char *at, uint64_t value)
{
	for (uint32_t i = 0; i < 8; i++)
		at[i] = (unsigned char)(value >> 8 * i);
}

/* QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite, 0, first, last, translation, size) */
static struct fdtr_acpi_resource qword(
	unsigned int flags, uint64_t first, uint64_t last, uint64_t translation, uint64_t size)
{
	static unsigned char data[] = {0x8a, 0x2b, 0x00, 0x00, 0x0d, 0x03, [46] = END};

	data[4] = (unsigned char)flags;
	put(data + 14, first);
	put(data + 22, last);
	put(data + 30, translation);
	put(data + 38, size);
	return first_of(data, sizeof(data));
}

START_TEST(qword_memory)
{
	struct fdtr_acpi_resource r = qword(0x0d, 0x50000000, 0x507fffff, 0, 0x800000);

	check_numbers(&r, FDTR_RESOURCE_QWORD_MEMORY, 0x50000000, 0x507fffff, 0x800000);
	ck_assert(r.cacheable && !r.read_only && !r.producer && r.minimum_fixed && r.maximum_fixed);
	check_cpu(&r, 0x50000000, 0x507fffff);
	r = qword(0x0c, UINT64_C(0x8000000000), UINT64_C(0xffffffffff), FOUR_GIB, UINT64_C(0x8000000000));
	ck_assert(r.producer);
	check_cpu(&r, UINT64_C(0x8100000000), UINT64_C(0x100ffffffff));
	r = qword(0x0d, 0x1000, UINT64_MAX, 0, UINT64_MAX - 0xfff);
	check_cpu(&r, 0x1000, UINT64_MAX);
}
END_TEST

START_TEST(qword_memory_that_is_no_range)
{
	struct fdtr_acpi_resource r = qword(0x0d, 0x1000, 0x1fff, 0, 0);

	check_no_cpu(&r);
	r = qword(0x0d, 0x2000, 0x1fff, 0, 0x1000);
	check_no_cpu(&r);
	r = qword(0x0c, 0x1000, UINT64_MAX - 1, 0x1000, UINT64_MAX - 0x1000);
	check_no_cpu(&r);
	/* Its length is not that of the range: Linux goes by the ends. */
	r = qword(0x0d, 0x1000, 0x4fff, 0, 0x1000);
	check_cpu(&r, 0x1000, 0x4fff);
	ck_assert_uint_eq(r.size, 0x1000);
}
END_TEST

/* ExtendedMemory (..., 0, 0x60000000, 0x600FFFFF, 0, 0x100000, 8) */
START_TEST(extended_memory)
{
	struct fdtr_acpi_resource r = FIRST_OF(0x8b, 0x35, 0x00, 0x00, 0x0d, 0x03, 0x01, 0x00, 0, 0, 0, 0, 0,
		0, 0, 0, 0x00, 0x00, 0x00, 0x60, 0, 0, 0, 0, 0xff, 0xff, 0x0f, 0x60, 0, 0, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 0x00, 0x00, 0x10, 0x00, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0);

	check_numbers(&r, FDTR_RESOURCE_MEMORY, 0x60000000, 0x600fffff, 0x100000);
	check_cpu(&r, 0x60000000, 0x600fffff);
	ck_assert(r.cacheable);
}
END_TEST

/* IO (Decode16, 0x3F8, 0x400, 0x08, 0x08) and FixedIO (0x2F8, 0x08), whose address has ten bits */
START_TEST(ports)
{
	struct fdtr_acpi_resource r = FIRST_OF(0x47, 0x01, 0xf8, 0x03, 0x00, 0x04, 0x08, 0x08);

	check_numbers(&r, FDTR_RESOURCE_IO, 0x3f8, 0x407, 8);
	ck_assert(!r.minimum_fixed && !r.maximum_fixed);
	check_no_cpu(&r);
	r = FIRST_OF(0x4b, 0xf8, 0xfe, 0x08);
	check_numbers(&r, FDTR_RESOURCE_IO, 0x2f8, 0x2ff, 8);
	ck_assert_uint_eq(r.tag, 0x48);
	ck_assert(r.minimum_fixed && r.maximum_fixed);
}
END_TEST

/* IRQ (Level, ActiveLow, Shared) {3, 5, 15} and IRQNoFlags () {4} */
START_TEST(irq)
{
	struct fdtr_acpi_resource r = FIRST_OF(0x23, 0x28, 0x80, 0x18);

	ck_assert_int_eq(r.kind, FDTR_RESOURCE_IRQ);
	ck_assert(!r.edge && r.active_low && r.shared && !r.interrupts);
	ck_assert_uint_eq(r.interrupt_count, 3);
	ck_assert_uint_eq(r.interrupt, 3);
	ck_assert_uint_eq(fdtr_acpi_resource_interrupt(&r, 0), 3);
	ck_assert_uint_eq(fdtr_acpi_resource_interrupt(&r, 1), 5);
	ck_assert_uint_eq(fdtr_acpi_resource_interrupt(&r, 2), 15);
	r = FIRST_OF(0x22, 0x10, 0x00);
	ck_assert(r.edge && !r.active_low && !r.shared);
	ck_assert_uint_eq(fdtr_acpi_resource_interrupt(&r, 0), 4);
}
END_TEST

/* Interrupt (ResourceConsumer, Edge, ActiveLow, Shared) {0x31, 0x12345678}, a plain one, and one that names another controller */
START_TEST(interrupt)
{
	static const unsigned char two[] = {
		0x89, 0x0a, 0x00, 0x0f, 0x02, 0x31, 0x00, 0x00, 0x00, 0x78, 0x56, 0x34, 0x12, END};
	static const unsigned char one[] = {0x89, 0x06, 0x00, 0x01, 0x01, 0x30, 0x00, 0x00, 0x00, END};
	struct fdtr_acpi_resource r = first_of(two, sizeof(two));

	ck_assert_int_eq(r.kind, FDTR_RESOURCE_INTERRUPT);
	ck_assert(r.edge && r.active_low && r.shared && !r.producer);
	ck_assert_uint_eq(r.interrupt_count, 2);
	ck_assert_uint_eq(fdtr_acpi_resource_interrupt(&r, 0), 0x31);
	ck_assert_uint_eq(fdtr_acpi_resource_interrupt(&r, 1), 0x12345678);
	r = first_of(one, sizeof(one));
	ck_assert(!r.edge && !r.active_low && !r.shared);
	ck_assert_uint_eq(r.interrupt, 0x30);
	r = FIRST_OF(0x89, 0x11, 0x00, 0x0a, 0x01, 0x07, 0x00, 0x00, 0x00, 0x00, 0x5c, 0x5f, 0x53, 0x42, 0x2e,
		0x52, 0x45, 0x53, 0x30, 0x00);
	ck_assert(r.producer && r.edge);
	ck_assert_uint_eq(r.interrupt, 7);
	r = FIRST_OF(0x89, 0x02, 0x00, 0x01, 0x00);
	ck_assert_uint_eq(r.interrupt_count, 0);
}
END_TEST

/* What says nothing of memory or interrupts is stepped over, known or not. */
START_TEST(others)
{
	static const unsigned char data[] = {0x2a, 0x06, 0x00, 0x55, 0x10, 0x00, 0x02, 0x00, 0x02, 0x31, 0x09,
		0x30, 0x38, 0x73, 0x01, 0x02, 0x03, 0x82, 0x0c, 0x00, 0, 0x20, 0, 3, 0, 0x10, 0, 0, 0, 0, 0,
		0, 0x84, 0x02, 0x00, 1, 2, 0x90, 0x0b, 0x00, 1, 1, 0, 0x0e, 0, 0x0e, 0, 0x0e, 0, 0, 0, 0xff,
		0x01, 0x00, 7, 0x09, 0xee, 0x79, 0};
	static const uint32_t lengths[] = {3, 6, 2, 1, 1, 4, 15, 5, 14, 4, 2};
	struct fdtr_acpi_resources walk = fdtr_acpi_resources(data, sizeof(data));
	struct fdtr_acpi_resource resource;

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(lengths); i++) {
		ck_assert(fdtr_acpi_resource_next(&walk, &resource));
		ck_assert_int_eq(resource.kind, FDTR_RESOURCE_OTHER);
		ck_assert_uint_eq(resource.length, lengths[i]);
	}
	ck_assert(fdtr_acpi_resource_next(&walk, &resource));
	ck_assert_int_eq(resource.kind, FDTR_RESOURCE_END);
}
END_TEST

static void check_problem(const unsigned char *data, uint32_t size, uint32_t offset, const char *words)
{
	struct fdtr_acpi_resources walk = fdtr_acpi_resources(data, size);
	struct fdtr_acpi_resource resource;

	while (fdtr_acpi_resource_next(&walk, &resource))
		ck_assert_int_ne(resource.kind, FDTR_RESOURCE_END);
	ck_assert(!walk.ended && walk.problem);
	ck_assert_uint_eq(walk.offset, offset);
	ck_assert_msg(strstr(walk.problem, words) != NULL, "%s", walk.problem);
	ck_assert(!fdtr_acpi_resource_next(&walk, &resource));
}
#define CHECK_PROBLEM(offset, words, ...)                                                                 \
	check_problem((const unsigned char[]){__VA_ARGS__}, sizeof((const unsigned char[]){__VA_ARGS__}), \
		offset, words)

START_TEST(problems)
{
	check_problem(NULL, 0, 0, "end tag is missing");
	CHECK_PROBLEM(3, "end tag is missing", 0x22, 0x10, 0x00);
	CHECK_PROBLEM(0, "past the end", 0x22, 0x10);
	CHECK_PROBLEM(0, "past the end", 0x86);
	CHECK_PROBLEM(0, "past the end", 0x86, 0x09);
	CHECK_PROBLEM(0, "past the end", 0x86, 0x09, 0x00, 0x01, 0x79, 0x00);
	CHECK_PROBLEM(0, "past the end", 0x8a, 0xff, 0xff, 0x00, 0x79, 0x00);
	CHECK_PROBLEM(3, "length", 0x22, 0x10, 0x00, 0x86, 0x02, 0x00, 0x01, 0x79, 0x00);
	CHECK_PROBLEM(0, "length", 0x46, 0x01, 0xf8, 0x03, 0x00, 0x04, 0x08, 0x79, 0x00);
	CHECK_PROBLEM(0, "length", 0x88, 0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x79, 0);
	CHECK_PROBLEM(0, "length", 0x7a, 0x00, 0x00);
	CHECK_PROBLEM(0, "past the end", 0x79);
	CHECK_PROBLEM(
		0, "fewer interrupts", 0x89, 0x06, 0x00, 0x01, 0x02, 0x30, 0x00, 0x00, 0x00, 0x79, 0x00);
}
END_TEST

START_TEST(checksum_of_the_end)
{
	static const unsigned char right[] = {0x22, 0x10, 0x00, 0x79, 0x55},
				   wrong[] = {0x22, 0x10, 0x00, 0x79, 0x56};
	struct fdtr_acpi_resources walk = fdtr_acpi_resources(right, sizeof(right));
	struct fdtr_acpi_resource resource;

	while (fdtr_acpi_resource_next(&walk, &resource)) {
	}
	ck_assert(walk.ended && !walk.problem);
	walk = fdtr_acpi_resources(wrong, sizeof(wrong));
	while (fdtr_acpi_resource_next(&walk, &resource)) {
	}
	ck_assert(walk.ended && walk.problem && strstr(walk.problem, "checksum"));
}
END_TEST

static void walk_all(const unsigned char *data, uint32_t size)
{
	struct fdtr_acpi_resources walk = fdtr_acpi_resources(data, size);
	struct fdtr_acpi_resource resource;
	struct fdtr_range range;

	while (fdtr_acpi_resource_next(&walk, &resource)) {
		ck_assert_uint_le(resource.offset + resource.length, size);
		(void)fdtr_acpi_resource_range(&resource, &range);
		for (uint32_t i = 0; i < resource.interrupt_count; i++)
			(void)fdtr_acpi_resource_interrupt(&resource, i);
	}
	ck_assert(walk.ended || walk.problem);
}

/* In memory of its exact size, so that valgrind and sanitizers see a step too far. */
START_TEST(whatever_comes)
{
	uint64_t state = 1;

	for (uint32_t round = 0; round < 20000; round++) {
		uint32_t size = random_below(&state, 64);
		unsigned char *data = malloc(size ? size : 1);

		for (uint32_t i = 0; i < size; i++)
			data[i] = (unsigned char)next_random(&state);
		if (size)
			data[0] = (unsigned char)(0x80 | random_below(&state, 0x14));
		if (size > 2)
			data[1] = (unsigned char)random_below(&state, 64), data[2] = 0;
		walk_all(data, size);
		free(data);
	}
}
END_TEST

Suite *resources_suite(void)
{
	return SUITE_OF("resources", memory24, memory32, word_space, dword_memory, ports_in_memory,
		qword_memory, qword_memory_that_is_no_range, extended_memory, ports, irq, interrupt, others,
		problems, checksum_of_the_end, whatever_comes);
}
