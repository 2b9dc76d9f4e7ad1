// SPDX-License-Identifier: BSD-2-Clause
// A descriptor of every kind that iasl can write.
DefinitionBlock ("t.aml", "SSDT", 2, "FDTR", "RESOURCE", 1)
{
    External (\_SB, DeviceObj)
    Device (\_SB.RES0)
    {
        Name (_HID, "TEST0000")
        Name (_CRS, ResourceTemplate ()
        {
            IRQ (Level, ActiveLow, Shared) {3, 5, 15}
            IRQNoFlags () {4}
            DMA (Compatibility, NotBusMaster, Transfer8) {1, 2}
            FixedDMA (0x10, 2, Width32bit)
            StartDependentFn (1, 2) {
                IO (Decode16, 0x3F8, 0x400, 0x08, 0x08)
            }
            StartDependentFnNoPri () {
                FixedIO (0x2F8, 0x08)
            }
            EndDependentFn ()
            VendorShort () {1, 2, 3}
            Memory24 (ReadOnly, 0x0A00, 0x0C00, 0x0100, 0x0020)
            Register (SystemMemory, 32, 0, 0x1000, 3)
            VendorLong () {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
            Memory32 (ReadWrite, 0x10000000, 0x20000000, 0x1000, 0x2000)
            Memory32Fixed (ReadWrite, 0x0A000000, 0x200)
PinConfig (Exclusive, 1, 100, "\\_SB.RES0", 0, ResourceConsumer, , ) {6}
            WordSpace (0xC0, ResourceProducer, PosDecode, MinFixed, MaxFixed, 0, 0, 0x1000, 0x1FFF, 0, 0x1000)
            WordIO (ResourceProducer, MinFixed, MaxFixed, PosDecode, EntireRange, 0, 0, 0xFFF, 0, 0x1000)
            WordBusNumber (ResourceProducer, MinFixed, MaxFixed, PosDecode, 0, 0, 0xFF, 0, 0x100)
            DWordMemory (ResourceProducer, PosDecode, MinFixed, MaxFixed, NonCacheable, ReadOnly, 0, 0x10000000, 0x3EFEFFFF, 0x1000, 0x2EFF0000)
            DWordMemory (ResourceConsumer, PosDecode, MinNotFixed, MaxNotFixed, Prefetchable, ReadWrite, 0xFFF, 0x10000000, 0x3EFEFFFF, 0, 0x1000, 1, "\\_SB.RES0")
            DWordIO (ResourceProducer, MinFixed, MaxFixed, PosDecode, EntireRange, 0, 0, 0xFFFF, 0x3EFF0000, 0x10000, , , , TypeTranslation, DenseTranslation)
            DWordIO (ResourceProducer, MinFixed, MaxFixed, PosDecode, EntireRange, 0, 0, 0xFFFF, 0x3EFF0000, 0x10000, , , , TypeTranslation, SparseTranslation)
            DWordIO (ResourceProducer, MinFixed, MaxFixed, PosDecode, EntireRange, 0, 0, 0xFFFF, 0x3EFF0000, 0x10000)
            DWordSpace (0xC1, ResourceProducer, PosDecode, MinFixed, MaxFixed, 0, 0, 0, 0xFFF, 0, 0x1000)
            QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite, 0, 0x50000000, 0x507FFFFF, 0, 0x800000)
            QWordMemory (ResourceProducer, PosDecode, MinFixed, MaxFixed, WriteCombining, ReadWrite, 0, 0x8000000000, 0xFFFFFFFFFF, 0x100000000, 0x8000000000)
            QWordIO (ResourceProducer, MinFixed, MaxFixed, PosDecode, EntireRange, 0, 0, 0xFFFF, 0x3EFF0000, 0x10000, , , , TypeTranslation, DenseTranslation)
            QWordSpace (0xC0, ResourceProducer, PosDecode, MinFixed, MaxFixed, 0, 0, 0, 0xFFF, 0, 0x1000)
            ExtendedMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite, 0, 0x60000000, 0x600FFFFF, 0, 0x100000, 0x8)
            ExtendedIO (ResourceProducer, MinFixed, MaxFixed, PosDecode, EntireRange, 0, 0, 0xFFFF, 0, 0x10000)
            ExtendedSpace (0xC0, ResourceProducer, PosDecode, MinFixed, MaxFixed, 0, 0, 0, 0xFFF, 0, 0x1000)
            Interrupt (ResourceConsumer, Level, ActiveHigh, Exclusive) {0x30}
            Interrupt (ResourceConsumer, Edge, ActiveLow, Shared) {0x31, 0x12345678}
            Interrupt (ResourceProducer, Edge, ActiveLow, Shared, 0, "\\_SB.RES0") {7}
            GpioInt (Edge, ActiveHigh, Exclusive, PullUp, 100, "\\_SB.RES0", 0, ResourceConsumer, , ) {1}
            GpioIo (Exclusive, PullUp, 0, 0, IoRestrictionNone, "\\_SB.RES0", 0, ResourceConsumer, , ) {3}
            I2cSerialBusV2 (0x52, ControllerInitiated, 400000, AddressingMode7Bit, "\\_SB.RES0")
            SpiSerialBusV2 (0, PolarityLow, FourWireMode, 8, ControllerInitiated, 1000000, ClockPolarityLow, ClockPhaseFirst, "\\_SB.RES0")
            UartSerialBusV2 (115200, DataBitsEight, StopBitsOne, 0, LittleEndian, ParityTypeNone, FlowControlNone, 16, 16, "\\_SB.RES0")
            PinFunction (Exclusive, PullUp, 1, "\\_SB.RES0", 0, ResourceConsumer, , ) {4, 5}
            PinGroup ("group", ResourceConsumer) {7, 8}
            PinGroupFunction (Exclusive, 1, "\\_SB.RES0", 0, "group")
            PinGroupConfig (Exclusive, 1, 100, "\\_SB.RES0", 0, "group")
        })
    }
}
