// SPDX-License-Identifier: BSD-2-Clause
/* The keys of a pool. */
#include "cli/spec/spec_parts.h"
#include "cli/spec/spec_values.h"

#include <string.h>

static int read_size(struct yaml_reader *reader, void *into)
{
	static const char wanted[] = "a size such as 64M, or auto";
	struct spec_pool *pool = into;
	int status = reader_want_text(reader, wanted);

	pool->size = FDTR_SIZE_AUTO;
	return status || !strcmp(reader_text(reader), "auto") ? status
	                                                      : spec_size(reader, wanted, &pool->size);
}

static int read_at(struct yaml_reader *reader, void *into)
{
	static const char wanted[] = "an address, auto or dynamic";
	struct spec_pool *pool = into;
	int status = reader_want_text(reader, wanted);

	if (status)
		return status;
	pool->where = FDTR_WHERE_AUTO;
	if (!strcmp(reader_text(reader), "auto"))
		return FDTR_OK;
	pool->where = FDTR_WHERE_DYNAMIC;
	if (!strcmp(reader_text(reader), "dynamic"))
		return FDTR_OK;
	pool->where = FDTR_WHERE_FIXED;
	return spec_number(reader, wanted, &pool->address);
}

static int read_align(struct yaml_reader *reader, void *into)
{
	static const char wanted[] = "a power of two such as 64K";
	struct spec_pool *pool = into;
	int status = spec_size(reader, wanted, &pool->alignment);

	if (!status && pool->alignment & (pool->alignment - 1))
		status = reader_wrong(reader, "'align' wants %s, not '%s'", wanted, reader_text(reader));
	return status;
}

#define MOST_WITHIN 64

static int read_within(struct yaml_reader *reader, void *into)
{
	static const char wanted[] = "START-END (both inclusive) or START+SIZE";
	struct spec_pool *pool = into;
	struct fdtr_range *ranges = fdtr_arena_take(reader->arena, MOST_WITHIN, sizeof(*ranges));
	int status = ranges ? reader_want_list(reader, wanted) : reader_no_memory(reader);

	while (!status && !(status = reader_next(reader)) && reader->event.type != YAML_SEQUENCE_END_EVENT) {
		if (pool->within_count == MOST_WITHIN)
			return reader_wrong(reader, "there are more than %d ranges", MOST_WITHIN);
		status = spec_range(reader, wanted, &ranges[pool->within_count++]);
	}
	pool->within = ranges;
	if (!status && !pool->within_count)
		status = reader_wrong(reader, "'within' has no range; delete the key to allow every place");
	return status;
}

static int read_below(struct yaml_reader *reader, void *into)
{
	return spec_size(reader, "an address such as 4G", &((struct spec_pool *)into)->below);
}

static int read_name(struct yaml_reader *reader, void *into)
{
	return spec_node_name(reader, &((struct spec_pool *)into)->name);
}

static int read_label(struct yaml_reader *reader, void *into)
{
	return spec_label(reader, &((struct spec_pool *)into)->label);
}

static int read_pool_object(struct yaml_reader *reader, void *into)
{
	return spec_object(reader, &((struct spec_pool *)into)->object);
}

static int read_per_device(struct yaml_reader *reader, void *into)
{
	return spec_boolean(reader, &((struct spec_pool *)into)->per_device);
}

static const struct yaml_key pool_keys[YAML_MOST_KEYS] = {
	{"size", read_size},
	{"at", read_at},
	{"align", read_align},
	{"within", read_within},
	{"below", read_below},
	{"name", read_name},
	{"label", read_label},
	{"object", read_pool_object},
	{"per-device", read_per_device},
	{"devices", spec_read_devices},
};

static int read_pool(struct yaml_reader *reader, struct spec_pool *pool)
{
	*pool = (struct spec_pool){.place = spec_here(reader)};
	if (reader->event.type != YAML_MAPPING_START_EVENT)
		return reader_wrong(reader, "a pool has keys, such as \"size: 64M\"");
	return reader_take_keys(reader, pool_keys, pool);
}

int spec_read_pools(struct yaml_reader *reader, void *into)
{
	struct spec *spec = into;
	const struct spec_pool **next = &spec->pools;
	int status = reader_want_list(reader, "pools with keys such as \"size: 64M\"");

	while (!status && !(status = reader_next(reader)) && reader->event.type != YAML_SEQUENCE_END_EVENT) {
		struct spec_pool *pool = fdtr_arena_take(reader->arena, 1, sizeof(*pool));

		status = pool ? read_pool(reader, pool) : reader_no_memory(reader);
		*next = pool;
		next = pool ? &pool->next : next;
		spec->pool_count++;
		if (!status && spec->pool_count > SPEC_MOST_POOLS)
			status = reader_wrong(reader, "there are more than %d pools", SPEC_MOST_POOLS);
	}
	if (!status && !spec->pool_count)
		status = reader_wrong(reader, "'pools' has none");
	return status;
}
