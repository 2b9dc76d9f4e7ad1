// SPDX-License-Identifier: BSD-2-Clause
// device: \_SB.V000
// A device that every driver binds, by its compatible.
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
            PROPERTIES (PAIR ("compatible", Package () { "virtio-mmio-restricted-dma", "virtio,mmio" }), LINK)
        }
    }
}
