// SPDX-License-Identifier: BSD-2-Clause
/*
 * From selectors to nodes. A path means the node where it was before generate moved it, too: the guarded bus
 * is passed over when a path is looked up, so that the same command works on its own output.
 */
#include "generate/plan.h"
#include "platform/platform.h"

#include <ctype.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#define BUS_PREFIX "restricted-dma-"

bool fdtr_is_guard_bus(const struct fdtr_tree *tree, uint32_t node)
{
	const char *name = fdtr_tree_name(tree, node);
	size_t length = strlen(name);

	return !strncmp(name, BUS_PREFIX, strlen(BUS_PREFIX)) && length > 4 &&
	       !strcmp(name + length - 4, "-bus") && fdtr_compatible(tree, node, "simple-bus") &&
	       fdtr_has(tree, node, FDTR_P_DMA_RANGES);
}

/* The child of that name, or the one in a guarded bus among the children. */
static uint32_t child_or_guarded(
	const struct fdtr_tree *tree, uint32_t parent, const char *name, size_t length)
{
	uint32_t found = fdtr_child(tree, parent, name, length);
	uint32_t child = fdtr_first_child(tree, parent);

	for (; found == FDTR_NONE && child != FDTR_NONE; child = fdtr_next_sibling(tree, child)) {
		if (fdtr_is_guard_bus(tree, child))
			found = fdtr_child(tree, child, name, length);
	}
	return found;
}

static uint32_t find_path(const struct fdtr_tree *tree, const char *path, size_t length)
{
	const char *end = path + length;
	uint32_t node = 0;

	while (node != FDTR_NONE) {
		const char *stop;

		while (path < end && *path == '/')
			path++;
		if (path == end)
			return node;
		stop = memchr(path, '/', (size_t)(end - path));
		stop = stop ? stop : end;
		node = child_or_guarded(tree, node, path, (size_t)(stop - path));
		path = stop;
	}
	return FDTR_NONE;
}

struct selection {
	struct fdtr_plan *plan;
	unsigned char *chosen; /* per node */
	struct fdtr_attachment *made;
	uint32_t made_count;
};

static int cannot_attach(const struct selection *selection, uint32_t node, const char *why)
{
	char path[FDTR_PATH_SIZE];

	return fdtr_error_set(selection->plan->error, FDTR_ERR_ARGUMENT, "cannot attach %s: %s",
		fdtr_tree_path(selection->plan->tree, node, path, sizeof(path)), why);
}

static int choose(struct selection *selection, uint32_t node)
{
	const struct fdtr_tree *tree = selection->plan->tree;
	uint32_t parent = tree->nodes[node].parent;

	if (node == tree->aliases || node == tree->chosen || node == tree->symbols ||
		node == tree->reserved_memory || tree->nodes[node].flags & FDTR_NODE_MEMORY)
		return cannot_attach(selection, node, "it is no device");
	if (fdtr_has(tree, node, FDTR_P_RANGES) && !fdtr_is_pci_bus(tree, node))
		return cannot_attach(
			selection, node, "it is a bus, which does no DMA of its own; name the devices on it");
	if (node == 0 || !(fdtr_has(tree, node, FDTR_P_COMPATIBLE) || fdtr_is_pci_bus(tree, parent)) ||
		parent == tree->reserved_memory)
		return cannot_attach(selection, node, "it is no device, having no compatible");
	if (fdtr_is_pci_bus(tree, node) && fdtr_is_pci_bus(tree, parent))
		return cannot_attach(selection, node,
			"it is a PCI bridge, and kernels ask only the device and the host bridge; name one of those");
	if (!fdtr_reachable(tree, node))
		return cannot_attach(selection, node,
			"it is disabled, or below a disabled node; enable it or leave it out");
	selection->chosen[node] = 1;
	return FDTR_OK;
}

static int no_match(const struct selection *selection, const char *selector)
{
	return fdtr_error_set(selection->plan->error, FDTR_ERR_NOTFOUND,
		"the selector '%s' matches nothing in the tree; give a node's path, an alias, a label, a path with "
		"wildcards, or compatible:STRING",
		selector);
}

/* With --guard compatible the result has the other string, and is to be found again by the same selector. */
static bool compatible_matches(const struct fdtr_plan *plan, uint32_t node, const char *string)
{
	if (fdtr_compatible(plan->tree, node, string))
		return true;
	return plan->guard == FDTR_GUARD_COMPATIBLE && !strcmp(string, FDTR_VIRTIO_MMIO_COMPATIBLE) &&
	       fdtr_compatible(plan->tree, node, FDTR_VIRTIO_MMIO_RESTRICTED_COMPATIBLE);
}

static int select_compatible(struct selection *selection, const char *selector, const char *string)
{
	const struct fdtr_plan *plan = selection->plan;
	bool found = false;
	int status = FDTR_OK;

	for (uint32_t i = 1; !status && i < plan->tree->node_count; i++) {
		if (!compatible_matches(plan, i, string) || !fdtr_reachable(plan->tree, i))
			continue;
		found = true;
		status = choose(selection, i);
	}
	return status || found ? status : no_match(selection, selector);
}

void fdtr_path_before(const struct fdtr_tree *tree, uint32_t node, char *path, size_t size)
{
	uint32_t parent = tree->nodes[node].parent;
	char parent_path[FDTR_PATH_SIZE];
	struct fdtr_text text;

	if (parent == FDTR_NONE || !fdtr_is_guard_bus(tree, parent)) {
		(void)fdtr_tree_path(tree, node, path, size);
		return;
	}
	(void)fdtr_tree_path(tree, tree->nodes[parent].parent, parent_path, sizeof(parent_path));
	fdtr_text_init(&text, path, size);
	fdtr_text_add(&text, "%s/%s", tree->nodes[parent].parent == 0 ? "" : parent_path,
		fdtr_tree_name(tree, node));
}

static int select_glob(struct selection *selection, const char *pattern)
{
	const struct fdtr_plan *plan = selection->plan;
	char path[FDTR_PATH_SIZE];
	bool found = false;
	int status = FDTR_OK;

	for (uint32_t i = 1; !status && i < plan->tree->node_count; i++) {
		fdtr_path_before(plan->tree, i, path, sizeof(path));
		if (fnmatch(pattern, path, FNM_PATHNAME) || !fdtr_reachable(plan->tree, i))
			continue;
		found = true;
		status = choose(selection, i);
	}
	return status || found ? status : no_match(selection, pattern);
}

/* "dev@SLOT" or "dev@SLOT,FUNCTION", both hexadecimal: IEEE 1275 PCI binding, section 2.2.1.3. */
static bool parse_slot(const char *name, uint32_t *function)
{
	const char *unit = strchr(name, '@');
	unsigned long slot, number = 0;
	char *end;

	if (!unit || !isxdigit((unsigned char)unit[1]) ||
		unit[1 + strspn(unit + 1, "0123456789abcdefABCDEF,")])
		return false;
	slot = strtoul(unit + 1, &end, 16);
	if (end != unit + 1 && *end == ',')
		number = strtoul(end + 1, &end, 16);
	if (end == unit + 1 || *end || slot > 31 || number > 7)
		return false;
	*function = (uint32_t)(slot << 3 | number);
	return true;
}

static uint32_t first_bus(const struct fdtr_tree *tree, uint32_t bridge)
{
	struct fdtr_property range;

	if (!fdtr_tree_property(tree, bridge, FDTR_P_BUS_RANGE, &range) || range.length < 4)
		return 0;
	return fdtr_cell(range.data) & 0xff;
}

static uint32_t child_of_function(const struct fdtr_tree *tree, uint32_t bridge, uint32_t function)
{
	uint32_t child = fdtr_first_child(tree, bridge);
	struct fdtr_property reg;

	for (; child != FDTR_NONE; child = fdtr_next_sibling(tree, child)) {
		if (fdtr_tree_property(tree, child, FDTR_P_REG, &reg) && reg.length >= 4 &&
			(fdtr_cell(reg.data) >> 8 & 0xff) == function)
			return child;
	}
	return FDTR_NONE;
}

static int make_pci(struct selection *selection, uint32_t bridge, const char *name, uint32_t function)
{
	struct fdtr_attachment *made = &selection->made[selection->made_count];

	for (uint32_t i = 0; i < selection->made_count; i++) {
		if (selection->made[i].bridge == bridge && (selection->made[i].function & 0xff) == function)
			return FDTR_OK;
	}
	*made = (struct fdtr_attachment){.node = FDTR_NONE,
		.bridge = bridge,
		.name = name,
		.function = first_bus(selection->plan->tree, bridge) << 8 | function,
		.device = FDTR_NONE,
		.kind = FDTR_DEVICE_PCI};
	selection->made_count++;
	return FDTR_OK;
}

/* A path whose last part names a PCI slot that has no node of that name. */
static int select_pci(struct selection *selection, const char *path)
{
	const struct fdtr_tree *tree = selection->plan->tree;
	const char *name = strrchr(path, '/') + 1;
	uint32_t bridge = find_path(tree, path, (size_t)(name - path));
	uint32_t function, node;

	if (!fdtr_is_node_name(name, strcspn(name, "@")) || bridge == FDTR_NONE ||
		!fdtr_is_pci_bus(tree, bridge) || !parse_slot(name, &function))
		return no_match(selection, path);
	if (tree->nodes[bridge].address_cells != 3 || tree->nodes[bridge].size_cells != 2)
		return cannot_attach(
			selection, bridge, "its #address-cells and #size-cells are not those of PCI");
	node = child_of_function(tree, bridge, function);
	return node != FDTR_NONE ? choose(selection, node) : make_pci(selection, bridge, name, function);
}

static int select_one(struct selection *selection, const char *selector)
{
	const struct fdtr_tree *tree = selection->plan->tree;
	const char *path = selector;
	uint32_t node;

	if (!strncmp(selector, "compatible:", 11))
		return select_compatible(selection, selector, selector + 11);
	if (selector[0] != '/') {
		const char *name = selector[0] == '&' ? selector + 1 : selector;

		path = selector[0] == '&' ? NULL : fdtr_named_path(tree, tree->aliases, name);
		path = path ? path : fdtr_named_path(tree, tree->symbols, name);
		if (!path)
			return no_match(selection, selector);
	}
	node = find_path(tree, path, strlen(path));
	if (node != FDTR_NONE)
		return choose(selection, node);
	return strpbrk(path, "*?[") ? select_glob(selection, path) : select_pci(selection, path);
}

static int select_default(struct selection *selection)
{
	const struct fdtr_platform *platform = selection->plan->platform;
	bool found = false;

	for (uint32_t i = 0; i < platform->device_count; i++) {
		const struct fdtr_device *device = &platform->devices[i];

		if ((device->kind == FDTR_DEVICE_VIRTIO_MMIO ||
			    device->kind == FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED) &&
			device->available) {
			selection->chosen[device->object] = 1;
			found = true;
		}
	}
	if (found)
		return FDTR_OK;
	return fdtr_error_set(selection->plan->error, FDTR_ERR_NOTFOUND,
		"the tree has no available virtio,mmio node; say with --attach what the pool is for, such as a PCI host "
		"bridge");
}

static int select_all(struct selection *selection)
{
	const struct fdtr_request *request = selection->plan->request;
	int status = FDTR_OK;

	if (!request->attach_count)
		return select_default(selection);
	for (uint32_t i = 0; !status && i < request->attach_count; i++)
		status = select_one(selection, request->attach[i]);
	return status;
}

/* A node that is no device of the platform becomes one, so that its reach counts. */
static int know_devices(struct selection *selection)
{
	struct fdtr_plan *plan = selection->plan;
	bool unknown = false;

	for (uint32_t i = 0; i < plan->tree->node_count && !unknown; i++)
		unknown = selection->chosen[i] && fdtr_device_of(plan->platform, i) == FDTR_NONE;
	if (!unknown)
		return FDTR_OK;
	plan->extended = *plan->platform;
	plan->platform = &plan->extended;
	return fdtr_platform_extend(&plan->extended, plan->tree, selection->chosen, plan->arena);
}

static int allocate(struct selection *selection)
{
	struct fdtr_plan *plan = selection->plan;
	uint32_t count = selection->made_count;

	for (uint32_t i = 0; i < plan->tree->node_count; i++)
		count += selection->chosen[i];
	plan->targets = fdtr_arena_take(plan->arena, count, sizeof(*plan->targets));
	plan->devices = fdtr_arena_take(plan->arena, count, sizeof(*plan->devices));
	return plan->targets && plan->devices ? FDTR_OK : FDTR_ERR_NOSPACE;
}

/* A device without a node reaches what its host bridge reaches. */
static uint32_t reach_of(const struct fdtr_plan *plan, const struct fdtr_attachment *target)
{
	uint32_t host;

	if (target->device != FDTR_NONE)
		return target->device;
	host = fdtr_pci_host(plan->tree, target->bridge);
	return fdtr_device_of(plan->platform, host == FDTR_NONE ? target->bridge : host);
}

static int collect(struct selection *selection)
{
	struct fdtr_plan *plan = selection->plan;

	if (know_devices(selection) || allocate(selection))
		return fdtr_error_arena(plan->error);
	for (uint32_t i = 0; i < plan->tree->node_count; i++) {
		uint32_t device = selection->chosen[i] ? fdtr_device_of(plan->platform, i) : FDTR_NONE;

		if (selection->chosen[i])
			plan->targets[plan->target_count++] = (struct fdtr_attachment){
				.node = i, .device = device, .kind = plan->platform->devices[device].kind};
	}
	for (uint32_t i = 1; i < plan->target_count; i++) {
		if (plan->targets[i].node < plan->tree->nodes[plan->targets[i - 1].node].end)
			return cannot_attach(selection, plan->targets[i].node,
				"it is inside another one that is attached");
	}
	for (uint32_t i = 0; i < selection->made_count; i++)
		plan->targets[plan->target_count++] = selection->made[i];
	for (uint32_t i = 0; i < plan->target_count; i++) {
		plan->targets[i].bus = FDTR_NONE;
		plan->targets[i].next_in_bus = FDTR_NONE;
		plan->devices[i] = reach_of(plan, &plan->targets[i]);
	}
	return FDTR_OK;
}

int fdtr_plan_select(struct fdtr_plan *plan)
{
	struct selection selection = {.plan = plan};
	int status;

	selection.chosen = fdtr_arena_take(plan->arena, plan->tree->node_count, 1);
	selection.made = fdtr_arena_take(plan->arena, plan->request->attach_count, sizeof(*selection.made));
	if (!selection.chosen || !selection.made)
		return fdtr_error_arena(plan->error);
	memset(selection.chosen, 0, plan->tree->node_count);
	status = select_all(&selection);
	return status ? status : collect(&selection);
}
