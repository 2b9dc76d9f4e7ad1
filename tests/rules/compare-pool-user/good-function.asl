// compare: nothing with machine-pci.dts
// SPDX-License-Identifier: BSD-2-Clause
DefinitionBlock ("", "DSDT", 2, "FDTR", "MACHINE", 1)
{
	Scope (\_SB)
	{
		Device (RDM0)
		{
			Name (_HID, "PRP0001")
			Name (_UID, Zero)
			Name (_DSD, Package ()
			{
				ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
				Package () { Package () { "compatible", "restricted-dma-pool" } }
			})
			Name (_CRS, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite, 0x0, 0x5C000000, 0x5FFFFFFF, 0x0, 0x4000000)
			})
		}

		Device (PCI0)
		{
			Name (_HID, EISAID ("PNP0A08"))
			Name (_UID, Zero)
			Name (_CCA, One)

			Device (RP01)
			{
				Name (_ADR, 0x00010000)

				Device (DISK)
				{
					Name (_ADR, 0x00030001)
					Name (_DSD, Package ()
					{
						ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
						Package () { Package () { "memory-region", \_SB.RDM0 } }
					})
				}
			}
		}
	}
}
