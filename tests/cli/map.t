# SPDX-License-Identifier: BSD-2-Clause
# needs xmllint
$ LC_ALL=C.UTF-8 fdtrestrict map board.dts
board.dts: 1.5 GiB of memory, 2 restricted DMA pools

  0xa000000    ┌─┐       2 x 0x200 virtio@a000000 .. a000200, uses A
               └─┘                                           1 KiB ..0xa0003ff
  0xa000400    [B]       virtio@a000400, uses B              0x200 ..0xa0005ff
  0xa000600              (hole, 864.0 MiB)
 0x40000000 ┌─┐          memory@40000000                   512 MiB ..0x5fffffff
            │ │
            │ │
 0x47f00000 │ │┌─┐       firmware@47f00000, reserved         2 MiB ..0x480fffff
            │ ││.│
 0x48000000 │ ││.│┌─┐    /memreserve/ entry 0               64 KiB ..0x4800ffff
            │ ││.│└─┘      shared                           64 KiB ..0x4800ffff
 0x48010000 │ ││.│
            │ │└─┘
 0x48100000 │ │
            │ │
            │ │
 0x50000000 │ │┌─┐    ╷  A pool@50000000                    64 MiB ..0x53ffffff
            │ ││A│    ┊  DMA window of restricted-bus       64 MiB ..0x53ffffff
            │ ││A│    ┊
 0x53c00000 │ ││╳│┌╳┐ ┊  initrd                              8 MiB ..0x543fffff
            │ │└╳┘│╳│ ╵  ✗ error: boot-image-overlap         4 MiB ..0x53ffffff
 0x54000000 │ │   │.│
            │ │   └─┘
 0x54400000 │ │
            │ │
            └─┘
 0x60000000              (hole, 2.5 GiB)
0x100000000 ┌─┐       ╷  memory@100000000                    1 GiB ..0x13fffffff
            │ │       ┊  B may be placed here              512 MiB ..0x11fffffff
            │ │       ╵  ! pool-unguarded
0x120000000 │ │
            │ │
            └─┘

A pool@50000000, 64 MiB
  ✗ boot-image-overlap
  2 x virtio@a000000 .. a000200; guarded: its DMA window is the pool
B pool, 64 MiB, placed by the kernel in 0x100000000..0x11fffffff
  ! pool-unguarded
  virtio@a000400; no DMA window: all memory in reach

Low addresses are at the top. A stretch has one line more for every factor of 64
in its size, up to 4, or as many as its words need; a hole has one.
╳ is what a rule forbids; `fdtrestrict explain RULE` tells why.
┊ is what devices can reach.
$ LC_ALL=C.UTF-8 fdtrestrict map --width 120 --kernel 0x50200000+1M --dtb-at 0x5fff0000 board.dts | sed -n '15,30p'
 0x48100000 │ │
            │ │
            │ │
 0x50000000 │ │┌─┐    ╷  A pool@50000000                                                            64 MiB ..0x53ffffff
            │ ││A│    ┊  DMA window of restricted-bus                                               64 MiB ..0x53ffffff
 0x50200000 │ ││╳│┌╳┐ ┊  kernel image                                                                1 MiB ..0x502fffff
            │ ││╳│└╳┘ ┊  ✗ error: boot-image-overlap                                                 1 MiB ..0x502fffff
 0x50300000 │ ││A│    ┊
            │ ││A│    ┊
            │ ││A│    ┊
 0x53c00000 │ ││╳│┌╳┐ ┊  initrd                                                                      8 MiB ..0x543fffff
            │ │└╳┘│╳│ ╵  ✗ error: boot-image-overlap                                                 4 MiB ..0x53ffffff
 0x54000000 │ │   │.│
            │ │   └─┘
 0x54400000 │ │
            │ │
$ LC_ALL=C.UTF-8 fdtrestrict map --ascii board.dts | sed -n '15,25p'
            | |+-+
 0x48100000 | |
            | |
            | |
 0x50000000 | |+-+    :  A pool@50000000                    64 MiB ..0x53ffffff
            | ||A|    :  DMA window of restricted-bus       64 MiB ..0x53ffffff
            | ||A|    :
 0x53c00000 | ||X|+X+ :  initrd                              8 MiB ..0x543fffff
            | |+X+|X| :  X error: boot-image-overlap         4 MiB ..0x53ffffff
 0x54000000 | |   |.|
            | |   +-+
# As wide as COLUMNS says, and never too narrow for a picture; no line is longer.
$ COLUMNS=100 LC_ALL=C.UTF-8 fdtrestrict map board.dts | sed -n '15,16p'
 0x48100000 │ │
            │ │
$ LC_ALL=C fdtrestrict map --width 60 board.dts | sed -n '20,32p'
            |
 0x50000000 | +-   : A pool@50000000    64 MiB ..0x53ffffff
            | |A   : DMA window of restricted-bus
            | |A   :                    64 MiB ..0x53ffffff
 0x53c00000 | |X+X : initrd              8 MiB ..0x543fffff
            | +X|X : X error: boot-image-overlap
 0x54000000 |   |.
            |   +-
 0x54400000 |
            |
            +-
 0x60000000          (hole, 2.5 GiB)
0x100000000 +-     : memory@100000000
$ for width in 60 61 79 133; do LC_ALL=C fdtrestrict map --width $width board.dts | awk -v width=$width 'length > width'; done
# Colour where it is asked for.
$ LC_ALL=C.UTF-8 fdtrestrict map --color always board.dts | grep -a boot-image-overlap | head -n 1 | cat -v
            ^[[32mM-bM-^TM-^B M-bM-^TM-^B^[[0m^[[1;31mM-bM-^TM-^TM-bM-^UM-3M-bM-^TM-^X^[[0m^[[1;31mM-bM-^TM-^BM-bM-^UM-3M-bM-^TM-^B^[[0m^[[36m M-bM-^UM-5^[[0m  ^[[1;31mM-bM-^\M-^W error: boot-image-overlap^[[0m         4 MiB ^[[2m..0x53ffffff^[[0m
# The same tree from standard input; a file gets no colour; findings are not what the exit status is about.
$ fdtrestrict map --ascii -o picture.txt --color auto - <board.dts; sed 1d picture.txt | cksum; fdtrestrict map --ascii board.dts | sed 1d | cksum
1611369649 1954
1611369649 1954
# Which findings are shown is the user's.
$ fdtrestrict map --ascii --ignore 'boot-*' board.dts | grep -c overlap; fdtrestrict map --ascii -W boot-image-overlap=warning board.dts | grep overlap
0
            | |+X+|X| :  ! warning: boot-image-overlap       4 MiB ..0x53ffffff
  ! boot-image-overlap
$ sed 's|reg = <0 0x50000000 .*|&  // fdtrestrict: ignore=boot-image-overlap the loader moves it|' board.dts >told.dts; fdtrestrict map --ascii told.dts | grep -c overlap
0
[1]
# Before and after.
$ sed 's/pool@50000000/pool@54800000/; s/0x50000000 0 0x4000000>/0x54800000 0 0x2000000>/; /firmware@/,/};/d' board.dts >after.dts; LC_ALL=C.UTF-8 fdtrestrict map --width 100 board.dts after.dts
1: board.dts: 1.5 GiB of memory, 2 restricted DMA pools
2: after.dts: 1.5 GiB of memory, 2 restricted DMA pools

  0xa000000    ┌─┐       ║    ┌─┐    2 x 0x200 virtio@a000000 .. a000200, uses A
               └─┘       ║    └─┘                                                1 KiB ..0xa0003ff
  0xa000400    [B]       ║    [B]    virtio@a000400, uses B                      0x200 ..0xa0005ff
  0xa000600              ║           (hole, 864.0 MiB)
 0x40000000 ┌─┐          ║ ┌─┐       memory@40000000                           512 MiB ..0x5fffffff
            │ │          ║ │ │
            │ │          ║ │ │
 0x47f00000 │ │┌─┐       ║ │ │       - firmware@47f00000, reserved               2 MiB ..0x480fffff
            │ ││-│       ║ │ │
 0x48000000 │ ││-│┌─┐    ║ │ │┌─┐    /memreserve/ entry 0                       64 KiB ..0x4800ffff
            │ ││-│└─┘    ║ │ │└─┘      (1) shared                               64 KiB ..0x4800ffff
 0x48010000 │ ││-│       ║ │ │
            │ │└─┘       ║ │ │
 0x48100000 │ │          ║ │ │
            │ │          ║ │ │
            │ │          ║ │ │
 0x50000000 │ │┌─┐    ╷  ║ │ │       ~ A pool@50000000                          64 MiB ..0x53ffffff
            │ ││~│    ┊  ║ │ │       ~ DMA window of restricted-bus             64 MiB ..0x53ffffff
            │ ││~│    ┊  ║ │ │
 0x53c00000 │ ││╳│┌╳┐ ┊  ║ │ │┌─┐    initrd                                      8 MiB ..0x543fffff
            │ │└╳┘│╳│ ╵  ║ │ ││.│    ✗ (1) error: boot-image-overlap             4 MiB ..0x53ffffff
 0x54000000 │ │   │.│    ║ │ ││.│
            │ │   └─┘    ║ │ │└─┘
 0x54400000 │ │          ║ │ │
            │ │          ║ │ │
 0x54800000 │ │          ║ │ │┌─┐ ╷  ~ A pool@54800000                          32 MiB ..0x567fffff
            │ │          ║ │ ││~│ ┊  ~ DMA window of restricted-bus             32 MiB ..0x567fffff
            │ │          ║ │ │└─┘ ╵  ! dma-ranges-shifted
 0x56800000 │ │          ║ │ │
            │ │          ║ │ │
            └─┘          ║ └─┘
 0x60000000              ║           (hole, 2.5 GiB)
0x100000000 ┌─┐       ╷  ║ ┌─┐    ╷  memory@100000000                            1 GiB ..0x13fffffff
            │ │       ┊  ║ │ │    ┊  B may be placed here                      512 MiB ..0x11fffffff
            │ │       ╵  ║ │ │    ╵  ! pool-unguarded
0x120000000 │ │          ║ │ │
            │ │          ║ │ │
            └─┘          ║ └─┘

1:
A pool@50000000, 64 MiB
  ✗ boot-image-overlap
  2 x virtio@a000000 .. a000200; guarded: its DMA window is the pool
B pool, 64 MiB, placed by the kernel in 0x100000000..0x11fffffff
  ! pool-unguarded
  virtio@a000400; no DMA window: all memory in reach

2:
A pool@54800000, 32 MiB
  2 x virtio@a000000 .. a000200; guarded: its DMA window is the pool
B pool, 64 MiB, placed by the kernel in 0x100000000..0x11fffffff
  ! pool-unguarded
  virtio@a000400; no DMA window: all memory in reach

Low addresses are at the top. A stretch has one line more for every factor of 64 in its size, up to
4, or as many as its words need; a hole has one.
╳ is what a rule forbids; `fdtrestrict explain RULE` tells why.
┊ is what devices can reach.
- removed, + added, > moved, ~ resized; what is the same is named once.
# No memory; nothing at all; what is no tree; too much.
$ printf '/dts-v1/; / { serial@9000000 { reg = <0 0x9000000 0x1000>; }; };' >bare.dts; fdtrestrict map --ascii bare.dts
bare.dts: it does not say where memory is, no restricted DMA pool

0x9000000 [.] serial@9000000                                   4 KiB ..0x9000fff

Low addresses are at the top. A stretch has one line more for every factor of 64
in its size, up to 4, or as many as its words need; a hole has one.
$ printf '/dts-v1/; / { };' >empty.dts; fdtrestrict map --ascii empty.dts; fdtrestrict map empty.dts -o empty.svg && xmllint --noout empty.svg
empty.dts: nothing in it has a place in memory, no restricted DMA pool
$ echo nonsense >none.dtb; fdtrestrict map none.dtb
fdtrestrict: none.dtb: not a device tree blob: no FDT magic number
[3]
$ fdtrestrict map missing.dtb
fdtrestrict: missing.dtb: No such file or directory
[3]
$ fdtrestrict map board.dts none.dtb
fdtrestrict: none.dtb: not a device tree blob: no FDT magic number
[3]
$ fdtrestrict map board.dts board.dts virt.dtb
fdtrestrict map: 3 descriptions are given, and a picture is of one or of two, before and after; see `fdtrestrict map --help`
[2]
$ fdtrestrict map
fdtrestrict map: no file given; see `fdtrestrict map --help`
[2]
$ fdtrestrict map --width 20 board.dts
fdtrestrict map: --width wants a number from 60 to 1000, not '20'; see `fdtrestrict map --help`
[2]
$ fdtrestrict map --format pdf board.dts
fdtrestrict map: no format 'pdf': text, svg; see `fdtrestrict map --help`
[2]
$ fdtrestrict map --select no-such-rule board.dts
fdtrestrict map: no rule 'no-such-rule'; `fdtrestrict explain` lists them; see `fdtrestrict map --help`
[2]
# Many regions: what is folded is said, and what matters is not.
$ { echo '/dts-v1/; / { #address-cells = <2>; #size-cells = <2>; memory@40000000 { device_type = "memory"; reg = <0 0x40000000 0 0x40000000>; }; reserved-memory { #address-cells = <2>; #size-cells = <2>; ranges;'; awk 'BEGIN { for (i = 0; i < 5000; i++) { at = 1090519040 + i * 32768; printf "r@%x { reg = <0 0x%x 0 0x1000>, <0 0x%x 0 0x1000>; };\n", at, at, at + 16384 } }'; echo 'pool@48000000 { compatible = "restricted-dma-pool"; reg = <0 0x48000000 0 0x8000>; }; }; };'; } >many.dts; fdtrestrict map --ascii --ignore too-many-regions,pool-* many.dts
many.dts: 1 GiB of memory, 1 restricted DMA pool

0x40000000 +-+       memory@40000000                          1 GiB ..0x7fffffff
           | |
           | |
0x41000000 | |+-+    7168 x 4 KiB r@41000000 .. 47ff8000 [1], reserved regions
           | ||.|                                         112.0 MiB ..0x47ffcfff
           | |+-+
0x47ffd000 | |
0x48000000 | |+X++X+ A pool@48000000                         32 KiB ..0x48007fff
           | ||X||X| r@48000000, reserved                     4 KiB ..0x48000fff
           | ||X|+X+ X error: reserved-overlap                4 KiB ..0x48000fff
0x48001000 | ||A|
0x48004000 | ||X|+X+ r@48000000 [1], reserved                 4 KiB ..0x48004fff
           | ||X|+X+ X error: reserved-overlap                4 KiB ..0x48004fff
0x48005000 | |+-+
0x48008000 | |+-+    2830 x 4 KiB r@48008000 .. 4ac38000 [1], reserved regions
           | ||.|                                          44.2 MiB ..0x4ac3cfff
           | |+-+
0x4ac3d000 | |
           | |
           | |
           +-+

A pool@48000000, 32 KiB
  X reserved-overlap

Low addresses are at the top. A stretch has one line more for every factor of 64
in its size, up to 4, or as many as its words need; a hole has one.
X is what a rule forbids; `fdtrestrict explain RULE` tells why.
9998 of 10002 things with a place are folded into runs.
# SVG: by the file's name or --format; well formed whatever the names are.
$ fdtrestrict map -o board.svg board.dts; fdtrestrict map --format svg board.dts | cmp - board.svg; xmllint --noout board.svg; xmllint --xpath 'string(/*/@role)' board.svg
img
$ xmllint --xpath '//*[local-name()="desc"]/text()' board.svg; echo
board.dts: 1.5 GiB of memory, 2 restricted DMA pools; error: boot-image-overlap at 0x53c00000..0x53ffffff

$ cp board.dts 'a<b>&"c.dts'; sed -i 's/firmware@47f00000/x,_-@47f00000/' 'a<b>&"c.dts'; fdtrestrict map -o odd.svg 'a<b>&"c.dts'; xmllint --xpath 'string(//*[local-name()="title"])' odd.svg; echo
Memory of a<b>&"c.dts

$ fdtrestrict map -o many.svg many.dts; xmllint --noout many.svg; test $(wc -c <many.svg) -lt 100000
$ fdtrestrict map -o both.svg board.dts after.dts; xmllint --noout both.svg
$ fdtrestrict map -o /nowhere/x.svg board.dts
fdtrestrict: /nowhere/x.svg: cannot be written: No such file or directory
[4]
# What is not UTF-8, or no character of XML, in a name.
$ printf 'a\001\377\357\277\277b' >name; cp board.dts "$(cat name).dts"; fdtrestrict map --format svg "$(cat name).dts" | xmllint --xpath 'string(//*[local-name()="title"])' -; echo
Memory of a???b.dts

