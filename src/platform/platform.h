/* SPDX-License-Identifier: BSD-2-Clause */
/* Finding things in a platform: shared by its readers, not exported. */
#ifndef FDTR_SRC_PLATFORM_H
#define FDTR_SRC_PLATFORM_H

#include <fdtrestrict/platform.h>

#include "base/base.h"

/* The pool or the device that the reader's object is; FDTR_NONE when it is none. */
uint32_t fdtr_pool_of(const struct fdtr_platform *platform, uint32_t object);
uint32_t fdtr_device_of(const struct fdtr_platform *platform, uint32_t object);

#endif
