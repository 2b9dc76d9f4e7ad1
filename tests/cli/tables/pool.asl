// SPDX-License-Identifier: BSD-2-Clause
DefinitionBlock ("", "SSDT", 2, "FDTR", "POOL", 1)
{
	Device (\_SB.POOL)
	{
		Name (_HID, "PRP0001")
		Name (_UID, Zero)
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
				0, 0x50000000, 0x53FFFFFF, 0, 0x4000000)
		})
	}
}
