/* SPDX-License-Identifier: BSD-2-Clause */
/* Tables made by hand, byte by byte, and the namespace that is read from them. */
#ifndef FDTR_TESTS_NAMESPACE_H
#define FDTR_TESTS_NAMESPACE_H

#include "unit.h"

#define NAMESPACE_HEADER 36
#define NAMESPACE_MEMORY (1 << 20)

extern unsigned char acpi_memory[NAMESPACE_MEMORY];
extern struct fdtr_arena acpi_arena;
extern struct fdtr_acpi acpi;
extern struct fdtr_error acpi_error;

/* A table with its header and checksum before the AML. */
struct fdtr_acpi_input table_of(
	unsigned char *table, const char *signature, uint8_t revision, const void *aml, size_t size);
int read_tables(const struct fdtr_acpi_input *inputs, uint32_t count);
/* Of one DSDT. */
int read_aml(const void *aml, size_t size);
/* AML as a string of bytes; what C ends it with is not of it. */
#define READ(aml) read_aml(aml, sizeof(aml) - 1)

const struct fdtr_acpi_object *object_of(const char *path);
struct fdtr_acpi_value value_of(const char *path);

#endif
