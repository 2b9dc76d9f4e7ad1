/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A source and all it includes, as links in a folder of their own under their old names: there cpp and dtc meet
 * edited files in the place of the user's, which stay untouched until all is well.
 */
#ifndef FDTR_SRC_CLI_MIRROR_H
#define FDTR_SRC_CLI_MIRROR_H

#include "cli/cli.h"
#include "cli/input/temporary.h"

struct mirror_file {
	char *path; /* the user's file, absolute, links resolved */
	char *text; /* as it is now; malloc()ed, NULL until it is asked for */
	size_t size;
	char *original; /* as it was, when text is not */
	size_t original_size;
	bool edited; /* the mirror holds `text` and not a link */
	bool ours;   /* may be written: the source itself, or a file of the user's in its folder or below */
};

struct mirror {
	struct temporary folder;
	const char *root; /* its name; NULL: none was made */
	char *main;       /* the source in it */
	struct source_options options;
	char **includes;           /* of the options */
	struct mirror_file *files; /* the source itself first */
	size_t count;
};

/* Of a blob that came from source. To be freed whatever is returned. */
int mirror_make(struct mirror *mirror, const struct blob *blob, struct fdtr_error *error);
void mirror_free(struct mirror *mirror);

/* The file that a name from a compilation in the mirror means; NULL when it is none of the mirror's. */
struct mirror_file *mirror_find(const struct mirror *mirror, const char *name);
/* Its text, read when it is first asked for; false when it cannot be read. */
bool mirror_read(struct mirror_file *file);
/* What cpp and dtc find from now on; the file's own text again when `text` is NULL. */
int mirror_put(const struct mirror *mirror, const struct mirror_file *file, const char *text, size_t size,
	struct fdtr_error *error);
/* Takes the folder's name out of a message. */
void mirror_clean(const struct mirror *mirror, char *message);

#endif
