// SPDX-License-Identifier: BSD-2-Clause
// A guard where there is neither the pool nor RAM.
#include "binding.asi"

SSDT ("ELSEWHR")
{
    External (DEVICE, DeviceObj)

    Scope (\_SB) { POOL }

    Scope (DEVICE)
    {
        PROPERTIES (LINK)
        Name (_DMA, ResourceTemplate () { WINDOW (0x90000000, 0x907FFFFF, 0x00800000) })
    }
}
