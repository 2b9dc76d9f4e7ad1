// SPDX-License-Identifier: BSD-2-Clause
// device: \_SB.PCI0.P010
// PCI: the guard on the device, beside a _CRS that it does not need.
#include "binding.asi"

SSDT ("FUNCTION")
{
    External (BRIDGE, DeviceObj)

    Scope (\_SB) { POOL }

    Scope (BRIDGE)
    {
        Device (P010)
        {
            Name (_ADR, FUNCTION)
            PROPERTIES (LINK)
            Name (_CRS, ResourceTemplate () {})
            GUARD
        }
    }
}
