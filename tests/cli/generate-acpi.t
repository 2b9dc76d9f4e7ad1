# SPDX-License-Identifier: BSD-2-Clause
# needs iasl dtc jq
# A device tree, its request carried out, as a table; and the table as ASL.
$ cp "$ACPI"/machine.asl "$ACPI"/board.dts .
$ fdtrestrict generate --base virt.dtb --size 64M -o out.aml
made \_SB.RDM0: 64 MiB at 0x5c000000, for \_SB.V000 and 31 more
guard: dma-ranges, as _DMA of each device; Linux on arm64 and loongarch fails its probe, on others it looks at no _DMA
no released system takes a pool from ACPI tables; a driver of your own has to
virtio devices must offer, and require, VIRTIO_F_VERSION_1 (32) and VIRTIO_F_ACCESS_PLATFORM (33)
the machine's memory map must have 0x5c000000..0x5fffffff reserved
$ fdtrestrict generate -q --base virt.dtb --size 64M -o again.aml && cmp out.aml again.aml
$ fdtrestrict generate -q --base virt.dtb --size 8M --attach /virtio_mmio@a003e00 --format asl | head -30
DefinitionBlock ("", "SSDT", 0x02, "FDTRST", "RESTRDMA", 0x00000001)
{
	Scope (\_SB)
	{
		// A restricted DMA pool. The memory map must have it reserved.
		Device (RDM0)
		{
			Name (_HID, "PRP0001")
			Name (_UID, Zero)
			Name (_STA, 0x0F)
			Name (_CRS, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
					0x0000000000000000,  // granularity
					0x000000005F800000,  // minimum
					0x000000005FFFFFFF,  // maximum
					0x0000000000000000,  // translation
					0x0000000000800000)  // length
			})
			Name (_DSD, Package ()
			{
				ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
				Package ()
				{
					Package () { "compatible", "restricted-dma-pool" }
				}
			})
		}
		Device (V000)
		{
$ fdtrestrict generate -q --base virt.dtb --size 64M -o out.asl && iasl -p compiled out.asl 2>&1 | grep Errors
Compilation successful. 0 Errors, 0 Warnings, 0 Remarks, 33 Optimizations
$ cmp -i 36 out.aml compiled.aml
# The pools that a tree has already, and all its virtio,mmio devices.
$ dtc -q -o board.dtb board.dts
$ fdtrestrict generate --base board.dtb -o board.aml
made \_SB.RDM0: 8 MiB at 0x50000000, for \_SB.V000 and 1 more
made \_SB.RDM1: 16 MiB at 0x1040000000, for \_SB.V002 and 2 more
guard: dma-ranges, as _DMA of each device; Linux on arm64 and loongarch fails its probe, on others it looks at no _DMA
no released system takes a pool from ACPI tables; a driver of your own has to
virtio devices must offer, and require, VIRTIO_F_VERSION_1 (32) and VIRTIO_F_ACCESS_PLATFORM (33)
the machine's memory map must have 0x50000000..0x507fffff reserved
the machine's memory map must have 0x1040000000..0x1040ffffff reserved
lint: \_SB.V001: warning: _CCA is 0 (3 devices) [device-not-coherent]
lint: \_SB.V004: warning: 1 virtio device has no pool, though \_SB.V000 has one [device-unrestricted]
$ fdtrestrict generate -q --base board.dtb --guard container --format asl | grep -E 'Device|// m|Fixed \(|Interrupt \(|^	*0x[0-9A-F]{8}$'
		Device (RDM0)
					0x0000000050000000,  // minimum
					0x00000000507FFFFF,  // maximum
		Device (RDM1)
					0x0000001040000000,  // minimum
					0x0000001040FFFFFF,  // maximum
		Device (RDB0)
					0x0000000010000000,  // minimum
					0x00000000100003FF,  // maximum
					0x0000000050000000,  // minimum
					0x00000000507FFFFF,  // maximum
			Device (V000)
					Memory32Fixed (ReadWrite, 0x10000000, 0x00000200)
					Interrupt (ResourceConsumer, Level, ActiveHigh, Shared)
						0x00000027
			Device (V001)
					Memory32Fixed (ReadWrite, 0x10000200, 0x00000200)
					Interrupt (ResourceConsumer, Level, ActiveHigh, Shared)
						0x00000027
		Device (RDB1)
					0x0000000010001000,  // minimum
					0x0000000010001FFF,  // maximum
					0x0000002000000000,  // minimum
					0x00000020000001FF,  // maximum
					0x0000002000000400,  // minimum
					0x00000020000005FF,  // maximum
					0x0000001040000000,  // minimum
					0x0000001040FFFFFF,  // maximum
			Device (V002)
					Memory32Fixed (ReadWrite, 0x10001000, 0x00001000)
					Interrupt (ResourceConsumer, Level, ActiveLow, Exclusive)
						0x00001005
			Device (V003)
						0x0000002000000000,  // minimum
						0x00000020000001FF,  // maximum
					Interrupt (ResourceConsumer, Edge, ActiveHigh, Exclusive)
						0x00000029
			Device (V005)
						0x0000002000000400,  // minimum
						0x00000020000005FF,  // maximum
					Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive)
						0x0000002B
		Device (V004)
					0x0000002000000200,  // minimum
					0x00000020000003FF,  // maximum
				Interrupt (ResourceConsumer, Edge, ActiveLow, Exclusive)
					0x0000002A
# What a table cannot say: a note where nothing depends on it, else a refusal.
$ fdtrestrict generate --base virt.dtb --size 8M --attach /pcie@10000000 -o pcie.aml 2>&1 | grep note
note: /pcie@10000000: uses a pool, which is not carried over: another table declares PCI bridges and what is behind them; give that one with --augment
$ fdtrestrict generate --base virt.dtb --size 8M --at dynamic --guard none -o x.aml
fdtrestrict: virt.dtb: /virtio_mmio@a000000 cannot be said in a table: its pool has no address, since the kernel is to choose one; give it one (--at auto or --at ADDR)
[2]
$ fdtrestrict generate --base virt.dtb -o x.aml
fdtrestrict: virt.dtb: the tree has no restricted pool with an address; ask for one with --size
[2]
$ sed 's/interrupts = <0 7 4>/interrupts = <1 7 4>/' board.dts >ppi.dts; fdtrestrict generate --base ppi.dts -o x.aml
fdtrestrict: ppi.dts: /bus@10000000/virtio@0 cannot be said in a table: its interrupt is private to a processor (PPI), which no device outside one can have
[2]
$ sed 's/arm,gic-v3/riscv,plic0/' board.dts >plic.dts; fdtrestrict generate --base plic.dts -o x.aml
fdtrestrict: plic.dts: /bus@10000000/virtio@0 cannot be said in a table: its interrupt goes to /interrupt-controller@8000000 (riscv,plic0), whose numbers are not known as GSIs: only those of arm,gic-v3 and of GICs before it are
[2]
$ sed 's/interrupts = <0 10 2>/interrupts = <1 10 2>/' board.dts >ppi.dts; fdtrestrict generate --base ppi.dts -o x.aml 2>&1 | grep note
note: /virtio@2000000200: is left out: its interrupt is private to a processor (PPI), which no device outside one can have
# Tables that exist: what they lack is added.
$ fdtrestrict generate --augment machine.asl --size 8M --at 0x50000000 -o ssdt.aml
made \_SB.RDM0: 8 MiB at 0x50000000, for \_SB.VR00 and 2 more
guard: dma-ranges, as _DMA of each device; Linux on arm64 and loongarch fails its probe, on others it looks at no _DMA
no released system takes a pool from ACPI tables; a driver of your own has to
virtio devices must offer, and require, VIRTIO_F_VERSION_1 (32) and VIRTIO_F_ACCESS_PLATFORM (33)
the machine's memory map must have 0x50000000..0x507fffff reserved
$ fdtrestrict generate --augment machine.asl --size 8M --at 0x50000000 --attach '\_SB.VR00' --guard container -o own.aml 2>&1 | grep ^guard
guard: dma-ranges, as _DMA of each device; Linux on arm64 and loongarch fails its probe, on others it looks at no _DMA
$ fdtrestrict generate -q --augment machine.asl --size 8M --at 0x50000000 --attach '\_SB.VR00' --format asl
DefinitionBlock ("", "SSDT", 0x02, "FDTRST", "RESTRDMA", 0x00000001)
{
	External (\_SB.VR00, DeviceObj)
	Scope (\_SB)
	{
		// A restricted DMA pool. The memory map must have it reserved.
		Device (RDM0)
		{
			Name (_HID, "PRP0001")
			Name (_UID, Zero)
			Name (_STA, 0x0F)
			Name (_CRS, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
					0x0000000000000000,  // granularity
					0x0000000050000000,  // minimum
					0x00000000507FFFFF,  // maximum
					0x0000000000000000,  // translation
					0x0000000000800000)  // length
			})
			Name (_DSD, Package ()
			{
				ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
				Package ()
				{
					Package () { "compatible", "restricted-dma-pool" }
				}
			})
		}
	}
	Scope (\_SB.VR00)
	{
		Name (_DSD, Package ()
		{
			ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
			Package ()
			{
				Package () { "memory-region", \_SB.RDM0 }
			}
		})
		Name (_DMA, ResourceTemplate ()
		{
			QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
				0x0000000000000000,  // granularity
				0x0000000050000000,  // minimum
				0x00000000507FFFFF,  // maximum
				0x0000000000000000,  // translation
				0x0000000000800000)  // length
		})
	}
}
# What is there already is left alone; a device more joins the pool.
$ fdtrestrict generate --augment machine.asl --augment ssdt.aml --size 8M --at 0x50000000 -o none.aml; test -e none.aml || echo no file
found \_SB.RDM0: 8 MiB at 0x50000000, for \_SB.VR00 and 2 more
the tables hold all of it already; there is nothing to do, and nothing was written
no file
$ fdtrestrict generate -q --augment machine.asl --size 8M --at 0x50000000 --attach '\_SB.VR00' -o one.aml
$ fdtrestrict generate --augment machine.asl --augment one.aml --size 8M --at 0x50000000 -o more.aml
found \_SB.RDM0: 8 MiB at 0x50000000, for \_SB.VR00 and 2 more
guard: dma-ranges, as _DMA of each device; Linux on arm64 and loongarch fails its probe, on others it looks at no _DMA
no released system takes a pool from ACPI tables; a driver of your own has to
virtio devices must offer, and require, VIRTIO_F_VERSION_1 (32) and VIRTIO_F_ACCESS_PLATFORM (33)
$ fdtrestrict generate -q --augment machine.asl --augment one.aml --size 8M --at 0x50000000 --format asl | grep -E 'Definition|External|Scope'
DefinitionBlock ("", "SSDT", 0x02, "FDTRST", "RESTRD01", 0x00000001)
	External (\_SB.RDM0, DeviceObj)
	External (\_SB.VR01, DeviceObj)
	External (\_SB.BUS0.VR03, DeviceObj)
	Scope (\_SB.VR01)
	Scope (\_SB.BUS0.VR03)
$ fdtrestrict generate --augment machine.asl --augment one.aml --size 8M --at 0x51000000 -o x.aml
fdtrestrict: the device \_SB.VR00 has a memory-region already, which is not this pool; leave the device out, ask for that pool's size and place, or change the table
[2]
# Selectors: wildcards stay within a segment; shells take a lone backslash away; PCI devices that no table has.
$ fdtrestrict generate -q --augment machine.asl --size 8M --at 0x50000000 --attach '\_SB.VR*' --format asl | grep Scope
	Scope (\_SB)
	Scope (\_SB.VR00)
	Scope (\_SB.VR01)
$ fdtrestrict generate -q --augment machine.asl --size 8M --at 0x50000000 --attach '_SB.*.VR03' --format asl | grep Scope
	Scope (\_SB)
	Scope (\_SB.BUS0.VR03)
$ fdtrestrict generate -q --augment machine.asl --size 8M --at 0x50000000 --attach hid:PNP0A08 --attach '\_SB.PCI0@2' --format asl | grep Scope
	Scope (\_SB)
	Scope (\_SB.PCI0)
	Scope (\_SB.PCI0.S10)
$ fdtrestrict generate -q --augment machine.asl --size 8M --at 0x50000000 --attach '\_SB.PCI0@1f,7' --format asl | grep -A18 Scope.*PCI0
	Scope (\_SB.PCI0)
	{
		Device (P1F7)
		{
			Name (_ADR, 0x001F0007)
			Name (_DSD, Package ()
			{
				ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
				Package ()
				{
					Package () { "memory-region", \_SB.RDM0 }
				}
			})
			Name (_CRS, ResourceTemplate ()
			{
			})
			Name (_DMA, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
$ fdtrestrict generate -q --augment machine.asl --size 8M --at 0x50000000 --per-device --attach '\_SB.VR0[01]' --report json -o x.aml | jq -c '.changed, .guard, (.pools[] | [.object, .base, .size, .existed, (.devices[] | .object, .kind, .existed, .guarded)])'
true
"dma-ranges"
["\\_SB.RDM0","0x50000000","0x800000",false,"\\_SB.VR00","virtio-mmio",true,true]
["\\_SB.RDM1","0x50800000","0x800000",false,"\\_SB.VR01","virtio-mmio",true,true]
# The deployed form: one pool that nothing names.
$ fdtrestrict generate -q --augment machine.asl --size 8M --at 0x50000000 --acpi-style rdma0000 --guard none --format asl
DefinitionBlock ("", "SSDT", 0x02, "FDTRST", "RESTRDMA", 0x00000001)
{
	Scope (\_SB)
	{
		// A restricted DMA pool. The memory map must have it reserved.
		Device (RDMA)
		{
			Name (_HID, "RDMA0000")
			Name (_STA, 0x0F)
			Name (_CRS, ResourceTemplate ()
			{
				QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
					0x0000000000000000,  // granularity
					0x0000000050000000,  // minimum
					0x00000000507FFFFF,  // maximum
					0x0000000000000000,  // translation
					0x0000000000800000)  // length
			})
		}
	}
}
# A place by the memory map; the tables of a directory; two machines at once.
$ printf '%s\n' '40000000-7effffff : System RAM' '7f000000-7fffffff : Reserved' >iomem
$ fdtrestrict generate --augment machine.asl --memory-map iomem --size 8M --attach '\_SB.VR00' -o placed.aml
made \_SB.RDM0: 8 MiB at 0x7e800000, for \_SB.VR00
guard: dma-ranges, as _DMA of each device; Linux on arm64 and loongarch fails its probe, on others it looks at no _DMA
no released system takes a pool from ACPI tables; a driver of your own has to
virtio devices must offer, and require, VIRTIO_F_VERSION_1 (32) and VIRTIO_F_ACCESS_PLATFORM (33)
the machine's memory map must have 0x7e800000..0x7effffff reserved
$ fdtrestrict generate --augment machine.asl --memory-map iomem --size 8M --at 0x7e800000 --attach '\_SB.VR00' -o fixed.aml 2>&1 | head -1
made \_SB.RDM0: 8 MiB at 0x7e800000, for \_SB.VR00
$ fdtrestrict generate --augment machine.asl --memory-map iomem --size 8M --at 0x90000000 --attach '\_SB.VR00' -o x.aml
fdtrestrict: the pool 0x90000000..0x907fffff is not wholly in one piece of the guest's memory, or out of reach of its devices; choose another address
[2]
$ fdtrestrict generate --augment machine.asl --memory-map iomem --size 8M --at 0x7f000000 --attach '\_SB.VR00' -o reserved.aml 2>&1 | head -1
made \_SB.RDM0: 8 MiB at 0x7f000000, for \_SB.VR00
$ fdtrestrict generate --augment machine.asl --memory-map iomem --size 8M --at 0x7e810000 -o x.aml
fdtrestrict: the pool 0x7e810000..0x7f00ffff would overlap the reserved region 0x7f000000..0x7fffffff; choose another address
[2]
$ mkdir tables && iasl -p tables/DSDT machine.asl >/dev/null 2>&1 && mv tables/DSDT.aml tables/DSDT && cp one.aml tables/SSDT1
$ fdtrestrict generate --augment tables --size 8M --at 0x50000000 --attach '\_SB.VR00' -o x.aml
found \_SB.RDM0: 8 MiB at 0x50000000, for \_SB.VR00
the tables hold all of it already; there is nothing to do, and nothing was written
$ fdtrestrict generate --augment tables --augment machine.asl --size 8M --at 0x50000000 -o x.aml
fdtrestrict: there are 2 DSDTs among the tables, and a machine has one; give those of one machine
[2]
# What is in the way.
$ head -c 400 tables/DSDT >cut.aml; fdtrestrict generate --augment cut.aml --size 8M --at 0x50000000 -o x.aml
fdtrestrict: cut.aml (DSDT) at byte 0x4: the header says a length of 0x30d, but only 0x190 bytes are there; the table is cut off, get the whole of it
[3]
$ fdtrestrict generate --augment machine.asl --size 8M --at 0x50000000 --attach '\_SB.ODD0' -o x.aml
fdtrestrict: the device \_SB.ODD0 has a _DSD already, and an SSDT cannot add to it; add memory-region in the table that has it
[2]
$ fdtrestrict generate --augment machine.asl --size 8M --at 0x50000000 --attach '\_SB.ODD1' -o x.aml
fdtrestrict: the device \_SB.ODD1 has a _DSD that is made at run time, and an SSDT cannot add to it; add memory-region there
[2]
$ fdtrestrict generate --augment machine.asl --size 8M --at 0x50000000 --attach '\_SB.ODD2' -o x.aml
fdtrestrict: the device \_SB.ODD2 has no _CRS, and without it a _DMA does not count, so it cannot be guarded; take the advisory form with --guard none
[2]
$ fdtrestrict generate --augment machine.asl --size 8M --at 0x50000000 --attach '\_SB.ODD3' -o x.aml
fdtrestrict: the device \_SB.ODD3 has a _DMA already, which is not the pool and nothing else; change the table that has it, or take the advisory form with --guard none
[2]
$ fdtrestrict generate --augment machine.asl --size 8M --at 0x50000000 --attach '\_SB.VR02' -o x.aml
fdtrestrict: the device \_SB.VR02 is not there, as its _STA says; leave it out, or change the table
[2]
$ fdtrestrict generate --augment machine.asl --size 8M --at 0x50000000 --attach '\_SB.VR09' -o x.aml
fdtrestrict: the selector '\_SB.VR09' matches no device that the tables declare; give a device's path such as \_SB.VR00, a path with wildcards, hid:ID, or BRIDGE@SLOT,FUNCTION for a PCI device
[2]
$ fdtrestrict generate --augment machine.asl --size 8M --at 0x50000000 --attach '\_SB.PCI0@20' -o x.aml
fdtrestrict: the selector '\_SB.PCI0@20' matches no device that the tables declare; give a device's path such as \_SB.VR00, a path with wildcards, hid:ID, or BRIDGE@SLOT,FUNCTION for a PCI device
[2]
$ fdtrestrict generate --augment machine.asl --size 8M --at 0x10000000 -o x.aml
fdtrestrict: the pool 0x10000000..0x107fffff would overlap the PCI window 0x10000000..0x1fffffff of \_SB.PCI0; choose another address
[2]
$ fdtrestrict generate --augment machine.asl --size 8M -o x.aml
fdtrestrict: tables do not say what memory there is, so the pool cannot be placed: give its address with --at, or the machine's memory map with --memory-map
[2]
$ fdtrestrict generate --augment machine.asl --size 8M --at dynamic -o x.aml
fdtrestrict: a table needs the address of a pool, which no kernel chooses there; give it with --at
[2]
$ fdtrestrict generate --augment machine.asl --size 8M --at 0x50001000 -o x.aml
fdtrestrict: the address 0x50001000 is not aligned to 0x10000; choose an aligned one, or another --align
[2]
$ fdtrestrict generate --augment machine.asl --size 8M --at 0x50000000 --guard compatible -o x.aml
fdtrestrict: the device \_SB.VR00: another table says what it is compatible with; choose the guard dma-ranges, or none
[2]
$ fdtrestrict generate --augment machine.asl --size 8M --at 0x50000000 --guard dma-mem -o x.aml
fdtrestrict: the guard dma-mem is one of device trees; for tables choose dma-ranges, which is _DMA on the device
[2]
$ fdtrestrict generate --augment bad.dts --size 8M --at 0x50000000 -o x.aml
fdtrestrict: bad.dts: it is no ACPI table, no ASL, and no text of acpidump
[3]
$ test -e x.aml || echo no file
# Options that do not go together.
$ fdtrestrict generate --augment machine.asl --base virt.dtb --size 8M -o x.aml
fdtrestrict generate: --base and --augment do not go together: one translates a tree, the other adds to tables; see `fdtrestrict generate --help`
[2]
$ fdtrestrict generate --augment machine.asl --size 8M -o x.dtb
fdtrestrict generate: what --augment makes is a table; say -o FILE.aml or FILE.asl; see `fdtrestrict generate --help`
[2]
$ fdtrestrict generate --augment machine.asl -o x.aml
fdtrestrict generate: no --size or --spec given, or a size of zero; see `fdtrestrict generate --help`
[2]
$ fdtrestrict generate --size 8M -o x.aml
fdtrestrict generate: no --base given; see `fdtrestrict generate --help`
[2]
$ fdtrestrict generate --base virt.dtb --size 8M --memory-map iomem -o x.aml
fdtrestrict generate: --memory-map goes with --augment; a tree says itself what memory there is; see `fdtrestrict generate --help`
[2]
$ fdtrestrict generate --base virt.dtb --size 8M --acpi-style rdma0000 -o x.dtb
fdtrestrict generate: --acpi-style is for tables; say --format aml or asl; see `fdtrestrict generate --help`
[2]
$ fdtrestrict generate --base virt.dtb --size 8M --acpi-style other -o x.aml
fdtrestrict generate: --acpi-style wants prp0001 or rdma0000, not 'other'; see `fdtrestrict generate --help`
[2]
$ fdtrestrict generate --base virt.dtb --attach /virtio_mmio@a000000 -o x.aml
fdtrestrict generate: no --size given: without it the tree's own pools are translated, and nothing is placed or attached; see `fdtrestrict generate --help`
[2]
# A table is not replaced by what is to be loaded beside it; what holds all already may be named.
$ mkdir machine; iasl -p machine/dsdt machine.asl >/dev/null 2>&1; fdtrestrict generate --augment machine --size 8M --at 0x50000000 -o ./machine/dsdt.aml; head -c 4 machine/dsdt.aml; echo
fdtrestrict: ./machine/dsdt.aml would replace the tables of machine/dsdt.aml, which the new one is loaded beside; choose another -o
DSDT
$ for i in 1 2; do fdtrestrict generate -q --augment machine --size 8M --at 0x50000000 -o machine/ssdt.aml; done; head -c 4 machine/ssdt.aml; echo
SSDT
# What the source of tables includes.
$ mkdir inc; printf 'DefinitionBlock ("", "DSDT", 2, "FDTR", "GEN", 1)\n{\n#include "devices.asi"\n}\n' >dsdt.asl; printf 'Scope (\\_SB) { Device (VR00) { Name (_HID, "LNRO0005") Name (_UID, 0) Name (_CCA, 1) Name (_CRS, ResourceTemplate () { Memory32Fixed (ReadWrite, 0xa000000, 0x200) Interrupt (ResourceConsumer, Level, ActiveHigh) { 48 } }) } }\n' >inc/devices.asi
$ fdtrestrict generate -q --augment dsdt.asl -I inc --size 8M --at 0x50000000 --format asl | grep Scope
	Scope (\_SB)
	Scope (\_SB.VR00)
