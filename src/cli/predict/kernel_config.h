/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A guest that is known by the .config its kernel was built with, as /boot/config-VERSION and /proc/config.gz have it.
 *
 * It is read strictly: of a file that is cut off, merged or edited, what is not there would be taken for not built in.
 */
#ifndef FDTR_SRC_CLI_KERNEL_CONFIG_H
#define FDTR_SRC_CLI_KERNEL_CONFIG_H

#include <fdtrestrict/predict.h>

#define KERNEL_CONFIG_LIMIT ((size_t)4 << 20) /* bytes */

/* Strings are its own, but for the name, which is the file's. */
struct kernel_config {
	struct fdtr_guest guest;
	char summary[128];
	char source[256];
};

/*
 * FDTR_ERR_BADTREE when the file cannot be read or is no configuration, with file, line and what to give instead. It must not
 * move afterwards.
 */
int kernel_config_read(struct kernel_config *config, const char *name, struct fdtr_error *error);
int kernel_config_parse(struct kernel_config *config, const char *name, const char *text, size_t size,
	struct fdtr_error *error);

#endif
