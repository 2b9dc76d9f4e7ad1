// validate: nothing
// SPDX-License-Identifier: BSD-2-Clause
DefinitionBlock ("", "SSDT", 2, "TEST", "RESTRDMA", 1)
{
    Device (\_SB.RDM0)
    {
        Name (_HID, "PRP0001")
        Name (_UID, Zero)
        Name (_CRS, ResourceTemplate ()
        {
            QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
                0x0, 0x50000000, 0x53FFFFFF, 0x0, 0x4000000)
        })
        Name (_DSD, Package ()
        {
            ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
            Package ()
            {
                Package () { "compatible", "restricted-dma-pool" }
            }
        })
    }

    // Only an interpreter can tell what it has.
    Device (\_SB.VR00)
    {
        Name (_HID, "LNRO0005")
        Name (_UID, Zero)
        Name (WHAT, Zero)
        Method (_CRS)
        {
            If (WHAT)
            {
                Return (Buffer () { 0x79, 0 })
            }
            Return (ResourceTemplate () { Memory32Fixed (ReadWrite, 0x0A000000, 0x200) })
        }
        Name (_DSD, Package ()
        {
            ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
            Package ()
            {
                Package () { "memory-region", \_SB.RDM0 }
            }
        })
    }
}
