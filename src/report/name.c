// SPDX-License-Identifier: BSD-2-Clause
/* Names of files, as repositories and URIs want them. */
#include "report/write.h"

#include <stdlib.h>
#include <string.h>

char *report_repository(void)
{
	const char *workspace = getenv("GITHUB_WORKSPACE");
	char *root = workspace && *workspace ? realpath(workspace, NULL) : NULL;
	char *here = root ? realpath(".", NULL) : NULL;
	size_t length = root ? strlen(root) : 0, size = here ? strlen(here) - length + 2 : 1;
	char *prefix = NULL;

	if (here && !strncmp(here, root, length) && here[length] == '/') {
		prefix = malloc(size);
		if (prefix)
			(void)snprintf(prefix, size, "%s/", here + length + 1);
	} else {
		prefix = strdup("");
	}
	free(root);
	free(here);
	return prefix;
}

/* "a/./b/../c" to "a/c", as a repository names it. */
static void fold(char *text)
{
	const char *from = text;
	char *to = text, *floor = text; /* of what ".." takes away */
	bool more = true;

	while (more) {
		size_t length = strcspn(from, "/");
		bool up = length == 2 && !strncmp(from, "..", 2);

		more = from[length] == '/';
		if (up && to > floor) {
			for (to--; to > floor && to[-1] != '/'; to--)
				;
		} else if (length && !(length == 1 && *from == '.')) {
			memmove(to, from, length);
			to += length;
			*to++ = '/';
			floor = up ? to : floor;
		}
		from += length + more;
	}
	to[to > text ? -1 : 0] = '\0';
}

char *report_name(const char *prefix, const char *name)
{
	size_t size = strlen(prefix) + strlen(name) + 2; /* fold() ends each part with a slash first */
	char *text;

	if (*name == '/' || !strcmp(name, "-"))
		return strdup(name);
	text = malloc(size);
	if (!text)
		return NULL;
	(void)snprintf(text, size, "%s%s", prefix, name);
	fold(text);
	return text;
}

static bool is_plain(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
	       (byte && strchr("-._~/", byte));
}

static void encode(char *to, const char *text)
{
	static const char digits[] = "0123456789ABCDEF";

	for (; *text; text++) {
		if (is_plain(*text)) {
			*to++ = *text;
			continue;
		}
		*to++ = '%';
		*to++ = digits[(unsigned char)*text >> 4];
		*to++ = digits[(unsigned char)*text & 15];
	}
	*to = '\0';
}

char *report_uri(const char *prefix, const char *name)
{
	static const char scheme[] = "file://";
	char *text = report_name(prefix, name);
	char *uri = text ? malloc(sizeof(scheme) + 3 * strlen(text)) : NULL, *to = uri;

	if (uri && *name == '/')
		to += snprintf(uri, sizeof(scheme), "%s", scheme);
	if (uri)
		encode(to, text);
	free(text);
	return uri;
}
