// SPDX-License-Identifier: BSD-2-Clause
/* A VMM's boot path: take the guest's tree, add a guarded 64 MiB pool for its virtio devices, hand it over. */
#include <fdtrestrict/fdtrestrict.h>

#include <inttypes.h>
#include <stdio.h>

static uint64_t guest_tree[1 << 17], guest_copy[1 << 18], scratch[1 << 18];

/* In memory that the VMM owns; on FDTR_ERR_NOSPACE it would grow that, and call again. */
static int add_pool(size_t size, struct fdtr_result *result, struct fdtr_error *error)
{
	static const struct fdtr_region kernel = {
		{0x40200000, 0x421fffff}, {.object = FDTR_NONE}, FDTR_REGION_KERNEL, FDTR_NONE};
	struct fdtr_request request = {0};
	struct fdtr_platform platform;
	struct fdtr_arena arena;
	struct fdtr_tree tree;
	int status;

	request.size = UINT64_C(64) << 20;
	request.memory = FDTR_MEMORY_FINAL;
	request.taken = &kernel;
	request.taken_count = 1;
	fdtr_arena_init(&arena, scratch, sizeof(scratch));
	status = fdtr_tree_read(&tree, guest_tree, size, &arena, error);
	if (status == FDTR_OK)
		status = fdtr_platform_read(&platform, &tree, &arena, error);
	if (status == FDTR_OK)
		status = fdtr_generate(
			&tree, &platform, &request, guest_copy, sizeof(guest_copy), &arena, result, error);
	return status;
}

int main(int argc, char **argv)
{
	FILE *in = argc == 3 ? fopen(argv[1], "rb") : NULL, *out = argc == 3 ? fopen(argv[2], "wb") : NULL;
	struct fdtr_result result;
	struct fdtr_error error;
	char place[FDTR_PATH_SIZE];
	size_t size = in ? fread(guest_tree, 1, sizeof(guest_tree), in) : 0;

	if (!in || !out) {
		fprintf(stderr, "usage: vmm TREE RESULT, both files\n");
		return 2;
	}
	if (add_pool(size, &result, &error) != FDTR_OK) {
		fprintf(stderr, "vmm: %s\n", error.message);
		return 1;
	}
	for (uint32_t i = 0; i < result.findings.count; i++)
		printf("%s: %s\n",
			fdtr_place_text(&result.tree, &result.findings.items[i].place, place, sizeof(place)),
			result.findings.items[i].message);
	printf("%s at %#" PRIx64 ": offer virtio features %d and %d on %" PRIu32 " devices\n",
		result.pools[0].path, result.pools[0].range.first, FDTR_VIRTIO_F_VERSION_1,
		FDTR_VIRTIO_F_ACCESS_PLATFORM, result.pools[0].device_count);
	return fwrite(guest_copy, 1, result.output_size, out) != result.output_size || fclose(out);
}
