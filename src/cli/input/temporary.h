/* SPDX-License-Identifier: BSD-2-Clause */
/* A folder for programs that want files by name, or choose the names themselves. */
#ifndef FDTR_SRC_TEMPORARY_H
#define FDTR_SRC_TEMPORARY_H

#include "cli/input/input.h"

#include <sys/types.h>

struct temporary {
	char name[CHILD_NAME_SIZE];
	pid_t watcher; /* removes the folder when a signal ends us; -1 for none */
	int line;      /* to that */
};

/* On failure there is nothing to remove. */
int temporary_make(struct temporary *temporary, struct fdtr_error *error);
/* With all that is in it. */
void temporary_remove(const struct temporary *temporary);

#endif
