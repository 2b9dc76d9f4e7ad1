// SPDX-License-Identifier: BSD-2-Clause
// device: \_SB.CON0.PCI0
// PCI, arm64: the guard on a module device that the host bridge stands in.
#include "binding.asi"

DSDT
{
    Scope (\_SB)
    {
        CONSOLE
        POOL
        Device (CON0)
        {
            Name (_HID, "ACPI0004")
            Name (_UID, Zero)
            Name (_CRS, ResourceTemplate () {})
            GUARD
            Device (PCI0)
            {
                Name (_HID, "PNP0A08")
                Name (_CID, "PNP0A03")
                Name (_UID, Zero)
                Name (_SEG, Zero)
                Name (_BBN, Zero)
                Name (_CCA, One)
                Name (_CRS, ResourceTemplate ()
                {
                    WordBusNumber (ResourceProducer, MinFixed, MaxFixed, PosDecode, 0, 0, 0xFF, 0, 0x100)
                    DWordMemory (ResourceProducer, PosDecode, MinFixed, MaxFixed, NonCacheable, ReadWrite,
                        0, 0x10000000, 0x3EFEFFFF, 0, 0x2EFF0000)
                    QWordMemory (ResourceProducer, PosDecode, MinFixed, MaxFixed, NonCacheable, ReadWrite,
                        0, 0x8000000000, 0xFFFFFFFFFF, 0, 0x8000000000)
                })
                PROPERTIES (LINK)
            }
        }
    }
}
