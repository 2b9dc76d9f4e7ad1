// SPDX-License-Identifier: BSD-2-Clause
/*
 * predict [-m FIRST-LAST]... [-r FIRST-LAST]... [-a ACCESS] [-p PROCESSOR] [-c yes|no] [-d yes|no] GUEST DEVICE TABLE...: what the
 * guest does with a device, then the reasons. -m is memory and -r reserved. DEVICE is an object, or the address of the registers of
 * one; ACCESS is offered, absent, required or legacy. -p, -c and -d say of the guest what is not known: arm64 or x86, whether it has a
 * driver for containers, and DMA operations.
 */
#include "base/base.h"
#include <fdtrestrict/predict.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST 64
#define MEMORY ((size_t)64 << 20)

static struct fdtr_acpi acpi;
static struct fdtr_platform platform;
static struct fdtr_region map[MOST];
static uint32_t map_count;

static void fail(const char *what)
{
	fprintf(stderr, "predict: %s\n", what);
	exit(3);
}

static void add_memory(const char *text, enum fdtr_region_kind kind)
{
	char *end;
	uint64_t first = strtoull(text, &end, 16);

	if (*end != '-' || map_count == MOST)
		fail(text);
	map[map_count++] = (struct fdtr_region){
		.range = {first, strtoull(end + 1, NULL, 16)}, .kind = kind, .pool = FDTR_NONE};
}

static void read_table(struct fdtr_acpi_input *input, const char *name)
{
	static char buffer[1 << 20];
	FILE *file = fopen(name, "rb");
	char *data;

	if (!file)
		fail(name);
	input->size = fread(buffer, 1, sizeof(buffer), file);
	input->name = name;
	data = malloc(input->size);
	if (data)
		memcpy(data, buffer, input->size);
	input->data = data;
	fclose(file);
}

/* With registers there; else of that path. */
static bool is_asked(const struct fdtr_device *device, const char *asked)
{
	uint64_t address = strtoull(asked, NULL, 16);
	char path[1300];

	if (*asked == '\\')
		return !strcmp(fdtr_acpi_path(&acpi, device->object, path, sizeof(path)), asked);
	for (uint32_t i = 0; i < platform.region_count; i++) {
		const struct fdtr_region *region = &platform.regions[i];

		if (region->kind == FDTR_REGION_MMIO && region->origin.object == device->object &&
			region->range.first == address)
			return device->kind <= FDTR_DEVICE_VIRTIO_MMIO_RESTRICTED;
	}
	return false;
}

static void show(const struct fdtr_prediction *prediction)
{
	char text[1300];

	puts(fdtr_outcome_name(prediction->outcome));
	for (uint32_t i = 0; i < prediction->reason_count; i++) {
		const struct fdtr_reason *reason = &prediction->reasons[i];

		printf("  %s %s: %s [%s] %s\n",
			reason->placed ? fdtr_acpi_place_text(&acpi, &reason->place, text, sizeof(text))
				       : "-",
			reason->placed && reason->place.property ? reason->place.property : "-", reason->text,
			reason->source, reason->rule ? reason->rule : "-");
	}
}

static enum fdtr_known known(const char *text)
{
	return strcmp(text, "yes") ? FDTR_NO : FDTR_YES;
}

static struct fdtr_guest guest_of(const char *name, const struct fdtr_guest *known_of)
{
	const struct fdtr_guest *found = fdtr_guest_find(name);
	struct fdtr_guest guest;

	if (!found)
		fail(name);
	guest = *found;
	if (known_of->acpi_container)
		guest.acpi_container = known_of->acpi_container;
	if (known_of->dma_ops)
		guest.dma_ops = known_of->dma_ops;
	if (known_of->processor)
		guest.processor = known_of->processor;
	return guest;
}

static struct fdtr_device_features features_of(uint32_t device, const char *access)
{
	struct fdtr_device_features features = {device, strcmp(access, "legacy") != 0, FDTR_ACCESS_OFFERED};

	if (!strcmp(access, "absent"))
		features.access = FDTR_ACCESS_ABSENT;
	else if (!strcmp(access, "required"))
		features.access = FDTR_ACCESS_REQUIRED;
	return features;
}

static void predict(
	struct fdtr_arena *arena, const struct fdtr_guest *guest, const char *asked, const char *access)
{
	struct fdtr_device_features features;
	struct fdtr_predict_options options = {
		.guests = guest, .guest_count = 1, .features = &features, .feature_count = 1};
	struct fdtr_predictions predictions;
	struct fdtr_error error;
	uint32_t device = 0;

	while (device < platform.device_count && !is_asked(&platform.devices[device], asked))
		device++;
	if (device == platform.device_count)
		fail("no such device");
	features = features_of(device, access);
	if (fdtr_acpi_predict(&acpi, &platform, &options, arena, &predictions, &error))
		fail(error.message);
	for (uint32_t i = 0; i < predictions.count; i++) {
		if (predictions.items[i].device == device)
			show(&predictions.items[i]);
	}
}

static void read_tables(struct fdtr_arena *arena, char **names, int count)
{
	struct fdtr_acpi_input inputs[MOST];
	struct fdtr_error error;

	for (int i = 0; i < count; i++)
		read_table(&inputs[i], names[i]);
	fdtr_arena_init(arena, malloc(MEMORY), MEMORY);
	if (fdtr_acpi_read(&acpi, inputs, (uint32_t)count, arena, &error) ||
		fdtr_acpi_platform_read(&platform, &acpi, map, map_count, arena, &error))
		fail(error.message);
}

int main(int argc, char **argv)
{
	struct fdtr_guest known_of = {0}, guest;
	const char *access = "offered";
	struct fdtr_arena arena;
	int option;

	while ((option = getopt(argc, argv, "m:r:a:p:c:d:")) != -1) {
		if (option == 'm')
			add_memory(optarg, FDTR_REGION_MEMORY);
		else if (option == 'r')
			add_memory(optarg, FDTR_REGION_RESERVED);
		else if (option == 'a')
			access = optarg;
		else if (option == 'p')
			known_of.processor =
				strcmp(optarg, "x86") ? FDTR_PROCESSOR_ARM64 : FDTR_PROCESSOR_X86;
		else if (option == 'c')
			known_of.acpi_container = known(optarg);
		else if (option == 'd')
			known_of.dma_ops = known(optarg);
		else
			return 2;
	}
	if (argc - optind < 3 || argc - optind - 2 > MOST)
		return 2;
	guest = guest_of(argv[optind], &known_of);
	read_tables(&arena, argv + optind + 2, argc - optind - 2);
	predict(&arena, &guest, argv[optind + 1], access);
	return 0;
}
