// SPDX-License-Identifier: BSD-2-Clause
// A machine with a console, for tables that declare the rest.
#include "binding.asi"

DSDT
{
    Scope (\_SB)
    {
        CONSOLE
    }
}
