// SPDX-License-Identifier: BSD-2-Clause
/*
 * gen-acpi -l                       lists the shapes that are each the worst of one kind
 * gen-acpi [-n COUNT] [-s SHAPE] FILE    a DSDT, with SSDTs behind it in one shape, of COUNT devices, or things of the shape
 *
 * The usual shape is that of a machine: devices under buses with _HID, _UID, _STA, _CCA, _CRS and _DSD, one in four with
 * a region, fields and methods.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HEADER = 36, DEVICES_A_BUS = 64, MOST_OPEN = 256, DEEP = 250, PLACES = 36 };

struct table {
	unsigned char *data;
	size_t size, room, start;
	size_t open[MOST_OPEN]; /* places of package lengths */
	unsigned int depth;
};

static void put(struct table *table, const void *bytes, size_t count)
{
	while (table->size + count > table->room) {
		table->room = 2 * table->room + 65536;
		table->data = realloc(table->data, table->room);
		if (!table->data)
			exit(EXIT_FAILURE);
	}
	memcpy(table->data + table->size, bytes, count);
	table->size += count;
}
#define PUT(table, text) put(table, text, sizeof(text) - 1)

static void put_number(struct table *table, uint64_t number, unsigned int bytes)
{
	for (unsigned int i = 0; i < bytes; i++)
		put(table, &(unsigned char){(unsigned char)(number >> 8 * i)}, 1);
}

/* Letters and digits, the last changing first. */
static const char *name_of(char first, uint32_t number)
{
	static const char letters[PLACES + 1] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static char name[5];

	name[0] = first;
	for (int i = 3; i > 0; i--, number /= PLACES)
		name[i] = letters[number % PLACES];
	return name;
}

static void put_name(struct table *table, char first, uint32_t number)
{
	put(table, name_of(first, number), 4);
}

/* A package with four bytes of length, whatever they will say. */
static void begin(struct table *table, const char *opcode, size_t length)
{
	put(table, opcode, length);
	table->open[table->depth++] = table->size;
	put(table, "\0\0\0\0", 4);
}
#define BEGIN(table, opcode) begin(table, opcode, sizeof(opcode) - 1)

static void end(struct table *table)
{
	size_t place = table->open[--table->depth], length = table->size - place;

	table->data[place] = (unsigned char)(0xc0 | (length & 0x0f));
	for (unsigned int i = 1; i < 4; i++)
		table->data[place + i] = (unsigned char)(length >> (8 * i - 4));
}

static void begin_table(struct table *table, const char *signature)
{
	table->start = table->size;
	put(table, signature, 4);
	PUT(table, "\0\0\0\0\2\0FDTR  BENCH   \1\0\0\0FDTR\1\0\0\0");
}

static void end_table(struct table *table)
{
	unsigned char *data = table->data + table->start, sum = 0;
	size_t length = table->size - table->start;

	for (unsigned int i = 0; i < 4; i++)
		data[4 + i] = (unsigned char)(length >> 8 * i);
	for (size_t i = 0; i < length; i++)
		sum = (unsigned char)(sum + data[i]);
	data[9] = (unsigned char)-sum;
}

static void put_resources(struct table *table, uint32_t number)
{
	PUT(table, "\x08_CRS\x11\x1a\x0a\x17\x86\x09\x00\x01");
	put_number(table, 0x10000000 + number * 0x1000, 4);
	put_number(table, 0x1000, 4);
	PUT(table, "\x89\x06\x00\x01\x01");
	put_number(table, 32 + number, 4);
	PUT(table, "\x79\x00");
}

static void put_pair(struct table *table, const char *key, const char *value, size_t length)
{
	BEGIN(table, "\x12");
	PUT(table, "\x02\x0d");
	put(table, key, strlen(key) + 1);
	put(table, value, length);
	end(table);
}
#define PAIR(table, key, value) put_pair(table, key, value, sizeof(value) - 1)

static void put_properties(struct table *table)
{
	PUT(table, "\x08_DSD");
	BEGIN(table, "\x12");
	PUT(table, "\x02\x11\x13\x0a\x10\x14\xd8\xff\xda\xba\x6e\x8c\x4d\x8a\x91\xbc\x9b\xbf\x4a\xa3\x01");
	BEGIN(table, "\x12");
	PUT(table, "\x02");
	PAIR(table, "compatible",
		"\x0d"
		"acme,uart\0");
	PAIR(table, "acme,fifo", "\x0a\x40");
	end(table);
	end(table);
}

/* Method (NAME, 0) { Store (VALUE, CTRL) If (STAT == Zero) { Return (One) } Return (Zero) } */
static void put_method(struct table *table, const char *name, const char *value)
{
	BEGIN(table, "\x14");
	put(table, name, 4);
	PUT(table, "\x00\x70");
	put(table, value, 1);
	PUT(table, "CTRL");
	BEGIN(table, "\xa0");
	PUT(table, "\x93STAT\x00\xa4\x01");
	end(table);
	PUT(table, "\xa4\x00");
	end(table);
}

static void put_code(struct table *table)
{
	PUT(table, "\x5b\x80REGN\x00\x0c\x00\x00\x00\xe0\x0b\x00\x10");
	BEGIN(table, "\x5b\x81");
	PUT(table, "REGN\x03"
		   "CTRL\x20STAT\x08\x00\x18");
	end(table);
	put_method(table, "_PS0", "\x00");
	put_method(table, "_PS3", "\x01");
}

static void put_device(struct table *table, uint32_t number)
{
	BEGIN(table, "\x5b\x82");
	put_name(table, 'D', number);
	PUT(table, "\x08_HID\x0d"
		   "FDTR0001\0\x08_UID\x0c");
	put_number(table, number, 4);
	PUT(table, "\x08_STA\x0a\x0f\x08_CCA\x01");
	put_resources(table, number);
	put_properties(table);
	if (number % 4 == 0)
		put_code(table);
	end(table);
}

static void usual(struct table *table, uint32_t count)
{
	BEGIN(table, "\x10");
	PUT(table, "\\_SB_");
	for (uint32_t i = 0; i < count; i++) {
		if (i % DEVICES_A_BUS == 0) {
			BEGIN(table, "\x5b\x82");
			put_name(table, 'B', i / DEVICES_A_BUS);
			PUT(table, "\x08_HID\x0d"
				   "ACPI0004\0");
		}
		put_device(table, i);
		if (i % DEVICES_A_BUS == DEVICES_A_BUS - 1 || i == count - 1)
			end(table);
	}
	end(table);
}

static void open_deep(struct table *table)
{
	for (uint32_t i = 0; i < DEEP; i++) {
		BEGIN(table, "\x5b\x82");
		put_name(table, 'N', i);
	}
}

static void close_all(struct table *table)
{
	while (table->depth)
		end(table);
}

/* Devices in devices, as deep as may be, time and again. */
static void deep(struct table *table, uint32_t count)
{
	for (uint32_t i = 0; i < count; i += DEEP) {
		BEGIN(table, "\x5b\x82");
		put_name(table, (char)('A' + i / DEEP / (PLACES * PLACES * PLACES)), i / DEEP);
		open_deep(table);
		close_all(table);
	}
}

/* Names that are looked for in all scopes above, and found in the last. */
static void upwards(struct table *table, uint32_t count)
{
	PUT(table, "\x08NEAR\x01");
	open_deep(table);
	for (uint32_t i = 0; i < count; i++)
		PUT(table, "NEAR");
	close_all(table);
}

/* One name after another in one scope. */
static void wide(struct table *table, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		PUT(table, "\x08");
		put_name(table, (char)('A' + i / (PLACES * PLACES * PLACES) % 26), i);
		PUT(table, "\x01");
	}
}

static void same(struct table *table, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		PUT(table, "\x5b\x82\x0bSAME\x08_ADR\x00");
}

/* Names that a table of slots would put close together: the low bits of the last characters vary alone. */
static void alike(struct table *table, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		BEGIN(table, "\x5b\x82");
		put_name(table, (char)('A' + i / (PLACES * PLACES * PLACES) % 26), i);
		PUT(table, "\x08"
			   "AAAA\x01\x08"
			   "QAAA\x01\x08"
			   "AQAA\x01\x08"
			   "AAQA\x01");
		end(table);
	}
}

static void packages(struct table *table, uint32_t count)
{
	PUT(table, "\x08LIST");
	BEGIN(table, "\x13");
	put(table, "\x0c", 1);
	put_number(table, count, 4);
	for (uint32_t i = 0; i < count; i++)
		PUT(table, "\x12\x09\x04\x01\x0a\x02"
			   "LIST");
	end(table);
}

static void nested(struct table *table, uint32_t count)
{
	for (uint32_t i = 0; i < count; i += DEEP) {
		PUT(table, "\x08");
		put_name(table, 'P', i / DEEP);
		for (uint32_t k = 0; k < DEEP; k++) {
			BEGIN(table, "\x12");
			PUT(table, "\x01");
		}
		close_all(table);
	}
}

static void fields(struct table *table, uint32_t count)
{
	PUT(table, "\x5b\x80REGN\x00\x00\x0c\xff\xff\xff\x0f");
	BEGIN(table, "\x5b\x81");
	PUT(table, "REGN\x00");
	for (uint32_t i = 0; i < count; i++) {
		put_name(table, (char)('A' + i / (PLACES * PLACES * PLACES) % 26), i);
		PUT(table, "\x01\x00\x07");
	}
	end(table);
}

/* Each alias of the one before, and a path through all that there may be. */
static void aliases(struct table *table, uint32_t count)
{
	PUT(table, "\x5b\x82\x0bZZZZ\x08_ADR\x00\x06ZZZZA000");
	for (uint32_t i = 1; i < count; i++) {
		PUT(table, "\x06");
		put_name(table, (char)('A' + (i - 1) / (PLACES * PLACES * PLACES) % 25), i - 1);
		put_name(table, (char)('A' + i / (PLACES * PLACES * PLACES) % 25), i);
	}
}

/* What is put into a device that is not there yet, and then the device, again and again. */
static void early(struct table *table, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		PUT(table, "\x10\x0d\\LATE\x08_ADR\x00\xa3\x08LATE\x01");
}

/* A table for each device. */
static void tables(struct table *table, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		end_table(table);
		begin_table(table, "SSDT");
		PUT(table, "\x5b\x82\x12\\._SB_");
		put_name(table, (char)('A' + i / (PLACES * PLACES * PLACES) % 26), i);
		PUT(table, "\x08_ADR\x00\xa3");
	}
}

/* A block with a name that nobody knows, in which nothing can be read. */
static void guesses(struct table *table, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		BEGIN(table, "\x5b\x82");
		put_name(table, (char)('A' + i / (PLACES * PLACES * PLACES) % 26), i);
		PUT(table, "\x70WHAT\x02\x02\x02");
		end(table);
	}
}

/* A pool at a place of its own, or where the others are. */
static void put_pool(struct table *table, uint32_t number, uint64_t base)
{
	BEGIN(table, "\x5b\x82");
	PUT(table, "\\");
	put_name(table, (char)('A' + number / (PLACES * PLACES * PLACES) % 26), number);
	PUT(table, "\x08_HID\x0d"
		   "PRP0001\0\x08_UID\x0c");
	put_number(table, number, 4);
	PUT(table, "\x08_CRS\x11\x33\x0a\x30\x8a\x2b\x00\x00\x0d\x03\0\0\0\0\0\0\0\0");
	put_number(table, base, 8);
	put_number(table, base + 0xfffff, 8);
	put_number(table, 0, 8);
	put_number(table, 0x100000, 8);
	PUT(table, "\x79\x00\x08_DSD");
	BEGIN(table, "\x12");
	PUT(table, "\x02\x11\x13\x0a\x10\x14\xd8\xff\xda\xba\x6e\x8c\x4d\x8a\x91\xbc\x9b\xbf\x4a\xa3\x01");
	BEGIN(table, "\x12");
	PUT(table, "\x01");
	PAIR(table, "compatible",
		"\x0d"
		"restricted-dma-pool\0");
	end(table);
	end(table);
	end(table);
}

static void pools(struct table *table, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		put_pool(table, i, UINT64_C(0x100000000) + (uint64_t)i * 0x100000);
}

static void stacked(struct table *table, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		put_pool(table, i, UINT64_C(0x100000000));
}

/* Devices that all refer to one pool, have one _UID, and one place. */
static void consumers(struct table *table, uint32_t count)
{
	put_pool(table, 0, 0x40000000);
	BEGIN(table, "\x10");
	PUT(table, "\\_SB_");
	for (uint32_t i = 0; i < count; i++) {
		BEGIN(table, "\x5b\x82");
		put_name(table, (char)('A' + i / (PLACES * PLACES * PLACES) % 26), i);
		PUT(table, "\x08_HID\x0d"
			   "LNRO0005\0\x08_UID\x00");
		put_resources(table, 0);
		PUT(table, "\x08_DSD");
		BEGIN(table, "\x12");
		PUT(table,
			"\x02\x11\x13\x0a\x10\x14\xd8\xff\xda\xba\x6e\x8c\x4d\x8a\x91\xbc\x9b\xbf\x4a\xa3\x01");
		BEGIN(table, "\x12");
		PUT(table, "\x01");
		PAIR(table, "memory-region", "\\A000");
		end(table);
		end(table);
		end(table);
	}
	end(table);
}

/* One device with as many references, and one with as many properties of one name. */
static void references(struct table *table, uint32_t count)
{
	static const char uuid[] =
		"\x02\x11\x13\x0a\x10\x14\xd8\xff\xda\xba\x6e\x8c\x4d\x8a\x91\xbc\x9b\xbf\x4a\xa3\x01";

	put_pool(table, 0, 0x40000000);
	PUT(table, "\x5b\x82\x1b\\AREF\x08_HID\x0d"
		   "LNRO0005\0\x08_UID\x00");
	for (uint32_t kind = 0; kind < 2; kind++) {
		BEGIN(table, "\x10");
		put(table, kind ? "\\AREG" : "\\AREF", 5);
		PUT(table, "\x08_DSD");
		BEGIN(table, "\x12");
		put(table, uuid, sizeof(uuid) - 1);
		BEGIN(table, "\x13");
		PUT(table, "\x0c");
		put_number(table, kind ? count : 1, 4);
		if (!kind) {
			BEGIN(table, "\x12");
			PUT(table, "\x02\x0dmemory-region\0");
			BEGIN(table, "\x13");
			PUT(table, "\x0c");
			put_number(table, count, 4);
		}
		for (uint32_t i = 0; i < count; i++) {
			if (kind)
				PAIR(table, "memory-region", "\\A000");
			else
				PUT(table, "\\A000");
		}
		if (!kind) {
			end(table);
			end(table);
		}
		end(table);
		end(table);
		end(table);
		if (!kind)
			PUT(table, "\x5b\x82\x1b\\AREG\x08_HID\x0d"
				   "LNRO0005\0\x08_UID\x01");
	}
}

static const struct shape {
	const char *name;
	void (*fill)(struct table *table, uint32_t count);
} shapes[] = {{"deep", deep}, {"upwards", upwards}, {"wide", wide}, {"same", same}, {"alike", alike},
	{"packages", packages}, {"nested", nested}, {"fields", fields}, {"aliases", aliases},
	{"early", early}, {"tables", tables}, {"guesses", guesses}, {"pools", pools}, {"stacked", stacked},
	{"consumers", consumers}, {"references", references}};

static const size_t shape_count = sizeof(shapes) / sizeof(shapes[0]);

static int usage(void)
{
	fputs("usage: gen-acpi -l, or gen-acpi [-n COUNT] [-s SHAPE] FILE\n", stderr);
	return 2;
}

static int write_file(const char *name, const struct table *table)
{
	FILE *file = fopen(name, "wb");

	if (!file || fwrite(table->data, 1, table->size, file) != table->size || fclose(file)) {
		perror(name);
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	void (*fill)(struct table * table, uint32_t count) = usual;
	struct table table = {0};
	uint32_t count = 256;
	int option, status;

	while ((option = getopt(argc, argv, "ln:s:")) != -1) {
		if (option == 'n')
			count = (uint32_t)strtoul(optarg, NULL, 0);
		for (size_t i = 0; i < shape_count; i++) {
			if (option == 'l')
				puts(shapes[i].name);
			else if (option == 's' && !strcmp(optarg, shapes[i].name))
				fill = shapes[i].fill;
		}
		if (option == 'l')
			return EXIT_SUCCESS;
		if (option == '?' || (option == 's' && fill == usual))
			return usage();
	}
	if (optind != argc - 1 || !count)
		return usage();
	begin_table(&table, "DSDT");
	fill(&table, count);
	end_table(&table);
	status = write_file(argv[optind], &table);
	free(table.data);
	return status;
}
