/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The documents of a set as they are once they are read, checked and fixed up, in a file, so that the next run need not
 * parse them again. Each is taken from there only while its file is the one that it was made from.
 */
#ifndef FDTR_SRC_CACHE_H
#define FDTR_SRC_CACHE_H

#include "schema/load/folder.h"
#include "schema/set/set.h"

#include <time.h>

struct cache;

/*
 * To be opened before the files are listed. A file that is not there, is cut short or changed, or was written by
 * another version or kind of machine is an empty cache. NULL when memory ran out. The name is kept, not copied.
 */
struct cache *cache_open(const char *file, time_t now);
void cache_free(struct cache *cache);

/*
 * False, and `document` empty, when it is to be read from its file instead. The document keeps to the cache's memory.
 * Any number of threads may ask.
 */
bool cache_get(struct cache *cache, const struct listed *listed, struct document *document);
uint32_t cache_given(const struct cache *cache); /* how many documents came from it */

/*
 * Writes all documents of the listing, which are those of `bindings`, when some of them did not come from the cache and
 * can. The file is replaced as a whole, and only where there is none or it is a cache.
 */
void cache_keep(struct cache *cache, const struct listing *listing, const struct binding *bindings);

/* Why that was not done; NULL when there was nothing to do, or it was. */
const char *cache_warning(const struct cache *cache);

#endif
