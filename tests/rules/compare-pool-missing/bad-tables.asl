// compare: compare-pool-missing /reserved-memory/pool@5c000000 with machine.dts
// SPDX-License-Identifier: BSD-2-Clause
DefinitionBlock ("", "DSDT", 2, "FDTR", "MACHINE", 1)
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
				Interrupt (ResourceConsumer, Edge, ActiveHigh, Exclusive) { 48 }
			})
			Name (_DMA, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite, 0x0, 0x5C000000, 0x5FFFFFFF, 0x0, 0x4000000)
			})
		}

		Device (VR01)
		{
			Name (_HID, "LNRO0005")
			Name (_UID, One)
			Name (_CCA, One)
			Name (_CRS, ResourceTemplate ()
			{
				Memory32Fixed (ReadWrite, 0x0A000200, 0x200)
				Interrupt (ResourceConsumer, Edge, ActiveHigh, Exclusive) { 49 }
			})
			Name (_DMA, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite, 0x0, 0x5C000000, 0x5FFFFFFF, 0x0, 0x4000000)
			})
		}
	}
}
