// SPDX-License-Identifier: BSD-2-Clause
/* Devices: who is there, and what each side says of one that both have. */
#include "compare/parts.h"

#include "acpi/platform/devices.h"

/* A device that both sides have. */
struct both {
	const struct fdtr_side_device *here;
	const struct fdtr_side_device *there;
	const struct fdtr_device *tree;
	const struct fdtr_device *tables;
	struct fdtr_origin in_tree;
	struct fdtr_origin in_tables;
};

static void compare_registers(struct fdtr_comparison *comparison, const struct both *both)
{
	const struct fdtr_side_device *here = both->here, *there = both->there;

	if (here->identity == FDTR_BY_BRIDGE && here->key != there->key)
		fdtr_differ(comparison, &fdtr_rule_compare_mmio, both->in_tree, both->in_tables,
			"the bridge's configuration space begins at 0x%" PRIx64
			" in the tree, and at 0x%" PRIx64 " in the tables",
			here->key, there->key);
	if (here->identity != FDTR_BY_ADDRESS || (!here->addressed && !there->addressed))
		return;
	if (!here->addressed || !there->addressed)
		fdtr_differ(comparison, &fdtr_rule_compare_mmio, both->in_tree, both->in_tables,
			"the registers are known in the %s only", here->addressed ? "tree" : "tables");
	else if (here->registers.first != there->registers.first ||
		 here->registers.last != there->registers.last)
		fdtr_differ(comparison, &fdtr_rule_compare_mmio, here->registers_origin,
			there->registers_origin,
			"the registers are 0x%" PRIx64 "..0x%" PRIx64 " in the tree, and 0x%" PRIx64
			"..0x%" PRIx64 " in the tables",
			here->registers.first, here->registers.last, there->registers.first,
			there->registers.last);
}

static const char *gsi_text(const struct fdtr_gsi *gsi, char text[16])
{
	struct fdtr_text written;

	fdtr_text_init(&written, text, 16);
	if (gsi->state == FDTR_GSI_KNOWN)
		fdtr_text_add(&written, "GSI %" PRIu32, gsi->number);
	else
		fdtr_text_add(&written, "none");
	return text;
}

/* What a host does to one of its devices it does to many: they are told of as one. */
static void note_trigger(struct fdtr_comparison *comparison, const struct both *both)
{
	const struct fdtr_gsi *here = &both->here->gsi, *there = &both->there->gsi;
	struct fdtr_trigger_difference *noted;

	if (here->edge == there->edge && here->active_low == there->active_low)
		return;
	noted = &comparison->triggers[here->edge << 3 | here->active_low << 2 | there->edge << 1 |
				      there->active_low];
	if (!noted->count++) {
		noted->tree = both->in_tree;
		noted->tree.property = "interrupts";
		noted->tables = there->origin;
	}
}

static const char *trigger_text(size_t bits)
{
	static const char *const texts[] = {
		"level, active high", "level, active low", "edge, rising", "edge, falling"};

	return texts[bits & 3];
}

static void tell_triggers(struct fdtr_comparison *comparison)
{
	char more[64];

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(comparison->triggers); i++) {
		const struct fdtr_trigger_difference *noted = &comparison->triggers[i];
		struct fdtr_text text;

		if (!noted->count)
			continue;
		fdtr_text_init(&text, more, sizeof(more));
		if (noted->count > 1)
			fdtr_text_add(&text, "; so are those of %" PRIu32 " more", noted->count - 1);
		fdtr_differ(comparison, &fdtr_rule_compare_interrupt_trigger, noted->tree, noted->tables,
			"the interrupt is %s in the tree, and %s in the tables%s", trigger_text(i >> 2),
			trigger_text(i), more);
	}
}

static void compare_interrupts(struct fdtr_comparison *comparison, const struct both *both)
{
	const struct fdtr_gsi *here = &both->here->gsi, *there = &both->there->gsi;
	struct fdtr_origin tree = both->in_tree;
	char ours[16], theirs[16];

	if (both->here->identity != FDTR_BY_ADDRESS || here->state == FDTR_GSI_UNKNOWN ||
		there->state == FDTR_GSI_UNKNOWN)
		return;
	tree.property = here->state == FDTR_GSI_KNOWN ? "interrupts" : NULL;
	if (here->state != there->state || here->number != there->number)
		fdtr_differ(comparison, &fdtr_rule_compare_interrupt, tree, there->origin,
			"the interrupt is %s in the tree, and %s in the tables", gsi_text(here, ours),
			gsi_text(there, theirs));
	else if (here->state == FDTR_GSI_KNOWN)
		note_trigger(comparison, both);
}

static void compare_coherence(struct fdtr_comparison *comparison, const struct both *both)
{
	if (both->tree->coherent != both->tables->coherent)
		fdtr_differ(comparison, &fdtr_rule_compare_coherence, both->in_tree, both->in_tables,
			"the device is %s in the tree, and %s in the tables",
			both->tree->coherent ? "coherent" : "not coherent",
			both->tables->coherent ? "coherent" : "not coherent");
}

static bool same_windows(const struct fdtr_comparison *comparison, const struct both *both)
{
	const struct fdtr_window *here = comparison->tree.platform->windows + both->tree->first_window;
	const struct fdtr_window *there = comparison->tables.platform->windows + both->tables->first_window;

	if (both->tree->window_count != both->tables->window_count ||
		both->tree->unreachable != both->tables->unreachable)
		return false;
	for (uint32_t i = 0; i < both->tree->window_count; i++) {
		bool found = false;

		for (uint32_t k = 0; k < both->tables->window_count && !found; k++)
			found = here[i].range.first == there[k].range.first &&
			        here[i].range.last == there[k].range.last &&
			        here[i].bus_first == there[k].bus_first;
		if (!found)
			return false;
	}
	return true;
}

#define WINDOW_TEXT 96

static const char *windows_text(
	const struct fdtr_platform *platform, const struct fdtr_device *device, char text[WINDOW_TEXT])
{
	const struct fdtr_window *first = platform->windows + device->first_window;
	struct fdtr_text written;

	fdtr_text_init(&written, text, WINDOW_TEXT);
	if (device->unreachable)
		fdtr_text_add(&written, "reaches nothing");
	else if (!device->window_count)
		fdtr_text_add(&written, "reaches all memory");
	else
		fdtr_text_add(
			&written, "reaches 0x%" PRIx64 "..0x%" PRIx64, first->range.first, first->range.last);
	if (device->window_count && first->bus_first != first->range.first)
		fdtr_text_add(&written, ", shifted");
	if (device->window_count > 1)
		fdtr_text_add(&written, " and %" PRIu32 " more", device->window_count - 1);
	return text;
}

static void compare_guard(struct fdtr_comparison *comparison, const struct both *both)
{
	char ours[WINDOW_TEXT], theirs[WINDOW_TEXT];

	if (both->tree->kind != both->tables->kind && fdtr_is_virtio_mmio(both->tree) &&
		fdtr_is_virtio_mmio(both->tables))
		fdtr_differ(comparison, &fdtr_rule_compare_guard, both->in_tree, both->in_tables,
			"only in the %s is the device one that no driver binds unless it knows the restriction",
			both->tree->kind == FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED ? "tree" : "tables");
	if (!same_windows(comparison, both))
		fdtr_differ(comparison, &fdtr_rule_compare_guard, both->in_tree, both->in_tables,
			"the device %s by the tree, and %s by the tables",
			windows_text(comparison->tree.platform, both->tree, ours),
			windows_text(comparison->tables.platform, both->tables, theirs));
}

/* Whether a device names that pool. */
static bool uses(const struct fdtr_platform *platform, const struct fdtr_device *device, uint32_t pool)
{
	for (uint32_t i = 0; i < device->link_count; i++)
		if (platform->links[device->first_link + i].pool == pool)
			return true;
	return false;
}

/* A pool that the other side has as well, and that the device does not name there. */
static uint32_t unused_there(const struct fdtr_side *side, const struct fdtr_device *device,
	const struct fdtr_side *other, const struct fdtr_device *same)
{
	for (uint32_t i = 0; i < device->link_count; i++) {
		uint32_t pool = side->platform->links[device->first_link + i].pool;

		if (pool != FDTR_NONE && side->pool[pool] != FDTR_NONE &&
			!(same && uses(other->platform, same, side->pool[pool])))
			return pool;
	}
	return FDTR_NONE;
}

static void tell_user(struct fdtr_comparison *comparison, const struct fdtr_side *side, uint32_t pool,
	struct fdtr_origin in_tree, struct fdtr_origin in_tables)
{
	bool tree = side == &comparison->tree;

	if (pool != FDTR_NONE)
		fdtr_differ(comparison, &fdtr_rule_compare_pool_user, in_tree, in_tables,
			"the device uses the pool at 0x%" PRIx64 " by the %s, and not by the %s",
			side->platform->pools[pool].range.first, tree ? "tree" : "tables",
			tree ? "tables" : "tree");
}

/* In the form \_SB.RDMA nothing names the pool, which is everybody's. */
static bool is_everybodys(const struct fdtr_comparison *comparison)
{
	const struct fdtr_platform *tables = comparison->tables.platform;

	return tables->pool_count == 1 && !tables->link_count &&
	       fdtr_acpi_has_id(comparison->compared->acpi, tables->pools[0].object, FDTR_ACPI_RDMA_HID);
}

static void compare_users(struct fdtr_comparison *comparison, const struct both *both)
{
	tell_user(comparison, &comparison->tree,
		unused_there(&comparison->tree, both->tree, &comparison->tables, both->tables), both->in_tree,
		both->in_tables);
	tell_user(comparison, &comparison->tables,
		unused_there(&comparison->tables, both->tables, &comparison->tree, both->tree), both->in_tree,
		both->in_tables);
}

static void compare_both(
	struct fdtr_comparison *comparison, const struct fdtr_side_device *here, bool everybodys)
{
	const struct fdtr_side_device *there = &comparison->tables.devices[here->other];
	struct both both = {.here = here, .there = there};

	both.tree = &comparison->tree.platform->devices[here->device];
	both.tables = &comparison->tables.platform->devices[there->device];
	both.in_tree = fdtr_node_origin(comparison, both.tree->object);
	both.in_tables = fdtr_object_origin(comparison, both.tables->object);
	if (!everybodys)
		compare_users(comparison, &both);
	compare_registers(comparison, &both);
	compare_interrupts(comparison, &both);
	compare_coherence(comparison, &both);
	compare_guard(comparison, &both);
}

/* Functions of PCI need not be described; that they use a pool has to be. So it is with what else names one. */
static bool must_be_there(const struct fdtr_device *device)
{
	return device->kind == FDTR_DEVICE_PCI_HOST || fdtr_is_virtio_mmio(device);
}

static void tell_missing(struct fdtr_comparison *comparison, const struct fdtr_side *side,
	const struct fdtr_side_device *device, struct fdtr_origin in_tree, struct fdtr_origin in_tables)
{
	const struct fdtr_device *whole = &side->platform->devices[device->device];
	bool tree = side == &comparison->tree;

	if (must_be_there(whole) && device->addressed)
		fdtr_differ(comparison, &fdtr_rule_compare_device_missing, in_tree, in_tables,
			"the %s no such device, with registers at 0x%" PRIx64,
			tree ? "tables have" : "tree has", device->registers.first);
	else if (must_be_there(whole))
		fdtr_differ(comparison, &fdtr_rule_compare_device_missing, in_tree, in_tables,
			"the %s no such device", tree ? "tables have" : "tree has");
	else
		tell_user(comparison, side,
			unused_there(side, whole, tree ? &comparison->tables : &comparison->tree, NULL),
			in_tree, in_tables);
}

void fdtr_compare_devices(struct fdtr_comparison *comparison)
{
	bool everybodys = is_everybodys(comparison);

	for (uint32_t i = 0; i < comparison->tree.device_count; i++) {
		const struct fdtr_side_device *here = &comparison->tree.devices[i];

		if (here->other != FDTR_NONE)
			compare_both(comparison, here, everybodys);
		else
			tell_missing(comparison, &comparison->tree, here,
				fdtr_node_origin(
					comparison, comparison->tree.platform->devices[here->device].object),
				fdtr_nowhere);
	}
	for (uint32_t i = 0; i < comparison->tables.device_count; i++) {
		const struct fdtr_side_device *there = &comparison->tables.devices[i];

		if (there->other == FDTR_NONE)
			tell_missing(comparison, &comparison->tables, there, fdtr_nowhere,
				fdtr_object_origin(comparison,
					comparison->tables.platform->devices[there->device].object));
	}
	tell_triggers(comparison);
}
