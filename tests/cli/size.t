# SPDX-License-Identifier: BSD-2-Clause
# A size that follows from the devices. Without a file each is a disk as QEMU makes it.
$ fdtrestrict generate --base virt.dtb --size auto --attach /virtio_mmio@a000000 -o one.dtb 2>&1 | head -n 2
made /reserved-memory/restricted-dma-pool@5f740000: 8960 KiB at 0x5f740000, for /restricted-dma-bus/virtio_mmio@a000000
size: 32 KiB of rings and waiting buffers, 8704 KiB for the largest request, 0 bytes for other queues; fdtrestrict explain pool-size
$ fdtrestrict generate -q --base one.dtb --size auto --attach /virtio_mmio@a000000 -o again.dtb && cmp one.dtb again.dtb
$ fdtrestrict lint --select 'pool-*' --fail-on warning one.dtb
# They share, and a pool each has the size of the largest need.
$ fdtrestrict generate --base virt.dtb --size auto -o all.dtb 2>&1 | head -n 2
made /reserved-memory/restricted-dma-pool@5d780000: 41472 KiB at 0x5d780000, for /restricted-dma-bus/virtio_mmio@a000000 and 31 more
size: 1 MiB of rings and waiting buffers, 8704 KiB for the largest request, 31 MiB for other queues; fdtrestrict explain pool-size
$ echo '{"devices": {"/virtio_mmio@a000000": {"type": "entropy", "queue-size": 8}, "/virtio_mmio@a000200": {"type": "network", "queue-size": 256}}}' >net.json
$ fdtrestrict generate --base virt.dtb --size auto --per-device --attach '/virtio_mmio@a000[02]00' --device-features net.json -o each.dtb 2>&1 | head -n 2
made /reserved-memory/restricted-dma-pool@5fc80000: 3584 KiB at 0x5fc80000, for /restricted-dma-bus/virtio_mmio@a000000
made /reserved-memory/restricted-dma-pool@5f900000: 3584 KiB at 0x5f900000, for /restricted-dma-1-bus/virtio_mmio@a000200
# The granule of the alignment.
$ fdtrestrict generate --base virt.dtb --size auto --align 2M --attach /virtio_mmio@a000000 -o x.dtb 2>&1 | head -n 1
made /reserved-memory/restricted-dma-pool@5f600000: 10 MiB at 0x5f600000, for /restricted-dma-bus/virtio_mmio@a000000
# What was made is what the next may follow from, in the base and in the result.
$ fdtrestrict generate -q --base virt.dtb --size auto --attach '/virtio_mmio@a000[02]00' --device-features net.json -o two.dtb --report json >two.json
$ jq -c '.need, .pools[].devices[1]."sized-for"' two.json
{"rings":"0xe000","waiting":"0x2c0800","request":"0x11800","packed":"0x80000","others":"0x2000","least":"0x2e0000"}
{"type":"network","queues":1,"queue-size":256,"mtu":1500,"mergeable":true,"offloads":true,"indirect":true,"packed":false}
$ fdtrestrict generate -q --base virt.dtb --size auto --attach '/virtio_mmio@a000[02]00' --device-features two.json -o again.dtb && cmp two.dtb again.dtb
$ fdtrestrict generate -q --base two.dtb --size auto --attach '/virtio_mmio@a000[02]00' --device-features two.json -o again.dtb && cmp two.dtb again.dtb
$ fdtrestrict generate -q --base two.dtb --size auto --attach '/virtio_mmio@a000[02]00' --device-features net.json -o again.dtb && cmp two.dtb again.dtb
# Behind a PCI host bridge: a queue for each processor, or the devices that are named.
$ fdtrestrict generate --base virt.dtb --size auto --attach /pcie@10000000 -o x.dtb 2>&1 | sed -n 2p
size: 32 KiB of rings and waiting buffers, 8704 KiB for the largest request, 0 bytes for other queues; fdtrestrict explain pool-size
$ echo '{"devices": {"/pcie@10000000/disk@1,0": {"queues": 2}, "/pcie@10000000/disk@2": {"queues": 3}}}' >pci.json
$ fdtrestrict generate --base virt.dtb --size auto --attach /pcie@10000000 --device-features pci.json -o x.dtb 2>&1 | sed -n 2p
size: 160 KiB of rings and waiting buffers, 8704 KiB for the largest request, 4 MiB for other queues; fdtrestrict explain pool-size
# Overlays, tables, files of pools.
$ fdtrestrict generate -q --base virt.dtb --size auto --attach /virtio_mmio@a000000 -o x.dtso && grep -o 'reg = .*8c0000>' x.dtso
reg = <0 0x5f740000 0 0x8c0000>
$ fdtrestrict generate --base virt.dtb --size auto --attach /virtio_mmio@a000000 --device-features net.json --format asl -o x.asl 2>&1 | head -n 1
made \_SB.RDM0: 768 KiB at 0x5ff40000, for \_SB.V000
$ echo 'pools: [{size: auto, devices: [{address: 0xa000000}]}, {size: auto, devices: [{address: 0xa000200}]}]' >pools.yaml
$ fdtrestrict generate --base virt.dtb --spec pools.yaml --device-features net.json -o x.dtb 2>&1 | head -n 2
made /reserved-memory/restricted-dma-pool@5ff40000: 768 KiB at 0x5ff40000, for /restricted-dma-bus/virtio_mmio@a000000
made /reserved-memory/restricted-dma-pool@5fbc0000: 3584 KiB at 0x5fbc0000, for /restricted-dma-1-bus/virtio_mmio@a000200
# What cannot be.
$ echo '{"devices": {"/virtio_mmio@a000001": {}}}' >wrong.json
$ fdtrestrict generate --base virt.dtb --size auto --device-features wrong.json -o x.dtb
fdtrestrict: wrong.json: there is no device /virtio_mmio@a000001; is /virtio_mmio@a000000 the one meant?
[2]
$ echo '{"devices": {"/virtio_mmio@a000000": {"queue-size": "many"}}}' >wrong.json
$ fdtrestrict generate --base virt.dtb --size auto --device-features wrong.json -o x.dtb
fdtrestrict: wrong.json: devices["/virtio_mmio@a000000"]: 'queue-size' is a whole number from 1 to 32768
[2]
$ echo '{"devices": {"/virtio_mmio@a000000": {"access-platform": "absent"}}}' >wrong.json
$ fdtrestrict generate --base virt.dtb --size auto --device-features wrong.json -o x.dtb
fdtrestrict: wrong.json: /virtio_mmio@a000000 does not offer VIRTIO_F_ACCESS_PLATFORM (33), so its driver would pass the pool by and do DMA to ordinary memory; offer it, or leave the device out
[2]
$ fdtrestrict generate --base virt.dtb --size auto --device-features wrong.json --attach /virtio_mmio@a000200 -q -o x.dtb
$ echo '{"devices": {"/virtio_mmio@a000000": {"queues": 512}}}' >wrong.json
$ fdtrestrict generate --base virt.dtb --size auto --attach /virtio_mmio@a000000 --device-features wrong.json -o x.dtb
fdtrestrict: no room for a pool of 548352 KiB aligned to 64 KiB: the largest hole is 512 MiB at 0x40000000; ask for a smaller pool or allow more places
[2]
$ fdtrestrict generate --base virt.dtb --size auto --device-features nowhere.json -o x.dtb
fdtrestrict: nowhere.json: No such file or directory
[2]
$ fdtrestrict generate --base virt.dtb --size 8M --device-features net.json -o x.dtb
fdtrestrict generate: --device-features says what --size auto follows from; without that leave it out; see `fdtrestrict generate --help`
[2]
