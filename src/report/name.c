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

const char *report_prefix(const char *prefix, const char **name)
{
	while (!strncmp(*name, "./", 2))
		*name += 2;
	return **name == '/' || !strcmp(*name, "-") ? "" : prefix;
}

static bool is_plain(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
	       (byte && strchr("-._~/", byte));
}

static char *encode(char *to, const char *text)
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
	return to;
}

char *report_uri(const char *prefix, const char *name)
{
	static const char scheme[] = "file://";
	size_t size = sizeof(scheme) + 3 * (strlen(prefix) + strlen(name));
	char *uri = malloc(size), *to = uri;

	if (!uri)
		return NULL;
	if (*name == '/')
		to += snprintf(uri, size, "%s", scheme);
	to = encode(to, report_prefix(prefix, &name));
	(void)encode(to, name);
	return uri;
}
