// SPDX-License-Identifier: BSD-2-Clause
// The device names the pool, and that is all.
#include "binding.asi"

SSDT ("PLAIN")
{
    External (DEVICE, DeviceObj)

    Scope (\_SB) { POOL }

    Scope (DEVICE)
    {
        PROPERTIES (LINK)
    }
}
