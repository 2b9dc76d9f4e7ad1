# SPDX-License-Identifier: BSD-2-Clause
# needs iasl
# Tables named together are one machine; a memory map tells where memory is, and what it lacks is marked.
$ cp "$ACPI/machine.asl" .; fdtrestrict generate -q --augment machine.asl --size 64M --at 0x5c000000 --attach '\_SB.VR00' -o ssdt.aml; printf '40000000-5fffffff : System RAM\n' >ram; fdtrestrict map --ascii --memory-map ram machine.asl ssdt.aml
machine.asl: 512 MiB of memory, 1 restricted DMA pool

 0xa000000    [A]    \_SB.VR00, uses A                        0x200 ..0xa0001ff
 0xa000200    +-+    \_SB.VR01                                0x200 ..0xa0003ff
              +-+    ! device-unrestricted
 0xa000400           (hole, 0x200)
 0xa000600    [.]    \_SB.BUS0.VR03                           0x200 ..0xa0007ff
 0xa000800           (hole, 16.0 MiB)
 0xb000000    [.]    3 x 0x200 \_SB.ODD0 .. \_SB.ODD3         2 KiB ..0xb0007ff
 0xb000800           (hole, 80.0 MiB)
0x10000000    +-+    \_SB.PCI0 [1], PCI window              256 MiB ..0x1fffffff
              |.|
              +-+
0x20000000           (hole, 512 MiB)
0x40000000 +-+       memory map                             512 MiB ..0x5fffffff
           | |
           | |
0x5c000000 | |+X+ :  A \_SB.RDM0                             64 MiB ..0x5fffffff
           | ||X| :  DMA window of \_SB.VR00                 64 MiB ..0x5fffffff
           +-++X+ :  X error: acpi-memory-map                64 MiB ..0x5fffffff

A \_SB.RDM0, 64 MiB
  X acpi-memory-map
  \_SB.VR00; guarded: its DMA window is the pool
without a pool
  \_SB.BUS0.VR03; no DMA window: all memory in reach
  \_SB.VR01; no DMA window: all memory in reach
    ! device-unrestricted
  \_SB.PCI0; no DMA window: all memory in reach

Low addresses are at the top. A stretch has one line more for every factor of 64
in its size, up to 4, or as many as its words need; a hole has one.
X is what a rule forbids; `fdtrestrict explain RULE` tells why.
: is what devices can reach.
$ printf '40000000-5bffffff : System RAM\n5c000000-5fffffff : Reserved\n' >kept; fdtrestrict map --ascii --memory-map kept machine.asl ssdt.aml | grep -A 3 -E 'A |memory map'
machine.asl: 448 MiB of memory, 1 restricted DMA pool

 0xa000000    [A]       \_SB.VR00, uses A                     0x200 ..0xa0001ff
 0xa000200    +-+       \_SB.VR01                             0x200 ..0xa0003ff
              +-+       ! device-unrestricted
 0xa000400              (hole, 0x200)
--
0x40000000 +-+          memory map                          448 MiB ..0x5bffffff
           | |
           +-+
0x5c000000    +-++-+ :  memory map, reserved                 64 MiB ..0x5fffffff
              |.||A| :  A \_SB.RDM0                          64 MiB ..0x5fffffff
              +-++-+ :  DMA window of \_SB.VR00              64 MiB ..0x5fffffff

A \_SB.RDM0, 64 MiB
  \_SB.VR00; guarded: its DMA window is the pool
without a pool
  \_SB.BUS0.VR03; no DMA window: all memory in reach
  \_SB.VR01; no DMA window: all memory in reach
    ! device-unrestricted
  \_SB.PCI0; no DMA window: all memory in reach

Low addresses are at the top. A stretch has one line more for every factor of 64
in its size, up to 4, or as many as its words need; a hole has one.
: is what devices can reach.
# A tree, and what tables say of the same machine.
$ fdtrestrict map --ascii virt.dtb machine.asl | grep -E '^[12]:|0xa000|fw-cfg'
1: virt.dtb: 512 MiB of memory, no restricted DMA pool
2: machine.asl: it does not say where memory is, no restricted DMA pool
   0x9020000    [-] #     - fw-cfg@9020000                   0x18 ..0x9020017
   0xa000000    +-+ # +-+ 2 x 0x200 virtio_mmio@a000000 .. a000200
                +-+ # +-+                                   1 KiB ..0xa0003ff
   0xa000400    [-] #     - virtio_mmio@a000400             0x200 ..0xa0005ff
   0xa000600    [.] # [.] virtio_mmio@a000600               0x200 ..0xa0007ff
   0xa000800    +-+ #     - 28 x 0x200 virtio_mmio@a000800 .. a003e00
1:
2:
$ fdtrestrict map --memory-map ram virt.dtb
fdtrestrict map: --memory-map goes with ACPI tables, and there are none: a device tree has its own; see `fdtrestrict map --help`
[2]
$ head -c 30 ssdt.aml >cut.aml; fdtrestrict map machine.asl cut.aml
fdtrestrict: cut.aml at byte 0: 30 bytes are no ACPI table, whose header alone has 36; it is cut off or something else
[3]
