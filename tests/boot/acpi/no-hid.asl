// SPDX-License-Identifier: BSD-2-Clause
// device: \_SB.V000
// A device that only _CID tells of.
#include "binding.asi"

DSDT
{
    Scope (\_SB)
    {
        CONSOLE
        POOL
        Device (V000)
        {
            Name (_CID, "LNRO0005")
            Name (_UID, Zero)
            Name (_CCA, One)
            MMIO
            PROPERTIES (LINK)
        }
    }
}
