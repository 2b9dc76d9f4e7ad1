/* SPDX-License-Identifier: BSD-2-Clause */
/* What the fuzz targets share. */
#ifndef FDTR_TESTS_FUZZ_H
#define FDTR_TESTS_FUZZ_H

#include <fdtrestrict/fdtrestrict.h>

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed);

/* Mutates a blob so that most results are still device trees; returns the new size. */
size_t mutate_blob(uint8_t *data, size_t size, size_t max_size, unsigned int seed);

/* Tree, platform and findings in memory of their own; false when the blob is bad. */
struct digest {
	void *blob; /* a copy, aligned, of the exact size */
	void *memory;
	struct fdtr_arena arena;
	struct fdtr_tree tree;
	struct fdtr_platform platform;
	struct fdtr_findings findings;
};

bool digest_read(struct digest *digest, const void *data, size_t size);
void digest_lint(struct digest *digest, const struct fdtr_lint_options *options);
void digest_free(struct digest *digest);

/* Stops the fuzzer unless it holds. */
#define MUST(condition)                                                                      \
	do {                                                                                 \
		if (!(condition)) {                                                          \
			fprintf(stderr, "ERROR: %s: must hold: %s\n", __func__, #condition); \
			abort();                                                             \
		}                                                                            \
	} while (0)

#endif
