// SPDX-License-Identifier: BSD-2-Clause
// device: \_SB.V000
// Nothing says whether the device is coherent.
#include "binding.asi"

DSDT
{
    Scope (\_SB)
    {
        CONSOLE
        POOL
        Device (V000)
        {
            Name (_HID, "LNRO0005")
            Name (_UID, Zero)
            MMIO
            PROPERTIES (LINK)
        }
    }
}
