# SPDX-License-Identifier: BSD-2-Clause
# A tree and the tables of the same machine.
$ printf '%s\n' '/dts-v1/;' '/ { #address-cells = <2>; #size-cells = <2>; compatible = "linux,dummy-virt";' 'virtio@a000000 { compatible = "virtio,mmio"; reg = <0 0xa000000 0 0x200>; dma-coherent; }; };' >t.dts
$ printf '%s\n' 'DefinitionBlock ("", "DSDT", 2, "A", "B", 1) { Device (\_SB.VR00) {' 'Name (_HID, "LNRO0005") Name (_UID, Zero) Name (_CCA, One)' 'Name (_CRS, ResourceTemplate () { Memory32Fixed (ReadWrite, 0x0a000000, 0x200) }) } }' >d.asl
$ iasl d.asl >/dev/null 2>&1; dtc -q -I dts -O dtb -o t.dtb t.dts; fdtrestrict compare t.dts d.asl; fdtrestrict compare d.aml t.dtb
$ sed 's/One/Zero/; s/, 0x200/, 0x400/' d.asl >e.asl; iasl e.asl >/dev/null 2>&1; fdtrestrict compare t.dts e.asl
t.dts:3:1: error: the device is coherent in the tree, and not coherent in the tables [compare-coherence]
    3 | virtio@a000000 { compatible = "virtio,mmio"; reg = <0 0xa000000 0 0x200>; dma-coherent; }; };
      | ^~~~~~~~~~~~~~
    at: /virtio@a000000
    see: e.asl:1:48: \_SB.VR00
    why: A guest that takes a coherent device for one that is not reads what the caches do not have yet; the other way about it wastes time. Data is corrupted now and then, under load.
    fix: Give the node dma-coherent where _CCA is 1, and take it away where it is 0.
t.dts:3:46: error: the registers are 0xa000000..0xa0001ff in the tree, and 0xa000000..0xa0003ff in the tables [compare-mmio]
    3 | virtio@a000000 { compatible = "virtio,mmio"; reg = <0 0xa000000 0 0x200>; dma-coherent; }; };
      |                                              ^~~~~~~~~~~~~~~~~~~~~~~~~~~~
    at: /virtio@a000000, property reg
    see: e.asl:3:35: \_SB.VR00, property _CRS
    why: There is one device. A driver that is sent elsewhere finds no magic number there, or another device.
    fix: Correct reg or _CRS.
[1]
$ fdtrestrict compare t.dtb e.aml
t.dtb: /virtio@a000000: error: the device is coherent in the tree, and not coherent in the tables [compare-coherence]
    see: e.aml: \_SB.VR00, byte 0x24 of DSDT
    why: A guest that takes a coherent device for one that is not reads what the caches do not have yet; the other way about it wastes time. Data is corrupted now and then, under load.
    fix: Give the node dma-coherent where _CCA is 1, and take it away where it is 0.
t.dtb: /virtio@a000000: error: the registers are 0xa000000..0xa0001ff in the tree, and 0xa000000..0xa0003ff in the tables [compare-mmio]
    at: /virtio@a000000, property reg, byte 0xb8
    see: e.aml: \_SB.VR00, property _CRS, byte 0x54 of DSDT
    why: There is one device. A driver that is sent elsewhere finds no magic number there, or another device.
    fix: Correct reg or _CRS.
[1]
# Levels, formats, exit statuses.
$ fdtrestrict compare -W compare-mmio=warning --ignore compare-coherence --format gcc t.dtb e.aml
t.dtb:1:1: warning: the registers are 0xa000000..0xa0001ff in the tree, and 0xa000000..0xa0003ff in the tables (at /virtio@a000000, property reg, byte 0xb8) [-Wcompare-mmio]
e.aml:1:1: note: see \_SB.VR00, property _CRS, byte 0x54 of DSDT
$ fdtrestrict compare --fail-on warning -W compare-mmio=warning --select compare-mmio --format gcc t.dts e.asl
t.dts:3:46: warning: the registers are 0xa000000..0xa0001ff in the tree, and 0xa000000..0xa0003ff in the tables [-Wcompare-mmio]
e.asl:3:35: note: see \_SB.VR00, property _CRS
[1]
$ fdtrestrict compare --format json t.dts e.aml | jq -c '.files[].findings[] | .rule, .place.path, .related'
"compare-coherence"
"/virtio@a000000"
{"path":"\\_SB.VR00","tableFile":"e.aml","table":"DSDT","offset":36,"length":62}
"compare-mmio"
"/virtio@a000000"
{"path":"\\_SB.VR00","property":"_CRS","cell":0,"tableFile":"e.aml","table":"DSDT","offset":84,"length":12}
$ fdtrestrict compare -o report.xml t.dts e.aml; grep -c '<failure' report.xml
2
$ sed 's|reg = |// fdtrestrict: ignore=compare-* the tables are being rewritten\nreg = |' t.dts >i.dts; fdtrestrict compare --format gcc i.dts e.aml
i.dts:4:1: error: the registers are 0xa000000..0xa0001ff in the tree, and 0xa000000..0xa0003ff in the tables [-Wcompare-mmio]
e.aml:1:1: note: see \_SB.VR00, property _CRS, byte 0x54 of DSDT
[1]
$ fdtrestrict compare --write-baseline known.json t.dtb e.aml; fdtrestrict compare --baseline known.json t.dtb e.aml
# A device that only one of them has, and one that moved.
$ sed 's/LNRO0005/ACME0001/' d.asl >f.asl; fdtrestrict compare --format gcc t.dts f.asl
t.dts:3:1: warning: the tables have no such device, with registers at 0xa000000 [-Wcompare-device-missing]
f.asl:1:1: note: see \
$ sed 's/0x0a000000/0x0b000000/' d.asl >g.asl; fdtrestrict compare --format gcc t.dtb g.asl
t.dtb:1:1: error: the registers are 0xa000000..0xa0001ff in the tree, and 0xb000000..0xb0001ff in the tables (at /virtio@a000000, property reg, byte 0xb8) [-Wcompare-mmio]
g.asl:3:35: note: see \_SB.VR00, property _CRS
[1]
# Tables in a directory, and on standard input.
$ mkdir -p 'of a machine/dynamic' none; cp e.aml 'of a machine/DSDT'; fdtrestrict compare --format gcc --select compare-mmio t.dtb 'of a machine'
t.dtb:1:1: error: the registers are 0xa000000..0xa0001ff in the tree, and 0xa000000..0xa0003ff in the tables (at /virtio@a000000, property reg, byte 0xb8) [-Wcompare-mmio]
of a machine/DSDT:1:1: note: see \_SB.VR00, property _CRS, byte 0x54 of DSDT
[1]
$ fdtrestrict compare --format gcc --select compare-mmio - t.dtb <e.aml
t.dtb:1:1: error: the registers are 0xa000000..0xa0001ff in the tree, and 0xa000000..0xa0003ff in the tables (at /virtio@a000000, property reg, byte 0xb8) [-Wcompare-mmio]
-:1:1: note: see \_SB.VR00, property _CRS, byte 0x54 of DSDT
[1]
$ fdtrestrict compare - d.aml <t.dtb
# What cannot be compared.
$ fdtrestrict compare t.dtb none
fdtrestrict: none is a directory without ACPI tables in it; lint and validate take all that is below it with -r
[2]
$ fdtrestrict compare t.dtb
fdtrestrict compare: no ACPI tables given: TREE TABLE...; see `fdtrestrict compare --help`
[2]
$ fdtrestrict compare d.aml
fdtrestrict compare: no device tree given, only tables; see `fdtrestrict compare --help`
[2]
$ fdtrestrict compare t.dtb t.dts d.aml
fdtrestrict compare: one tree is compared with tables: neither t.dtb nor t.dts has ACPI tables in it; see `fdtrestrict compare --help`
[2]
$ fdtrestrict compare --base t.dtb t.dtb d.aml
fdtrestrict compare: one tree is compared: --base, -r and -j are for lint and validate; see `fdtrestrict compare --help`
[2]
$ fdtrestrict compare none.dtb d.aml
fdtrestrict: none.dtb: No such file or directory
[3]
$ fdtrestrict compare t.dtb none.aml
fdtrestrict: none.aml: No such file or directory
[3]
$ head -c 60 d.aml >cut.aml; fdtrestrict compare t.dtb cut.aml
fdtrestrict: cut.aml (DSDT) at byte 0x4: the header says a length of 0x62, but only 0x3c bytes are there; the table is cut off, get the whole of it
[3]
$ head -c 60 t.dtb >cut.dtb; fdtrestrict compare cut.dtb d.aml
fdtrestrict: cut.dtb: truncated device tree: its header says 279 bytes, but there are 60
[3]
$ fdtrestrict compare -o /dev/full t.dtb e.aml
fdtrestrict: /dev/full: cannot be written: No space left on device
[4]
$ fdtrestrict compare --list-rules | sed 's/ .*//'
compare-pool-missing
compare-pool-range
compare-pool-user
compare-device-missing
compare-mmio
compare-interrupt
compare-interrupt-trigger
compare-coherence
compare-guard
ignore-invalid
ignore-unused
$ fdtrestrict compare --help | head -n 6
usage: fdtrestrict compare [OPTION]... TREE TABLE...

Says where a device tree and the ACPI tables of the same machine differ: pools, who uses them, registers,
interrupts, coherence, guards. The tree is a .dtb, or a .dts through dtc; tables are .aml, .asl through iasl, or
acpidump's text, or a directory of these, all of them one machine's. An MCFG among them tells host bridges apart.

