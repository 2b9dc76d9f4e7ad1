// SPDX-License-Identifier: BSD-2-Clause
// What the platform holds of this table, in the words of the program platform; a place in the table is no part of it.
//= reserved region 0x50000000..0x507fffff \_SB.POOL _CRS entry 0
//= device registers 0xa000000..0xa0001ff \_SB.VR00 _CRS entry 0
//= device registers 0xa000200..0xa0003ff \_SB.GRD0.VR01 _CRS entry 0
//= device registers 0x1000000000..0x10000001ff \_SB.GRD0.VR02 _CRS entry 0
//= PCI window 0x10000000..0x3efeffff \_SB.PCI0 _CRS entry 1
//= PCI window 0x3eff0000..0x3effffff \_SB.PCI0 _CRS entry 2
//= reserved region 0x58000000..0x587fffff \_SB.RDMA _CRS entry 0
//= pool \_SB.POOL 0x50000000..0x507fffff
//= pool \_SB.RDMA 0x58000000..0x587fffff
//= device \_SB.VR00 virtio-mmio bus \_SB coherent
//=   link 0 \_SB.POOL
//=   window 0x50000000..0x507fffff bus 0x50000000 of \_SB.VR00
//= device \_SB.GRD0.VR01 virtio-mmio-restricted bus \_SB.GRD0 coherent
//=   link 0 \_SB.POOL
//=   link 1 \_SB.RDMA
//=   window 0x50000000..0x507fffff bus 0x10000000 of \_SB.GRD0
//= device \_SB.GRD0.VR02 virtio-mmio bus \_SB.GRD0 coherent
//=   link 0 \_SB.POOL
//=   window 0x50000000..0x507fffff bus 0x10000000 of \_SB.GRD0
//= device \_SB.PCI0 pci-host bus \_SB.PCI0
//=   link 0 \_SB.POOL
//= device \_SB.PCI0.DEV1 pci bus \_SB.PCI0
//=   link 0 \_SB.POOL
//= device \_SB.GONE other bus \_SB absent
//=   link 0 -
DefinitionBlock ("", "DSDT", 2, "FDTR", "PLATFORM", 1)
{
    Scope (\_SB)
    {
        Device (POOL)
        {
            Name (_HID, "PRP0001")
            Name (_UID, 0)
            Name (_DSD, Package () {
                ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
                Package () { Package () { "compatible", "restricted-dma-pool" } }
            })
            Name (_CRS, ResourceTemplate () {
                QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
                    0, 0x50000000, 0x507FFFFF, 0, 0x800000)
            })
        }
        Device (VR00)
        {
            Name (_HID, "LNRO0005")
            Name (_UID, 0)
            Name (_CCA, One)
            Name (_CRS, ResourceTemplate () {
                Memory32Fixed (ReadWrite, 0x0A000000, 0x200)
                Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) {48}
            })
            Name (_DMA, ResourceTemplate () {
                QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
                    0, 0x50000000, 0x507FFFFF, 0, 0x800000)
            })
            Name (_DSD, Package () {
                ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
                Package () { Package () { "memory-region", ^POOL } }
            })
        }
        Device (GRD0)
        {
            Name (_HID, "ACPI0004")
            Name (_CCA, One)
            Name (_CRS, ResourceTemplate () { })
            Name (_DMA, ResourceTemplate () {
                QWordMemory (ResourceProducer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
                    0, 0x10000000, 0x107FFFFF, 0x40000000, 0x800000)
            })
            Device (VR01)
            {
                Name (_HID, "PRP0001")
                Name (_UID, 1)
                Name (_CRS, ResourceTemplate () {
                    Memory32Fixed (ReadWrite, 0x0A000200, 0x200)
                })
                Name (_DSD, Package () {
                    ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
                    Package () {
                        Package () { "compatible", Package () { "virtio-mmio-restricted-dma" } },
                        Package () { "memory-region", Package () { \_SB.POOL, \_SB.RDMA } }
                    }
                })
            }
            Device (VR02)
            {
                Name (_HID, "PRP0001")
                Name (_UID, 2)
                Name (_CRS, ResourceTemplate () {
                    QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, NonCacheable, ReadWrite,
                        0, 0x1000000000, 0x10000001FF, 0, 0x200)
                })
                Name (_DSD, Package () {
                    ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
                    Package () {
                        Package () { "compatible", "virtio,mmio" },
                        Package () { "memory-region", "\\_SB.POOL" }
                    }
                })
            }
        }
        Device (PCI0)
        {
            Name (_HID, EisaId ("PNP0A08"))
            Name (_CID, EisaId ("PNP0A03"))
            Name (_CCA, Zero)
            Name (_CRS, ResourceTemplate () {
                WordBusNumber (ResourceProducer, MinFixed, MaxFixed, PosDecode, 0, 0, 0xFF, 0, 0x100)
                DWordMemory (ResourceProducer, PosDecode, MinFixed, MaxFixed, NonCacheable, ReadWrite,
                    0, 0x10000000, 0x3EFEFFFF, 0, 0x2EFF0000)
                DWordIO (ResourceProducer, MinFixed, MaxFixed, PosDecode, EntireRange,
                    0, 0, 0xFFFF, 0x3EFF0000, 0x10000)
            })
            Name (_DSD, Package () {
                ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
                Package () { Package () { "memory-region", \_SB.POOL } }
            })
            Device (DEV1)
            {
                Name (_ADR, 0x00010000)
                Name (_DSD, Package () {
                    ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
                    Package () { Package () { "memory-region", \_SB.POOL } }
                })
            }
        }
        Device (GONE)
        {
            Name (_HID, "TEST0001")
            Name (_STA, Zero)
            Name (_DSD, Package () {
                ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
                Package () { Package () { "memory-region", "POOL" } }
            })
        }
        Device (RDMA)
        {
            Name (_HID, "RDMA0000")
            Name (_CRS, ResourceTemplate () {
                QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite,
                    0, 0x58000000, 0x587FFFFF, 0, 0x800000)
            })
        }
    }
}
