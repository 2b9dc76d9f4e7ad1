// expect: acpi-unguarded:warning \_SB.POOL
// SPDX-License-Identifier: BSD-2-Clause
DefinitionBlock ("", "DSDT", 2, "FDTR", "CASE", 1)
{
	Scope (\_SB)
	{
		Device (POOL)
		{
			Name (_HID, "PRP0001")
			Name (_UID, Zero)
			Name (_STA, 0x0F)
			Name (_DSD, Package ()
			{
				ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
				Package ()
				{
					Package () { "compatible", "restricted-dma-pool" }
				}
			})
			Name (_CRS, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
					0x0, 0x50000000, 0x53ffffff, 0x0, 0x4000000)
			})
		}

		Device (BUS0)
		{
			Name (_HID, "ACPI0004")
			Name (_UID, Zero)
			Name (_CRS, ResourceTemplate ()
			{
			})
			Name (_DMA, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
					0x0, 0x50000000, 0x53ffffff, 0x0, 0x4000000)
			})

			// A host bridge has no device above it.
			Device (PCI0)
			{
				Name (_HID, "PNP0A08")
				Name (_UID, Zero)
				Name (_CCA, One)
				Name (_CRS, ResourceTemplate ()
				{
					WordBusNumber (ResourceProducer, MinFixed, MaxFixed, PosDecode, 0, 0, 0xff, 0, 0x100)
				})
				Name (_DSD, Package ()
				{
					ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
					Package ()
					{
						Package () { "memory-region", \_SB.POOL }
					}
				})
			}
		}
	}
}
