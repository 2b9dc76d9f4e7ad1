// SPDX-License-Identifier: BSD-2-Clause
/* Android's pvmfw: it refuses to boot, or hands its payload a tree of its own making. */
#include "predict/parts.h"

static const struct fdtr_finding *first_refusal(const struct fdtr_findings *findings)
{
	for (uint32_t i = 0; i < findings->count; i++) {
		if (findings->items[i].severity == FDTR_ERROR && findings->items[i].targets & FDTR_FOR_PVMFW)
			return &findings->items[i];
	}
	return NULL;
}

static const struct fdtr_finding *ask(struct fdtr_forecast *forecast)
{
	struct fdtr_lint_options options = {.targets = FDTR_FOR_PVMFW, .memory = forecast->options->memory};
	struct fdtr_findings findings = {0};

	if (forecast->pvmfw_asked)
		return forecast->pvmfw_refuses;
	forecast->pvmfw_asked = true;
	if (fdtr_lint(forecast->tree, forecast->platform, &options, forecast->arena, &findings, NULL))
		forecast->no_space = true;
	forecast->pvmfw_refuses = first_refusal(&findings);
	return forecast->pvmfw_refuses;
}

#define FDT_RS "Android packages/modules/Virtualization guest/pvmfw/src/fdt.rs "

void fdtr_tell_pvmfw(struct fdtr_story *story)
{
	const struct fdtr_finding *refusal = ask(story->forecast);
	const struct fdtr_platform *platform = story->forecast->platform;

	if (refusal) {
		fdtr_because(story, &refusal->place, "pvmfw ends the boot",
			FDT_RS "read_swiotlb_info_from(), validate_swiotlb_info()", refusal->rule->name);
		fdtr_ends(story, FDTR_OUTCOME_REFUSED);
	} else if (fdtr_is_virtio_mmio(story->device)) {
		fdtr_because_compatible(story,
			"pvmfw hands its payload a tree of its own, which has no virtio-mmio device",
			FDT_RS "sanitize_device_tree()", NULL);
		fdtr_ends(story, FDTR_OUTCOME_REFUSED);
	} else if (story->device->kind == FDTR_DEVICE_OTHER || !platform->pool_count) {
		fdtr_because(
			story, NULL, "pvmfw drives no such device", FDT_RS "sanitize_device_tree()", NULL);
		fdtr_ends(story, FDTR_OUTCOME_REFUSED);
	} else if (!platform->pools[0].placed) {
		fdtr_because_of(story, platform->pools[0].object, FDTR_P_SIZE,
			"where the pool is placed, pvmfw may share pages of its own instead, as the hypervisor has it",
			"Android packages/modules/Virtualization libs/libvmbase/src/memory/tracker.rs init_shared_pool()",
			NULL);
	} else {
		story->pool = 0;
		fdtr_because_of(story, platform->pools[0].object, FDTR_P_REG,
			"pvmfw takes the first restricted pool of the tree for all that it shares with devices",
			"Android packages/modules/Virtualization libs/libvmbase/src/memory/tracker.rs init_shared_pool()",
			NULL);
		fdtr_ends(story, FDTR_OUTCOME_RESTRICTED);
	}
}
