// SPDX-License-Identifier: BSD-2-Clause
// PCI: the host bridge names the pool.
#include "binding.asi"

SSDT ("HOST")
{
    External (BRIDGE, DeviceObj)

    Scope (\_SB) { POOL }

    Scope (BRIDGE)
    {
        PROPERTIES (LINK)
    }
}
