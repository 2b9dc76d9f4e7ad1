// SPDX-License-Identifier: BSD-2-Clause
/* Which documents a cache is asked for, and when and how its file is replaced. */
#include "schema/load/cache.h"

#include "schema/load/builtin.h"
#include "schema/load/cache_form.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

/*
 * What was changed so lately may be changed once more without its times telling: file systems count them in steps, the
 * longest of two seconds.
 */
#define SETTLED_SECONDS 3

struct cache {
	const char *file;
	time_t opened;
	struct text text; /* of the file */
	struct unpack unpack;
	atomic_uint given;
	struct fdtr_error refusal; /* why the file must not be replaced; its status is FDTR_OK where it may */
	struct fdtr_error warning;
};

uint64_t cache_maker(void)
{
	const char *const parts[] = {fdtr_version(), builtin_sources, yaml_get_version_string()};
	uint64_t maker = sizeof(struct cache_header);

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(parts); i++)
		maker = names_mix(maker, value_hash(parts[i], strlen(parts[i])));
	return maker;
}

/* Each step can be undone, so that no change of a single word is without effect. */
uint64_t cache_sum(const struct cache_header *header, const unsigned char *body, size_t size)
{
	uint64_t sum = names_mix(names_mix(0, header->maker), header->size), word;

	for (; size >= sizeof(word); body += sizeof(word), size -= sizeof(word)) {
		memcpy(&word, body, sizeof(word));
		sum = names_mix(sum, word);
	}
	word = 0;
	memcpy(&word, body, size);
	return names_mix(sum, word);
}

static int refuse(struct cache *cache, const char *why)
{
	return fdtr_error_set(&cache->refusal, FDTR_ERR_ARGUMENT, "%.300s: %s", cache->file, why);
}

/* A slip of the pen must not cost a file that is something else. */
static bool is_cache(const struct text *text)
{
	const size_t length = strlen(CACHE_MAGIC);

	return !memcmp(text->data, CACHE_MAGIC, text->size < length ? text->size : length);
}

static void read_file(struct cache *cache)
{
	struct stat status;

	if (stat(cache->file, &status)) {
		if (errno != ENOENT)
			(void)refuse(cache, strerror(errno));
		return;
	}
	if (text_load(&cache->text, cache->file, CACHE_SIZE_LIMIT, &cache->refusal))
		return;
	if (!is_cache(&cache->text))
		(void)refuse(
			cache, "this is no cache of fdtrestrict's and is left as it is; name another file");
	else if (!unpack_open(&cache->unpack, &cache->text))
		unpack_free(&cache->unpack);
}

struct cache *cache_open(const char *file, time_t now)
{
	struct cache *cache = calloc(1, sizeof(*cache));

	if (!cache)
		return NULL;
	cache->file = file;
	cache->opened = now;
	read_file(cache);
	return cache;
}

void cache_free(struct cache *cache)
{
	if (!cache)
		return;
	unpack_free(&cache->unpack);
	free(cache->text.data);
	free(cache);
}

static bool is_same(const struct stamp *left, const struct stamp *right)
{
	return left->size == right->size && left->inode == right->inode &&
	       left->modified == right->modified &&
	       left->modified_nanoseconds == right->modified_nanoseconds && left->changed == right->changed &&
	       left->changed_nanoseconds == right->changed_nanoseconds;
}

bool cache_get(struct cache *cache, const struct listed *listed, struct document *document)
{
	const struct unpack_entry *entry = unpack_find(&cache->unpack, listed->name);

	*document = (struct document){0};
	if (!entry || !is_same(&entry->stamp, &listed->stamp) ||
		!unpack_document(&cache->unpack, entry, listed->name, document))
		return false;
	atomic_fetch_add(&cache->given, 1);
	return true;
}

uint32_t cache_given(const struct cache *cache)
{
	return cache->given;
}

const char *cache_warning(const struct cache *cache)
{
	return cache->warning.status ? cache->warning.message : NULL;
}

/* Stamps were taken after the cache was opened, and files read after that. */
static bool is_settled(const struct cache *cache, const struct stamp *stamp)
{
	const int64_t latest = stamp->modified > stamp->changed ? stamp->modified : stamp->changed;

	return stamp->inode && latest < cache->opened - SETTLED_SECONDS;
}

static uint32_t count_settled(const struct cache *cache, const struct listing *listing)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < listing->count; i++)
		count += is_settled(cache, &listing->items[i].stamp);
	return count;
}

static bool pack_all(const struct cache *cache, const struct listing *listing, const struct binding *bindings,
	struct text *text)
{
	struct pack pack = {0};
	bool packed;

	for (uint32_t i = 0; i < listing->count; i++) {
		if (is_settled(cache, &listing->items[i].stamp))
			pack_add(&pack, &listing->items[i], &bindings[i].document);
	}
	packed = pack_finish(&pack, text);
	pack_free(&pack);
	return packed;
}

static int write_all(int file, const struct text *text)
{
	size_t done = 0;

	while (done < text->size) {
		const ssize_t written = write(file, text->data + done, text->size - done);

		if (written < 0 && errno != EINTR)
			return errno;
		done += written > 0 ? (size_t)written : 0;
	}
	return 0;
}

/* Beside the file, by a name that no other process has; what is not on disk after a crash is no cache, which is no harm. */
static int write_beside(const struct cache *cache, char *name, size_t size, const struct text *text)
{
	const char *slash = strrchr(cache->file, '/');
	const int folder = slash ? (int)(slash - cache->file) + 1 : 0;
	int file = -1, code = EEXIST;

	for (unsigned int i = 0; file < 0 && code == EEXIST && i < 100; i++) {
		(void)snprintf(
			name, size, "%.*s.fdtrestrict.cache.%ld.%u", folder, cache->file, (long)getpid(), i);
		file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		code = errno;
	}
	if (file < 0)
		return code;
	code = write_all(file, text);
	if (close(file) && !code)
		code = errno;
	if (!code && rename(name, cache->file))
		code = errno;
	if (code)
		(void)unlink(name);
	return code;
}

static int replace(struct cache *cache, const struct text *text)
{
	const size_t size = strlen(cache->file) + 64;
	char *name = malloc(size);
	const int code = name ? write_beside(cache, name, size, text) : ENOMEM;

	free(name);
	return code ? fdtr_error_set(
			      &cache->warning, FDTR_ERR_INTERNAL, "%.300s: %s", cache->file, strerror(code))
	            : FDTR_OK;
}

void cache_keep(struct cache *cache, const struct listing *listing, const struct binding *bindings)
{
	struct text text;

	if (count_settled(cache, listing) <= cache->given)
		return;
	if (cache->refusal.status) {
		cache->warning = cache->refusal;
		return;
	}
	if (!pack_all(cache, listing, bindings, &text)) {
		(void)fdtr_error_set(&cache->warning, FDTR_ERR_NOSPACE,
			"%.300s: a cache of these bindings would be larger than %zu MiB, or memory ran out",
			cache->file, CACHE_SIZE_LIMIT >> 20);
		return;
	}
	(void)replace(cache, &text);
	free(text.data);
}
