// SPDX-License-Identifier: BSD-2-Clause
// device: \_SB.RDB0.GAP0.V000
// The guard on a bus that has a device, above an object that has none.
#include "binding.asi"

DSDT
{
    Scope (\_SB)
    {
        CONSOLE
        POOL
        Device (RDB0)
        {
            Name (_HID, "PRP0001")
            Name (_UID, One)
            Name (_CRS, ResourceTemplate () { Memory32Fixed (ReadWrite, REGISTERS, 0x200) })
            PROPERTIES (PAIR ("compatible", "simple-bus"))
            GUARD
            Device (GAP0)
            {
                Name (_ADR, Zero)
                DISK
            }
        }
    }
}
