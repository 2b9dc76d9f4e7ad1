// expect: acpi-cca-missing:error \_SB.VR00
// SPDX-License-Identifier: BSD-2-Clause
DefinitionBlock ("", "DSDT", 2, "FDTR", "CASE", 1)
{
	Scope (\_SB)
	{
		Device (VR00)
		{
			Name (_HID, "LNRO0005")
			Name (_UID, Zero)
			Name (_CRS, ResourceTemplate ()
			{
				Memory32Fixed (ReadWrite, 0x0A000000, 0x200)
				Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 48 }
			})
		}
	}
}
