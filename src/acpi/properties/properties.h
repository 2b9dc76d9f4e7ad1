/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * _DSD: device properties and the data nodes below them (ACPI Specification 6.5, 6.2.5; the _DSD Guide, UEFI Forum,
 * "DSD (Device Specific Data) Implementation Guide"). One walk tells readers what there is, and lint what is wrong with it.
 */
#ifndef FDTR_SRC_ACPI_PROPERTIES_H
#define FDTR_SRC_ACPI_PROPERTIES_H

#include <fdtrestrict/acpi.h>

#define FDTR_DSD_PROPERTIES "daffd814-6eba-4d8c-8a91-bc9bbf4aa301"
#define FDTR_DSD_HIERARCHY "dbb8e3e6-5886-4ba6-8795-1319f52a966b"
#define FDTR_DSD_BUFFERS "edb12dd0-363d-4085-a3d2-49522ca160c4"

enum fdtr_dsd_problem {
	FDTR_DSD_SOUND,
	FDTR_DSD_DYNAMIC,      /* _DSD or a part of it is not static: `value` */
	FDTR_DSD_NOT_PACKAGE,  /* _DSD is something else, or has an odd element left over */
	FDTR_DSD_BAD_UUID,     /* no buffer of 16 bytes where a UUID belongs */
	FDTR_DSD_UNKNOWN_UUID, /* `uuid` says which */
	FDTR_DSD_BAD_LIST,     /* what follows a UUID is no package */
	FDTR_DSD_BAD_PAIR,     /* no {key, value}, or the key is no string */
	FDTR_DSD_DUPLICATE_KEY,
	FDTR_DSD_BAD_VALUE,  /* a nested package, a buffer, or another kind that the guide forbids */
	FDTR_DSD_BAD_TARGET, /* a data node that leads to no package */
	FDTR_DSD_TOO_DEEP    /* data nodes in data nodes past FDTR_DSD_DEPTH, or in a circle */
};

#define FDTR_DSD_DEPTH 8
#define FDTR_DSD_ENTRIES \
	1024 /* pairs and elements looked at per device; what has more is reported as TOO_DEEP */

/* One pair, of the device itself or of a data node below it; or something that is wrong. */
struct fdtr_dsd_entry {
	enum fdtr_dsd_problem problem;
	const char *
		node; /* the data nodes' keys that lead here, "channel@0/link"; "" for the device itself; the walk's own */
	const char *key;              /* NUL-terminated, as it stands in the table; NULL for none */
	struct fdtr_acpi_value value; /* of the pair: the buffer, the data node's package; of what is wrong */
	struct fdtr_acpi_value pair;  /* the whole */
	unsigned char uuid[16];       /* of the list that it stands in: FDTR_DSD_HIERARCHY for a data node */
};

/*
 * Calls back for every entry of the object's _DSD, in order; the data nodes of a list come after its last. Returning
 * false ends the walk. Nothing is called where there is no _DSD. False when the arena ran out; it is given back.
 */
typedef bool fdtr_dsd_fn(void *context, const struct fdtr_dsd_entry *entry);
bool fdtr_dsd_walk(const struct fdtr_acpi *acpi, uint32_t device, struct fdtr_arena *arena, fdtr_dsd_fn *tell,
	void *context);

/*
 * The value of a property of the device itself, the first of that key in a list that Linux accepts; FDTR_ACPI_NONE when
 * there is none, FDTR_ACPI_NOT_STATIC when only an interpreter can tell whether there is.
 */
struct fdtr_acpi_value fdtr_dsd_property(const struct fdtr_acpi *acpi, uint32_t device, const char *key);
/* The same of up to FDTR_DSD_KEYS keys in one look, which fills in as many values. */
#define FDTR_DSD_KEYS 16
void fdtr_dsd_properties(const struct fdtr_acpi *acpi, uint32_t device, const char *const *keys,
	uint32_t count, struct fdtr_acpi_value *values);
/* Whether the string, or a string of the package, is this one; as Linux compares, without regard to case. */
bool fdtr_dsd_has_string(
	const struct fdtr_acpi *acpi, const struct fdtr_acpi_value *value, const char *string);
/* A name in a package stands for the data that it names, unless it names something else (ACPI Specification 6.5, 19.6.101). */
struct fdtr_acpi_value fdtr_dsd_data(const struct fdtr_acpi *acpi, const struct fdtr_acpi_value *value);
/* The object that a string of a property names, as Linux looks it up: from `scope`, the device, and not above it. */
uint32_t fdtr_dsd_find(const struct fdtr_acpi *acpi, uint32_t scope, const struct fdtr_acpi_value *string);

#endif
