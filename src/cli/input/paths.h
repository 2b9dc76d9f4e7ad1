/* SPDX-License-Identifier: BSD-2-Clause */
/* Paths as seen from a folder, and patterns for them. */
#ifndef FDTR_SRC_PATHS_H
#define FDTR_SRC_PATHS_H

#include <stdbool.h>

/* ".dts" of "board.dts"; a name that is the suffix and nothing else has none. */
bool path_has_suffix(const char *name, const char *suffix);

/* The folder that the file lies in, absolute and without links; malloc()ed, NULL when there is none. */
char *path_folder(const char *name);

/*
 * The file as seen from a folder that path_folder() gave: "boards/a.dts", "../b.dts". What is in no folder that
 * can be found, such as "-", stays as it is. malloc()ed, NULL when memory ran out.
 */
char *path_from(const char *folder, const char *name);

/*
 * Whether the pattern matches the whole path: "?" stands for a character, "*" for any number of them, "[a-z]" and
 * "[!a-z]" for one of a set, none of them for "/"; a component "**" stands for any number of components.
 */
bool path_matches(const char *pattern, const char *path);

#endif
