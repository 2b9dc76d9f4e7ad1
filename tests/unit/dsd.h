/* SPDX-License-Identifier: BSD-2-Clause */
/* A device with a _DSD, and what is told of it. */
#ifndef FDTR_TESTS_DSD_H
#define FDTR_TESTS_DSD_H

#include "tables.h"

#include "acpi/properties/properties.h"

#define TOLD 65536

/* What the walk told, a line each: "node key problem kind". */
extern char told[TOLD];

/* The device \_SB.CONS, which stays open, beside a device, a number, a buffer and a method. */
void dsd_begin(void);
/* Ends it, and walks through its _DSD. */
void dsd_end(void);

void open_dsd(uint8_t count);
void open_list(const char *uuid, uint8_t count);
void open_pair(const char *key);
void put_pair_string(const char *key, const char *value);
void put_pair_path(const char *key, const char *path);
void put_pair_integer(const char *key, uint64_t value);

/* As the properties of that device are asked for. */
struct fdtr_acpi_value property(const char *key);

#endif
