// SPDX-License-Identifier: BSD-2-Clause
// The guard on the device itself.
#include "binding.asi"

SSDT ("DEVICE")
{
    External (DEVICE, DeviceObj)

    Scope (\_SB) { POOL }

    Scope (DEVICE)
    {
        PROPERTIES (LINK)
        GUARD
    }
}
