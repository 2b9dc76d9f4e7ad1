// SPDX-License-Identifier: BSD-2-Clause
#include "cli/predict/kernel_config.h"

#include "base/base.h"
#include "cli/input/text_file.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is asked of a configuration. */
enum option {
	ACPI,
	ACPI_CONTAINER,
	DMA_OPS,
	ARCH_DMA_OPS,
	RESTRICTED_POOL,
	OF,
	OF_RESERVED_MEM,
	SWIOTLB,
	VIRTIO,
	VIRTIO_MMIO,
	VIRTIO_PCI,
	PAGES_16K,
	PAGES_16K_ARM64,
	PAGES_64K,
	PAGES_64K_ARM64,
	IOMMU_API,
	FIRST_IOMMU,
	SMMU = FIRST_IOMMU,
	SMMU_V3,
	VIRTIO_IOMMU,
	INTEL_IOMMU,
	AMD_IOMMU,
	RISCV_IOMMU,
	OPTION_COUNT
};

static const char *const names[OPTION_COUNT] = {
	[ACPI] = "ACPI",
	[ACPI_CONTAINER] = "ACPI_CONTAINER",
	[DMA_OPS] = "DMA_OPS",
	[ARCH_DMA_OPS] = "ARCH_HAS_DMA_OPS",
	[RESTRICTED_POOL] = "DMA_RESTRICTED_POOL",
	[OF] = "OF",
	[OF_RESERVED_MEM] = "OF_RESERVED_MEM",
	[SWIOTLB] = "SWIOTLB",
	[VIRTIO] = "VIRTIO",
	[VIRTIO_MMIO] = "VIRTIO_MMIO",
	[VIRTIO_PCI] = "VIRTIO_PCI",
	[PAGES_16K] = "PAGE_SIZE_16KB",
	[PAGES_16K_ARM64] = "ARM64_16K_PAGES",
	[PAGES_64K] = "PAGE_SIZE_64KB",
	[PAGES_64K_ARM64] = "ARM64_64K_PAGES",
	[IOMMU_API] = "IOMMU_API",
	[SMMU] = "ARM_SMMU",
	[SMMU_V3] = "ARM_SMMU_V3",
	[VIRTIO_IOMMU] = "VIRTIO_IOMMU",
	[INTEL_IOMMU] = "INTEL_IOMMU",
	[AMD_IOMMU] = "AMD_IOMMU",
	[RISCV_IOMMU] = "RISCV_IOMMU",
};

/* As kernels call themselves in the first lines, and the option that each of their configurations has. */
static const struct {
	const char *name;
	const char *option;
	enum fdtr_processor processor;
} architectures[] = {
	{"arm64", "ARM64", FDTR_PROCESSOR_ARM64},
	{"arm", "ARM", FDTR_PROCESSOR_ARM32},
	{"riscv", "RISCV", FDTR_PROCESSOR_RISCV},
	{"x86", "X86", FDTR_PROCESSOR_X86},
};

#define NO_ARCHITECTURE FDTR_ARRAY_SIZE(architectures)

struct reading {
	const char *name; /* of the file */
	size_t line;      /* from 1, 0 where all of it is meant */
	size_t architecture;
	bool confirmed; /* the option of the architecture is set */
	uint32_t version;
	char release[32]; /* "6.12.107" */
	bool said[OPTION_COUNT];
	bool set[OPTION_COUNT];
	struct fdtr_error *error;
};

static int wrong(const struct reading *reading, const char *format, ...) FDTR_PRINTF(2, 3);

static int wrong(const struct reading *reading, const char *format, ...)
{
	char sentence[FDTR_ERROR_SIZE];
	struct fdtr_text text;
	va_list arguments;

	fdtr_text_init(&text, sentence, sizeof(sentence));
	va_start(arguments, format);
	fdtr_text_vadd(&text, format, arguments);
	va_end(arguments);
	fdtr_text_clean(sentence);
	if (!reading->line)
		return fdtr_error_set(reading->error, FDTR_ERR_BADTREE, "%s: %s", reading->name, sentence);
	return fdtr_error_set(
		reading->error, FDTR_ERR_BADTREE, "%s:%zu: %s", reading->name, reading->line, sentence);
}

/* "6.12.107", "7.2.0-rc1": *end is behind the number. */
static bool read_number(const char *text, const char **end, unsigned long *number)
{
	char *stop;

	if (!isdigit((unsigned char)*text))
		return false;
	*number = strtoul(text, &stop, 10);
	*end = stop;
	return stop - text <= 4;
}

static bool read_version(const char *text, uint32_t *version)
{
	unsigned long major, minor;

	if (!read_number(text, &text, &major) || *text != '.' || !read_number(text + 1, &text, &minor))
		return false;
	*version = FDTR_RELEASE(major, minor);
	return !*text || *text == '.' || *text == '-';
}

static int take_architecture(struct reading *reading, const char *name)
{
	for (size_t i = 0; i < NO_ARCHITECTURE; i++) {
		if (strcmp(name, architectures[i].name) != 0)
			continue;
		reading->architecture = i;
		return FDTR_OK;
	}
	return wrong(reading,
		"it is for %s, and what such guests do has not been looked into: only arm64, arm, riscv and x86",
		name);
}

/* "# Linux/arm64 6.12.107 Kernel Configuration" */
static int take_comment(struct reading *reading, const char *line)
{
	char architecture[32], release[32];
	int end = 0;

	if (sscanf(line, "# Linux/%31[a-z0-9_] %31[0-9a-zA-Z.+-] Kernel Configuration%n", architecture,
		    release, &end) != 2 ||
		!end || line[end])
		return FDTR_OK;
	if (reading->version)
		return wrong(reading, "it begins a second time: give the configuration of one kernel");
	if (!read_version(release, &reading->version))
		return wrong(reading, "'%s' is no version of Linux", release);
	memcpy(reading->release, release, sizeof(release));
	return take_architecture(reading, architecture);
}

static enum option find_option(const char *name, size_t length)
{
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (strlen(names[i]) == length && !strncmp(names[i], name, length))
			return (enum option)i;
	}
	return OPTION_COUNT;
}

static int note(struct reading *reading, const char *name, size_t length, const char *value)
{
	enum option option = find_option(name, length);
	bool set = !strcmp(value, "y") || !strcmp(value, "m");

	if (reading->architecture < NO_ARCHITECTURE && !strcmp(value, "y") &&
		strlen(architectures[reading->architecture].option) == length &&
		!strncmp(architectures[reading->architecture].option, name, length))
		reading->confirmed = true;
	if (option == OPTION_COUNT)
		return FDTR_OK;
	if (!set && strcmp(value, "n") != 0)
		return wrong(reading, "CONFIG_%s is y, m or n, not %.20s", names[option], value);
	if (reading->said[option] && reading->set[option] != set)
		return wrong(reading,
			"CONFIG_%s is said a second time, and otherwise; let the kernel's own `make olddefconfig` settle it",
			names[option]);
	reading->said[option] = true;
	reading->set[option] = set;
	return FDTR_OK;
}

static size_t name_length(const char *text)
{
	size_t length = 0;

	while (isalnum((unsigned char)text[length]) || text[length] == '_')
		length++;
	return length;
}

static bool is_value(const char *text)
{
	size_t length = strlen(text);

	if (*text == '"')
		return length > 1 && text[length - 1] == '"';
	return length && !text[strcspn(text, " \t\r\"'=")];
}

static const char prefix[] = "CONFIG_";
#define PREFIX (sizeof(prefix) - 1)

/* One of "CONFIG_X=y", "# CONFIG_X is not set", another comment, or nothing. */
static int take_line(struct reading *reading, const char *line)
{
	const char *name = line + (!strncmp(line, "# ", 2) ? 2 : 0) + PREFIX;
	size_t length;

	if (!*line)
		return FDTR_OK;
	if (strncmp(name - PREFIX, prefix, PREFIX) != 0)
		return *line == '#' ? take_comment(reading, line)
		                    : wrong(reading, "'%.40s' is no line of a kernel configuration", line);
	length = name_length(name);
	if (*line == '#')
		return strcmp(name + length, " is not set") != 0 ? FDTR_OK : note(reading, name, length, "n");
	if (!length || name[length] != '=' || !is_value(name + length + 1))
		return wrong(
			reading, "'%.40s' is no line of a kernel configuration: CONFIG_NAME=VALUE", line);
	return note(reading, name, length, name + length + 1);
}

#define LINE 4096

static int take_lines(struct reading *reading, const char *text, size_t size)
{
	char line[LINE];
	int status = FDTR_OK;

	while (!status && size) {
		const char *newline = memchr(text, '\n', size);
		size_t length = newline ? (size_t)(newline - text) : size;

		reading->line++;
		if (!newline)
			return wrong(reading, "the last line has no end: the file is cut off");
		if (length >= sizeof(line))
			return wrong(reading, "the line is longer than any of a kernel configuration");
		memcpy(line, text, length);
		line[length] = '\0';
		status = take_line(reading, line);
		text += length + 1;
		size -= length + 1;
	}
	return status;
}

/* Before anything is taken for a line. */
static int check_text(const struct reading *reading, const char *text, size_t size)
{
	if (!size)
		return wrong(reading, "it is empty");
	if (size >= 2 && !memcmp(text, "\037\213", 2))
		return wrong(reading,
			"it is compressed, as /proc/config.gz is: give what `zcat %s` prints, in a file",
			reading->name);
	if (memchr(text, '\0', size))
		return wrong(reading,
			"it is no text; a kernel configuration is the .config of its build, /boot/config-VERSION");
	return FDTR_OK;
}

static int check_whole(struct reading *reading)
{
	reading->line = 0;
	if (!reading->version)
		return wrong(reading,
			"no line says whose it is, such as \"# Linux/arm64 6.12.107 Kernel Configuration\": a fragment or a defconfig leaves open what it does not name; give the .config that the build made of it");
	if (!reading->confirmed)
		return wrong(reading,
			"CONFIG_%s=y is not in it, which each configuration for %s has: it is a fragment, or cut off",
			architectures[reading->architecture].option,
			architectures[reading->architecture].name);
	if (reading->set[RESTRICTED_POOL] &&
		(!reading->set[OF] || !reading->set[OF_RESERVED_MEM] || !reading->set[SWIOTLB]))
		return wrong(reading,
			"CONFIG_DMA_RESTRICTED_POOL=y needs CONFIG_OF, CONFIG_OF_RESERVED_MEM and CONFIG_SWIOTLB, which are not all set: no kernel is built so; let its own `make olddefconfig` settle it");
	return FDTR_OK;
}

static enum fdtr_known known(bool yes)
{
	return yes ? FDTR_YES : FDTR_NO;
}

/* Of those that are not asked for one by one it is only known that something wants IOMMUs. */
static enum fdtr_known iommu_of(const struct reading *reading)
{
	for (size_t i = FIRST_IOMMU; i < OPTION_COUNT; i++) {
		if (reading->set[i])
			return FDTR_YES;
	}
	return reading->set[IOMMU_API] ? FDTR_UNKNOWN : FDTR_NO;
}

static uint32_t page_size_of(const struct reading *reading)
{
	if (reading->set[PAGES_64K] || reading->set[PAGES_64K_ARM64])
		return 0x10000;
	return reading->set[PAGES_16K] || reading->set[PAGES_16K_ARM64] ? 0x4000 : 0x1000;
}

static void describe(struct kernel_config *config, const struct reading *reading)
{
	(void)snprintf(config->summary, sizeof(config->summary),
		"Linux %s for %s with%s CONFIG_DMA_RESTRICTED_POOL", reading->release,
		architectures[reading->architecture].name, reading->set[RESTRICTED_POOL] ? "" : "out");
	(void)snprintf(config->source, sizeof(config->source), "the kernel configuration %s", reading->name);
}

static void fill(struct kernel_config *config, const struct reading *reading)
{
	describe(config, reading);
	config->guest = (struct fdtr_guest){.name = reading->name,
		.summary = config->summary,
		.source = config->source,
		.system = FDTR_SYSTEM_LINUX,
		.processor = architectures[reading->architecture].processor,
		.version = reading->version,
		.page_size = page_size_of(reading),
		.device_tree = known(reading->set[OF]),
		.acpi = known(reading->set[ACPI]),
		.restricted_pool = known(reading->set[RESTRICTED_POOL]),
		.acpi_container = known(reading->set[ACPI_CONTAINER]),
		.dma_ops = known(reading->set[DMA_OPS] || reading->set[ARCH_DMA_OPS]),
		.iommu = iommu_of(reading),
		.virtio_mmio = known(reading->set[VIRTIO] && reading->set[VIRTIO_MMIO]),
		.virtio_pci = known(reading->set[VIRTIO] && reading->set[VIRTIO_PCI]),
		.access_platform = FDTR_YES,
		.windows = FDTR_YES};
}

int kernel_config_parse(struct kernel_config *config, const char *name, const char *text, size_t size,
	struct fdtr_error *error)
{
	struct reading reading = {.name = name, .architecture = NO_ARCHITECTURE, .error = error};
	int status = check_text(&reading, text, size);

	if (!status)
		status = take_lines(&reading, text, size);
	if (!status)
		status = check_whole(&reading);
	if (!status)
		fill(config, &reading);
	return status;
}

int kernel_config_read(struct kernel_config *config, const char *name, struct fdtr_error *error)
{
	struct text_file file;
	int status = text_file_read(&file, name, KERNEL_CONFIG_LIMIT, error);

	if (status == FDTR_ERR_ARGUMENT)
		status = FDTR_ERR_BADTREE;
	if (status)
		return status;
	status = kernel_config_parse(config, name, file.text, file.size, error);
	free(file.text);
	return status;
}
