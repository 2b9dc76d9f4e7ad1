// SPDX-License-Identifier: BSD-2-Clause
// PCI: a guard on the host bridge that lets all of RAM through as well as the pool.
#include "binding.asi"

SSDT ("HOSTALL")
{
    External (BRIDGE, DeviceObj)

    Scope (\_SB) { POOL }

    Scope (BRIDGE)
    {
        PROPERTIES (LINK)
        Name (_DMA, ResourceTemplate () {
            RANGE
            WINDOW (0x40000000, 0x5FFFFFFF, 0x20000000)
        })
    }
}
