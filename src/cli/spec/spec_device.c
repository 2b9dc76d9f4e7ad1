// SPDX-License-Identifier: BSD-2-Clause
/* The keys of a device. */
#include "cli/spec/spec_parts.h"
#include "cli/spec/spec_values.h"

static int read_address(struct yaml_reader *reader, void *into)
{
	struct spec_device *device = into;

	device->at = spec_here(reader);
	return spec_number(reader, "the address of the device's registers", &device->address);
}

static int read_registers(struct yaml_reader *reader, void *into)
{
	return spec_size(reader, "the size of the device's registers, such as 0x200",
		&((struct spec_device *)into)->size);
}

static int read_up_to(struct yaml_reader *reader, const char *wanted, uint64_t most, uint64_t *value)
{
	int status = spec_number(reader, wanted, value);

	return !status && *value > most ? reader_wrong(reader, "'%s' wants %s, not '%s'", reader->key, wanted,
						  reader_text(reader))
	                                : status;
}

static int read_interrupt(struct yaml_reader *reader, void *into)
{
	struct spec_device *device = into;

	device->interrupt_at = spec_here(reader);
	return read_up_to(reader, "the number of a global system interrupt, which has 32 bits", UINT32_MAX,
		&device->interrupt);
}

static int read_trigger(struct yaml_reader *reader, void *into)
{
	static const char *const names[] = {"level", "edge", NULL};
	unsigned int index = 0;
	int status = spec_choice(reader, names, &index);

	((struct spec_device *)into)->edge = index == 1;
	return status;
}

static int read_polarity(struct yaml_reader *reader, void *into)
{
	static const char *const names[] = {"high", "low", NULL};
	unsigned int index = 0;
	int status = spec_choice(reader, names, &index);

	((struct spec_device *)into)->active_low = index == 1;
	return status;
}

static int read_coherent(struct yaml_reader *reader, void *into)
{
	bool coherent = false;
	int status = spec_boolean(reader, &coherent);

	((struct spec_device *)into)->not_coherent = !coherent;
	return status;
}

static int read_slot(struct yaml_reader *reader, void *into)
{
	struct spec_device *device = into;

	device->slot_at = spec_here(reader);
	return read_up_to(reader, "a PCI device number, 0 to 31", 31, &device->slot);
}

static int read_function(struct yaml_reader *reader, void *into)
{
	return read_up_to(
		reader, "a PCI function number, 0 to 7", 7, &((struct spec_device *)into)->function);
}

static int read_node(struct yaml_reader *reader, void *into)
{
	return spec_text(reader, FDTR_PATH_SIZE - 1,
		"a node's path, an alias, a label, a path with wildcards, or compatible:STRING",
		&((struct spec_device *)into)->node);
}

static int read_device_object(struct yaml_reader *reader, void *into)
{
	return spec_object(reader, &((struct spec_device *)into)->object);
}

static const struct yaml_key device_keys[YAML_MOST_KEYS] = {
	{"address", read_address},
	{"size", read_registers},
	{"interrupt", read_interrupt},
	{"trigger", read_trigger},
	{"polarity", read_polarity},
	{"coherent", read_coherent},
	{"slot", read_slot},
	{"function", read_function},
	{"node", read_node},
	{"object", read_device_object},
};

static int read_device(struct yaml_reader *reader, struct spec_device *device)
{
	*device = (struct spec_device){.place = spec_here(reader)};
	if (reader->event.type != YAML_MAPPING_START_EVENT)
		return reader_wrong(reader, "a device has keys, such as \"address: 0xa000000\"");
	return reader_take_keys(reader, device_keys, device);
}

int spec_read_devices(struct yaml_reader *reader, void *into)
{
	struct spec_pool *pool = into;
	const struct spec_device **next = &pool->devices;
	int status = reader_want_list(reader, "devices with keys such as \"address: 0xa000000\"");

	while (!status && !(status = reader_next(reader)) && reader->event.type != YAML_SEQUENCE_END_EVENT) {
		struct spec_device *device = fdtr_arena_take(reader->arena, 1, sizeof(*device));

		status = device ? read_device(reader, device) : reader_no_memory(reader);
		*next = device;
		next = device ? &device->next : next;
		pool->device_count++;
		if (!status && pool->device_count > SPEC_MOST_DEVICES)
			status = reader_wrong(reader, "there are more than %d devices", SPEC_MOST_DEVICES);
	}
	if (!status && !pool->device_count)
		status = reader_wrong(reader,
			"'devices' names none; delete the key to have every virtio-mmio device that there is");
	return status;
}
