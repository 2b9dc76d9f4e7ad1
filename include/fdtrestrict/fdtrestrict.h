/* SPDX-License-Identifier: BSD-2-Clause */
/* Everything: see the headers it includes, base.h first. */
#ifndef FDTRESTRICT_FDTRESTRICT_H
#define FDTRESTRICT_FDTRESTRICT_H

#include <fdtrestrict/base.h>
#include <fdtrestrict/platform.h>
#include <fdtrestrict/devicetree.h>
#include <fdtrestrict/acpi.h>
#include <fdtrestrict/placement.h>
#include <fdtrestrict/lint.h>
#include <fdtrestrict/generate.h>
#include <fdtrestrict/compare.h>
#include <fdtrestrict/predict.h>
#include <fdtrestrict/acpi_generate.h>

#endif
