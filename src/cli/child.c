// SPDX-License-Identifier: BSD-2-Clause
/* dtc and cpp, kept on a short lead: some sources send dtc into an endless loop. */
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define TIME_LIMIT 20U                   /* seconds */
#define OUTPUT_LIMIT ((rlim_t)512 << 20) /* bytes */

#define NOT_FOUND 127

static void limit_self(void)
{
	struct rlimit cpu = {TIME_LIMIT, TIME_LIMIT}, output = {OUTPUT_LIMIT, OUTPUT_LIMIT};

	(void)setrlimit(RLIMIT_CPU, &cpu);
	(void)setrlimit(RLIMIT_FSIZE, &output);
	(void)alarm(TIME_LIMIT); /* outlives exec() */
}

static _Noreturn void become(const struct child *child, FILE *const files[3])
{
	union {
		const char *const *constant;
		char *const *plain;
	} argv = {child->argv}; /* execvp() does not write, but its type predates const */

	limit_self();
	for (int i = 0; i < 3; i++) {
		if (dup2(fileno(files[i]), i) < 0)
			_exit(NOT_FOUND);
	}
	(void)execvp(child->argv[0], argv.plain);
	_exit(NOT_FOUND);
}

static int fail_child(const struct child *child, int wait_status, struct fdtr_error *error)
{
	if (WIFSIGNALED(wait_status))
		return fdtr_error_set(error, FDTR_ERR_BADTREE,
			"%s was stopped by signal %d after at most %u s", child->argv[0],
			WTERMSIG(wait_status), TIME_LIMIT);
	if (WEXITSTATUS(wait_status) == NOT_FOUND)
		return fdtr_error_set(error, FDTR_ERR_BADTREE,
			"%s is needed, and cannot be run; install it (Debian: device-tree-compiler, cpp, diffutils)",
			child->argv[0]);
	return fdtr_error_set(error, FDTR_ERR_BADTREE, "%s failed: %s", child->argv[0], child->complaint);
}

static int read_output(struct child *child, FILE *file, struct fdtr_error *error)
{
	long size = fseek(file, 0, SEEK_END) ? -1 : ftell(file);

	if (size < 0)
		return fdtr_error_set(error, FDTR_ERR_INTERNAL, "cannot read what %s wrote", child->argv[0]);
	rewind(file);
	child->output = malloc((size_t)size + 1);
	if (!child->output)
		return fdtr_error_set(error, FDTR_ERR_NOSPACE, "out of memory");
	child->output_size = fread(child->output, 1, (size_t)size, file);
	return FDTR_OK;
}

/* Compilers warn first: the line that says error is the one to show. */
static void read_complaint(struct child *child, FILE *file)
{
	char line[FDTR_ERROR_SIZE];

	rewind(file);
	child->complaint[0] = '\0';
	while (fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		if (!child->complaint[0] || strstr(line, "rror"))
			(void)snprintf(child->complaint, sizeof(child->complaint), "%s", line);
		if (strstr(line, "rror"))
			return;
	}
}

static int run_over(struct child *child, FILE *const files[3], struct fdtr_error *error)
{
	int wait_status;
	pid_t pid;

	if (fwrite(child->input, 1, child->input_size, files[0]) != child->input_size || fflush(files[0]))
		return fdtr_error_set(
			error, FDTR_ERR_INTERNAL, "cannot write a temporary file: %s", strerror(errno));
	rewind(files[0]);
	pid = fork();
	if (pid == 0)
		become(child, files);
	if (pid < 0 || waitpid(pid, &wait_status, 0) != pid)
		return fdtr_error_set(
			error, FDTR_ERR_INTERNAL, "cannot run %s: %s", child->argv[0], strerror(errno));
	read_complaint(child, files[2]);
	if (!WIFEXITED(wait_status) ||
		(WEXITSTATUS(wait_status) && WEXITSTATUS(wait_status) != child->differs))
		return fail_child(child, wait_status, error);
	return read_output(child, files[1], error);
}

int child_file(const void *data, size_t size, char name[CHILD_NAME_SIZE], struct fdtr_error *error)
{
	const char *folder = getenv("TMPDIR");
	int length =
		snprintf(name, CHILD_NAME_SIZE, "%s/fdtrestrict.XXXXXX", folder && *folder ? folder : "/tmp");
	int file = length > 0 && length < CHILD_NAME_SIZE ? mkstemp(name) : -1;
	FILE *out = file < 0 ? NULL : fdopen(file, "wb");
	bool written = out && fwrite(data, 1, size, out) == size;

	if (out && fclose(out))
		written = false;
	if (written)
		return FDTR_OK;
	if (file >= 0)
		(void)unlink(name);
	return fdtr_error_set(error, FDTR_ERR_INTERNAL, "cannot write a temporary file: %s", strerror(errno));
}

int child_run(struct child *child, struct fdtr_error *error)
{
	FILE *files[3] = {tmpfile(), tmpfile(), tmpfile()};
	int status;

	child->output = NULL;
	if (files[0] && files[1] && files[2])
		status = run_over(child, files, error);
	else
		status = fdtr_error_set(
			error, FDTR_ERR_INTERNAL, "cannot make a temporary file: %s", strerror(errno));
	for (int i = 0; i < 3; i++) {
		if (files[i])
			(void)fclose(files[i]);
	}
	return status;
}
