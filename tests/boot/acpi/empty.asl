// SPDX-License-Identifier: BSD-2-Clause
// A guard that lists nothing.
#include "binding.asi"

SSDT ("EMPTY")
{
    External (DEVICE, DeviceObj)

    Scope (\_SB) { POOL }

    Scope (DEVICE)
    {
        PROPERTIES (LINK)
        Name (_DMA, ResourceTemplate () {})
    }
}
