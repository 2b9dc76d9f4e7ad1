/* SPDX-License-Identifier: BSD-2-Clause */
/* The inside of a map of ASL. */
#ifndef FDTR_SRC_SOURCE_ASL_PARTS_H
#define FDTR_SRC_SOURCE_ASL_PARTS_H

#include "source/asl/asl_map.h"
#include "source/asl/asl_token.h"

#define ASL_NOWHERE UINT32_MAX

struct asl_file {
	char *name;
	const char *text;
	size_t size;
	char *owned;
};

/* A token of what is left when all that is included is put in its place and what is switched off is gone. */
struct asl_word {
	struct asl_token token;
	uint32_t file;
	uint32_t partner; /* of a bracket: the word that closes it; else ASL_NOWHERE */
};

/* An object, where it is defined. */
struct asl_site {
	char *path;     /* "\_SB_.VR00", segments of four */
	uint32_t word;  /* its keyword */
	uint32_t close; /* the parenthesis behind it */
	uint32_t value; /* of a Name: the first word of its value, else ASL_NOWHERE */
	uint32_t end;   /* behind its last word, body and all */
};

struct asl_map {
	struct asl_source source;
	struct asl_file *files;
	uint32_t file_count;
	struct asl_word *words;
	uint32_t word_count;
	uint32_t word_room;
	struct asl_site *sites;
	uint32_t site_count;
	uint32_t site_room;
};

/* Fills words and files; false when memory ran out. */
bool asl_read_words(struct asl_map *map);
/* Fills sites; false when memory ran out. */
bool asl_read_sites(struct asl_map *map);

/* The part of words `first` up to `end` that the step leads to; false when it is no package or template, or has no such part. */
bool asl_step(const struct asl_map *map, uint32_t *first, uint32_t *end, uint32_t step);

#endif
