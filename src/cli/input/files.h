/* SPDX-License-Identifier: BSD-2-Clause */
/* What the user named, as single files: directories walked, patterns matched. */
#ifndef FDTR_SRC_FILES_H
#define FDTR_SRC_FILES_H

#include <fdtrestrict/base.h>

struct files {
	char **names;
	size_t count;
	size_t room;
	bool overlays_only; /* of directories, only .dtbo and .dtso are meant */
	bool documents;     /* .yaml is taken too, but from no directory */
};

/*
 * Adds what `name` stands for: a file (or "-") as it is; with `recursive` every .dtb, .dtbo, .dts and .dtso
 * below a directory (see overlays_only), sorted; of what is no file, the matches of a shell pattern. What cannot be opened later
 * is added too, so that it is told of in its place. FDTR_ERR_ARGUMENT for a directory without `recursive`,
 * FDTR_ERR_BADTREE for a directory or pattern that yields nothing.
 */
int files_add(struct files *files, const char *name, bool recursive, struct fdtr_error *error);
void files_free(struct files *files);

#endif
