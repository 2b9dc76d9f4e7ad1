/* SPDX-License-Identifier: BSD-2-Clause */
/* Pairs in the lists of a _DSD: what the walk and the search for one property share. */
#ifndef FDTR_SRC_ACPI_PROPERTY_LIST_H
#define FDTR_SRC_ACPI_PROPERTY_LIST_H

#include "acpi/properties/properties.h"

enum fdtr_dsd_list { FDTR_LIST_UNKNOWN, FDTR_LIST_PROPERTIES, FDTR_LIST_HIERARCHY, FDTR_LIST_BUFFERS };

/* One package of (UUID, list)... that is read. */
struct fdtr_dsd_reader {
	const struct fdtr_acpi *acpi;
	uint32_t scope; /* where its strings are looked up; FDTR_NONE when that cannot be known */
	uint32_t left;  /* elements that may still be looked at */
};

enum fdtr_dsd_list fdtr_dsd_list_of(const struct fdtr_acpi_value *uuid);

/*
 * Fills in problem, pair, key and value. Of a buffer's property the value is the buffer, of a data node its package, whose
 * scope is in *below.
 */
void fdtr_dsd_pair(struct fdtr_dsd_reader *reader, enum fdtr_dsd_list list,
	const struct fdtr_acpi_value *element, struct fdtr_dsd_entry *entry, uint32_t *below);

#endif
