// validate: binding-property-type \_SB.BOX0, binding-property-type \_SB.BOX0, binding-property-type \_SB.BOX0, binding-property-type \_SB.BOX0, binding-property-type \_SB.BOX0, binding-property-type \_SB.BOX0 with --bindings ../acpi/bindings
// SPDX-License-Identifier: BSD-2-Clause
// Of each kind what a tree could not tell from what is right.
DefinitionBlock ("", "SSDT", 2, "TEST", "RESTRDMA", 1)
{
    Device (\_SB.OTHR)
    {
        Name (_HID, "ACME0001")
    }

    Device (\_SB.BOX0)
    {
        Name (MODE, 0x02)
        Name (_HID, "PRP0001")
        Name (_DSD, Package ()
        {
            ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
            Package ()
            {
                Package () { "compatible", "acme,box" },
                Package () { "acme,flag", 0x02 },
                Package () { "acme,mode", "abc" },
                Package () { "acme,small", 0x0100 },
                Package () { "acme,large", "abc" },
                Package () { "acme,name", 0x61626300 },
                Package () { "acme,peer", "abc" }
            }
        })
    }
}
