// SPDX-License-Identifier: BSD-2-Clause
// device: \_SB.PCI0.P010
// PCI: the guard on the device, where it is not valid.
#include "binding.asi"

SSDT ("FUNCTNO")
{
    External (BRIDGE, DeviceObj)

    Scope (\_SB) { POOL }

    Scope (BRIDGE)
    {
        Device (P010)
        {
            Name (_ADR, FUNCTION)
            PROPERTIES (LINK)
            GUARD
        }
    }
}
