// SPDX-License-Identifier: BSD-2-Clause
#include "cli/input/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool path_has_suffix(const char *name, const char *suffix)
{
	size_t length = strlen(name), end = strlen(suffix);

	return length > end && !strcmp(name + length - end, suffix);
}

char *path_folder(const char *name)
{
	const char *slash = strrchr(name, '/');
	char *folder = slash ? strndup(name, (size_t)(slash - name) + 1) : strdup(".");
	char *real = folder ? realpath(folder, NULL) : NULL;

	free(folder);
	return real;
}

/* How much of both is the same folders, behind the last slash of them. */
static size_t shared_folders(const char *folder, const char *other)
{
	size_t shared = 0, i = 0;

	for (; folder[i] && folder[i] == other[i]; i++) {
		if (folder[i] == '/')
			shared = i + 1;
	}
	if ((!folder[i] && other[i] == '/') || (!other[i] && folder[i] == '/'))
		return i + 1;
	return folder[i] || other[i] ? shared : i + 1;
}

static size_t count_folders(const char *path)
{
	size_t count = *path != '\0';

	for (; *path; path++)
		count += *path == '/' && path[1];
	return count;
}

/* Both begin with "/". */
static char *relate(const char *folder, const char *place, const char *base)
{
	size_t shared = shared_folders(folder, place), folder_length = strlen(folder), length = strlen(place);
	const char *rest = shared < length ? place + shared : "";
	size_t up = shared < folder_length ? count_folders(folder + shared) : 0;
	size_t room = 3 * up + strlen(rest) + strlen(base) + 2;
	char *path = malloc(room), *at = path;

	if (!path)
		return NULL;
	for (; up; up--, at += 3)
		memcpy(at, "../", 3);
	(void)snprintf(at, room - (size_t)(at - path), "%s%s%s", rest, *rest ? "/" : "", base);
	return path;
}

char *path_from(const char *folder, const char *name)
{
	const char *slash = strrchr(name, '/');
	char *place, *path;

	if (!strcmp(name, "-"))
		return strdup(name);
	place = path_folder(name);
	if (!place)
		return strdup(name);
	path = relate(folder, place, slash ? slash + 1 : name);
	free(place);
	return path;
}

/* Whether the set that begins behind "[" holds the character; *end is behind its "]", or NULL when it has none. */
static bool in_set(const char *set, char character, const char **end)
{
	bool inverted = *set == '!' || *set == '^', found = false;
	const char *at = set + inverted;

	*end = NULL;
	for (const char *first = at; *at && (*at != ']' || at == first); at++) {
		char low = *at, high = low;

		if (at[1] == '-' && at[2] && at[2] != ']') {
			high = at[2];
			at += 2;
		}
		found = found || ((unsigned char)low <= (unsigned char)character &&
					 (unsigned char)character <= (unsigned char)high);
	}
	if (*at)
		*end = at + 1;
	return found != inverted;
}

/* Whether what the pattern goes on with takes the character; *pattern is behind it then. */
static bool takes(const char **pattern, char character)
{
	const char *at = *pattern, *end;
	bool taken, escaped;

	if (*at == '[') {
		taken = in_set(at + 1, character, &end);
		if (end) {
			*pattern = end;
			return taken && character != '/';
		}
	}
	escaped = *at == '\\' && at[1];
	at += escaped;
	*pattern = at + 1;
	return *at == character || (*at == '?' && !escaped && character != '/');
}

/* Where to go on when what follows a star does not match: the star takes a little more. */
struct retry {
	const char *pattern; /* behind the star; NULL when there was none */
	const char *path;
	bool whole; /* it takes whole components */
};

static bool take_more(struct retry *retry, bool deep)
{
	if (!retry->pattern || !*retry->path || (!deep && *retry->path == '/'))
		return false;
	if (!retry->whole) {
		retry->path++;
		return true;
	}
	retry->path = strchr(retry->path, '/');
	if (retry->path)
		retry->path++;
	else
		retry->pattern = NULL;
	return retry->path != NULL;
}

/* A component "**" that more follows, at the start of a component. */
static bool is_whole(const char *start, const char *at)
{
	return (at == start || at[-1] == '/') && at[2] == '/';
}

/*
 * Only the last star of either kind needs to be tried again: those before have taken as little as they can. And what
 * follows a star that has come to the end of the path is nowhere in it, wherever a star before begins.
 */
bool path_matches(const char *pattern, const char *path)
{
	const char *start = pattern;
	struct retry star = {0}, deep = {0};

	for (;;) {
		const char *behind = pattern;

		if (pattern[0] == '*' && pattern[1] == '*') {
			bool whole = is_whole(start, pattern);

			pattern += whole ? 3 : 2;
			deep = (struct retry){pattern, path, whole};
			star.pattern = NULL;
		} else if (*pattern == '*') {
			star = (struct retry){++pattern, path, false};
		} else if (*path && *pattern && takes(&behind, *path)) {
			pattern = behind;
			path++;
		} else if (!*path && !*pattern) {
			return true;
		} else if (take_more(&star, false)) {
			pattern = star.pattern;
			path = star.path;
		} else if ((!star.pattern || *star.path) && take_more(&deep, true)) {
			pattern = deep.pattern;
			path = deep.path;
			star.pattern = NULL;
		} else {
			return false;
		}
	}
}
