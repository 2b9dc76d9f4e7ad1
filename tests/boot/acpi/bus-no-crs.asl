// SPDX-License-Identifier: BSD-2-Clause
// device: \_SB.RDB0.V000
// The guard on such a bus, where it is not valid.
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
            PROPERTIES (PAIR ("compatible", "simple-bus"))
            GUARD
            DISK
        }
    }
}
