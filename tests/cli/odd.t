# SPDX-License-Identifier: BSD-2-Clause
# Devices that cannot be restricted as they are: no guard is claimed that would not hold.
$ fdtrestrict generate --base odd.dts --size 16M --attach /soc/virtio@a000200 -o x.dtb
fdtrestrict: cannot guard /soc/virtio@a000200: it is behind an IOMMU, where kernels ignore the pool; take it out of iommus or iommu-map, or take the advisory form with --guard none
[2]
$ fdtrestrict generate -q --base odd.dts --size 16M --attach /soc/virtio@a000200 --guard none -o x.dtb && fdtrestrict lint x.dtb | grep behind
x.dtb: /soc/virtio@a000200: warning: the device is behind an IOMMU, so its pool is ignored [pool-behind-iommu]
$ fdtrestrict generate --base odd.dts --size 16M --attach /soc/virtio@a000400 -o x.dtb
fdtrestrict: cannot guard /soc/virtio@a000400: its interconnects name a DMA parent already, one that does not guard the pool
[2]
$ fdtrestrict generate --base odd.dts --size 16M --attach /soc/virtio@a000400 -o x.dtbo
fdtrestrict: cannot guard /soc/virtio@a000400: its interconnects name a DMA parent already, one that does not guard the pool
[2]
$ fdtrestrict generate --base odd.dts --size 16M --attach /soc/virtio@a000600 -o x.dtb
fdtrestrict: memory-region and memory-region-names of /soc/virtio@a000600 do not match, so no entry can be added; correct them first
[2]
$ fdtrestrict generate --base odd.dts --size 16M --attach '/soc/virtio@a000600' --attach /soc/virtio@a000600/virtio@0 -o x.dtb
fdtrestrict: cannot attach /soc/virtio@a000600/virtio@0: it is inside another one that is attached
[2]
$ fdtrestrict generate --base odd.dts --size 16M --attach /soc -o x.dtb
fdtrestrict: cannot attach /soc: it is a bus, which does no DMA of its own; name the devices on it
[2]
$ fdtrestrict generate --base virt.dtb --size 500M -o x.dtb
fdtrestrict: pools of 0x1f400000 bytes in all leave less than 16 MiB of the guest's 0x20000000 bytes of memory; ask for less
[2]
$ fdtrestrict generate --base odd.dts --size 16M --attach '&plain' --per-device --at 0x1000000000 -o x.dtb
fdtrestrict: the pool 0x1000000000..0x1000ffffff is not wholly inside one bank of /memory; choose another address, or --at auto (for a board whose firmware rewrites /memory: --memory provisional)
[2]
$ dtc -q -@ -o odd.dtb odd.dts; fdtrestrict generate --base odd.dtb --size 16M --attach '&plain' --label noc -o x.dtb
fdtrestrict: the label 'noc' is that of /interconnect already; choose another --label
[2]
$ fdtrestrict generate -q --base odd.dtb --size 16M --attach '&plain' --label bounce -o x.dtb && fdtget x.dtb /__symbols__ bounce /__symbols__ plain
/reserved-memory/restricted-dma-pool@5f000000
/soc/restricted-dma-bus/virtio@a000000
$ fdtrestrict generate --base virt.dtb --size 16M --attach '/pcie@10000000/a b@0x1' --guard none -o x.dtb
fdtrestrict: the selector '/pcie@10000000/a b@0x1' matches nothing in the tree; give a node's path, an alias, a label, a path with wildcards, or compatible:STRING
[2]
$ fdtrestrict generate -q --base virt.dtb --size 16M --at dynamic --within 0x40000000-0x5fffffff --below 0x50000000 --guard none -o x.dtb && fdtget -t x x.dtb /reserved-memory/restricted-dma-pool alloc-ranges
0 40000000 0 10000000
$ cat odd.dts | fdtrestrict lint - >/dev/null
$ fdtrestrict lint --list-rules >/dev/full
fdtrestrict: cannot write to stdout
[4]
