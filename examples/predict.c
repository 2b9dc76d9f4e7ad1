// SPDX-License-Identifier: BSD-2-Clause
/* Before the guest starts: would this kernel keep its devices to their pool? Ends with 1 when a device would run unrestricted. */
#include <fdtrestrict/fdtrestrict.h>

#include <stdio.h>

static uint64_t guest_tree[1 << 17], scratch[1 << 19];
static struct fdtr_tree tree;
static struct fdtr_platform platform;

static int ask(size_t size, const struct fdtr_guest *guest, struct fdtr_predictions *predictions,
	struct fdtr_error *error)
{
	struct fdtr_predict_options options = {0};
	struct fdtr_arena arena;
	int status;

	options.guests = guest;
	options.guest_count = 1;
	fdtr_arena_init(&arena, scratch, sizeof(scratch));
	status = fdtr_tree_read(&tree, guest_tree, size, &arena, error);
	if (status == FDTR_OK)
		status = fdtr_platform_read(&platform, &tree, &arena, error);
	if (status == FDTR_OK)
		status = fdtr_predict(&tree, &platform, &options, &arena, predictions, error);
	return status;
}

int main(int argc, char **argv)
{
	FILE *in = argc == 3 ? fopen(argv[1], "rb") : NULL;
	const struct fdtr_guest *guest = argc == 3 ? fdtr_guest_find(argv[2]) : NULL;
	size_t size = in ? fread(guest_tree, 1, sizeof(guest_tree), in) : 0;
	struct fdtr_predictions predictions;
	struct fdtr_error error;
	char path[FDTR_PATH_SIZE];
	int unrestricted = 0;

	if (!in || !guest) {
		fprintf(stderr, "usage: predict TREE GUEST, such as linux-6.12\n");
		return 2;
	}
	if (ask(size, guest, &predictions, &error) != FDTR_OK) {
		fprintf(stderr, "predict: %s\n", error.message);
		return 2;
	}
	for (uint32_t i = 0; i < predictions.count; i++) {
		const struct fdtr_prediction *item = &predictions.items[i];

		if (item->features.access != FDTR_ACCESS_OFFERED)
			continue;
		printf("%s: %s, %s\n",
			fdtr_tree_path(&tree, platform.devices[item->device].object, path, sizeof(path)),
			fdtr_outcome_name(item->outcome), item->reasons[item->reason_count - 1].text);
		unrestricted |= item->outcome == FDTR_OUTCOME_UNRESTRICTED;
	}
	return unrestricted;
}
