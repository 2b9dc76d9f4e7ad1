// SPDX-License-Identifier: BSD-2-Clause
// device: \_SB.RDB0.V000
// The guard on a bus above it that has a device of its own in every Linux.
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
            DISK
        }
    }
}
