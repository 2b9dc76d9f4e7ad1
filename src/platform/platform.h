/* SPDX-License-Identifier: BSD-2-Clause */
/* What the readers of a platform share: the names they look for, finding things in it. Not exported. */
#ifndef FDTR_SRC_PLATFORM_H
#define FDTR_SRC_PLATFORM_H

#include <fdtrestrict/platform.h>

#include "base/base.h"

#define FDTR_POOL_COMPATIBLE "restricted-dma-pool"
#define FDTR_VIRTIO_MMIO_COMPATIBLE "virtio,mmio"
#define FDTR_VIRTIO_MMIO_RESTRICTED_COMPATIBLE "virtio-mmio-restricted-dma"

/* The pool or the device that the reader's object is; FDTR_NONE when it is none. */
uint32_t fdtr_pool_of(const struct fdtr_platform *platform, uint32_t object);
uint32_t fdtr_device_of(const struct fdtr_platform *platform, uint32_t object);

#endif
