/* SPDX-License-Identifier: BSD-2-Clause */
/* ACPI tables built on the spot, byte by byte: also such as no compiler would write. */
#ifndef FDTR_TESTS_TABLES_H
#define FDTR_TESTS_TABLES_H

#include "unit.h"

/* One table after the other; those begun since machine_begin() are one machine. */
void machine_begin(void);
void table_begin(const char *signature);
void table_end(void);

void put_bytes(const void *bytes, size_t size);
void put_number(uint64_t number, uint32_t bytes);
/* Data objects. */
void put_integer(uint64_t integer);
void put_string(const char *string);
void put_buffer(const void *bytes, size_t size);
void put_uuid(const char *text);
/* A name or path, "\\_SB.VR00"; where data belongs, a reference. */
void put_path(const char *path);
/* What holds terms or elements, until close(). */
void open_scope(const char *path);
void open_device(const char *name);
void open_method(const char *name);
void open_package(uint8_t count);
void close_block(void);
/* Name (name, ...): data is put next. */
void put_name(const char *name);
void put_name_string(const char *name, const char *string);
void put_name_integer(const char *name, uint64_t integer);

/* What a _CRS or _DMA says. */
void open_template(const char *name);
void put_qword_memory(uint64_t base, uint64_t size);
/* Of a bridge: bus addresses, and what is added to them. */
void put_qword_window(uint64_t base, uint64_t size, uint64_t translation);
void put_memory32_fixed(uint32_t base, uint32_t size);
void put_interrupt(uint32_t number);
void close_template(void);

/* What the reader makes of the machine's tables; stays until the next machine_begin(). */
const struct fdtr_acpi *machine_acpi(void);
struct fdtr_arena *machine_arena(void);
uint32_t machine_object(const char *path);

#endif
