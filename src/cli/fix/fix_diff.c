// SPDX-License-Identifier: BSD-2-Clause
/* What would be written, for people and for patch(1). */
#include "cli/fix/fix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* For `patch -p1`: "a/board.dts"; an absolute path is meant from the root. */
static char *label_for(char side, const char *name)
{
	size_t size;
	char *label;

	name += strspn(name, "/");
	size = strlen(name) + 3;
	label = malloc(size);
	if (label)
		(void)snprintf(label, size, "%c/%s", side, name);
	return label;
}

static int run_diff(const char *name, const char *file, const void *after, size_t after_size,
	struct child *child, struct fdtr_error *error)
{
	char *old = label_for('a', name), *new = label_for('b', name);
	const char *const argv[] = {"diff", "-u", "--label", old, "--label", new, file, "-", NULL};
	int status = FDTR_ERR_NOSPACE;

	*child = (struct child){.argv = argv, .input = after, .input_size = after_size, .differs = 1};
	if (old && new)
		status = child_run(child, error);
	else
		(void)fdtr_error_set(error, status, "out of memory");
	free(old);
	free(new);
	return status;
}

int fix_diff(const char *name, const void *before, size_t before_size, const void *after, size_t after_size,
	struct fdtr_error *error)
{
	char file[CHILD_NAME_SIZE];
	struct child child = {0};
	int status = child_file(before, before_size, file, error);

	if (status)
		return status;
	status = run_diff(name, file, after, after_size, &child, error);
	(void)unlink(file);
	if (!status && fwrite(child.output, 1, child.output_size, stdout) != child.output_size)
		status = fdtr_error_set(error, FDTR_ERR_INTERNAL, "cannot write to stdout");
	free(child.output);
	free(child.complaint);
	return status;
}
