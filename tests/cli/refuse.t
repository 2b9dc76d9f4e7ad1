# SPDX-License-Identifier: BSD-2-Clause
# What cannot be is refused in one sentence, and no output is left or harmed.
$ fdtrestrict generate --base virt.dtb --size 1G -o x.dtb
fdtrestrict: no room for a pool of 1 GiB aligned to 64 KiB: the largest hole is 512 MiB at 0x40000000; ask for a smaller pool or allow more places
[2]
$ fdtrestrict generate --base virt.dtb --size 64M --at 0x5e000000 -o x.dtb
fdtrestrict: the pool 0x5e000000..0x61ffffff is not wholly inside one bank of /memory; choose another address, or --at auto (for a board whose firmware rewrites /memory: --memory provisional)
[2]
$ fdtrestrict generate --base virt.dtb --size 64M --at 0x8000000 -o x.dtb
fdtrestrict: the pool 0x8000000..0xbffffff would overlap the device registers 0x9020000..0x9020017 of /fw-cfg@9020000; choose another address, or --at auto
[2]
$ fdtrestrict generate --base virt.dtb --size 64M --at 0x50000800 -o x.dtb
fdtrestrict: the address 0x50000800 is not aligned to 0x10000; choose an aligned one, or another --align
[2]
$ fdtrestrict generate --base virt.dtb --size 8M --at 0x40000000 --kernel 0x40200000+32M -o x.dtb
fdtrestrict: the pool 0x40000000..0x407fffff would overlap the kernel image 0x40200000..0x421fffff; choose another address, or --at auto
[2]
$ fdtrestrict generate --base virt.dtb --size 1M -o x.dtb
fdtrestrict: not written, because lint would call it wrong: /reserved-memory/restricted-dma-pool@5ff00000: the pool has 1 MiB; one virtio disk was seen to stall with that [pool-too-small]; Give the pool 8 MiB a device or more, or what --size auto of generate finds; VMMs use 64 MiB.
[1]
$ fdtrestrict generate --base virt.dtb --size 8M --at dynamic -o x.dtb
fdtrestrict: cannot guard /virtio_mmio@a000000: a dynamic pool has no address to guard; place it now (--at auto or --at ADDR), or take the advisory form with --guard none
[2]
$ fdtrestrict generate --base virt.dtb --size 8M --attach /pcie@10000000/net@3 -o x.dtb
fdtrestrict: cannot guard /pcie@10000000/net@3: Linux takes a PCI device's dma-ranges from the host bridge alone, so a pool for one PCI device cannot be guarded apart; attach the whole host bridge, or take the advisory form with --guard none
[2]
$ fdtrestrict generate --base virt.dtb --size 8M --guard dma-ranges -o x.dtbo
fdtrestrict: cannot guard /virtio_mmio@a000000: an overlay cannot move a node under a bus; use --guard dma-mem
[2]
$ fdtrestrict generate --base virt.dtb --size 8M --attach /pcie@10000000 --guard compatible -o x.dtb
fdtrestrict: cannot guard /pcie@10000000: the proposed compatible is for virtio,mmio alone; use --guard dma-ranges, or none
[2]
$ fdtrestrict generate --base virt.dtb --size 8M --attach serial7 -o x.dtb
fdtrestrict: the selector 'serial7' matches nothing in the tree; give a node's path, an alias, a label, a path with wildcards, or compatible:STRING
[2]
$ fdtrestrict generate --base virt.dtb --size 8M --attach /memory@40000000 -o x.dtb
fdtrestrict: cannot attach /memory@40000000: it is no device
[2]
$ fdtrestrict generate --base bad.dts --size 8M -o x.dtb
fdtrestrict: /restricted-dma-bus/virtio@a000000 uses the restricted pool /reserved-memory/pool@50000000 (64 MiB) already, and kernels use only the first; leave the device out, ask for that pool's name, size and place, or delete it from memory-region
[2]
$ fdtrestrict generate --base bad.dts --size 64M --name pool -o x.dtb
fdtrestrict: not written, because lint would call it wrong: /reserved-memory/pool@50000000: the pool is marked no-map [pool-no-map]; Delete the property no-map: bounce buffers are copied through the kernel's own mapping.
[1]
$ fdtrestrict generate -q --base virt.dtb --size 8M -o o.dtbo && fdtrestrict generate --base o.dtbo --size 8M -o x.dtb
fdtrestrict: the base is itself an overlay; give the tree that it is for
[2]
# Usage.
$ fdtrestrict generate --size 8M -o x.dtb
fdtrestrict generate: no --base given; see `fdtrestrict generate --help`
[2]
$ fdtrestrict generate --base virt.dtb -o x.dtb
fdtrestrict generate: no --size or --spec given, or a size of zero; see `fdtrestrict generate --help`
[2]
$ fdtrestrict generate --base virt.dtb --size much -o x.dtb
fdtrestrict generate: --size wants a size such as 64M, or auto, not 'much'; see `fdtrestrict generate --help`
[2]
$ fdtrestrict generate --base virt.dtb --size 8M --align 3000 -o x.dtb
fdtrestrict: the alignment must be a power of two
[2]
$ fdtrestrict generate --base virt.dtb --size 8M -o x.bin
fdtrestrict generate: the suffix of 'x.bin' is none of .dtb, .dts, .dtbo, .dtso, .aml and .asl; say --format; see `fdtrestrict generate --help`
[2]
$ fdtrestrict generate --base virt.dtb --size 8M --guard maybe -o x.dtb
fdtrestrict generate: --guard wants dma-ranges, dma-mem, container, compatible or none, not 'maybe'; see `fdtrestrict generate --help`
[2]
$ fdtrestrict generate --base virt.dtb --size 8M --name a@b -o x.dtb
fdtrestrict: the name must be 1 to 31 of the characters 0-9 a-z A-Z , . _ + -, without a unit address
[2]
$ fdtrestrict generate --base virt.dtb --size 8M --report json
fdtrestrict generate: --report json and the tree cannot both go to stdout; say -o FILE; see `fdtrestrict generate --help`
[2]
$ fdtrestrict generate --base virt.dtb --size 8M extra
fdtrestrict generate: what is 'extra'? a tree goes with --base, each table with --augment of its own; see `fdtrestrict generate --help`
[2]
$ fdtrestrict generate --nonsense 2>&1 | tail -n 1
fdtrestrict generate: bad option; see `fdtrestrict generate --help`
# Input.
$ fdtrestrict generate --base missing.dtb --size 8M -o x.dtb
fdtrestrict: missing.dtb: No such file or directory
[3]
$ head -c 5000 virt.dtb >cut.dtb; fdtrestrict generate --base cut.dtb --size 8M -o x.dtb
fdtrestrict: cut.dtb: truncated device tree: its header says 7502 bytes, but there are 5000
[3]
$ printf '\320\015\376\355nonsense' >junk.dtb; fdtrestrict generate --base junk.dtb --size 8M -o x.dtb
fdtrestrict: junk.dtb: truncated device tree: 12 bytes are no header
[3]
$ echo 'no tree' >x.dts; fdtrestrict generate --base x.dts --size 8M -o x.dtb
fdtrestrict: x.dts: dtc failed: Error: x.dts:1.1-2 syntax error
[3]
# Output.
$ fdtrestrict generate -q --base virt.dtb --size 8M -o /dev/full --format dtb
fdtrestrict: /dev/full: cannot be written: No space left on device
[4]
$ fdtrestrict generate -q --base virt.dtb --size 8M -o no/such/folder/x.dtb
fdtrestrict: no/such/folder/x.dtb: cannot be written: No such file or directory
[4]
$ echo precious >keep.dtb; fdtrestrict generate --base virt.dtb --size 1G -o keep.dtb 2>/dev/null; cat keep.dtb
precious
$ ls
bad.dts
cut.dtb
junk.dtb
keep.dtb
o.dtbo
odd.dts
virt.dtb
x.dts
# A guard of the other world.
$ fdtrestrict generate --base virt.dtb --size 8M --guard container -o x.dtb
fdtrestrict: a container is a guard of ACPI tables; for a tree choose dma-ranges
[2]
