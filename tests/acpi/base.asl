// SPDX-License-Identifier: BSD-2-Clause
// What the examples of bindings/acpi/restricted-dma.md add to.
DefinitionBlock ("", "DSDT", 2, "FDTRST", "BASE", 1)
{
    Scope (\_SB)
    {
        Device (VR00)
        {
            Name (_HID, "LNRO0005")
            Name (_UID, Zero)
            Name (_CCA, One)
            Name (_CRS, ResourceTemplate ()
            {
                Memory32Fixed (ReadWrite, 0x0A000000, 0x200)
                Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 48 }
            })
        }

        Device (PCI0)
        {
            Name (_HID, EisaId ("PNP0A08"))
            Name (_CID, EisaId ("PNP0A03"))
            Name (_UID, Zero)
            Name (_CCA, One)
            Name (_CRS, ResourceTemplate ()
            {
                WordBusNumber (ResourceProducer, MinFixed, MaxFixed, PosDecode, 0x0, 0x0, 0xFF, 0x0, 0x100)
            })
        }
    }
}
