// validate: nothing with --bindings ../acpi/bindings
// SPDX-License-Identifier: BSD-2-Clause
// Each value as its binding has it.
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
                Package () { "acme,flag", One },
                Package () { "acme,mode", MODE },
                Package () { "acme,small", 0x09 },
                Package () { "acme,large", 0x100000000 },
                Package () { "acme,signed", 0xFFFFFFFFFFFFFFFE },
                Package () { "acme,name", "two" },
                Package () { "acme,list", Package () { One, 0x02 } },
                Package () { "acme,peer", \_SB.OTHR }
            },
            ToUUID ("dbb8e3e6-5886-4ba6-8795-1319f52a966b"),
            Package ()
            {
                Package () { "part@0", "PRT0" },
                Package () { "part@1", "PRT1" }
            }
        })
        Name (PRT0, Package ()
        {
            ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
            Package ()
            {
                Package () { "reg", Zero },
                Package () { "label", "left" }
            }
        })
        Name (PRT1, Package ()
        {
            ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
            Package ()
            {
                Package () { "reg", One },
                Package () { "label", "right" }
            }
        })
    }
}
