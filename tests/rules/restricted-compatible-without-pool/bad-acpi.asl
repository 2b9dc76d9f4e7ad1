// expect: restricted-compatible-without-pool \_SB.VR00
// SPDX-License-Identifier: BSD-2-Clause
DefinitionBlock ("", "DSDT", 2, "FDTR", "CASE", 1)
{
	Scope (\_SB)
	{
		Device (VR00)
		{
			Name (_HID, "PRP0001")
			Name (_UID, Zero)
			Name (_CCA, One)
			Name (_CRS, ResourceTemplate ()
			{
				Memory32Fixed (ReadWrite, 0x0A000000, 0x200)
				Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 48 }
			})
			Name (_DSD, Package ()
			{
				ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
				Package ()
				{
					Package () { "compatible", "virtio-mmio-restricted-dma" }
				}
			})
		}
	}
}
