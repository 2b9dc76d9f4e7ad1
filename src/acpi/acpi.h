/* SPDX-License-Identifier: BSD-2-Clause */
#include <fdtrestrict/acpi.h>
