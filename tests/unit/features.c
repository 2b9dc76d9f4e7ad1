// SPDX-License-Identifier: BSD-2-Clause
/* What a VMM says of its devices, and what generate made. */
#include "unit.h"

#include "cli/features/features.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct features features;
static struct fdtr_error error;

static int parse(const char *text)
{
	features_free(&features);
	return features_parse(&features, "f.json", text, strlen(text), &error);
}

static const struct device_features *parse_one(const char *members)
{
	char text[512];

	(void)snprintf(text, sizeof(text), "{\"devices\": {\"/a@1\": {%s}}}", members);
	ck_assert_msg(parse(text) == FDTR_OK, "%s", error.message);
	ck_assert_uint_eq(features.count, 1);
	return features_find(&features, "/a@1");
}

static void check_wrong(const char *text, const char *words)
{
	ck_assert_int_eq(parse(text), FDTR_ERR_ARGUMENT);
	ck_assert_msg(strstr(error.message, words) == error.message, "%s", error.message);
}

START_TEST(devices_by_path)
{
	const struct device_features *device;

	ck_assert_int_eq(parse("{\"devices\": {\"/b@2\": {\"access-platform\": \"offered\"},"
			       "\"\\\\_SB.VR00\": {\"modern\": false, \"access-platform\": \"absent\"},"
			       "\"/a@1\": {\"access-platform\": \"required\"}}}"),
		FDTR_OK);
	ck_assert_uint_eq(features.count, 3);
	device = features_find(&features, "\\_SB.VR00");
	ck_assert(!device->modern);
	ck_assert_int_eq(device->access, FEATURES_ACCESS_ABSENT);
	ck_assert_int_eq(features_find(&features, "/a@1")->access, FEATURES_ACCESS_REQUIRED);
	ck_assert(features_find(&features, "/a@1")->modern);
	ck_assert_int_eq(features_find(&features, "/b@2")->access, FEATURES_ACCESS_OFFERED);
	ck_assert_ptr_null(features_find(&features, "/c@3"));
	ck_assert_ptr_null(features_find(&features, "/"));
}
END_TEST

START_TEST(every_key)
{
	const struct device_features *device = parse_one(
		"\"modern\": true, \"type\": \"block\", \"queues\": 4, \"queue-size\": 128, \"segments\": 126, "
		"\"segment-size\": 65536, \"indirect\": false, \"packed\": true, \"mapped\": 9007199254740992");

	ck_assert_int_eq(device->access, FEATURES_ACCESS_UNSAID);
	ck_assert_int_eq(device->queues.type, FDTR_TYPE_BLOCK);
	ck_assert_uint_eq(device->queues.queues, 4);
	ck_assert_uint_eq(device->queues.queue_size, 128);
	ck_assert_uint_eq(device->queues.segments, 126);
	ck_assert_uint_eq(device->queues.segment_size, 65536);
	ck_assert(device->queues.direct && device->queues.packed && !device->queues.unmerged);
	ck_assert_uint_eq(device->queues.mapped, UINT64_C(1) << 53);
	device = parse_one("\"type\": \"network\", \"mtu\": 9000, \"mergeable\": false");
	ck_assert_int_eq(device->queues.type, FDTR_TYPE_NETWORK);
	ck_assert_uint_eq(device->queues.mtu, 9000);
	ck_assert(device->queues.unmerged && !device->queues.direct);
	ck_assert(parse_one("\"indirect\": true, \"packed\": true, \"queue-size\": 100")->queues.packed);
}
END_TEST

START_TEST(types_have_names)
{
	char member[64];

	for (enum fdtr_device_type type = FDTR_TYPE_BLOCK; type <= FDTR_TYPE_OTHER; type++) {
		(void)snprintf(member, sizeof(member), "\"type\": \"%s\"", features_type_name(type));
		ck_assert_int_eq(parse_one(member)->queues.type, type);
	}
}
END_TEST

#define ONE(members) "{\"devices\": {\"/a@1\": {" members "}}}"

START_TEST(wrong)
{
	check_wrong("", "f.json:1:");
	check_wrong("{\"devices\": {\"/a\": {}, \"/a\": {}}}", "f.json:1:");
	check_wrong("[]", "f.json: it is to be an object");
	check_wrong("{}", "f.json: 'devices' is an object");
	check_wrong("{\"device\": {}}", "f.json: there is no key 'device'");
	check_wrong("{\"devices\": {}, \"more\": 1}", "f.json: there is no key 'more'");
	check_wrong("{\"devices\": {\"a\": {}}}", "f.json: devices[\"a\"]: a device is named by its path");
	check_wrong("{\"devices\": {\"/a\": 1}}", "f.json: devices[\"/a\"]: it is to be an object");
	check_wrong(ONE("\"queue\": 1"),
		"f.json: devices[\"/a@1\"]: there is no key 'queue'; did you mean 'queues'?");
	check_wrong(ONE("\"modern\": \"yes\""), "f.json: devices[\"/a@1\"]: 'modern' is true or false");
	check_wrong(ONE("\"access-platform\": true"), "f.json: devices[\"/a@1\"]: 'access-platform' is");
	check_wrong(ONE("\"access-platform\": \"\""), "f.json: devices[\"/a@1\"]: 'access-platform' is");
	check_wrong(ONE("\"type\": \"disk\""), "f.json: devices[\"/a@1\"]: 'type' is");
	check_wrong(ONE("\"queues\": 0"),
		"f.json: devices[\"/a@1\"]: 'queues' is a whole number from 1 to 65535");
	check_wrong(ONE("\"queues\": 1.5"), "f.json: devices[\"/a@1\"]: 'queues' is");
	check_wrong(ONE("\"queue-size\": 32769"), "f.json: devices[\"/a@1\"]: 'queue-size' is");
	check_wrong(
		ONE("\"queue-size\": 100"), "f.json: devices[\"/a@1\"]: 'queue-size' 100 is no power of two");
	check_wrong(ONE("\"segments\": 4294967296"), "f.json: devices[\"/a@1\"]: 'segments' is");
	check_wrong(ONE("\"mtu\": 1500"), "f.json: devices[\"/a@1\"]: 'mtu' is of a device");
	check_wrong(ONE("\"type\": \"network\", \"segments\": 1"),
		"f.json: devices[\"/a@1\"]: 'segments' is of block");
	check_wrong("{\"devices\": {\"/\x1b[2J\": 1}}", "f.json:1:");
}
END_TEST

#define MADE(features)                                                                                          \
	"{\"version\": 1, \"pools\": [{\"devices\": [{\"node\": \"/bus/a@1\", \"base-node\": \"/a@1\"" features \
	"}]}, {\"devices\": [{\"object\": \"\\\\_SB.VR01\"}]}]}"
#define BITS ", \"virtio-features\": [{\"name\": \"x\", \"bit\": 32}, {\"bit\": 33}]"

START_TEST(manifest)
{
	const struct device_features *device;

	ck_assert_msg(parse(MADE(BITS ", \"sized-for\": {\"queues\": 3}")) == FDTR_OK, "%s", error.message);
	device = features_find(&features, "/bus/a@1");
	ck_assert_ptr_eq(features_find(&features, "/a@1"), device);
	ck_assert_int_eq(device->access, FEATURES_ACCESS_REQUIRED);
	ck_assert(device->modern);
	ck_assert_uint_eq(device->queues.queues, 3);
	ck_assert_int_eq(features_find(&features, "\\_SB.VR01")->access, FEATURES_ACCESS_UNSAID);
	ck_assert_int_eq(parse(MADE(", \"virtio-features\": []")), FDTR_OK);
	ck_assert_int_eq(features_find(&features, "/a@1")->access, FEATURES_ACCESS_ABSENT);
	ck_assert(!features_find(&features, "/a@1")->modern);
}
END_TEST

START_TEST(wrong_manifest)
{
	check_wrong("{\"pools\": []}", "f.json: it is neither");
	check_wrong("{\"version\": 2, \"pools\": []}", "f.json: it is neither");
	check_wrong("{\"version\": 1, \"pools\": {}}", "f.json: it is neither");
	check_wrong("{\"version\": 1, \"pools\": [1]}", "f.json: pools[0]: it has no 'devices'");
	check_wrong("{\"version\": 1, \"pools\": [{\"devices\": [{}]}]}",
		"f.json: pools[0].devices[0]: this device has neither");
	check_wrong("{\"version\": 1, \"pools\": [{\"devices\": [{\"node\": \"/a\"}, {\"node\": \"/a\"}]}]}",
		"f.json: /a is there twice");
	check_wrong(MADE(", \"sized-for\": {\"modern\": true}"),
		"f.json: pools[0].devices[0]: there is no key 'modern'");
}
END_TEST

static int check_known(const char *path, const char *known_path, bool host)
{
	struct features_known known[] = {{"/z", false}, {known_path, host}, {"/b", false}};
	char text[128];

	(void)snprintf(text, sizeof(text), "{\"devices\": {\"%s\": {}}}", path);
	ck_assert_int_eq(parse(text), FDTR_OK);
	return features_check(&features, "f.json", known, 3, &error);
}

START_TEST(known)
{
	ck_assert_int_eq(check_known("/virtio@1", "/virtio@1", false), FDTR_OK);
	ck_assert_int_eq(check_known("/virtio@1", "/virtio@2", false), FDTR_ERR_ARGUMENT);
	ck_assert_str_eq(error.message, "f.json: there is no device /virtio@1; is /virtio@2 the one meant?");
	ck_assert_int_eq(check_known("/pci/dev@1,0", "/pci", true), FDTR_OK);
	ck_assert_int_eq(check_known("/pci/dev@1f", "/pci", true), FDTR_OK);
	ck_assert_int_eq(check_known("/pci/dev@1,0", "/pci", false), FDTR_ERR_ARGUMENT);
	ck_assert_int_eq(check_known("/pci/dev", "/pci", true), FDTR_ERR_ARGUMENT);
	ck_assert_int_eq(check_known("/pci/dev@x", "/pci", true), FDTR_ERR_ARGUMENT);
	ck_assert_int_eq(check_known("/pc/dev@1,0", "/pci", true), FDTR_ERR_ARGUMENT);
	ck_assert_int_eq(check_known("/q@1", "/pci", true), FDTR_ERR_ARGUMENT);
}
END_TEST

START_TEST(moved)
{
	struct features_known before[] = {{"/a@1", false}, {"\\_SB.VR01", false}},
			      after[] = {{"\\_SB.VR01", false}, {"/bus/a@1", false}};

	ck_assert_int_eq(parse(MADE("")), FDTR_OK);
	ck_assert_int_eq(features_check(&features, "f.json", before, 2, &error), FDTR_OK);
	ck_assert_int_eq(features_check(&features, "f.json", after, 2, &error), FDTR_OK);
	ck_assert_int_eq(features_check(&features, "f.json", after, 1, &error), FDTR_ERR_ARGUMENT);
	features_free(&features);
}
END_TEST

Suite *features_suite(void)
{
	return SUITE_OF("features", devices_by_path, every_key, types_have_names, wrong, manifest,
		wrong_manifest, known, moved);
}
