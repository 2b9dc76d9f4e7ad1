/* SPDX-License-Identifier: BSD-2-Clause */
/* The inside of files.h: what a directory holds. */
#ifndef FDTR_SRC_FOLDER_H
#define FDTR_SRC_FOLDER_H

#include "cli/input/files.h"

/* See files_add(). */
int folder_add(struct files *files, const char *name, bool recursive, struct fdtr_error *error);

/* Takes over what the file has. */
int folder_push(struct files *files, struct file *file, struct fdtr_error *error);
/* Ends like what is a tree, its source, or a document. */
bool folder_has_tree_name(const char *name);

#endif
