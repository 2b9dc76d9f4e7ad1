// SPDX-License-Identifier: BSD-2-Clause
/* Results on their way to disk: a reader of the target sees the old bytes or the new ones, never a part. */
#include "cli/input/input.h"

#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int write_all(int file, const void *data, size_t size)
{
	const unsigned char *at = data;

	while (size) {
		ssize_t written = write(file, at, size);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return errno;
		at += written;
		size -= (size_t)written;
	}
	return 0;
}

static int cannot_write(const char *name, int code, struct fdtr_error *error)
{
	return fdtr_error_set(error, FDTR_ERR_INTERNAL, "%s: cannot be written: %s", name, strerror(code));
}

/* stdout, devices and pipes: nothing to rename. */
static int write_stream(const char *name, int file, const void *data, size_t size, struct fdtr_error *error)
{
	int code = file < 0 ? errno : write_all(file, data, size);

	if (file > STDERR_FILENO && close(file) && !code)
		code = errno;
	return code ? cannot_write(name, code, error) : FDTR_OK;
}

/* A new file gets what the umask leaves, a replaced one keeps its mode. */
#define NEW_FILE ((mode_t)-1)

static int fill_temporary(const char *temporary, mode_t mode, const void *data, size_t size)
{
	int file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode == NEW_FILE ? 0666 : 0600);
	int code = file < 0 ? errno : write_all(file, data, size);

	if (file >= 0 && !code && mode != NEW_FILE && fchmod(file, mode))
		code = errno;
	if (file >= 0 && !code && fsync(file))
		code = errno;
	if (file >= 0 && close(file) && !code)
		code = errno;
	return code;
}

#define NAMES_TRIED 100U

/* Beside the target, by a name of its own: the target's may be as long as names can be. What others left is theirs. */
static int fill_beside(
	const char *target, char *temporary, size_t length, mode_t mode, const void *data, size_t size)
{
	const char *slash = strrchr(target, '/');
	const int folder = slash ? (int)(slash - target) + 1 : 0;
	int code = EEXIST;

	for (unsigned int i = 0; code == EEXIST && i < NAMES_TRIED; i++) {
		(void)snprintf(
			temporary, length, "%.*s.fdtrestrict.%ld.%u", folder, target, (long)getpid(), i);
		code = fill_temporary(temporary, mode, data, size);
	}
	return code;
}

static int replace(const char *name, const char *target, mode_t mode, const void *data, size_t size,
	struct fdtr_error *error)
{
	const size_t length = strlen(target) + 64;
	char *temporary = malloc(length);
	int code;

	if (!temporary)
		return fdtr_error_memory(error);
	code = fill_beside(target, temporary, length, mode, data, size);
	if (!code && rename(temporary, target))
		code = errno;
	if (code && code != EEXIST)
		(void)unlink(temporary);
	free(temporary);
	return code ? cannot_write(name, code, error) : FDTR_OK;
}

int output_write(const char *name, const void *data, size_t size, struct fdtr_error *error)
{
	struct stat status;
	char *target;
	int result;

	if (!strcmp(name, "-"))
		return write_stream("stdout", STDOUT_FILENO, data, size, error);
	if (stat(name, &status))
		return replace(name, name, NEW_FILE, data, size, error);
	if (!S_ISREG(status.st_mode))
		return write_stream(name, open(name, O_WRONLY | O_CLOEXEC), data, size, error);
	target = realpath(name, NULL);
	if (!target)
		return cannot_write(name, errno, error);
	result = replace(name, target, status.st_mode & 0777, data, size, error);
	free(target);
	return result;
}
