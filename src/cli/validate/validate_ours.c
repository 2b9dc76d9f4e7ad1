// SPDX-License-Identifier: BSD-2-Clause
/* Our own bindings as files, which a report can name and a user can open. */
#include "cli/validate/validate.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What tells the folder from any other that is called so. */
#define ONE_OF_THEM "reserved-memory/restricted-dma-pool.yaml"

/* The folder that this program is in, with its "/"; "" where the system does not tell. */
static const char *own_folder(char folder[PATH_MAX])
{
	const ssize_t length = readlink("/proc/self/exe", folder, PATH_MAX - 1);
	char *slash;

	folder[length > 0 ? length : 0] = '\0';
	slash = strrchr(folder, '/');
	if (slash)
		slash[1] = '\0';
	return folder;
}

/* As seen from here where it is below. */
static const char *shorten(const char *name)
{
	char *here = realpath(".", NULL);
	const size_t length = here ? strlen(here) : 0;
	const bool below = length > 1 && !strncmp(name, here, length) && name[length] == '/';

	free(here);
	return below ? name + length + 1 : name;
}

static char *find_below(const char *folder, const char *place)
{
	char name[PATH_MAX], one[PATH_MAX + sizeof(ONE_OF_THEM)];
	char *real;

	if (snprintf(name, sizeof(name), "%s%s", folder, place) >= (int)sizeof(name))
		return NULL;
	(void)snprintf(one, sizeof(one), "%s/%s", name, ONE_OF_THEM);
	real = access(one, R_OK) ? NULL : realpath(name, NULL);
	if (!real)
		return NULL;
	(void)memmove(real, shorten(real), strlen(shorten(real)) + 1);
	return real;
}

/* Beside the program and nowhere else: those are of its own version. */
char *validate_ours(void)
{
	static const char *const places[] = {"../share/fdtrestrict/bindings", "../bindings"};
	char folder[PATH_MAX];
	char *found = NULL;

	if (!*own_folder(folder))
		return NULL;
	for (size_t i = 0; !found && i < FDTR_ARRAY_SIZE(places); i++)
		found = find_below(folder, places[i]);
	return found;
}
