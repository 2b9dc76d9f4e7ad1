// validate: binding-property-count \_SB.BOX0, binding-property-unknown \_SB.BOX0, binding-property-value \_SB.BOX0, binding-property-value \_SB.BOX0, binding-property-value \_SB.BOX0 with --bindings ../acpi/bindings
// SPDX-License-Identifier: BSD-2-Clause
// Too large, too small, too few; and in data nodes.
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
                Package () { "acme,mode", 0x04 },
                Package () { "acme,signed", 0xFFFFFFFFFFFFFFF0 },
                Package () { "acme,list", Package () { One } }
            },
            ToUUID ("dbb8e3e6-5886-4ba6-8795-1319f52a966b"),
            Package ()
            {
                Package () { "part@0", "PRT0" },
                Package () { "port@1", "PRT1" }
            }
        })
        Name (PRT0, Package ()
        {
            ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
            Package ()
            {
                Package () { "reg", Zero },
                Package () { "label", "middle" }
            }
        })
        Name (PRT1, Package ()
        {
            ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
            Package ()
            {
                Package () { "reg", One }
            }
        })
    }
}
