# SPDX-License-Identifier: BSD-2-Clause
# The main job, from a QEMU tree to a lint that finds nothing wrong.
$ fdtrestrict lint virt.dtb
$ fdtrestrict generate --base virt.dtb --size 64M -o out.dtb
made /reserved-memory/restricted-dma-pool@5c000000: 64 MiB at 0x5c000000, for /restricted-dma-bus/virtio_mmio@a000000 and 31 more
guard: dma-ranges; a guest without restricted-pool support fails its probe
virtio devices must offer, and require, VIRTIO_F_VERSION_1 (32) and VIRTIO_F_ACCESS_PLATFORM (33)
$ fdtrestrict lint --fail-on warning out.dtb >/dev/null
$ fdtget -t x out.dtb /restricted-dma-bus dma-ranges
0 5c000000 0 5c000000 0 4000000
$ fdtget out.dtb /reserved-memory/restricted-dma-pool@5c000000 compatible
restricted-dma-pool
# Its own output is left alone, byte for byte; two runs give the same bytes.
$ fdtrestrict generate -q --base out.dtb --size 64M -o again.dtb && cmp out.dtb again.dtb
$ fdtrestrict generate -q --base virt.dtb --size 64M -o twice.dtb && cmp out.dtb twice.dtb
# In place.
$ fdtrestrict generate -q --base twice.dtb --size 64M -o twice.dtb && cmp out.dtb twice.dtb
# Through pipes; stdin may be a blob or source.
$ fdtrestrict generate -q --base - --size 64M <virt.dtb >piped.dtb && cmp out.dtb piped.dtb
$ dtc -q -I dtb -O dts virt.dtb | fdtrestrict generate -q --base - --size 64M --format dts | grep -c restricted
3
# Two devices, a pool each, at a fixed place: the pools follow one another.
$ fdtrestrict generate --base virt.dtb --size 8M --at 0x50000000 --per-device --attach '/virtio_mmio@a000[02]00' -o each.dtb 2>&1 | grep -v ^lint
made /reserved-memory/restricted-dma-pool@50000000: 8 MiB at 0x50000000, for /restricted-dma-bus/virtio_mmio@a000000
made /reserved-memory/restricted-dma-pool@50800000: 8 MiB at 0x50800000, for /restricted-dma-1-bus/virtio_mmio@a000200
guard: dma-ranges; a guest without restricted-pool support fails its probe
virtio devices must offer, and require, VIRTIO_F_VERSION_1 (32) and VIRTIO_F_ACCESS_PLATFORM (33)
$ fdtget -t x each.dtb /restricted-dma-bus dma-ranges
0 50000000 0 50000000 0 800000
$ fdtget -t x each.dtb /restricted-dma-1-bus dma-ranges
0 50800000 0 50800000 0 800000
$ fdtrestrict generate -q --base each.dtb --size 8M --at 0x50000000 --per-device --attach '/virtio_mmio@a000[02]00' -o again.dtb && cmp each.dtb again.dtb
# A device more joins the pool and the bus that are there.
$ fdtrestrict generate -q --base virt.dtb --size 8M --attach /virtio_mmio@a000000 -o one.dtb
$ fdtrestrict generate -q --base one.dtb --size 8M --attach /virtio_mmio@a000000 --attach /virtio_mmio@a000600 -o two.dtb
$ fdtget -l two.dtb /restricted-dma-bus
virtio_mmio@a000000
virtio_mmio@a000600
$ fdtget -l two.dtb /reserved-memory
restricted-dma-pool@5f800000
# The wishes of auto.
$ fdtrestrict generate -q --base virt.dtb --size 8M --below 0x50000000 -o x.dtb && fdtget -l x.dtb /reserved-memory
restricted-dma-pool@4f800000
$ fdtrestrict generate -q --base virt.dtb --size 8M --within 0x48000000-0x48ffffff -o x.dtb && fdtget -l x.dtb /reserved-memory
restricted-dma-pool@48800000
$ fdtrestrict generate -q --base virt.dtb --size 8M --kernel 0x5f000000+16M -o x.dtb && fdtget -l x.dtb /reserved-memory
restricted-dma-pool@5e800000
$ fdtrestrict generate -q --base virt.dtb --size 8M --dtb-at 0x5fe00000 -o x.dtb && fdtget -l x.dtb /reserved-memory
restricted-dma-pool@5f600000
$ fdtrestrict generate -q --base virt.dtb --size 8M --align 16M -o x.dtb && fdtget -l x.dtb /reserved-memory
restricted-dma-pool@5f000000
# A dynamic pool: within becomes alloc-ranges.
$ fdtrestrict generate -q --base virt.dtb --size 8M --at dynamic --within 0x50000000+256M --guard none -o x.dtb
$ fdtget -p x.dtb /reserved-memory/restricted-dma-pool
compatible
size
alignment
alloc-ranges
phandle
$ fdtget -t x x.dtb /reserved-memory/restricted-dma-pool alloc-ranges
0 50000000 0 10000000
# PCI: the host bridge, guarded, or one device, advisory.
$ fdtrestrict generate -q --base virt.dtb --size 8M --attach /pcie@10000000 -o x.dtb && fdtget -t x x.dtb /pcie@10000000 dma-ranges
2000000 0 5f800000 0 5f800000 0 800000
$ fdtrestrict generate -q --base virt.dtb --size 8M --attach /pcie@10000000/net@3,1 --guard none -o x.dtb && fdtget -t x x.dtb /pcie@10000000/net@3,1 reg
1900 0 0 0 0
$ fdtrestrict generate -q --base x.dtb --size 8M --attach /pcie@10000000/net@3,1 --guard none -o y.dtb && cmp x.dtb y.dtb
# The report.
$ fdtrestrict generate -q --base virt.dtb --size 8M --attach /virtio_mmio@a000000 --report json -o x.dtb
{
  "version": 1,
  "guard": "dma-ranges",
  "changed": true,
  "pools": [
    {
      "node": "/reserved-memory/restricted-dma-pool@5f800000",
      "base": "0x5f800000",
      "size": "0x800000",
      "phandle": "0x8005",
      "existed": false,
      "devices": [
        {
          "node": "/restricted-dma-bus/virtio_mmio@a000000",
          "base-node": "/virtio_mmio@a000000",
          "kind": "virtio-mmio",
          "guarded": true,
          "virtio-features": [
            {
              "name": "VIRTIO_F_VERSION_1",
              "bit": 32
            },
            {
              "name": "VIRTIO_F_ACCESS_PLATFORM",
              "bit": 33
            }
          ]
        }
      ]
    }
  ]
}
