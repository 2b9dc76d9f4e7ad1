// validate: nothing with --bindings ../acpi/bindings
// SPDX-License-Identifier: BSD-2-Clause
// Only an interpreter can tell.
DefinitionBlock ("", "SSDT", 2, "TEST", "RESTRDMA", 1)
{
    Device (\_SB.OTHR)
    {
        Name (_HID, "ACME0001")
    }

    Device (\_SB.BOX0)
    {
        Name (MODE, 0x02)
        Method (HOW)
        {
            If (MODE)
            {
                Return (0x03)
            }
            Return (0x04)
        }
        Name (_HID, "PRP0001")
        Name (_DSD, Package ()
        {
            ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
            Package ()
            {
                Package () { "compatible", "acme,box" },
                Package () { "acme,mode", HOW }
            }
        })
    }
}
