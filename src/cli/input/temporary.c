// SPDX-License-Identifier: BSD-2-Clause
/*
 * A folder for files that programs read and write, gone when we are. A process of its own watches: told that all is done it
 * ends; when instead its end of the line goes dead, we were ended, and it leaves the folder to rm.
 */
#include "cli/input/temporary.h"

#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_OPEN 1024
#define OPEN_FOLDERS 16

/* What other watchers wait for the end of must not live on in this one. Only what may be called after fork() with threads. */
static _Noreturn void watch(int line, const char *folder)
{
	ssize_t told;
	char word;

	(void)setsid();
	for (int i = 0; i < MOST_OPEN; i++) {
		if (i != line)
			(void)close(i);
	}
	do
		told = read(line, &word, 1);
	while (told < 0 && errno == EINTR);
	if (!told)
		(void)execlp("rm", "rm", "-rf", "--", folder, (char *)NULL);
	_exit(0);
}

/* Without one, a folder stays when we are ended. */
static void begin_watch(struct temporary *temporary)
{
	int line[2];

	temporary->watcher = -1;
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, line))
		return;
	(void)fcntl(line[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(line[1], F_SETFD, FD_CLOEXEC);
	temporary->watcher = fork();
	if (!temporary->watcher)
		watch(line[1], temporary->name);
	(void)close(line[1]);
	temporary->line = line[0];
	if (temporary->watcher < 0)
		(void)close(line[0]);
}

static void end_watch(const struct temporary *temporary)
{
	if (temporary->watcher < 0)
		return;
	(void)send(temporary->line, "", 1, MSG_NOSIGNAL);
	(void)close(temporary->line);
	while (waitpid(temporary->watcher, NULL, 0) < 0 && errno == EINTR)
		;
}

int temporary_make(struct temporary *temporary, struct fdtr_error *error)
{
	const char *folder = getenv("TMPDIR");
	int length = snprintf(temporary->name, sizeof(temporary->name), "%s/fdtrestrict.XXXXXX",
		folder && *folder ? folder : "/tmp");

	if (length < 0 || (size_t)length >= sizeof(temporary->name) || !mkdtemp(temporary->name))
		return fdtr_error_set(
			error, FDTR_ERR_INTERNAL, "cannot make a temporary folder: %s", strerror(errno));
	begin_watch(temporary);
	return FDTR_OK;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
	(void)status;
	(void)kind;
	(void)walk;
	return remove(path);
}

void temporary_remove(const struct temporary *temporary)
{
	(void)nftw(temporary->name, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
	end_watch(temporary);
}
