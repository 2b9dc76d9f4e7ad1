// SPDX-License-Identifier: BSD-2-Clause
#include "fuzz.h"

#include <string.h>

/*
 * More than any blob of the fuzzer's size needs, findings cut at LIMIT included. It is kept from one run
 * to the next, one for each digest that is open at a time: fresh memory costs more than the run itself.
 */
#define ARENA_SIZE ((size_t)64 << 20)
#define LIMIT 2000
#define DEPTH 4

static void *kept[DEPTH];
static unsigned int depth;

static void *open_memory(void)
{
	MUST(depth < DEPTH);
	if (!kept[depth])
		kept[depth] = malloc(ARENA_SIZE);
	return kept[depth++];
}

bool digest_read(struct digest *digest, const void *data, size_t size)
{
	struct fdtr_error error;
	int status;

	*digest = (struct digest){.blob = malloc(size ? size : 1), .memory = open_memory()};
	MUST(digest->blob && digest->memory);
	if (size)
		memcpy(digest->blob, data, size);
	fdtr_arena_init(&digest->arena, digest->memory, ARENA_SIZE);
	status = fdtr_tree_read(&digest->tree, digest->blob, size, &digest->arena, &error);
	MUST(status == FDTR_OK || status == FDTR_ERR_BADTREE);
	MUST(status == FDTR_OK || (error.message[0] && error.status == status));
	if (!status)
		MUST(fdtr_platform_read(&digest->platform, &digest->tree, &digest->arena, &error) == FDTR_OK);
	return !status;
}

void digest_lint(struct digest *digest, const struct fdtr_lint_options *options)
{
	struct fdtr_lint_options limited = options ? *options : (struct fdtr_lint_options){0};
	struct fdtr_error error;

	limited.max_findings = LIMIT;
	MUST(fdtr_lint(&digest->tree, &digest->platform, &limited, &digest->arena, &digest->findings,
		     &error) == FDTR_OK);
}

void digest_free(struct digest *digest)
{
	free(digest->blob);
	depth--;
}
