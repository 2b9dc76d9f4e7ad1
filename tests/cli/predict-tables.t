# SPDX-License-Identifier: BSD-2-Clause
# needs iasl jq
# Tables that are named together are one machine's, and it has the name of its DSDT.
$ printf '%s\n' 'DefinitionBlock ("", "DSDT", 2, "A", "B", 1) { Device (\_SB.VR00) {' 'Name (_HID, "LNRO0005") Name (_UID, Zero) Name (_CCA, One)' 'Name (_CRS, ResourceTemplate () { Memory32Fixed (ReadWrite, 0x0a000000, 0x200) Interrupt (ResourceConsumer, Edge, ActiveHigh) { 48 } }) } }' >d.asl; iasl d.asl >/dev/null 2>&1
$ printf '%s\n' 'DefinitionBlock ("", "SSDT", 2, "A", "B", 1) { Device (\_SB.VR01) {' 'Name (_HID, "LNRO0005") Name (_UID, One) Name (_CCA, One)' 'Name (_CRS, ResourceTemplate () { Memory32Fixed (ReadWrite, 0x0a000200, 0x200) Interrupt (ResourceConsumer, Edge, ActiveHigh) { 49 } }) } }' >s.asl
$ fdtrestrict predict -g debian-13-arm64 --format json s.asl d.aml | jq -c '.predictions[] | [.device, .outcome, .file, .features."access-platform"]'
["\\_SB.VR00","unrestricted","d.aml","offered"]
["\\_SB.VR00","unrestricted","d.aml","absent"]
["\\_SB.VR01","unrestricted","d.aml","offered"]
["\\_SB.VR01","unrestricted","d.aml","absent"]
$ fdtrestrict predict -g debian-13-arm64,debian-13-cloud-amd64 --device '\_SB.VR0[0]' s.asl d.aml
d.aml

                                   debian-13-arm64   debian-13-cloud-amd64
\_SB.VR00
  ACCESS_PLATFORM offered          unrestricted (1)  unrestricted (1)
  ACCESS_PLATFORM absent, what if  unrestricted (2)  unrestricted (2)

(1) unrestricted
    the device offers ACCESS_PLATFORM: its driver goes through the DMA interface
        Linux drivers/virtio/virtio_ring.c vring_use_dma_api()
    nothing else keeps the device's DMA from ordinary memory
        Linux kernel/dma/direct.c dma_direct_alloc()
(2) unrestricted
    the device does not offer ACCESS_PLATFORM: its driver hands out addresses of ordinary memory, past any description
        Linux drivers/virtio/virtio_ring.c vring_use_dma_api()

unrestricted: 1 of 1 devices, with 2 of 2 guests: debian-13-arm64, debian-13-cloud-amd64; what if ACCESS_PLATFORM is absent does not count
[1]
# A guard that generate adds: ordinary memory is out of reach.
$ fdtrestrict generate -q --augment d.aml --size 64M --at 0x5c000000 -o pool.aml; fdtrestrict predict -g debian-13-arm64,debian-13-cloud-amd64 d.aml pool.aml | sed -n '/^(/q; p'
d.aml

                                   debian-13-arm64   debian-13-cloud-amd64
\_SB.VR00
  ACCESS_PLATFORM offered          refused (1)       unrestricted (2)
  ACCESS_PLATFORM absent, what if  unrestricted (3)  unrestricted (3)

# What the devices are like, by their paths.
$ printf '%s\n' '{"devices": {"\\_SB.VR00": {"access-platform": "absent"}}}' >features.json; fdtrestrict predict -g debian-13-arm64 --device-features features.json d.aml pool.aml | sed -n '/^(/,/^$/d; p'
d.aml

                          debian-13-arm64
\_SB.VR00
  ACCESS_PLATFORM absent  unrestricted (1)

unrestricted: 1 of 1 devices, with 1 of 1 guests: debian-13-arm64
$ sed 's/VR00/VR07/' features.json >other.json; fdtrestrict predict --device-features other.json d.aml
fdtrestrict: other.json: there is no device \_SB.VR07; is \_SB.VR00 the one meant?
[2]
# A file that is none stops none of the others; a memory map is read as lint reads it.
$ head -c 60 d.aml >cut.aml; fdtrestrict predict -g debian-13-arm64 --format json cut.aml s.asl | jq -c '(.predictions[].device), .errors'
fdtrestrict: cut.aml (DSDT) at byte 0x4: the header says a length of 0x6c, but only 0x3c bytes are there; the table is cut off, get the whole of it
"\\_SB.VR01"
"\\_SB.VR01"
[{"file":"cut.aml","error":"cut.aml (DSDT) at byte 0x4: the header says a length of 0x6c, but only 0x3c bytes are there; the table is cut off, get the whole of it"}]
$ printf '40000000-5fffffff : System RAM\n' >iomem; fdtrestrict predict -g debian-13-arm64 --memory-map iomem --exit-zero d.aml | tail -n 1
unrestricted: 1 of 1 devices, with 1 of 1 guests: debian-13-arm64; what if ACCESS_PLATFORM is absent does not count
$ fdtrestrict predict --memory-map none.txt d.aml
fdtrestrict: none.txt: No such file or directory
[3]
