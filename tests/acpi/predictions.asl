// SPDX-License-Identifier: BSD-2-Clause
// What guests make of these devices: OPTIONS and GUEST of the program predict, DEVICE, the outcome, and words of one of the reasons.
//= -m 10000000-6fffffff -r 50000000-53ffffff debian-12-arm64 \_SB.DEV0 refused leaves the device no ordinary memory
//= -m 10000000-6fffffff -r 50000000-53ffffff debian-11-arm64 \_SB.DEV0 unrestricted it keeps the end alone
//= -m 54000000-6fffffff debian-11-arm64 \_SB.DEV0 refused leaves the device no ordinary memory
//= debian-11-arm64 \_SB.DEV0 unknown no memory map says
//= debian-12-arm64 \_SB.DEV0 refused taken to be reserved
//= debian-12-cloud-amd64 \_SB.DEV0 unrestricted looks at no _DMA
//= linux-6.1 \_SB.DEV0 unknown for which processor
//= linux-6.1 \_SB.BARE unrestricted nothing else keeps
//= -a absent debian-12-arm64 \_SB.DEV0 unrestricted does not offer ACCESS_PLATFORM
//= -a legacy debian-12-arm64 \_SB.DEV0 unrestricted legacy
//= -a required debian-12-arm64 \_SB.DEV0 refused requires ACCESS_PLATFORM
//= android-14-6.1 \_SB.DEV0 unknown does not boot by ACPI
//= -m 51000000-51ffffff debian-12-arm64 \_SB.DEV0 unrestricted holds all of memory
//= -m 52000000-6fffffff debian-12-arm64 \_SB.DEV0 unknown some ordinary memory
//= -m 40000000-6fffffff -r 50000000-53efffff debian-12-arm64 \_SB.DEV0 stalls a little
//= debian-12-arm64 \_SB.MORE unknown no memory map says
//= -m 10000000-2fffffff debian-12-arm64 \_SB.MORE unrestricted _DMA holds ordinary memory
//= -m 40000000-4fffffff debian-12-arm64 \_SB.MORE refused leaves the device no ordinary memory
//= -m 40000000-4fffffff debian-11-arm64 \_SB.MORE unrestricted before 6.1
//= -m 10000000-4fffffff debian-11-arm64 \_SB.MOVE refused leaves the device no ordinary memory
//= debian-12-arm64 \_SB.CALC unknown computed
//= debian-12-arm64 \_SB.MANY unknown more ranges than are looked at
//= debian-12-arm64 \_SB.VOID unrestricted lists no range
//= debian-12-arm64 \_SB.BUSN.DEV0 unrestricted only where _CRS stands beside it
//= debian-12-arm64 \_SB.CON0.DEV0 refused taken to be reserved
//= -c no debian-12-arm64 \_SB.CON0.DEV0 unrestricted without CONFIG_ACPI_CONTAINER
//= -d yes linux-6.1 \_SB.CON0.DEV0 unknown for which processor
//= -p arm64 linux-6.1 \_SB.CON0.DEV0 unknown CONFIG_ACPI_CONTAINER is not known
//= -p arm64 linux-6.1 \_SB.DEV0 refused taken to be reserved
//= -p arm64 -c no -d no linux-5.15 \_SB.NCCA unrestricted looks at no _DMA then
//= -p arm64 linux-6.12 \_SB.NCCA unknown DMA operations
//= -p arm64 -d yes linux-6.12 \_SB.NCCA refused cannot do DMA
//= -p x86 linux-6.12 \_SB.NCCA unrestricted nothing else keeps
//= debian-12-arm64 \_SB.CON0.PCI0 unrestricted the way to this one is broken
//= debian-12-arm64 \_SB.PCI1 refused taken to be reserved
//= debian-12-arm64 \_SB.PCI1.DEV1 refused taken to be reserved
//= debian-12-arm64 \_SB.GONE refused _STA says that the device is not there
//= debian-12-arm64 \_SB.BUSG.DEV0 refused what the device stands in
//= debian-12-arm64 \_SB.REGS refused no registers
//= debian-12-arm64 \_SB.INTR refused no interrupt
//= debian-12-arm64 \_SB.NHID refused without _HID
//= debian-12-arm64 \_SB.REST refused no driver binds
//= debian-12-arm64 \_SB.SOME refused taken to be reserved
//= debian-12-arm64 \_SB.PART unknown up to the driver
//= debian-12-arm64 \_SB.EXTN unknown a table that is not given
//= freebsd \_SB.DEV0 unrestricted neither pools nor what limits DMA
//= -a required freebsd \_SB.DEV0 refused does not accept ACCESS_PLATFORM
//= freebsd \_SB.FALL refused goes by the id LNRO0005
//= debian-12-arm64 \_SB.FALL refused taken to be reserved
//= windows \_SB.FALL refused no driver for virtio-mmio
//= windows \_SB.DEV0 refused no driver for virtio-mmio
//= windows \_SB.PCI1 unknown not known
//= debian-13-armmp \_SB.DEV0 unknown does not boot by ACPI
//= u-boot \_SB.DEV0 unknown does not boot by ACPI
#define POOL_RANGE QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite, 0, 0x50000000, 0x53FFFFFF, 0, 0x4000000)
#define FOUR_RANGES POOL_RANGE POOL_RANGE POOL_RANGE POOL_RANGE
#define MANY_RANGES FOUR_RANGES FOUR_RANGES FOUR_RANGES FOUR_RANGES
#define OTHER_RANGE QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite, 0, 0x20000000, 0x27FFFFFF, 0, 0x8000000)
#define MOVED_RANGE QWordMemory (ResourceProducer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite, 0, 0x10000000, 0x13FFFFFF, 0x40000000, 0x4000000)
#define REGISTERS(base) Memory32Fixed (ReadWrite, base, 0x200)
#define INTERRUPT Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) { 48 }
#define CRS(...) Name (_CRS, ResourceTemplate () { __VA_ARGS__ })
#define DMA(...) Name (_DMA, ResourceTemplate () { __VA_ARGS__ })
#define ID(hid, uid) Name (_HID, hid) Name (_UID, uid)
#define COHERENT Name (_CCA, One)
#define PROPERTIES(...) Name (_DSD, Package () { ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"), Package () { __VA_ARGS__ } })
#define LINK PROPERTIES (Package () { "memory-region", \_SB.POOL })
#define VIRTIO(uid, base) ID ("LNRO0005", uid) COHERENT CRS (REGISTERS (base) INTERRUPT) LINK
DefinitionBlock ("", "DSDT", 2, "FDTR", "PREDICT", 1)
{
    External (\_SB.EXTN, DeviceObj)

    Scope (\_SB)
    {
        Device (POOL)
        {
            ID ("PRP0001", Zero)
            CRS (POOL_RANGE)
            PROPERTIES (Package () { "compatible", "restricted-dma-pool" })
        }
        Device (DEV0) { VIRTIO (0, 0x0A000000) DMA (POOL_RANGE) }
        Device (BARE) { VIRTIO (1, 0x0A000200) }
        Device (MORE) { VIRTIO (2, 0x0A000400) DMA (POOL_RANGE OTHER_RANGE) }
        Device (MANY) { VIRTIO (13, 0x0A001C00) DMA (MANY_RANGES MANY_RANGES MANY_RANGES MANY_RANGES POOL_RANGE) }
        Device (MOVE) { VIRTIO (3, 0x0A000600) DMA (MOVED_RANGE) }
        Device (CALC)
        {
            VIRTIO (4, 0x0A000800)
            Method (_DMA, 0, Serialized)
            {
                Name (RBUF, ResourceTemplate () { POOL_RANGE })
                CreateQWordField (RBUF, 0x0E, BASE)
                BASE = 0x60000000
                Return (RBUF)
            }
        }
        Device (VOID) { VIRTIO (5, 0x0A000A00) DMA () }
        Device (NCCA)
        {
            ID ("LNRO0005", 6)
            CRS (REGISTERS (0x0A000C00) INTERRUPT)
            DMA (POOL_RANGE)
        }
        Device (GONE) { VIRTIO (7, 0x0A000E00) Name (_STA, Zero) }
        Device (REGS) { ID ("LNRO0005", 8) COHERENT CRS (INTERRUPT) }
        Device (INTR) { ID ("LNRO0005", 9) COHERENT CRS (REGISTERS (0x0A001000)) }
        Device (NHID) { Name (_CID, "LNRO0005") COHERENT CRS (REGISTERS (0x0A001200) INTERRUPT) }
        Device (REST)
        {
            ID ("PRP0001", One)
            COHERENT
            CRS (REGISTERS (0x0A001400) INTERRUPT)
            PROPERTIES (Package () { "compatible", "virtio-mmio-restricted-dma" }, Package () { "memory-region", \_SB.POOL })
        }
        Device (FALL)
        {
            ID ("PRP0001", 4)
            COHERENT
            CRS (REGISTERS (0x0A001E00) INTERRUPT)
            PROPERTIES (Package () { "compatible", "virtio,mmio" }, Package () { "memory-region", \_SB.POOL })
            DMA (POOL_RANGE)
        }
        Device (SOME) { ID ("ACME0001", Zero) COHERENT CRS (REGISTERS (0x0B000000)) DMA (POOL_RANGE) LINK }
        Device (PART) { Name (_ADR, One) COHERENT LINK }
        Device (BUSN)
        {
            ID ("PRP0001", 2)
            PROPERTIES (Package () { "compatible", "simple-bus" })
            DMA (POOL_RANGE)
            Device (DEV0) { VIRTIO (10, 0x0A001600) }
        }
        Device (BUSG)
        {
            ID ("PRP0001", 3)
            PROPERTIES (Package () { "compatible", "simple-bus" })
            Name (_STA, Zero)
            Device (DEV0) { VIRTIO (11, 0x0A001800) }
        }
        Device (CON0)
        {
            ID ("ACPI0004", Zero)
            CRS (REGISTERS (0x0A001A00))
            DMA (POOL_RANGE)
            Device (DEV0) { VIRTIO (12, 0x0A001A00) }
            Device (PCI0) { ID ("PNP0A08", Zero) COHERENT CRS () LINK }
        }
        Device (PCI1)
        {
            ID ("PNP0A08", One)
            Name (_SEG, One)
            COHERENT
            CRS ()
            DMA (POOL_RANGE)
            Device (DEV1) { Name (_ADR, 0x10000) Name (_STA, Zero) LINK }
        }
    }
    Scope (\_SB.EXTN) { LINK }
}
