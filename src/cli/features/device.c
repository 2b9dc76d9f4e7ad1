// SPDX-License-Identifier: BSD-2-Clause
/* What a file says of one device. */
#include "cli/features/parts.h"

#include <string.h>

static const char *const types[] = {
	[FDTR_TYPE_UNSAID] = "",
	[FDTR_TYPE_BLOCK] = "block",
	[FDTR_TYPE_NETWORK] = "network",
	[FDTR_TYPE_CONSOLE] = "console",
	[FDTR_TYPE_ENTROPY] = "entropy",
	[FDTR_TYPE_SCSI] = "scsi",
	[FDTR_TYPE_INPUT] = "input",
	[FDTR_TYPE_VSOCK] = "vsock",
	[FDTR_TYPE_FILESYSTEM] = "filesystem",
	[FDTR_TYPE_OTHER] = "other",
};

static const char *const accesses[] = {
	[FEATURES_ACCESS_UNSAID] = "",
	[FEATURES_ACCESS_ABSENT] = "absent",
	[FEATURES_ACCESS_OFFERED] = "offered",
	[FEATURES_ACCESS_REQUIRED] = "required",
};

const char *features_type_name(enum fdtr_device_type type)
{
	return types[type];
}

/* The place of a text in a list whose first is none; 0 when it is not there. */
static size_t find(const char *const *names, size_t count, const json_t *value)
{
	const char *text = json_string_value(value);

	for (size_t i = 1; text && i < count; i++) {
		if (!strcmp(text, names[i]))
			return i;
	}
	return 0;
}

enum form { FORM_ACCESS, FORM_TYPE, FORM_YES, FORM_NO, FORM_NUMBER, FORM_BYTES };

struct key {
	const char *name;
	enum form form;
	size_t offset; /* in struct device_features */
	json_int_t least;
	json_int_t most;
};

#define AT(member) offsetof(struct device_features, member)
#define QUEUE_LIMIT 32768 /* virtio 1.3, 2.7 and 2.8 */

/* The first two are of virtio itself. */
static const struct key keys[] = {
	{"modern", FORM_YES, AT(modern), 0, 0},
	{"access-platform", FORM_ACCESS, AT(access), 0, 0},
	{"type", FORM_TYPE, AT(queues.type), 0, 0},
	{"queues", FORM_NUMBER, AT(queues.queues), 1, 65535},
	{"queue-size", FORM_NUMBER, AT(queues.queue_size), 1, QUEUE_LIMIT},
	{"segments", FORM_NUMBER, AT(queues.segments), 1, UINT32_MAX},
	{"segment-size", FORM_NUMBER, AT(queues.segment_size), 1, UINT32_MAX},
	{"mtu", FORM_NUMBER, AT(queues.mtu), 68, 65535},
	{"indirect", FORM_NO, AT(queues.direct), 0, 0},
	{"packed", FORM_YES, AT(queues.packed), 0, 0},
	{"mergeable", FORM_NO, AT(queues.unmerged), 0, 0},
	{"offloads", FORM_NO, AT(queues.plain), 0, 0},
	{"mapped", FORM_BYTES, AT(queues.mapped), 1, (json_int_t)1 << 53},
};
enum { VIRTIO_KEYS = 2 };

static const char *key_at(const void *context, size_t index)
{
	size_t first = *(const size_t *)context;

	return first + index < FDTR_ARRAY_SIZE(keys) ? keys[first + index].name : NULL;
}

static int unknown_key(const struct features_place *place, const char *name, size_t first)
{
	const char *nearest = fdtr_nearest_name(name, key_at, &first);

	if (nearest)
		return features_wrong(place, "there is no key '%s'; did you mean '%s'?", name, nearest);
	return features_wrong(place, "there is no key '%s'", name);
}

static int wrong_value(const struct features_place *place, const struct key *key)
{
	switch (key->form) {
	case FORM_ACCESS:
		return features_wrong(place, "'%s' is \"absent\", \"offered\" or \"required\"", key->name);
	case FORM_TYPE:
		return features_wrong(place,
			"'%s' is \"block\", \"network\", \"console\", \"entropy\", \"scsi\", \"input\", \"vsock\", "
			"\"filesystem\" or \"other\"",
			key->name);
	case FORM_YES:
	case FORM_NO:
		return features_wrong(place, "'%s' is true or false", key->name);
	default:
		return features_wrong(place,
			"'%s' is a whole number from %" JSON_INTEGER_FORMAT " to %" JSON_INTEGER_FORMAT,
			key->name, key->least, key->most);
	}
}

static bool read_number(const struct key *key, const json_t *value, void *member)
{
	json_int_t number = json_integer_value(value);

	if (!json_is_integer(value) || number < key->least || number > key->most)
		return false;
	if (key->form == FORM_BYTES)
		*(uint64_t *)member = (uint64_t)number;
	else
		*(uint32_t *)member = (uint32_t)number;
	return true;
}

static bool read_value(const struct key *key, const json_t *value, struct device_features *device)
{
	void *member = (char *)device + key->offset;

	switch (key->form) {
	case FORM_ACCESS:
		device->access = (enum features_access)find(accesses, FDTR_ARRAY_SIZE(accesses), value);
		return device->access != FEATURES_ACCESS_UNSAID;
	case FORM_TYPE:
		device->queues.type = (enum fdtr_device_type)find(types, FDTR_ARRAY_SIZE(types), value);
		return device->queues.type != FDTR_TYPE_UNSAID;
	case FORM_YES:
	case FORM_NO:
		*(bool *)member = json_is_true(value) == (key->form == FORM_YES);
		return json_is_boolean(value);
	default:
		return read_number(key, value, member);
	}
}

/* What no key can see alone. */
static int check(const struct features_place *place, const struct fdtr_queues *queues)
{
	const bool network = queues->type == FDTR_TYPE_NETWORK;
	const char *key = queues->mtu        ? "mtu"
	                  : queues->unmerged ? "mergeable"
	                  : queues->plain    ? "offloads"
	                                     : NULL;

	if (key && !network)
		return features_wrong(place, "'%s' is of a device whose 'type' is \"network\"", key);
	if (network && (queues->segments || queues->segment_size))
		return features_wrong(place, "'%s' is of block devices and the like, not of a network device",
			queues->segments ? "segments" : "segment-size");
	if (!queues->packed && (queues->queue_size & (queues->queue_size - 1)))
		return features_wrong(place,
			"'queue-size' %u is no power of two, which only a packed queue may be",
			queues->queue_size);
	return FDTR_OK;
}

int features_read_device(
	const struct features_place *place, json_t *object, bool virtio, struct device_features *device)
{
	const size_t first = virtio ? 0 : VIRTIO_KEYS;
	const char *name;
	json_t *value;

	if (!json_is_object(object))
		return features_wrong(place, "it is to be an object with what is known of the device");
	json_object_foreach(object, name, value)
	{
		size_t i = first;

		while (i < FDTR_ARRAY_SIZE(keys) && strcmp(name, keys[i].name) != 0)
			i++;
		if (i == FDTR_ARRAY_SIZE(keys))
			return unknown_key(place, name, first);
		if (!read_value(&keys[i], value, device))
			return wrong_value(place, &keys[i]);
	}
	return check(place, &device->queues);
}
