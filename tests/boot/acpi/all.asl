// SPDX-License-Identifier: BSD-2-Clause
// A guard that lets all of RAM through as well as the pool.
#include "binding.asi"

SSDT ("ALL")
{
    External (DEVICE, DeviceObj)

    Scope (\_SB) { POOL }

    Scope (DEVICE)
    {
        PROPERTIES (LINK)
        Name (_DMA, ResourceTemplate () {
            RANGE
            WINDOW (0x40000000, 0x5FFFFFFF, 0x20000000)
        })
    }
}
