/* SPDX-License-Identifier: BSD-2-Clause */
/* The ignores in all the sources that one tree is made of. */
#ifndef FDTR_SRC_COMMENTS_H
#define FDTR_SRC_COMMENTS_H

#include "cli/adopt/ignores.h"
#include "report/report.h"
#include "source/asl/asl_map.h"

struct blob;

/* Where what lint found stands; NULL for what is no source. */
struct source_maps {
	struct source_map *input;
	struct source_map *base; /* that overlays are applied to */
	struct asl_map *tables;  /* instead of the input's, where that is ASL */
};

/* Those of one file. */
struct commented {
	const char *name;
	const struct source_map *map; /* one of the two, */
	const struct asl_map *tables;
	uint32_t index; /* and the number of the file in it */
	bool own;       /* it is the input itself */
	struct ignores ignores;
};

struct comments {
	struct commented *items;
	uint32_t count;
};

/* Whether a source that the blob was compiled from may have an ignore. */
bool comments_likely(const struct blob *blob);

/* False when memory ran out; to be freed in either case, and before the maps. */
bool comments_read(struct comments *comments, const struct source_maps *maps);
void comments_free(struct comments *comments);

/* Whether there is one for the finding. */
bool comments_match(struct comments *comments, const struct fdtr_report_finding *finding);

#endif
