// SPDX-License-Identifier: BSD-2-Clause
/*
 * Measures one thing a call and prints "name value" lines. What is compared is measured in turns in one run,
 * and the best of the turns counts, so that a busy machine slows both sides alike.
 *
 *   bench lint FILE [TURNS]      lint against a bare walk that reads every property
 *   bench predict FILE [TURNS]   predict over all guests against lint
 *   bench regions FILE [TURNS]   lint of reserved regions against sorting them
 *   bench generate FILE [TURNS]  a pool for every virtio,mmio node
 *   bench acpi FILE [TURNS]      the namespace of tables that stand one behind the other
 *   bench process COMMAND...     a whole process: time and peak memory, the best of several
 */
#include <fdtrestrict/acpi.h>
#include <fdtrestrict/fdtrestrict.h>

#include "base/base.h"
#include <fdtrestrict/predict.h>

#include <libfdt.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ARENA_FACTOR 16
#define ARENA_EXTRA ((size_t)256 << 20) /* for findings; what is not touched costs nothing */

struct input {
	unsigned char *blob;
	size_t size;
	unsigned char *memory;
	size_t memory_size;
	unsigned long turns;
};

static _Noreturn void fail(const char *what)
{
	fprintf(stderr, "bench: %s\n", what);
	exit(EXIT_FAILURE);
}

static double now(void)
{
	struct timespec time;

	if (clock_gettime(CLOCK_MONOTONIC, &time))
		fail("no clock");
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void keep_best(double *best, double begun)
{
	double taken = now() - begun;

	if (*best == 0 || taken < *best)
		*best = taken;
}

static void read_input(struct input *input, const char *path, const char *turns)
{
	FILE *file = fopen(path, "rb");
	long size;

	if (!file || fseek(file, 0, SEEK_END) || (size = ftell(file)) <= 0)
		fail(path);
	rewind(file);
	input->size = (size_t)size;
	input->blob = malloc(input->size);
	input->memory_size = input->size * ARENA_FACTOR + ARENA_EXTRA;
	input->memory = malloc(input->memory_size);
	if (!input->blob || !input->memory || fread(input->blob, 1, input->size, file) != input->size)
		fail(path);
	(void)fclose(file);
	/* Long enough to be told from noise, short enough to be waited for. */
	input->turns = turns ? strtoul(turns, NULL, 0) : 5 + 20000000 / input->size;
}

struct work {
	struct fdtr_arena arena;
	struct fdtr_tree tree;
	struct fdtr_platform platform;
	struct fdtr_findings findings;
};

static void read_tree(const struct input *input, struct work *work)
{
	struct fdtr_error error;

	fdtr_arena_init(&work->arena, input->memory, input->memory_size);
	if (fdtr_tree_read(&work->tree, input->blob, input->size, &work->arena, &error) ||
		fdtr_platform_read(&work->platform, &work->tree, &work->arena, &error))
		fail(error.message);
}

static void lint_tree(const struct input *input, struct work *work)
{
	struct fdtr_error error;

	read_tree(input, work);
	if (fdtr_lint(&work->tree, &work->platform, NULL, &work->arena, &work->findings, &error))
		fail(error.message);
}

static unsigned int walk(const struct input *input)
{
	const void *data;
	const char *name;
	int offset = 0, next, length;
	unsigned int sum = 0;
	uint32_t tag;

	for (; (tag = fdt_next_tag(input->blob, offset, &next)) != FDT_END; offset = next) {
		if (tag != FDT_PROP)
			continue;
		data = fdt_getprop_by_offset(input->blob, offset, &name, &length);
		if (!data)
			fail("unreadable property");
		sum += (unsigned int)length + (unsigned char)*name;
	}
	return sum;
}

static void print_lint(
	const struct input *input, const struct work *work, double walked, double read, double linted)
{
	size_t used = work->arena.low + (work->arena.size - work->arena.high);

	printf("bytes %zu\nnodes %u\nfindings %u\n", input->size, work->tree.node_count,
		work->findings.count);
	printf("walk_us %.1f\nread_us %.1f\nlint_us %.1f\n", walked * 1e6, read * 1e6, linted * 1e6);
	printf("lint_per_walk %.2f\n", linted / walked);
	printf("lint_ns_per_node %.1f\n", linted * 1e9 / work->tree.node_count);
	printf("arena_per_blob %.2f\n", (double)used / (double)input->size);
}

static void bench_lint(const struct input *input)
{
	static volatile unsigned int sink;
	double walked = 0, read = 0, linted = 0;
	struct work work;

	for (unsigned long i = 0; i < input->turns; i++) {
		double begun = now();

		sink = sink + walk(input);
		keep_best(&walked, begun);
		begun = now();
		read_tree(input, &work);
		keep_best(&read, begun);
		begun = now();
		lint_tree(input, &work);
		keep_best(&linted, begun);
	}
	print_lint(input, &work, walked, read, linted);
}

static int compare_regions(const void *left, const void *right)
{
	const struct fdtr_region *a = left, *b = right;

	return a->range.first < b->range.first ? -1 : a->range.first > b->range.first;
}

static int compare_intervals(const void *left, const void *right)
{
	const struct fdtr_interval *a = left, *b = right;

	return a->range.first < b->range.first ? -1 : a->range.first > b->range.first;
}

struct sorted {
	double ours; /* fdtr_sort() of what the sweep sorts */
	double libc; /* qsort() of the regions themselves */
};

static void sort_regions(const struct work *work, struct sorted *best)
{
	uint32_t count = work->platform.region_count;
	struct fdtr_interval *intervals = malloc(count * sizeof(*intervals));
	struct fdtr_region *regions = malloc(count * sizeof(*regions));
	double begun;

	if (!intervals || !regions)
		fail("out of memory");
	for (uint32_t i = 0; i < count; i++)
		intervals[i] = (struct fdtr_interval){work->platform.regions[i].range, i, true};
	memcpy(regions, work->platform.regions, count * sizeof(*regions));
	begun = now();
	fdtr_sort(intervals, count, sizeof(*intervals), compare_intervals);
	keep_best(&best->ours, begun);
	begun = now();
	qsort(regions, count, sizeof(*regions), compare_regions);
	keep_best(&best->libc, begun);
	free(regions);
	free(intervals);
}

static void bench_regions(const struct input *input)
{
	struct sorted sorted = {0, 0};
	double linted = 0, read = 0;
	struct work work;

	for (unsigned long i = 0; i < input->turns; i++) {
		double begun = now();

		read_tree(input, &work);
		keep_best(&read, begun);
		sort_regions(&work, &sorted);
		begun = now();
		lint_tree(input, &work);
		keep_best(&linted, begun);
	}
	printf("regions %u\nfindings %u\n", work.platform.region_count, work.findings.count);
	printf("sort_us %.1f\nqsort_us %.1f\nlint_us %.1f\n", sorted.ours * 1e6, sorted.libc * 1e6,
		linted * 1e6);
	printf("lint_per_sort %.2f\nlint_per_qsort %.2f\n", linted / sorted.ours, linted / sorted.libc);
	printf("rules_per_sort %.2f\nrules_per_qsort %.2f\n", (linted - read) / sorted.ours,
		(linted - read) / sorted.libc);
}

/* What a VMM does: reads its tree, and writes it anew with a pool and its devices. */
static void bench_generate(const struct input *input)
{
	struct fdtr_request request = {.size = 0x4000000, .memory = FDTR_MEMORY_FINAL};
	size_t size = input->size + 65536;
	void *output = malloc(size);
	double all = 0, generated = 0;
	struct fdtr_result result = {0};
	struct fdtr_error error;
	struct work work;

	if (!output)
		fail("out of memory");
	for (unsigned long i = 0; i < input->turns; i++) {
		double begun = now(), read;

		read_tree(input, &work);
		read = now();
		if (fdtr_generate(
			    &work.tree, &work.platform, &request, output, size, &work.arena, &result, &error))
			fail(error.message);
		keep_best(&generated, read);
		keep_best(&all, begun);
	}
	printf("devices %u\noutput_bytes %zu\n", result.pool_count ? result.pools[0].device_count : 0,
		result.output_size);
	printf("generate_us %.1f\nread_and_generate_us %.1f\n", generated * 1e6, all * 1e6);
	free(output);
}

static void predict_tree(const struct input *input, struct work *work, struct fdtr_predictions *predictions)
{
	struct fdtr_error error;

	read_tree(input, work);
	if (fdtr_predict(&work->tree, &work->platform, NULL, &work->arena, predictions, &error))
		fail(error.message);
}

/* All guests, for devices with ACCESS_PLATFORM and without. */
static void bench_predict(const struct input *input)
{
	struct fdtr_predictions predictions = {0};
	double linted = 0, predicted = 0;
	struct work work;

	for (unsigned long i = 0; i < input->turns; i++) {
		double begun = now();

		lint_tree(input, &work);
		keep_best(&linted, begun);
		begun = now();
		predict_tree(input, &work, &predictions);
		keep_best(&predicted, begun);
	}
	printf("predictions %u\nlint_us %.1f\npredict_us %.1f\n", predictions.count, linted * 1e6,
		predicted * 1e6);
	printf("predict_per_lint %.2f\n", predicted / linted);
}

#define ACPI_HEADER 36
#define ACPI_LENGTH 4

static uint32_t count_tables(const struct input *input, struct fdtr_acpi_input *tables)
{
	uint32_t count = 0;

	for (size_t at = 0, length; at < input->size; at += length, count++) {
		length = (size_t)fdtr_little(input->blob + at + ACPI_LENGTH, 4);
		if (input->size - at < ACPI_HEADER || length < ACPI_HEADER || length > input->size - at)
			fail("no table, or not all of it");
		if (tables)
			tables[count] = (struct fdtr_acpi_input){input->blob + at, length, "table"};
	}
	return count;
}

static void bench_acpi(const struct input *input)
{
	uint32_t count = count_tables(input, NULL);
	struct fdtr_acpi_input *tables = calloc(count, sizeof(*tables));
	struct fdtr_arena arena;
	struct fdtr_error error;
	struct fdtr_acpi acpi;
	double best = 0;

	if (!tables)
		fail("out of memory");
	(void)count_tables(input, tables);
	for (unsigned long i = 0; i < input->turns; i++) {
		double begun = now();

		fdtr_arena_init(&arena, input->memory, input->memory_size);
		if (fdtr_acpi_read(&acpi, tables, count, &arena, &error))
			fail(error.message);
		keep_best(&best, begun);
	}
	printf("bytes %zu\nobjects %u\nread_us %.1f\n", input->size, acpi.object_count, best * 1e6);
	printf("ns_per_byte %.2f\narena_per_byte %.2f\n", best * 1e9 / (double)input->size,
		(double)arena.low / (double)input->size);
	free(tables);
}

#define PROCESS_TURNS 40
#define PROCESS_SECONDS 1
#define PROCESS_PATIENCE 10 /* seconds: at least three turns, unless they take longer than that */

static void run_child(char **argv)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		if (!freopen("/dev/null", "w", stdout) || !freopen("/dev/null", "w", stderr))
			_exit(127);
		(void)execvp(argv[0], argv);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) > 1)
		fail("the command failed");
}

static double cpu_of_children(struct rusage *usage)
{
	if (getrusage(RUSAGE_CHILDREN, usage))
		fail("no usage");
	return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
	       (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) * 1e-6;
}

/* Peak memory is the largest of all children, which is what each of them takes. */
static void bench_process(char **argv)
{
	struct rusage usage;
	double best = 0, cpu = 0, first = now(), spent = cpu_of_children(&usage);

	for (int i = 0;
		i < PROCESS_TURNS && (!i || now() - first < (i < 3 ? PROCESS_PATIENCE : PROCESS_SECONDS));
		i++) {
		double begun = now(), before = spent;

		run_child(argv);
		keep_best(&best, begun);
		spent = cpu_of_children(&usage);
		cpu = i && cpu < spent - before ? cpu : spent - before;
	}
	printf("process_us %.1f\ncpu_us %.1f\npeak_kib %ld\n", best * 1e6, cpu * 1e6, usage.ru_maxrss);
}

static const struct mode {
	const char *name;
	void (*run)(const struct input *input);
} modes[] = {{"lint", bench_lint}, {"regions", bench_regions}, {"generate", bench_generate},
	{"predict", bench_predict}, {"acpi", bench_acpi}};

int main(int argc, char **argv)
{
	struct input input;

	if (argc > 2 && !strcmp(argv[1], "process")) {
		bench_process(argv + 2);
		return EXIT_SUCCESS;
	}
	for (size_t i = 0; argc > 2 && i < FDTR_ARRAY_SIZE(modes); i++) {
		if (strcmp(argv[1], modes[i].name))
			continue;
		read_input(&input, argv[2], argv[3]);
		modes[i].run(&input);
		free(input.memory);
		free(input.blob);
		return EXIT_SUCCESS;
	}
	fputs("usage: bench lint|regions|generate|predict|acpi FILE [TURNS], or bench process COMMAND...\n",
		stderr);
	return 2;
}
