// SPDX-License-Identifier: BSD-2-Clause
// device: \_SB.V000
// A device that no driver binds.
#include "binding.asi"

DSDT
{
    Scope (\_SB)
    {
        CONSOLE
        POOL
        Device (V000)
        {
            Name (_HID, "PRP0001")
            Name (_UID, One)
            Name (_CCA, One)
            MMIO
            PROPERTIES (PAIR ("compatible", "virtio-mmio-restricted-dma"), LINK)
        }
    }
}
