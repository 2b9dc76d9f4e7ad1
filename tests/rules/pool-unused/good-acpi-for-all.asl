// expect: nothing
// SPDX-License-Identifier: BSD-2-Clause
DefinitionBlock ("", "DSDT", 2, "FDTR", "CASE", 1)
{
	Scope (\_SB)
	{
		// It is for every device, so none names it.
		Device (RDMA)
		{
			Name (_HID, "RDMA0000")
			Name (_UID, Zero)
			Name (_STA, 0x0F)
			Name (_CRS, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
					0x0, 0x50000000, 0x53ffffff, 0x0, 0x4000000)
			})
		}

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
	}
}
