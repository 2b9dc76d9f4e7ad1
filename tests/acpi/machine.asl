// SPDX-License-Identifier: BSD-2-Clause
// A machine as QEMU's virt is one: what is added to devices that a table declares already is tried on it.
DefinitionBlock ("", "DSDT", 2, "TESTS", "MACHINE", 1)
{
    Scope (\_SB)
    {
        Device (VR00)
        {
            Name (_HID, "LNRO0005")
            Name (_UID, 0)
            Name (_CCA, 1)
            Name (_CRS, ResourceTemplate ()
            {
                Memory32Fixed (ReadWrite, 0x0A000000, 0x200)
                Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 48 }
            })
        }

        Device (VR01)
        {
            Name (_HID, "LNRO0005")
            Name (_UID, 1)
            Name (_CCA, 1)
            Method (_CRS, 0, NotSerialized)
            {
                Return (ResourceTemplate ()
                {
                    Memory32Fixed (ReadWrite, 0x0A000200, 0x200)
                    Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 49 }
                })
            }
        }

        Device (VR02)
        {
            Name (_HID, "LNRO0005")
            Name (_UID, 2)
            Name (_CCA, 1)
            Name (_STA, 0)
            Name (_CRS, ResourceTemplate ()
            {
                Memory32Fixed (ReadWrite, 0x0A000400, 0x200)
                Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 50 }
            })
        }

        Device (BUS0)
        {
            Name (_HID, "ACPI0004")
            Name (_UID, 0)
            Device (VR03)
            {
                Name (_HID, "LNRO0005")
                Name (_UID, 3)
                Name (_CCA, 1)
                Name (_CRS, ResourceTemplate ()
                {
                    Memory32Fixed (ReadWrite, 0x0A000600, 0x200)
                    Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 51 }
                })
            }
        }

        Device (PCI0)
        {
            Name (_HID, "PNP0A08")
            Name (_CID, "PNP0A03")
            Name (_UID, 0)
            Name (_CCA, 1)
            Name (_CRS, ResourceTemplate ()
            {
                WordBusNumber (ResourceProducer, MinFixed, MaxFixed, PosDecode, 0, 0, 0xFF, 0, 0x100)
                DWordMemory (ResourceProducer, PosDecode, MinFixed, MaxFixed, NonCacheable, ReadWrite,
                    0, 0x10000000, 0x1FFFFFFF, 0, 0x10000000)
            })
            Device (S10)
            {
                Name (_ADR, 0x00020000)
            }
        }

        // What is in the way.
        Device (ODD0)
        {
            Name (_HID, "ACME0001")
            Name (_UID, 0)
            Name (_CRS, ResourceTemplate () { Memory32Fixed (ReadWrite, 0x0B000000, 0x200) })
            Name (_DSD, Package ()
            {
                ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
                Package () { Package () { "label", "disk" } }
            })
        }

        Device (ODD1)
        {
            Name (_HID, "ACME0001")
            Name (_UID, 1)
            Name (_CRS, ResourceTemplate () { Memory32Fixed (ReadWrite, 0x0B000200, 0x200) })
            Method (_DSD, 0, NotSerialized)
            {
                Store (\_SB.ODD0._DSD, Local0)
                Return (Local0)
            }
        }

        Device (ODD2)
        {
            Name (_HID, "ACME0001")
            Name (_UID, 2)
        }

        Device (ODD3)
        {
            Name (_HID, "ACME0001")
            Name (_UID, 3)
            Name (_CRS, ResourceTemplate () { Memory32Fixed (ReadWrite, 0x0B000600, 0x200) })
            Name (_DMA, ResourceTemplate ()
            {
                QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
                    0, 0x40000000, 0x4FFFFFFF, 0, 0x10000000)
            })
        }
    }
}
