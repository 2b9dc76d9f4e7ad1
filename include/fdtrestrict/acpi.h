/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ACPI tables: the namespace of a DSDT and any number of SSDTs, and the reader that fills a platform from it.
 *
 * Nothing is interpreted: what a table says as data is read, methods and whatever else is decided at run time are
 * stepped over by their length and said to be "not static". The tables stay the caller's and must outlive all
 * that is made of them. They may come from anybody. References are to the ACPI Specification 6.5.
 */
#ifndef FDTRESTRICT_ACPI_H
#define FDTRESTRICT_ACPI_H

#include <fdtrestrict/platform.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A table as firmware hands it over, from its header on (5.2.6); `name` is for sentences. */
struct fdtr_acpi_input {
	const void *data;
	size_t size;
	const char *name;
};

struct fdtr_acpi_table {
	const unsigned char *data;
	uint32_t length; /* by its header; never more than the input has */
	const char *name;
	char signature[5];
	char oem_id[7];
	char oem_table_id[9];
	uint8_t revision;
	bool checksum_wrong;
	bool dynamic; /* has If, While, or computing code outside methods, which is not followed */
};

enum fdtr_acpi_kind {
	FDTR_ACPI_SCOPE, /* the root and the predefined \_SB, \_GPE, \_PR, \_SI, \_TZ */
	FDTR_ACPI_DEVICE,
	FDTR_ACPI_NAME,
	FDTR_ACPI_METHOD,
	FDTR_ACPI_ALIAS,
	FDTR_ACPI_REGION,
	FDTR_ACPI_FIELD,
	FDTR_ACPI_BUFFER_FIELD,
	FDTR_ACPI_EVENT,
	FDTR_ACPI_MUTEX,
	FDTR_ACPI_POWER_RESOURCE,
	FDTR_ACPI_PROCESSOR,
	FDTR_ACPI_THERMAL_ZONE,
	FDTR_ACPI_EXTERNAL,  /* a Scope opens it, or External names it, and no table given defines it */
	FDTR_ACPI_PREDEFINED /* \_GL, \_OS, \_OSI, \_REV, which the interpreter provides */
};

/* One name of the namespace. Object 0 is the root. The others are in the order in which they were met. */
struct fdtr_acpi_object {
	char name[4];
	uint32_t parent;      /* FDTR_NONE for the root */
	uint32_t first_child; /* in order of definition; FDTR_NONE at the end */
	uint32_t last_child;
	uint32_t next;
	uint32_t table;  /* in acpi.tables, FDTR_NONE for what no table defines */
	uint32_t offset; /* of its first byte in the table */
	uint32_t end;    /* behind its last */
	uint32_t
		value; /* NAME: of its data; METHOD: of its body; ALIAS: the object meant, or FDTR_NONE; else of its terms */
	uint32_t scope;    /* where the names in it are looked up */
	uint8_t kind;      /* enum fdtr_acpi_kind */
	uint8_t arguments; /* METHOD, or an EXTERNAL one: how many it takes */
	bool redefined;    /* a later table or line defines it again; the first counts */
	bool opened;       /* EXTERNAL: a table puts something into it */
	uint8_t depth;     /* how many names lead here */
	uint8_t bit;       /* these three are the reader's own: the index of each parent's children by name */
	uint32_t branch[2];
	uint32_t index;
};

struct fdtr_acpi {
	struct fdtr_acpi_table *tables;
	uint32_t table_count;
	struct fdtr_acpi_object *objects;
	uint32_t object_count;
	bool integers_are_32; /* by the revision of the DSDT, or of the first there is */
};

/*
 * Reads tables of any kind; the namespace is that of those with AML in them (DSDT, SSDT, PSDT, OSDT), loaded in
 * the order given, a DSDT first. A wrong checksum is noted and no more. FDTR_ERR_BADTREE when a table is cut off or its
 * AML cannot be parsed: the error names table and byte. FDTR_ERR_NOSPACE when the arena is too small.
 */
int fdtr_acpi_read(struct fdtr_acpi *acpi, const struct fdtr_acpi_input *inputs, uint32_t count,
	struct fdtr_arena *arena, struct fdtr_error *error);

/* "\_SB.PCI0.RP01"; when the buffer is too small its start is replaced by "...". Returns `path`. */
char *fdtr_acpi_path(const struct fdtr_acpi *acpi, uint32_t object, char *path, size_t size);
/*
 * The object that a path means within a scope, by the rules of 5.3: "\X.Y" from the root, "^X" from the parent, a
 * single name here or in the nearest scope above that has it. Aliases are not followed. FDTR_NONE when there is none.
 */
uint32_t fdtr_acpi_find(const struct fdtr_acpi *acpi, uint32_t scope, const char *path);
/* The child of that name, four characters ("_CRS"); FDTR_NONE when there is none. */
uint32_t fdtr_acpi_child(const struct fdtr_acpi *acpi, uint32_t object, const char *name);

enum fdtr_acpi_value_kind {
	FDTR_ACPI_NONE,       /* nothing there: an element that the package does not give */
	FDTR_ACPI_NOT_STATIC, /* only an interpreter can tell */
	FDTR_ACPI_INTEGER,
	FDTR_ACPI_STRING,
	FDTR_ACPI_BUFFER,
	FDTR_ACPI_PACKAGE,
	FDTR_ACPI_REFERENCE /* a name; `object` is what it means, maybe EXTERNAL, FDTR_NONE when nothing is known of it */
};

/* Data as it stands in a table. Nothing of it is copied. */
struct fdtr_acpi_value {
	enum fdtr_acpi_value_kind kind;
	uint32_t table;
	uint32_t offset; /* of its encoding */
	uint32_t length;
	uint64_t integer;          /* INTEGER; BUFFER: its size as declared */
	const unsigned char *data; /* STRING without its NUL; BUFFER: what the table gives of it */
	uint32_t size;             /* of data; of a BUFFER that is declared longer, the rest is zero */
	uint32_t count;            /* PACKAGE: elements */
	uint32_t object;           /* REFERENCE */
	uint32_t scope;            /* where names in it are looked up */
};

/*
 * What evaluating the object gives, when that is plain: the data of a Name, or of a method that does nothing but
 * return data or such a Name. An alias is what it stands for. NONE for FDTR_NONE; else NOT_STATIC.
 */
struct fdtr_acpi_value fdtr_acpi_value(const struct fdtr_acpi *acpi, uint32_t object);
/* Of the child of that name. */
struct fdtr_acpi_value fdtr_acpi_value_of(const struct fdtr_acpi *acpi, uint32_t object, const char *name);

/* for (element = fdtr_acpi_first(acpi, &package); element.index < package.count; fdtr_acpi_next(acpi, &element)) */
struct fdtr_acpi_element {
	struct fdtr_acpi_value value;
	uint32_t index;
	uint32_t rest; /* offset of the next */
	uint32_t end;
};

struct fdtr_acpi_element fdtr_acpi_first(const struct fdtr_acpi *acpi, const struct fdtr_acpi_value *package);
void fdtr_acpi_next(const struct fdtr_acpi *acpi, struct fdtr_acpi_element *element);

/*
 * The platform that the tables describe. `map` is what the machine's memory map says, in regions of kinds MEMORY (what
 * the guest may use as it likes) and RESERVED; with none, banks stay unknown. RMR ranges, and what is behind an
 * IOMMU, come from IORT and VIOT. Objects of origins are those of the namespace. The namespace must outlive the platform.
 */
int fdtr_acpi_platform_read(struct fdtr_platform *platform, const struct fdtr_acpi *acpi,
	const struct fdtr_region *map, uint32_t map_count, struct fdtr_arena *arena,
	struct fdtr_error *error);

/* The place as text: "\_SB.VR00", "DSDT". Returns `text`. */
char *fdtr_acpi_place_text(
	const struct fdtr_acpi *acpi, const struct fdtr_origin *place, char *text, size_t size);

#ifdef __cplusplus
}
#endif

#endif
