// SPDX-License-Identifier: BSD-2-Clause
// device: \_SB.RDB0.V000
// The guard on a module device above it.
#include "binding.asi"

DSDT
{
    Scope (\_SB)
    {
        CONSOLE
        POOL
        Device (RDB0)
        {
            Name (_HID, "ACPI0004")
            Name (_UID, One)
            Name (_CRS, ResourceTemplate () { Memory32Fixed (ReadWrite, REGISTERS, 0x200) })
            GUARD
            DISK
        }
    }
}
