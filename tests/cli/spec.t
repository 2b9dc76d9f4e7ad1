# SPDX-License-Identifier: BSD-2-Clause
# Several pools from a file, each for its own devices, known by the address of their registers.
$ printf '%s\n' 'pools:' '- {size: 8M, devices: [{address: 0xa000000}, {address: 0xa000200}]}' '- {size: 64M, at: 0x5c000000, devices: [{address: 0x4010000000}]}' '- {size: 8M, devices: [{node: /virtio_mmio@a000400}]}' >pools.yaml
$ fdtrestrict generate --base virt.dtb --spec pools.yaml -o out.dtb
made /reserved-memory/restricted-dma-pool@5c000000: 64 MiB at 0x5c000000, for /pcie@10000000
made /reserved-memory/restricted-dma-pool@5b800000: 8 MiB at 0x5b800000, for /restricted-dma-bus/virtio_mmio@a000000 and 1 more
made /reserved-memory/restricted-dma-pool@5b000000: 8 MiB at 0x5b000000, for /restricted-dma-1-bus/virtio_mmio@a000400
guard: dma-ranges; a guest without restricted-pool support fails its probe
virtio devices must offer, and require, VIRTIO_F_VERSION_1 (32) and VIRTIO_F_ACCESS_PLATFORM (33)
lint: /virtio_mmio@a000600: warning: 29 virtio devices have no pool, though /restricted-dma-bus/virtio_mmio@a000000 has one [device-unrestricted]
$ fdtget -t x out.dtb /restricted-dma-bus dma-ranges; fdtget -t x out.dtb /restricted-dma-1-bus dma-ranges
0 5b800000 0 5b800000 0 800000
0 5b000000 0 5b000000 0 800000
# Its own output is left alone.
$ fdtrestrict generate -q --base out.dtb --spec pools.yaml -o again.dtb && cmp out.dtb again.dtb
# All of it is in the report.
$ fdtrestrict generate -q --base virt.dtb --spec pools.yaml --report json -o x.dtb | jq -c '.changed, (.pools[] | [.node, .existed, .devices[].node])'
true
["/reserved-memory/restricted-dma-pool@5c000000",false,"/pcie@10000000"]
["/reserved-memory/restricted-dma-pool@5b800000",false,"/restricted-dma-bus/virtio_mmio@a000000","/restricted-dma-bus/virtio_mmio@a000200"]
["/reserved-memory/restricted-dma-pool@5b000000",false,"/restricted-dma-1-bus/virtio_mmio@a000400"]
# One pool is what the options of its name make.
$ printf '%s\n' 'pools:' '- {size: 8M, align: 16M, below: 0x50000000, name: dma, devices: [{address: 0xa000000}]}' >one.yaml
$ fdtrestrict generate -q --base virt.dtb --spec one.yaml -o one.dtb
$ fdtrestrict generate -q --base virt.dtb --size 8M --align 16M --below 0x50000000 --name dma --attach /virtio_mmio@a000000 -o options.dtb && cmp one.dtb options.dtb
$ fdtrestrict generate -q --base virt.dtb --spec one.yaml -o one.dtbo
$ fdtrestrict generate -q --base virt.dtb --size 8M --align 16M --below 0x50000000 --name dma --attach /virtio_mmio@a000000 -o options.dtbo && cmp one.dtbo options.dtbo
$ fdtrestrict generate -q --base virt.dtb --spec one.yaml --guard none -o none.dtb; fdtget -l none.dtb /restricted-dma-bus
Error at '/restricted-dma-bus': FDT_ERR_NOTFOUND
[1]
# Several pools in one overlay; what it makes of its base has nothing wrong, and its source makes the same.
$ sed 's/- {/&label: dma, /' pools.yaml | sed '3s/dma,/net,/; 4s/label: dma, //' >overlay.yaml
$ fdtrestrict generate --base virt.dtb --spec overlay.yaml -o all.dtbo
made /reserved-memory/restricted-dma-pool@5c000000: 64 MiB at 0x5c000000, for /pcie@10000000
made /reserved-memory/restricted-dma-pool@5b800000: 8 MiB at 0x5b800000, for /virtio_mmio@a000000 and 1 more
made /reserved-memory/restricted-dma-pool@5b000000: 8 MiB at 0x5b000000, for /virtio_mmio@a000400
guard: dma-mem; a guest without restricted-pool support fails its probe
virtio devices must offer, and require, VIRTIO_F_VERSION_1 (32) and VIRTIO_F_ACCESS_PLATFORM (33)
lint: /virtio_mmio@a000600: warning: 29 virtio devices have no pool, though /virtio_mmio@a000000 has one [device-unrestricted]
$ fdtoverlay -i virt.dtb -o applied.dtb all.dtbo && fdtrestrict lint -W device-unrestricted=off --fail-on warning applied.dtb >/dev/null
$ fdtget -t x applied.dtb /restricted-dma-bus dma-ranges; fdtget -t x applied.dtb /restricted-dma-1-bus dma-ranges
0 5b800000 0 5b800000 0 800000
0 5b000000 0 5b000000 0 800000
$ fdtget applied.dtb /__symbols__ net /__symbols__ dma
/reserved-memory/restricted-dma-pool@5c000000
/reserved-memory/restricted-dma-pool@5b800000
$ for device in pcie@10000000 virtio_mmio@a000000 virtio_mmio@a000400; do fdtget -t x applied.dtb /$device memory-region; done
8005
8006
8008
$ fdtrestrict generate -q --base virt.dtb --spec overlay.yaml -o all.dtso && dtc -q -I dts -O dtb all.dtso >again.dtbo
$ dtc -q -I dtb -O dts again.dtbo >again.dts && dtc -q -I dtb -O dts all.dtbo | cmp - again.dts
# A label of the source, and a device behind a PCI bridge that is known by its address.
$ dtc -q -I dtb -O dts virt.dtb | sed 's/virtio_mmio@a000800/first: &/' >virt.dts
$ printf '%s\n' 'guard: none' 'pools:' '- {size: 8M, devices: [{node: first}]}' '- {size: 8M, devices: [{address: 0x4010000000, slot: 3, function: 1}, {node: /pcie@10000000, slot: 0x1f}]}' >label.yaml
$ fdtrestrict generate --base virt.dts --spec label.yaml -o x.dtb 2>&1 | grep made
made /reserved-memory/restricted-dma-pool@5f800000: 8 MiB at 0x5f800000, for /virtio_mmio@a000800
made /reserved-memory/restricted-dma-pool@5f000000: 8 MiB at 0x5f000000, for /pcie@10000000/device@3,1 and 1 more
# What cannot be made is told with the pool's place.
$ printf '%s\n' 'pools:' '- {size: 8M, devices: [{address: 0xa000000}]}' '- {size: 1G, devices: [{address: 0xa000200}]}' >large.yaml
$ fdtrestrict generate --base virt.dtb --spec large.yaml -o x.dtb
fdtrestrict: large.yaml:3:3: no room for a pool of 1 GiB aligned to 64 KiB: the largest hole is 504 MiB at 0x40000000; ask for a smaller pool or allow more places
[2]
$ fdtrestrict generate --base virt.dtb --spec pools.yaml --size 8M -o x.dtb
fdtrestrict generate: --size and --spec do not go together; say it in the file; see `fdtrestrict generate --help`
[2]
$ fdtrestrict generate --base virt.dtb --spec nothing.yaml -o x.dtb
fdtrestrict: nothing.yaml: No such file or directory
[2]
$ printf 'pools:\n- {sise: 8M}\n' >x.yaml; fdtrestrict generate --base virt.dtb --spec x.yaml -o x.dtb
fdtrestrict: x.yaml:2:4: no key 'sise'; did you mean 'size'?
[2]
$ printf 'guards: none\n' >x.yaml; fdtrestrict generate --base virt.dtb --spec x.yaml -o x.dtb
fdtrestrict: x.yaml:1:1: no key 'guards'; did you mean 'guard'?
[2]
$ printf 'pools:\n- {size: 8M, devices: [{address: 0xa00000}]}\n' >x.yaml; fdtrestrict generate --base virt.dtb --spec x.yaml -o x.dtb
fdtrestrict: x.yaml:2:34: no device of virt.dtb has its registers at 0xa00000; correct the address, or name the device with 'node'
[2]
$ printf 'pools:\n- {size: 8M, devices: [{object: VR00}]}\n' >x.yaml; fdtrestrict generate --base virt.dtb --spec x.yaml -o x.dtb
fdtrestrict: x.yaml:2:24: a tree does not know this device by its 'object'; add its 'address' or its 'node'
[2]
# Two nodes at one address.
$ cp virt.dtb plain.dtb; fdtput -c virt.dtb /twin@a000000 && fdtput -t s virt.dtb /twin@a000000 compatible acme,twin virtio,mmio && fdtput -t x virt.dtb /twin@a000000 reg 0 a000000 0 200
$ fdtrestrict generate --base virt.dtb --spec one.yaml -o x.dtb
fdtrestrict: one.yaml:2:76: /twin@a000000 and /virtio_mmio@a000000 both have their registers at 0xa000000; say with 'node' which is meant
[2]
# The same file as a table, of what it says alone.
$ printf '%s\n' 'acpi: {oem-id: ACME}' 'pools:' '- {size: 8M, at: 0x50000000, devices: [{address: 0xa000000, interrupt: 48, trigger: edge}]}' '- {size: 8M, at: 0x50800000, object: NETP, devices: [{address: 0xa000200, interrupt: 49, trigger: edge}]}' >both.yaml
$ fdtrestrict generate --spec both.yaml -o alone.aml
made \_SB.RDM0: 8 MiB at 0x50000000, for \_SB.V000
made \_SB.NETP: 8 MiB at 0x50800000, for \_SB.V001
guard: dma-ranges, as _DMA of each device; Linux on arm64 and loongarch fails its probe, on others it looks at no _DMA
no released system takes a pool from ACPI tables; a driver of your own has to
virtio devices must offer, and require, VIRTIO_F_VERSION_1 (32) and VIRTIO_F_ACCESS_PLATFORM (33)
the machine's memory map must have 0x50000000..0x507fffff reserved
the machine's memory map must have 0x50800000..0x50ffffff reserved
$ fdtrestrict generate -q --spec both.yaml -o alone.asl && grep -E 'DefinitionBlock|Device|memory-region|Memory32Fixed|Interrupt' alone.asl
DefinitionBlock ("", "SSDT", 0x02, "ACME", "RESTRDMA", 0x00000001)
		Device (RDM0)
		Device (NETP)
		Device (V000)
				Memory32Fixed (ReadWrite, 0x0A000000, 0x00000200)
				Interrupt (ResourceConsumer, Edge, ActiveHigh, Exclusive)
					Package () { "memory-region", \_SB.RDM0 }
		Device (V001)
				Memory32Fixed (ReadWrite, 0x0A000200, 0x00000200)
				Interrupt (ResourceConsumer, Edge, ActiveHigh, Exclusive)
					Package () { "memory-region", \_SB.NETP }
$ fdtrestrict lint -W acpi-no-consumer=off alone.aml && fdtrestrict validate alone.aml
# And of a tree: what is said of the two devices is the same.
$ sed -i 's/object: NETP, //' both.yaml && fdtrestrict generate -q --spec both.yaml -o alone.asl && fdtrestrict generate -q --base plain.dtb --spec both.yaml -o tree.asl
$ sed -n '/Device (V000)/,/Device (V002)/{/Device (V002)/!p}' tree.asl >of-tree; sed -n '/Device (V000)/,/^	}/{/^	}/!p}' alone.asl | cmp - of-tree && grep -c . of-tree
62
# For tables that declare devices: a third one, known by its address.
$ fdtrestrict generate -q --base plain.dtb --spec both.yaml -o machine.aml
$ printf '%s\n' 'pools:' '- {size: 8M, at: 0x51000000, devices: [{address: 0xa000400}, {object: V003}, {object: \_SB.V004}]}' >more.yaml
$ fdtrestrict generate --augment machine.aml --spec more.yaml -o more.asl; grep -E 'External|Scope|Device|memory-region' more.asl
made \_SB.RDM2: 8 MiB at 0x51000000, for \_SB.V002 and 2 more
guard: dma-ranges, as _DMA of each device; Linux on arm64 and loongarch fails its probe, on others it looks at no _DMA
no released system takes a pool from ACPI tables; a driver of your own has to
virtio devices must offer, and require, VIRTIO_F_VERSION_1 (32) and VIRTIO_F_ACCESS_PLATFORM (33)
the machine's memory map must have 0x51000000..0x517fffff reserved
	External (\_SB.V002, DeviceObj)
	External (\_SB.V003, DeviceObj)
	External (\_SB.V004, DeviceObj)
	Scope (\_SB)
		Device (RDM2)
	Scope (\_SB.V002)
				Package () { "memory-region", \_SB.RDM2 }
	Scope (\_SB.V003)
				Package () { "memory-region", \_SB.RDM2 }
	Scope (\_SB.V004)
				Package () { "memory-region", \_SB.RDM2 }
$ fdtrestrict generate -q --augment machine.aml --spec more.yaml -o more.aml && fdtrestrict validate machine.aml more.aml && fdtrestrict generate --augment machine.aml --augment more.aml --spec more.yaml -o again.aml
found \_SB.RDM2: 8 MiB at 0x51000000, for \_SB.V002 and 2 more
the tables hold all of it already; there is nothing to do, and nothing was written
$ sed 's/0xa000400/0xb000400/' more.yaml >x.yaml; fdtrestrict generate --augment machine.aml --spec x.yaml -o x.aml
fdtrestrict: x.yaml:2:50: no device of the tables has its registers at 0xb000400; correct the address, or name the device with 'object'
[2]
$ sed 's/V003/V0X3/' more.yaml >x.yaml; fdtrestrict generate --augment machine.aml --spec x.yaml -o x.aml
fdtrestrict: x.yaml:2:62: the tables have no object V0X3 in \_SB
[2]
$ sed 's/address: 0xa000400/node: \/virtio_mmio@a000400/' more.yaml >x.yaml; fdtrestrict generate --augment machine.aml --spec x.yaml -o x.aml
fdtrestrict: x.yaml:2:40: tables do not know this device by its 'node'; add its 'address' or its 'object'
[2]
$ sed 's/at: 0x51000000, //' more.yaml >x.yaml; fdtrestrict generate --spec x.yaml -o x.aml
fdtrestrict: x.yaml:2:3: nothing tells where this machine has memory: this pool needs an address in 'at'
[2]
$ fdtrestrict generate --spec both.yaml -o x.dtb
fdtrestrict generate: no --base given; a table, -o FILE.aml or FILE.asl, needs none; see `fdtrestrict generate --help`
[2]
