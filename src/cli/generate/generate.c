// SPDX-License-Identifier: BSD-2-Clause
#include "cli/generate/made.h"
#include "cli/generate/request.h"
#include "cli/generate/sized.h"
#include "cli/generate/table.h"
#include "cli/spec/spec_tree.h"

#include "devicetree/devicetree.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
	"usage: fdtrestrict generate --base FILE {--size SIZE | --spec FILE} [OPTION]... [-o FILE]\n"
	"       fdtrestrict generate --augment TABLE [--augment TABLE]... {--size SIZE | --spec FILE} [OPTION]... [-o FILE]\n"
	"       fdtrestrict generate --spec FILE [OPTION]... -o TABLE\n"
	"\n"
	"Writes a restricted DMA pool, its links and its guard into a device tree, or into an ACPI table.\n"
	"\n"
	"      --base FILE           the tree: .dtb, .dts (through dtc), - for stdin\n"
	"      --augment FILE        an ACPI table that declares the devices: .aml, .asl (through iasl), the text of\n"
	"                            acpidump, a directory of these; repeatable. The output is an SSDT with what\n"
	"                            they lack\n"
	"  -I, --include DIR         look for what their source includes there too, besides its own folder; repeatable\n"
	"  -D, --define NAME[=VALUE]  for the preprocessor; repeatable\n"
	"      --memory-map FILE     what memory that machine has: /proc/iomem, a boot log, JSON\n"
	"      --size SIZE|auto      of the pool: 64M, 0x4000000; auto: what the devices need (without it --base with a table for output translates\n"
	"                            the pools that the tree has)\n"
	"      --device-features FILE  their queues, for --size auto: JSON, or a report of generate (QEMU's defaults)\n"
	"      --spec FILE           pools and their devices from a YAML file, fdtrestrict-pools.yaml(5), in place of\n"
	"                            --size, --at, --align, --within, --below, --attach, --per-device, --name, --label;\n"
	"                            with neither --base nor --augment a table is made of it alone\n"
	"  -o, --output FILE         .dtb .dts .dtbo .dtso .aml .asl by its suffix; - or nothing is stdout\n"
	"      --format dtb|dts|dtbo|dtso|aml|asl  whatever the suffix\n"
	"      --at ADDR|auto|dynamic  where (auto: high, below 4 GiB; dynamic: the kernel chooses)\n"
	"      --align SIZE          of the pool's base (64K)\n"
	"      --within START-END    the pool lies in here; repeatable; alloc-ranges of a dynamic pool\n"
	"      --below ADDR          the pool ends below\n"
	"      --kernel ADDR+SIZE    keep off the kernel image\n"
	"      --dtb-at ADDR         keep off the blob, which is loaded here\n"
	"      --memory final|provisional  is /memory what the guest gets? (final)\n"
	"      --attach SELECTOR     path, path with wildcards, alias, label, compatible:STRING,\n"
	"                            PCI host bridge, or /bridge/dev@SLOT,FN; repeatable\n"
	"                            (every available virtio,mmio node); of tables \\_SB.VR00, \\_SB.VR*,\n"
	"                            hid:LNRO0005 (those are the default), \\_SB.PCI0, \\_SB.PCI0@SLOT,FN\n"
	"      --per-device          a pool for each device\n"
	"      --guard dma-ranges|dma-mem|container|compatible|none  (dma-ranges, for overlays dma-mem; in tables\n"
	"                            dma-ranges is _DMA on the device, container on one around it)\n"
	"      --acpi-style prp0001|rdma0000  how tables say a pool (prp0001; rdma0000: the form deployed as \\_SB.RDMA)\n"
	"      --name NAME           of the pool's node, without address (restricted-dma-pool)\n"
	"      --label LABEL         of the pool's node\n"
	"      --report json         what was made, on stdout\n"
	"  -q, --quiet               nothing on stderr but errors\n"
	"\n"
	"Exit status: 0 written or nothing to do, 1 lint refuses the result, 2 usage or an impossible wish, 3 unreadable input,\n"
	"4 output not written.\n";

static void tell_pool(const struct fdtr_result *result, const struct fdtr_made_pool *pool)
{
	char size[FDTR_SIZE_TEXT], place[32] = "wherever the kernel puts it";

	if (!pool->dynamic)
		(void)snprintf(place, sizeof(place), "at %#" PRIx64, pool->range.first);
	fprintf(stderr, "%s %s: %s %s, for %s", pool->existed ? "found" : "made", pool->path,
		fdtr_size_text(pool->size, size), place, result->devices[pool->first_device].path);
	if (pool->device_count > 1)
		fprintf(stderr, " and %u more", pool->device_count - 1);
	fputc('\n', stderr);
}

static uint32_t device_count(const struct fdtr_result *result)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < result->pool_count; i++)
		count += result->pools[i].device_count;
	return count;
}

static void tell_guard(const struct fdtr_result *result)
{
	static const char *const sentences[] = {
		[FDTR_GUARD_DEFAULT] = "",
		[FDTR_GUARD_DMA_RANGES] =
			"guard: dma-ranges; a guest without restricted-pool support fails its probe",
		[FDTR_GUARD_DMA_MEM] =
			"guard: dma-mem; a guest without restricted-pool support fails its probe",
		[FDTR_GUARD_COMPATIBLE] =
			"guard: compatible, EXPERIMENTAL: no released system binds it, so the devices work nowhere",
		[FDTR_GUARD_NONE] =
			"guard: none; a guest without restricted-pool support does DMA to its RAM, silently",
	};
	uint32_t guarded = 0, virtio = 0;

	for (uint32_t i = 0; i < device_count(result); i++) {
		guarded += result->devices[i].guarded;
		virtio += result->devices[i].kind != FDTR_DEVICE_OTHER;
	}
	if (result->guard == FDTR_GUARD_NONE && guarded == device_count(result))
		fputs("guard: none asked for, but the tree has one\n", stderr);
	else
		fprintf(stderr, "%s\n", sentences[result->guard]);
	if (virtio)
		fputs("virtio devices must offer, and require, VIRTIO_F_VERSION_1 (32) and VIRTIO_F_ACCESS_PLATFORM (33)\n",
			stderr);
}

static void tell(const struct fdtr_result *result)
{
	char path[FDTR_PATH_SIZE];

	for (uint32_t i = 0; i < result->pool_count; i++)
		tell_pool(result, &result->pools[i]);
	sized_tell(&result->need);
	tell_guard(result);
	for (uint32_t i = 0; i < result->findings.count; i++) {
		const struct fdtr_finding *finding = &result->findings.items[i];

		if (finding->severity >= FDTR_WARNING)
			fprintf(stderr, "lint: %s: %s: %s [%s]\n",
				fdtr_place_text(&result->tree, &finding->place, path, sizeof(path)),
				fdtr_severity_name(finding->severity), finding->message, finding->rule->name);
	}
	if (!result->changed)
		fputs("the tree holds all of it already; nothing was changed\n", stderr);
}

static int write_tree(
	const struct generate_settings *settings, const struct made *made, struct fdtr_error *error)
{
	struct blob tree = {.name = "result", .data = made->output, .size = made->output_size};
	struct blob text;
	int status;

	if (settings->format == FORMAT_DTSO && !made->tree)
		return output_write(settings->output, tree.data, tree.size - 1, error); /* without its NUL */
	if (settings->format != FORMAT_DTS && settings->format != FORMAT_DTSO)
		return output_write(settings->output, tree.data, tree.size, error);
	status = blob_decompile(&tree, &text, error);
	if (status)
		status = FDTR_ERR_INTERNAL; /* an output that cannot be made, not an input that is wrong */
	if (!status)
		status = output_write(settings->output, text.data, text.size, error);
	free(text.data);
	return status;
}

static int finish(const struct generate_settings *settings, const struct made *made, struct fdtr_error *error)
{
	int status = write_tree(settings, made, error);

	if (status)
		return status;
	if (!settings->quiet)
		tell(&made->result);
	if (settings->report_json && !result_write_json(&made->result))
		return fdtr_error_set(error, FDTR_ERR_INTERNAL, "the report cannot be written to stdout");
	return FDTR_OK;
}

/* arm64 allows a blob 2 MiB (Linux Documentation/arch/arm64/booting.rst), and loaders add to it. */
#define DTB_ROOM UINT64_C(0x200000)

static int keep_off_dtb(struct generate_settings *settings, const struct blob *base, struct fdtr_error *error)
{
	struct fdtr_region *region = &settings->taken[settings->request.taken_count];
	uint64_t room = base->size > DTB_ROOM / 2 ? 2 * (uint64_t)base->size : DTB_ROOM;

	if (!settings->has_dtb_at)
		return FDTR_OK;
	*region = (struct fdtr_region){
		.kind = FDTR_REGION_DTB, .pool = FDTR_NONE, .origin = {.object = FDTR_NONE}};
	if (!fdtr_range_make(settings->dtb_at, room, &region->range))
		return fdtr_error_set(
			error, FDTR_ERR_ARGUMENT, "a blob at %#" PRIx64 " passes 2^64", settings->dtb_at);
	settings->request.taken_count++;
	return FDTR_OK;
}

/* A label of the source is not in the blob that dtc makes of it, unless asked for. */
struct labels {
	const char **selectors;
	uint32_t count;
	const struct blob *with;
	char paths[MAX_ATTACH][FDTR_PATH_SIZE];
};

static bool is_label(const char *selector)
{
	return selector[0] != '/' && strncmp(selector, "compatible:", 11);
}

static int resolve(void *context, struct fdtr_arena *arena, struct fdtr_error *error)
{
	struct labels *labels = context;
	struct fdtr_tree tree;
	int status = fdtr_tree_read(&tree, labels->with->data, labels->with->size, arena, error);

	for (uint32_t i = 0; !status && i < labels->count; i++) {
		const char *selector = labels->selectors[i];
		bool is_alias = selector[0] != '&' && fdtr_named_path(&tree, tree.aliases, selector);
		const char *path = is_label(selector) ? fdtr_named_path(&tree, tree.symbols,
								selector + (selector[0] == '&'))
		                                      : NULL;

		if (!path || is_alias)
			continue;
		(void)snprintf(labels->paths[i], FDTR_PATH_SIZE, "%s", path);
		labels->selectors[i] = labels->paths[i];
	}
	return status;
}

static int resolve_labels(const char **selectors, uint32_t count, const struct blob *base,
	struct labels **labels, struct fdtr_error *error)
{
	struct blob with = {0};
	bool wanted = false;
	void *memory = NULL;
	int status;

	for (uint32_t i = 0; i < count; i++)
		wanted = wanted || is_label(selectors[i]);
	if (!wanted || !base->source)
		return FDTR_OK;
	*labels = calloc(1, sizeof(**labels));
	if (!*labels)
		return fdtr_error_memory(error);
	status = blob_with_symbols(base, &with, error);
	**labels = (struct labels){.selectors = selectors, .count = count, .with = &with};
	if (!status)
		status = with_arena(with.size, resolve, *labels, &memory, error);
	free(memory);
	blob_free(&with);
	return status;
}

/* What the options ask for. */
static int make_one(struct made *made, struct generate_settings *settings, const struct blob *base,
	struct fdtr_error *error)
{
	struct labels *labels = NULL;
	int status = resolve_labels(settings->attach, settings->request.attach_count, base, &labels, error);

	if (!status)
		status = made_run(made, base, &settings->request, 1, error);
	free(labels);
	return status;
}

/* What a file asks for; with whose pool an error has to do is told. */
static int make_spec(struct made *made, const struct generate_settings *settings, const struct blob *base,
	struct fdtr_error *error)
{
	const struct spec *spec = &settings->pools;
	struct spec_requests requests;
	struct labels *labels = NULL;
	struct fdtr_error inner = {0};
	int status = spec_requests_make(&requests, spec, base, &settings->request, error);

	if (!status)
		status = resolve_labels(requests.selectors, requests.selector_count, base, &labels, error);
	if (!status) {
		status = made_run(made, base, requests.items, requests.count, &inner);
		if (status)
			(void)spec_fail(
				spec, requests.places[made->failed], status, error, "%s", inner.message);
	}
	free(labels);
	spec_requests_free(&requests);
	return status;
}

static int make(struct made *made, struct generate_settings *settings, const struct blob *base,
	struct fdtr_error *error)
{
	int status = settings->spec ? make_spec(made, settings, base, error)
	                            : make_one(made, settings, base, error);

	return status ? status : sized_check(settings, &made->result, error);
}

/* What the pools are guarded by in a tree that nobody but the translation sees. */
static void set_tree_guard(struct fdtr_request *request)
{
	if (request->guard == FDTR_GUARD_CONTAINER)
		request->guard = FDTR_GUARD_DMA_RANGES;
}

/* The request is carried out on the tree, and what comes of that is said as a table. */
static int translate(struct generate_settings *settings, const struct blob *base, struct fdtr_error *error)
{
	const enum fdtr_guard guard = settings->request.guard;
	struct made_table table = {0};
	struct made made = {0};
	struct blob tree = *base;
	int status = FDTR_OK;

	if (settings->spec || settings->request.size) {
		set_tree_guard(&settings->request);
		status = make(&made, settings, base, error);
		settings->request.guard = guard;
		tree.data = made.output;
		tree.size = made.output_size;
	}
	if (!status)
		status = table_from_tree(&table, settings, &tree, error);
	if (!status)
		status = table_finish(&table, settings, error);
	made_table_free(&table);
	made_free(&made);
	return status;
}

static int generate(struct generate_settings *settings, const struct blob *base, struct fdtr_error *error)
{
	struct made made = {0};
	int status = keep_off_dtb(settings, base, error);

	if (!status && format_is_tables(settings->format))
		return translate(settings, base, error);
	if (!status)
		status = make(&made, settings, base, error);
	if (!status)
		status = finish(settings, &made, error);
	made_free(&made);
	return status;
}

static int from_tree(struct generate_settings *settings)
{
	struct fdtr_error error = {0};
	struct blob base;
	int status = blob_read(&base, settings->base, &settings->source, &error);

	if (!status)
		status = generate(settings, &base, &error);
	if (status) {
		complain("%s", error.message);
		complaint_show(base.complaint);
	}
	blob_free(&base);
	return exit_of(status);
}

/* For the machine's tables, or of what the file of pools says alone. */
static int from_tables(const struct generate_settings *settings)
{
	struct made_table made = {0};
	struct fdtr_error error = {0};
	int status = settings->augment_count ? table_augment(&made, settings, &error)
	                                     : table_from_spec(&made, settings, &error);

	if (!status)
		status = table_finish(&made, settings, &error);
	if (status)
		complain("%s", error.message);
	made_table_free(&made);
	return exit_of(status);
}

static bool is_binary(enum file_format format)
{
	return format == FORMAT_DTB || format == FORMAT_DTBO || format == FORMAT_AML;
}

static int run(struct generate_settings *settings)
{
	struct fdtr_error error = {0};
	int status = settings->spec ? spec_read(&settings->pools, settings->spec, &error) : FDTR_OK;

	if (!status)
		status = sized_read(settings, &error);
	if (status) {
		complain("%s", error.message);
		return exit_of(status);
	}
	return settings->base ? from_tree(settings) : from_tables(settings);
}

int command_generate(int argc, char **argv)
{
	struct generate_settings settings = {0};
	int status = request_parse(&settings, argc, argv);

	if (status)
		return status;
	if (settings.help) {
		fputs(help, stdout);
		return EXIT_CLEAN;
	}
	if (is_binary(settings.format) && !strcmp(settings.output, "-") && isatty(STDOUT_FILENO))
		return usage_error("generate",
			"a blob is not written to a terminal; say -o FILE, or --format %s",
			format_is_tables(settings.format) ? "asl" : "dts");
	status = run(&settings);
	spec_free(&settings.pools);
	sized_free(&settings);
	return status;
}
