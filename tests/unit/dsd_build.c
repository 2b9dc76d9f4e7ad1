// SPDX-License-Identifier: BSD-2-Clause
#include "dsd.h"

#include <stdio.h>
#include <string.h>

char told[TOLD];

static bool note(void *context, const struct fdtr_dsd_entry *entry)
{
	static const char *const problems[] = {"sound", "dynamic", "not-package", "bad-uuid", "unknown-uuid",
		"bad-list", "bad-pair", "duplicate", "bad-value", "bad-target", "too-deep"};
	static const char kinds[] = "-?isbpr";
	size_t length = strlen(told);

	(void)context;
	ck_assert_int_lt(
		snprintf(told + length, sizeof(told) - length, "%s:%s %s %c\n", entry->node,
			entry->key ? entry->key : "", problems[entry->problem], kinds[entry->value.kind]),
		(int)(sizeof(told) - length));
	return true;
}

void dsd_begin(void)
{
	machine_begin();
	table_begin("DSDT");
	open_scope("\\_SB");
	open_device("DEV0");
	close_block();
	put_name("DATA");
	put_integer(7);
	put_name("BYTE");
	put_buffer("abc", 3);
	open_method("METH");
	close_block();
	open_device("CONS");
}

void dsd_end(void)
{
	close_block();
	close_block();
	table_end();
	machine_acpi();
	*told = '\0';
	ck_assert(fdtr_dsd_walk(machine_acpi(), machine_object("\\_SB.CONS"), machine_arena(), note, NULL));
}

void open_dsd(uint8_t count)
{
	put_name("_DSD");
	open_package(count);
}

void open_list(const char *uuid, uint8_t count)
{
	put_uuid(uuid);
	open_package(count);
}

void open_pair(const char *key)
{
	open_package(2);
	put_string(key);
}

void put_pair_string(const char *key, const char *value)
{
	open_pair(key);
	put_string(value);
	close_block();
}

void put_pair_path(const char *key, const char *path)
{
	open_pair(key);
	put_path(path);
	close_block();
}

void put_pair_integer(const char *key, uint64_t value)
{
	open_pair(key);
	put_integer(value);
	close_block();
}

struct fdtr_acpi_value property(const char *key)
{
	return fdtr_dsd_property(machine_acpi(), machine_object("\\_SB.CONS"), key);
}
