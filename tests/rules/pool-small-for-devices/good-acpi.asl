// expect: nothing
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
					0x0, 0x50000000, 0x507fffff, 0x0, 0x800000)
			})
		}

		Device (VR00)
		{
			Name (_HID, "LNRO0005")
			Name (_UID, 0)
			Name (_CCA, One)
			Name (_CRS, ResourceTemplate ()
			{
				Memory32Fixed (ReadWrite, 0x0A000000, 0x200)
				Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 48 }
			})
			Name (_DMA, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
					0x0, 0x50000000, 0x507fffff, 0x0, 0x800000)
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

		Device (VR01)
		{
			Name (_HID, "LNRO0005")
			Name (_UID, 1)
			Name (_CCA, One)
			Name (_CRS, ResourceTemplate ()
			{
				Memory32Fixed (ReadWrite, 0x0A000200, 0x200)
				Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 49 }
			})
			Name (_DMA, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
					0x0, 0x50000000, 0x507fffff, 0x0, 0x800000)
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

		Device (VR02)
		{
			Name (_HID, "LNRO0005")
			Name (_UID, 2)
			Name (_CCA, One)
			Name (_CRS, ResourceTemplate ()
			{
				Memory32Fixed (ReadWrite, 0x0A000400, 0x200)
				Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 50 }
			})
			Name (_DMA, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
					0x0, 0x50000000, 0x507fffff, 0x0, 0x800000)
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

		Device (VR03)
		{
			Name (_HID, "LNRO0005")
			Name (_UID, 3)
			Name (_CCA, One)
			Name (_CRS, ResourceTemplate ()
			{
				Memory32Fixed (ReadWrite, 0x0A000600, 0x200)
				Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 51 }
			})
			Name (_DMA, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
					0x0, 0x50000000, 0x507fffff, 0x0, 0x800000)
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

		Device (VR04)
		{
			Name (_HID, "LNRO0005")
			Name (_UID, 4)
			Name (_CCA, One)
			Name (_CRS, ResourceTemplate ()
			{
				Memory32Fixed (ReadWrite, 0x0A000800, 0x200)
				Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 52 }
			})
			Name (_DMA, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
					0x0, 0x50000000, 0x507fffff, 0x0, 0x800000)
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

		Device (VR05)
		{
			Name (_HID, "LNRO0005")
			Name (_UID, 5)
			Name (_CCA, One)
			Name (_CRS, ResourceTemplate ()
			{
				Memory32Fixed (ReadWrite, 0x0A000A00, 0x200)
				Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 53 }
			})
			Name (_DMA, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
					0x0, 0x50000000, 0x507fffff, 0x0, 0x800000)
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

		Device (VR06)
		{
			Name (_HID, "LNRO0005")
			Name (_UID, 6)
			Name (_CCA, One)
			Name (_CRS, ResourceTemplate ()
			{
				Memory32Fixed (ReadWrite, 0x0A000C00, 0x200)
				Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 54 }
			})
			Name (_DMA, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
					0x0, 0x50000000, 0x507fffff, 0x0, 0x800000)
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

		Device (VR07)
		{
			Name (_HID, "LNRO0005")
			Name (_UID, 7)
			Name (_CCA, One)
			Name (_CRS, ResourceTemplate ()
			{
				Memory32Fixed (ReadWrite, 0x0A000E00, 0x200)
				Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 55 }
			})
			Name (_DMA, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
					0x0, 0x50000000, 0x507fffff, 0x0, 0x800000)
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
