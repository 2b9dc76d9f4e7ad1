// SPDX-License-Identifier: BSD-2-Clause
// Wrong in places, as shipped tables are: for iasl -f.
DefinitionBlock ("", "SSDT", 2, "FDTR", "ADDED", 1)
{
    External (\_SB.DEV0, DeviceObj)
    External (\_SB.LATE, DeviceObj)
    External (\_SB.NONE, DeviceObj)
    External (\OTHR, IntObj)
    External (\WIDE, IntObj)

    Name (\WIDE, 7)
    Name (LIST, Package () { \_SB.LATE, \WIDE })
    Scope (\_SB.DEV0)
    {
        Name (ADD1, 1)
        Device (DEV1) { Name (_ADR, 5) Name (LOST, 1) }
        OperationRegion (REG1, SystemMemory, OTHR, 4)
        Field (REG1, DWordAcc, NoLock, Preserve) { FLDA, 32 }
    }
    Scope (\_SB.LATE) { Name (LOST, 1) }
    Device (\_SB.LATE) { Name (_ADR, 3) Name (KEPT, 1) }
    Scope (\_SB.LATE) { Name (ADD2, 1) }
    Scope (\_SB.NONE) { Name (LOST, 1) Device (DEVX) { Name (_ADR, 4) } }
}
