// SPDX-License-Identifier: BSD-2-Clause
/*
 * dtc and cpp, kept on a short lead: some sources send dtc into an endless loop, others include a device, a pipe or
 * themselves. Between this process and the program stands a supervisor, a process of its own. It ends the program
 * and whatever that started, be it that time is up or that somebody ends us.
 */
#include "cli/input/input.h"

#include "base/base.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define TIME_LIMIT 20U                   /* seconds */
#define MEMORY_LIMIT ((rlim_t)1 << 30)   /* bytes */
#define OUTPUT_LIMIT ((rlim_t)512 << 20) /* bytes */

#define NOT_FOUND 127

extern char **environ; /* POSIX wants it declared by whoever uses it */

/* From here to exec() only what may be called between fork() and exec() in a process that has threads. */

static void limit_self(void)
{
	struct rlimit cpu = {TIME_LIMIT + 1, TIME_LIMIT + 2}, /* should nobody be left to see to it */
		memory = {MEMORY_LIMIT, MEMORY_LIMIT}, output = {OUTPUT_LIMIT, OUTPUT_LIMIT};

	(void)setrlimit(RLIMIT_CPU, &cpu);
	(void)setrlimit(RLIMIT_AS, &memory);
	(void)setrlimit(RLIMIT_FSIZE, &output);
}

static _Noreturn void become(const struct child *child, const int files[3], char **environment)
{
	union {
		const char *const *constant;
		char *const *plain;
	} argv = {child->argv}; /* execvp() does not write, but its type predates const */

	limit_self();
	for (int i = 0; i < 3; i++) {
		if (dup2(files[i], i) < 0)
			_exit(NOT_FOUND);
	}
	environ = environment;
	(void)execvp(child->argv[0], argv.plain);
	_exit(NOT_FOUND);
}

static const int endings[] = {SIGALRM, SIGINT, SIGTERM, SIGHUP};

/* What ends the wait. An ignored signal, as under nohup, does not. */
static void gather_signals(sigset_t *signals)
{
	struct sigaction action;

	(void)sigemptyset(signals);
	(void)sigaddset(signals, SIGCHLD);
	for (size_t i = 0; i < FDTR_ARRAY_SIZE(endings); i++) {
		if (!sigaction(endings[i], NULL, &action) && action.sa_handler != SIG_IGN)
			(void)sigaddset(signals, endings[i]);
	}
}

/* The signal that ended the wait, SIGCHLD when the program did. */
static int wait_for(pid_t program, const sigset_t *signals)
{
	siginfo_t info;
	int number;

	for (;;) {
		if (sigwait(signals, &number))
			return SIGTERM;
		if (number != SIGCHLD)
			return number;
		info.si_pid = 0;
		if (waitid(P_PID, (id_t)program, &info, WEXITED | WNOHANG | WNOWAIT) ||
			info.si_pid == program)
			return SIGCHLD;
	}
}

static _Noreturn void end_by(int number)
{
	static const struct rlimit no_core = {0, 0};
	struct sigaction standard = {.sa_handler = SIG_DFL};
	sigset_t signals;

	(void)setrlimit(RLIMIT_CORE, &no_core);
	(void)sigaction(number, &standard, NULL);
	(void)sigemptyset(&signals);
	(void)sigaddset(&signals, number);
	(void)raise(number);
	(void)sigprocmask(SIG_UNBLOCK, &signals, NULL);
	_exit(NOT_FOUND);
}

/* The program gets a process group of its own, so that its children can be ended with it. */
static _Noreturn void supervise(const struct child *child, const int files[3], char **environment)
{
	struct sigaction standard = {.sa_handler = SIG_DFL};
	sigset_t signals, before;
	int status, number;
	pid_t program;

	(void)sigaction(SIGCHLD, &standard, NULL);
	(void)sigaction(SIGALRM, &standard, NULL);
	gather_signals(&signals);
	(void)sigprocmask(SIG_BLOCK, &signals, &before);
	program = fork();
	if (program < 0)
		_exit(NOT_FOUND);
	if (!program) {
		(void)setpgid(0, 0);
		(void)sigprocmask(SIG_SETMASK, &before, NULL);
		become(child, files, environment);
	}
	(void)setpgid(program, program);
	(void)alarm(TIME_LIMIT);
	number = wait_for(program, &signals);
	(void)kill(-program, SIGKILL);
	if (waitpid(program, &status, 0) != program)
		_exit(NOT_FOUND);
	if (number != SIGCHLD || WIFSIGNALED(status))
		end_by(number != SIGCHLD ? number : WTERMSIG(status));
	_exit(WEXITSTATUS(status));
}

/* The rest runs in this process. */

/* What changes what cpp reads, writes, or how it speaks. */
static bool is_unwanted(const char *variable)
{
	static const char *const names[] = {"CPATH=", "C_INCLUDE_PATH=", "DEPENDENCIES_OUTPUT=",
		"SUNPRO_DEPENDENCIES=", "GCC_COLORS=", "LANG=", "LANGUAGE=", "LC_"};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(names); i++) {
		if (!strncmp(variable, names[i], strlen(names[i])))
			return true;
	}
	return false;
}

/* Ours, but for that; malloc()ed, the strings are not. */
static char **make_environment(void)
{
	static char plain[] = "LC_ALL=C";
	size_t count = 0, kept = 0;
	char **environment;

	while (environ && environ[count])
		count++;
	environment = malloc((count + 2) * sizeof(*environment));
	if (!environment)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		if (!is_unwanted(environ[i]))
			environment[kept++] = environ[i];
	}
	environment[kept++] = plain;
	environment[kept] = NULL;
	return environment;
}

static const char *package_of(const char *program)
{
	static const char *const packages[][2] = {{"dtc", "device-tree-compiler"},
		{"fdtoverlay", "device-tree-compiler"}, {"diff", "diffutils"}, {"iasl", "acpica-tools"}};

	for (size_t i = 0; i < FDTR_ARRAY_SIZE(packages); i++) {
		if (!strcmp(packages[i][0], program))
			return packages[i][1];
	}
	return program;
}

static int fail_child(const struct child *child, int wait_status, struct fdtr_error *error)
{
	const char *name = child->argv[0];
	char line[COMPLAINT_LINE];

	if (WIFSIGNALED(wait_status) &&
		(WTERMSIG(wait_status) == SIGALRM || WTERMSIG(wait_status) == SIGXCPU))
		return fdtr_error_set(error, FDTR_ERR_BADTREE,
			"%s came to no end within %u s and was stopped; is a pipe, a device, or a file that "
			"includes itself, among what it reads?",
			name, TIME_LIMIT);
	if (WIFSIGNALED(wait_status))
		return fdtr_error_set(
			error, FDTR_ERR_BADTREE, "%s was stopped by signal %d", name, WTERMSIG(wait_status));
	if (WEXITSTATUS(wait_status) == NOT_FOUND)
		return fdtr_error_set(error, FDTR_ERR_BADTREE,
			"%s is needed, and cannot be run; install it (Debian: %s)", name, package_of(name));
	return fdtr_error_set(error, FDTR_ERR_BADTREE, "%s failed: %s", name,
		complaint_first(child->complaint, line) ? line : "it does not say why");
}

/* At most `limit` bytes of the file, with a NUL behind them. */
static unsigned char *read_back(FILE *file, long limit, size_t *size)
{
	long end = fseek(file, 0, SEEK_END) ? -1 : ftell(file);
	unsigned char *data = end < 0 ? NULL : malloc((size_t)(end < limit ? end : limit) + 1);

	*size = 0;
	if (!data)
		return NULL;
	rewind(file);
	*size = fread(data, 1, (size_t)(end < limit ? end : limit), file);
	data[*size] = '\0';
	return data;
}

#define COMPLAINT_LIMIT 65536

static int run_over(struct child *child, FILE *const files[3], char **environment, struct fdtr_error *error)
{
	const int descriptors[3] = {fileno(files[0]), fileno(files[1]), fileno(files[2])};
	size_t unused;
	int status;
	pid_t pid;

	if ((child->input_size && fwrite(child->input, child->input_size, 1, files[0]) != 1) ||
		fflush(files[0]))
		return fdtr_error_set(
			error, FDTR_ERR_INTERNAL, "cannot write a temporary file: %s", strerror(errno));
	rewind(files[0]);
	pid = fork();
	if (pid == 0)
		supervise(child, descriptors, environment);
	while (pid > 0 && waitpid(pid, &status, 0) != pid) {
		if (errno != EINTR)
			pid = -1;
	}
	if (pid < 0)
		return fdtr_error_set(
			error, FDTR_ERR_INTERNAL, "cannot run %s: %s", child->argv[0], strerror(errno));
	child->complaint = (char *)read_back(files[2], COMPLAINT_LIMIT, &unused);
	if (!WIFEXITED(status) || (WEXITSTATUS(status) && WEXITSTATUS(status) != child->differs))
		return fail_child(child, status, error);
	child->output = read_back(files[1], LONG_MAX, &child->output_size);
	if (!child->complaint || !child->output)
		return fdtr_error_memory(error);
	return FDTR_OK;
}

static const char *temporary_folder(void)
{
	const char *folder = getenv("TMPDIR");

	return folder && *folder ? folder : "/tmp";
}

int child_file(const void *data, size_t size, char name[CHILD_NAME_SIZE], struct fdtr_error *error)
{
	int length = snprintf(name, CHILD_NAME_SIZE, "%s/fdtrestrict.XXXXXX", temporary_folder());
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

bool child_can_open(const char *name)
{
	struct stat status;

	return !strchr("-@", name[0]) && !stat(name, &status) && S_ISREG(status.st_mode);
}

int child_run(struct child *child, struct fdtr_error *error)
{
	FILE *files[3] = {tmpfile(), tmpfile(), tmpfile()};
	char **environment = make_environment();
	int status;

	child->output = NULL;
	child->complaint = NULL;
	if (files[0] && files[1] && files[2] && environment)
		status = run_over(child, files, environment, error);
	else
		status = fdtr_error_set(
			error, FDTR_ERR_INTERNAL, "cannot make a temporary file: %s", strerror(errno));
	for (int i = 0; i < 3; i++) {
		if (files[i])
			(void)fclose(files[i]);
	}
	free(environment);
	return status;
}
