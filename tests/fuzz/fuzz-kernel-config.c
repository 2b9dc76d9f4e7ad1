// SPDX-License-Identifier: BSD-2-Clause
/* Kernel configurations: what is taken for one has a version and an architecture, and strings that end. */
#include "fuzz.h"

#include "cli/predict/kernel_config.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kernel_config config;
	struct fdtr_error error;
	char *text = malloc(size + 1);
	int status;

	if (!text)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	status = kernel_config_parse(&config, "config", text, size, &error);
	MUST(status == FDTR_OK || (status == FDTR_ERR_BADTREE && !strncmp(error.message, "config:", 7)));
	if (!status) {
		MUST(config.guest.version && config.guest.processor != FDTR_PROCESSOR_UNKNOWN);
		MUST(config.guest.restricted_pool != FDTR_YES || config.guest.device_tree == FDTR_YES);
		MUST(strlen(config.guest.summary) < sizeof(config.summary));
	}
	free(text);
	return 0;
}
