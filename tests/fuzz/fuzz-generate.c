// SPDX-License-Identifier: BSD-2-Clause
/*
 * The first bytes are options, the rest a blob. What generate hands out, lint finds no error in; asked for
 * the same again, generate changes nothing.
 */
#include "fuzz.h"

#include <libfdt.h>
#include <string.h>

#define OPTION_BYTES 16

/* Devices by what they are: a guard moves nodes, so a path need not lead anywhere in the result. */
static const char *const attach[] = {"compatible:virtio,mmio", "compatible:pci-host-ecam-generic"};

static void read_options(struct fdtr_request *request, struct fdtr_range *within, const uint8_t *bytes)
{
	static const char *const names[] = {NULL, "swiotlb", "restricted", "x,y"};

	*request = (struct fdtr_request){.size = (uint64_t)(bytes[0] + 1) << (11 + bytes[1] % 16)};
	request->alignment = bytes[2] % 8 ? (uint64_t)0x1000 << bytes[2] % 8 : 0;
	request->where = (enum fdtr_where)(bytes[3] % 3);
	request->address = (uint64_t)bytes[4] << 24 | (uint64_t)bytes[5] << 16;
	*within = (struct fdtr_range){(uint64_t)bytes[6] << 24, (uint64_t)bytes[6] << 24 | 0xfffffff};
	request->within = within;
	request->within_count = bytes[7] % 2;
	request->below = bytes[8] % 2 ? UINT64_C(1) << (28 + bytes[8] % 8) : 0;
	request->name = names[bytes[9] % 4];
	request->label = names[bytes[9] / 4 % 3];
	request->per_device = bytes[10] % 4 == 0;
	request->attach = attach + bytes[11] / 3 % 2;
	request->attach_count = bytes[11] % 3 % 2;
	request->guard = (enum fdtr_guard)(bytes[12] % 5);
	request->memory = (enum fdtr_memory)(bytes[13] % 2);
	request->output = (enum fdtr_output)(bytes[14] % 3);
}

/* Into a buffer grown to what the call asked for, which must do. */
static int generate(
	struct digest *base, const struct fdtr_request *request, void **output, struct fdtr_result *result)
{
	struct fdtr_error error;
	int status;

	*output = malloc(64);
	status = fdtr_generate(
		&base->tree, &base->platform, request, *output, 64, &base->arena, result, &error);
	if (status == FDTR_ERR_NOSPACE) {
		MUST(result->output_size > 64);
		free(*output);
		*output = malloc(result->output_size);
		status = fdtr_generate(&base->tree, &base->platform, request, *output, result->output_size,
			&base->arena, result, &error);
		MUST(status != FDTR_ERR_NOSPACE);
	}
	MUST(status != FDTR_ERR_INTERNAL && (!status || error.message[0]));
	return status;
}

/* The base with the overlay applied; NULL when libfdt cannot, as without __symbols__ or room. */
static void *apply(const struct digest *base, void *overlay, size_t overlay_size)
{
	size_t size = base->tree.size + 2 * overlay_size + 4096;
	void *merged = malloc(size);

	if (!fdt_open_into(base->blob, merged, (int)size) && !fdt_overlay_apply(merged, overlay) &&
		!fdt_pack(merged))
		return merged;
	free(merged);
	return NULL;
}

/*
 * Whoever applies an overlay numbers its phandles behind the base's, and may hit what the base refers to in
 * vain: then the base means something else afterwards, which is nobody's fault here.
 */
#define NEW_PHANDLES 512

static bool may_resolve(const struct digest *base)
{
	const struct fdtr_tree *tree = &base->tree;
	uint32_t last = tree->phandle_count ? tree->phandles[tree->phandle_count - 1].phandle : 0;

	for (uint32_t at = 0; at + 4 <= tree->structure_size; at += 4) {
		uint32_t cell = fdt32_ld((const fdt32_t *)(tree->blob + tree->structure_offset + at));

		if (cell > last && cell - last <= NEW_PHANDLES)
			return true;
	}
	return false;
}

static void check_again(
	struct digest *first, const struct fdtr_request *request, const void *bytes, size_t size)
{
	struct fdtr_result result;
	void *output;

	MUST(generate(first, request, &output, &result) == FDTR_OK);
	MUST(!result.changed);
	if (request->output == FDTR_OUTPUT_TREE)
		MUST(result.output_size == size && !memcmp(output, bytes, size));
	free(output);
}

static void check_output(const struct fdtr_request *request, const void *bytes, size_t size)
{
	struct fdtr_lint_options options = {.memory = request->memory};
	struct digest digest;

	MUST(digest_read(&digest, bytes, size));
	digest_lint(&digest, &options);
	MUST(!fdtr_findings_count(&digest.findings, FDTR_ERROR));
	check_again(&digest, request, bytes, size);
	digest_free(&digest);
}

static void try_request(struct digest *base, const struct fdtr_request *request)
{
	struct fdtr_result result;
	void *output, *merged;

	if (!generate(base, request, &output, &result)) {
		MUST(result.pool_count > 0);
		if (request->output == FDTR_OUTPUT_TREE)
			check_output(request, output, result.output_size);
		merged = request->output == FDTR_OUTPUT_OVERLAY ? apply(base, output, result.output_size)
		                                                : NULL;
		if (merged && !may_resolve(base))
			check_output(request, merged, fdt_totalsize(merged));
		free(merged);
	}
	free(output);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fdtr_request request;
	struct fdtr_range within;
	struct digest base;

	if (size < OPTION_BYTES)
		return 0;
	read_options(&request, &within, data);
	if (digest_read(&base, data + OPTION_BYTES, size - OPTION_BYTES))
		try_request(&base, &request);
	digest_free(&base);
	return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
	if (size < OPTION_BYTES || max_size < 2 * OPTION_BYTES)
		return LLVMFuzzerMutate(data, size, max_size);
	if (seed % 4 == 0) {
		(void)LLVMFuzzerMutate(data, OPTION_BYTES, OPTION_BYTES);
		return size;
	}
	return OPTION_BYTES +
	       mutate_blob(data + OPTION_BYTES, size - OPTION_BYTES, max_size - OPTION_BYTES, seed / 4);
}
