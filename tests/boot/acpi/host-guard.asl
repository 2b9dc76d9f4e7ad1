// SPDX-License-Identifier: BSD-2-Clause
// PCI: the host bridge names the pool and has the guard.
#include "binding.asi"

SSDT ("HOSTGRD")
{
    External (BRIDGE, DeviceObj)

    Scope (\_SB) { POOL }

    Scope (BRIDGE)
    {
        PROPERTIES (LINK)
        GUARD
    }
}
