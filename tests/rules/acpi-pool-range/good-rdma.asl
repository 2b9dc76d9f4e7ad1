// expect: nothing
// SPDX-License-Identifier: BSD-2-Clause
DefinitionBlock ("", "DSDT", 2, "FDTR", "CASE", 1)
{
	Scope (\_SB)
	{
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
	}
}
