// SPDX-License-Identifier: BSD-2-Clause
// What the reader has to see as interpreters do, and our own writer never writes. A DSDT; names-added.asl is loaded upon it.
DefinitionBlock ("", "DSDT", 2, "FDTR", "NAMES", 1)
{
    External (MTHX, MethodObj, IntObj, {IntObj, IntObj})
    Name (BUFF, Buffer (0x10) { 1, 2, 3 })
    Name (WIDE, Ones)
    Name (TEXT, "a string")
    Name (PACK, Package (8) { 1, "two", Package () { 3, BUFF }, \_SB })
    Name (SIZE, 4)
    Name (VARP, Package (SIZE) { 1, 2 })
    Alias (BUFF, SAME)
    Mutex (MUTX, 3)
    Event (EVNT)
    CreateBitField (BUFF, 0, BIT0)
    CreateByteField (BUFF, 1, BYT0)
    CreateWordField (BUFF, 2, WRD0)
    CreateDWordField (BUFF, 4, DWD0)
    CreateQWordField (BUFF, 8, QWD0)
    CreateField (BUFF, 3, 5, FLD0)
    OperationRegion (REGN, SystemMemory, 0x1000, 0x100)
    Field (REGN, DWordAcc, NoLock, Preserve)
    {
        FLD1, 8,
        Offset (0x10),
        FLD2, 0x20,
        AccessAs (ByteAcc, 0),
        , 7,
        FLD3, 1
    }
    IndexField (FLD1, FLD2, ByteAcc, NoLock, Preserve) { FLD4, 8, , 3, FLD5, 5 }
    BankField (REGN, FLD1, 2, ByteAcc, NoLock, Preserve) { FLD6, 8 }
    DataTableRegion (REGD, "FACP", "", "")
    Processor (CPU0, 1, 0x810, 6) { Name (_PPC, 0) }
    PowerResource (POWR, 0, 0) { Method (_STA) { Return (One) } }
    ThermalZone (THRM) { Method (_TMP, 0, Serialized) { Return (300) } }

    Method (MTH7, 7, Serialized)
    {
        Name (INNR, 1)
        If (Arg0) { Return (INNR) }
        Return (Add (Arg1, Arg2))
    }

    Device (\_SB.DEV0)
    {
        Name (_HID, "FDTR0001")
        Device (DEV1)
        {
            Name (_ADR, 0x0123456789ABCDEF)
            Name (^NAM1, 1)
            Name (\NAM2, 2)
            Scope (^^DEV0) { Name (NAM3, 3) }
            Method (^MTH1) { Return (NAM1) }
        }
        Device (^DEV2) { Name (_ADR, 2) }
    }

    Scope (\_SB.DEV0.DEV1)
    {
        Name (NAM4, 4)
        Scope (\) { Name (NAM5, 5) Alias (\_SB.DEV0, ALID) }
    }

    Scope (\_GPE) { Method (_L01) { Notify (\_SB.DEV0, 1) } }
    Scope (\_PR) { Name (NAM6, 6) }
    Scope (\_SI) { Name (NAM7, 7) }
    Scope (\_TZ) { Name (NAM8, 8) }
    Name (\_SB.DEV0.DEV1.NAM9, 9)
    Name (ALID.NAMA, 10)
}
