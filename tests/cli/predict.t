# SPDX-License-Identifier: BSD-2-Clause
# needs jq
# What the usual guests do with devices that have a pool, advisory and guarded.
$ fdtrestrict generate -q --base virt.dtb --size 64M --guard none -o none.dtb; fdtrestrict predict none.dtb
none.dtb

                                   linux-7.2         linux-7.2-nopool  debian-13-arm64
/virtio_mmio@a000000 and 31 like it
  ACCESS_PLATFORM offered          restricted (1)    unrestricted (2)  unrestricted (2)
  ACCESS_PLATFORM absent, what if  unrestricted (3)  unrestricted (3)  unrestricted (3)
/pcie@10000000
  ACCESS_PLATFORM offered          unrestricted (4)  unrestricted (4)  unrestricted (4)
  ACCESS_PLATFORM absent, what if  unrestricted (3)  unrestricted (3)  unrestricted (3)

(1) restricted
    the device offers ACCESS_PLATFORM: its driver goes through the DMA interface
        Linux drivers/virtio/virtio_ring.c vring_use_dma_api()
    memory-region names the pool
        /virtio_mmio@a000000, property memory-region; Linux drivers/of/device.c of_dma_set_restricted_buffer()
    the kernel sets the pool up, and all DMA of the device bounces through it
        /reserved-memory/restricted-dma-pool@5c000000; Linux kernel/dma/swiotlb.c rmem_swiotlb_device_init()
(2) unrestricted
    the device offers ACCESS_PLATFORM: its driver goes through the DMA interface
        Linux drivers/virtio/virtio_ring.c vring_use_dma_api()
    the kernel is built without CONFIG_DMA_RESTRICTED_POOL, and ignores the pool [pool-unguarded]
        Linux drivers/of/device.c of_dma_set_restricted_buffer()
    nothing else keeps the device's DMA from ordinary memory
        Linux kernel/dma/direct.c dma_direct_alloc()
(3) unrestricted
    the device does not offer ACCESS_PLATFORM: its driver hands out addresses of ordinary memory, past any description
        Linux drivers/virtio/virtio_ring.c vring_use_dma_api()
(4) unrestricted
    the device offers ACCESS_PLATFORM: its driver goes through the DMA interface
        Linux drivers/virtio/virtio_ring.c vring_use_dma_api()
    there is a restricted pool, but memory-region does not give it to the device
        /pcie@10000000; Linux drivers/of/device.c of_dma_set_restricted_buffer()
    nothing else keeps the device's DMA from ordinary memory
        Linux kernel/dma/direct.c dma_direct_alloc()

unrestricted: 33 of 33 devices, with 3 of 3 guests: linux-7.2, linux-7.2-nopool, debian-13-arm64; what if ACCESS_PLATFORM is absent does not count
[1]
$ fdtrestrict generate -q --base virt.dtb --size 64M -o guarded.dtb; fdtrestrict predict --device '/*/virtio_mmio@*' guarded.dtb | sed '/^(/,/^$/d'
guarded.dtb

                                   linux-7.2         linux-7.2-nopool  debian-13-arm64
/restricted-dma-bus/virtio_mmio@a000000 and 31 like it
  ACCESS_PLATFORM offered          restricted (1)    refused (2)       refused (2)
  ACCESS_PLATFORM absent, what if  unrestricted (3)  unrestricted (3)  unrestricted (3)

no device is unrestricted with any of these guests; what if ACCESS_PLATFORM is absent does not count
# The table has the width of the terminal only; what is none gets 100 columns. Guests that are alike share their reasons.
$ fdtrestrict predict -g 'linux-5.15*,linux-6.1,linux-6.12,linux-7.1*' --device '/**/virtio_mmio@a000000' guarded.dtb | sed -n '/^(/q; p'
guarded.dtb

                                   linux-5.15        linux-5.15-nopool  linux-6.1
/restricted-dma-bus/virtio_mmio@a000000
  ACCESS_PLATFORM offered          restricted (1)    refused (2)        restricted (1)
  ACCESS_PLATFORM absent, what if  unrestricted (3)  unrestricted (3)   unrestricted (3)

                                   linux-6.12        linux-7.1         linux-7.1-nopool
/restricted-dma-bus/virtio_mmio@a000000
  ACCESS_PLATFORM offered          restricted (1)    restricted (1)    refused (2)
  ACCESS_PLATFORM absent, what if  unrestricted (3)  unrestricted (3)  unrestricted (3)

# Where the text has no room for a table, it is a list.
$ printf '# Linux/arm64 6.12.107 Kernel Configuration\nCONFIG_ARM64=y\nCONFIG_OF=y\nCONFIG_OF_RESERVED_MEM=y\nCONFIG_SWIOTLB=y\nCONFIG_DMA_RESTRICTED_POOL=y\nCONFIG_VIRTIO=y\nCONFIG_VIRTIO_MMIO=y\n' >config; cp config a-kernel-configuration-with-a-name-that-is-longer-than-what-is-left-beside-the-first-column
$ fdtrestrict predict -g a-kernel-configuration-with-a-name-that-is-longer-than-what-is-left-beside-the-first-column,linux-6.12 none.dtb --device /virtio_mmio@a000000 | sed -n '/^(/q; p'
none.dtb

/virtio_mmio@a000000
  ACCESS_PLATFORM offered
    a-kernel-configuration-with-a-name-that-is-longer-than-what-is-left-beside-the-first-column: restricted (1)
    linux-6.12: restricted (1)
  ACCESS_PLATFORM absent, what if
    a-kernel-configuration-with-a-name-that-is-longer-than-what-is-left-beside-the-first-column: unrestricted (2)
    linux-6.12: unrestricted (2)

# A kernel's configuration, by its option, by its path, or by a name that no guest has.
$ fdtrestrict predict -g ./config --format json --device /virtio_mmio@a000000 none.dtb | jq -c '.predictions[] | [.guest, .outcome, .pool, .features]'
["./config","restricted","/reserved-memory/restricted-dma-pool@5c000000",{"modern":true,"access-platform":"offered"}]
["./config","unrestricted",null,{"modern":true,"access-platform":"absent"}]
$ sed 's/^CONFIG_DMA.*/# CONFIG_DMA_RESTRICTED_POOL is not set/' config >nopool; fdtrestrict predict -g config --kernel-config nopool --device /virtio_mmio@a000000 none.dtb | sed '/^(/,/^$/d'
none.dtb

                                   config            nopool
/virtio_mmio@a000000
  ACCESS_PLATFORM offered          restricted (1)    unrestricted (2)
  ACCESS_PLATFORM absent, what if  unrestricted (3)  unrestricted (3)

unrestricted: 1 of 1 devices, with 1 of 2 guests: nopool; what if ACCESS_PLATFORM is absent does not count
$ fdtrestrict predict --kernel-config virt.dtb none.dtb
fdtrestrict: virt.dtb: it is no text; a kernel configuration is the .config of its build, /boot/config-VERSION
[3]
$ gzip -c config >config.gz; fdtrestrict predict -g ./config.gz none.dtb
fdtrestrict: ./config.gz: it is compressed, as /proc/config.gz is: give what `zcat ./config.gz` prints, in a file
[3]
$ sed 1d config >fragment; fdtrestrict predict -g fragment none.dtb
fdtrestrict: fragment: no line says whose it is, such as "# Linux/arm64 6.12.107 Kernel Configuration": a fragment or a defconfig leaves open what it does not name; give the .config that the build made of it
[3]
$ (cat config; echo 'all: config') >odd-config; fdtrestrict predict -g odd-config none.dtb
fdtrestrict: odd-config:9: 'all: config' is no line of a kernel configuration
[3]
$ printf 'CONFIG_OF=y' | cat config - >cut-config; fdtrestrict predict -g cut-config none.dtb
fdtrestrict: cut-config:9: the last line has no end: the file is cut off
[3]
$ fdtrestrict predict --kernel-config none.config none.dtb
fdtrestrict: none.config: No such file or directory
[3]
# What the devices are like.
$ printf '{"devices": {"/virtio_mmio@a000000": {"access-platform": "required"}, "/virtio_mmio@a000200": {"modern": false, "access-platform": "absent"}}}' >features.json
$ fdtrestrict predict --device-features features.json --device '/virtio_mmio@a000[024]00' -g linux-7.2 none.dtb | sed '/^(/,/^$/d'
none.dtb

                                    linux-7.2
/virtio_mmio@a000000
  ACCESS_PLATFORM required          restricted (1)
/virtio_mmio@a000200
  legacy                            unrestricted (2)
/virtio_mmio@a000400
  ACCESS_PLATFORM offered, assumed  restricted (3)
  ACCESS_PLATFORM absent, assumed   unrestricted (4)

unrestricted: 1 of 3 devices, with 1 of 1 guests: linux-7.2; devices that the features do not name are assumed, and do not count
$ fdtrestrict predict --device-features features.json --device /virtio_mmio@a000000 -g linux-7.2 none.dtb >/dev/null; echo $?
0
$ fdtrestrict generate --base virt.dtb --size 64M --guard none -o made.dtb --report json >made.json 2>/dev/null; fdtrestrict predict --device-features made.json -g linux-7.2 --format json made.dtb | jq -c '[.predictions[] | select(.counts)] | group_by(.outcome)[] | [.[0].outcome, length]'
["restricted",32]
# What was written of the tree before a guard moved its devices holds for them still.
$ fdtrestrict generate -q --base virt.dtb --size 64M -o guarded.dtb; fdtrestrict predict -g linux-7.2-nopool --device-features features.json --device '/restricted-dma-bus/virtio_mmio@a000[024]00' guarded.dtb | sed -n '/^(/q; p'
guarded.dtb

                                    linux-7.2-nopool
/restricted-dma-bus/virtio_mmio@a000000
  ACCESS_PLATFORM required          refused (1)
/restricted-dma-bus/virtio_mmio@a000200
  legacy                            unrestricted (2)
/restricted-dma-bus/virtio_mmio@a000400
  ACCESS_PLATFORM offered, assumed  refused (3)
  ACCESS_PLATFORM absent, assumed   unrestricted (4)

$ sed 's/a000200/a000100/' features.json >moved.json; fdtrestrict predict --device-features moved.json none.dtb
fdtrestrict: none.dtb: moved.json: there is no device /virtio_mmio@a000100; is /virtio_mmio@a000000 the one meant?
[2]
$ echo '{"devices": {' >broken.json; fdtrestrict predict --device-features broken.json none.dtb
fdtrestrict: broken.json:2:0: string or '}' expected near end of file
[3]
$ fdtrestrict predict --device-features none.json none.dtb
fdtrestrict: none.json: No such file or directory
[3]
# Of what is behind a host bridge, and has no node, what is protected least answers.
$ printf '{"devices": {"/pcie@10000000/dev@2,0": {"access-platform": "required"}, "/pcie@10000000/dev@1,0": {"modern": false, "access-platform": "absent"}}}' >pci.json; fdtrestrict predict -g linux-7.2 --device-features pci.json --device '/pcie*' none.dtb | sed -n '/^(/q; p'
none.dtb

          linux-7.2
/pcie@10000000
  legacy  unrestricted (1)

# Devices that differ in nothing but their pools are one row.
$ fdtrestrict generate -q --base virt.dtb --size 8M --per-device --attach '/virtio_mmio@*' --guard none -o per.dtb; fdtrestrict predict -g linux-7.2,linux-7.2-nopool --device '/virtio*' per.dtb | sed -n '/^(/q; p'
per.dtb

                                   linux-7.2         linux-7.2-nopool
/virtio_mmio@a000000 and 31 like it
  ACCESS_PLATFORM offered          restricted (1)    unrestricted (2)
  ACCESS_PLATFORM absent, what if  unrestricted (3)  unrestricted (3)

# JSON and markdown, by the file's name; the answers that count come first.
$ fdtrestrict predict --device /virtio_mmio@a000000 -o answer.json none.dtb; jq -c '.version, .summary, (.predictions[] | [.device, .guest, .outcome, .file, .features."access-platform", .assumed, .counts, .pool])' answer.json
1
{"restricted":1,"unrestricted":2,"refused":0,"stalls":0,"crashes":0,"unknown":0,"failing":2}
["/virtio_mmio@a000000","linux-7.2","restricted","none.dtb","offered",true,true,"/reserved-memory/restricted-dma-pool@5c000000"]
["/virtio_mmio@a000000","linux-7.2-nopool","unrestricted","none.dtb","offered",true,true,null]
["/virtio_mmio@a000000","debian-13-arm64","unrestricted","none.dtb","offered",true,true,null]
["/virtio_mmio@a000000","linux-7.2","unrestricted","none.dtb","absent",true,false,null]
["/virtio_mmio@a000000","linux-7.2-nopool","unrestricted","none.dtb","absent",true,false,null]
["/virtio_mmio@a000000","debian-13-arm64","unrestricted","none.dtb","absent",true,false,null]
$ jq -c '.predictions[0].reasons[]' answer.json
{"node":null,"property":null,"function":"Linux drivers/virtio/virtio_ring.c vring_use_dma_api()","text":"the device offers ACCESS_PLATFORM: its driver goes through the DMA interface","rule":null}
{"node":"/virtio_mmio@a000000","property":"memory-region","function":"Linux drivers/of/device.c of_dma_set_restricted_buffer()","text":"memory-region names the pool","rule":null}
{"node":"/reserved-memory/restricted-dma-pool@5c000000","property":null,"function":"Linux kernel/dma/swiotlb.c rmem_swiotlb_device_init()","text":"the kernel sets the pool up, and all DMA of the device bounces through it","rule":null}
$ fdtrestrict predict --device /virtio_mmio@a000000 -o answer.md none.dtb; sed '/^2\./,/^$/d' answer.md
## none.dtb

| device | is like | linux-7.2 | linux-7.2-nopool | debian-13-arm64 |
|---|---|---|---|---|
| `/virtio_mmio@a000000` | ACCESS\_PLATFORM offered | restricted (1) | **unrestricted** (2) | **unrestricted** (2) |
| `/virtio_mmio@a000000` | ACCESS\_PLATFORM absent, what if | **unrestricted** (3) | **unrestricted** (3) | **unrestricted** (3) |

1. restricted
   - the device offers ACCESS\_PLATFORM: its driver goes through the DMA interface; Linux drivers/virtio/virtio\_ring.c vring\_use\_dma\_api()
   - memory-region names the pool: `/virtio_mmio@a000000` `memory-region`; Linux drivers/of/device.c of\_dma\_set\_restricted\_buffer()
   - the kernel sets the pool up, and all DMA of the device bounces through it: `/reserved-memory/restricted-dma-pool@5c000000`; Linux kernel/dma/swiotlb.c rmem\_swiotlb\_device\_init()
unrestricted: 1 of 1 devices, with 2 of 3 guests: linux-7.2-nopool, debian-13-arm64; what if ACCESS_PLATFORM is absent does not count
# Exit statuses.
$ fdtrestrict predict -g linux-7.2 --device /virtio_mmio@a000000 none.dtb >/dev/null; echo $?; fdtrestrict predict --exit-zero virt.dtb >/dev/null; echo $?
0
0
$ fdtrestrict predict --fail-on refused,unknown -g linux-7.2-nopool --device '/*/virtio_mmio@a000000' guarded.dtb | tail -n 1; fdtrestrict predict --fail-on stalls virt.dtb >/dev/null; echo $?
refused or unknown: 1 of 1 devices, with 1 of 1 guests: linux-7.2-nopool; what if ACCESS_PLATFORM is absent does not count
0
# Source, overlays on their base, standard input, several files.
$ dtc -q -I dtb -O dts -o none.dts none.dtb; fdtrestrict predict -g linux-7.2 --device /virtio_mmio@a000000 none.dts | tail -n 1
no device is unrestricted with any of these guests; what if ACCESS_PLATFORM is absent does not count
$ fdtrestrict generate -q --base virt.dtb --size 64M -o pool.dtbo; fdtrestrict predict -g linux-7.2,linux-7.2-nopool --device /virtio_mmio@a000000 --base virt.dtb pool.dtbo | sed -n '/^(/q; p'
pool.dtbo

                                   linux-7.2         linux-7.2-nopool
/virtio_mmio@a000000
  ACCESS_PLATFORM offered          restricted (1)    refused (2)
  ACCESS_PLATFORM absent, what if  unrestricted (3)  unrestricted (3)

$ fdtrestrict predict -g linux-7.2 --device /virtio_mmio@a000000 - <none.dtb | head -n 5
-

                                   linux-7.2
/virtio_mmio@a000000
  ACCESS_PLATFORM offered          restricted (1)
$ fdtrestrict predict -j2 -g 'linux-7.2*' --device '/**/virtio_mmio@a000000' none.dtb guarded.dtb missing.dtb virt.dtb | sed -n '/^(/,/^$/d; p'
fdtrestrict: missing.dtb: No such file or directory
none.dtb

                                   linux-7.2         linux-7.2-nopool
/virtio_mmio@a000000
  ACCESS_PLATFORM offered          restricted (1)    unrestricted (2)
  ACCESS_PLATFORM absent, what if  unrestricted (3)  unrestricted (3)

guarded.dtb

                                   linux-7.2         linux-7.2-nopool
/restricted-dma-bus/virtio_mmio@a000000
  ACCESS_PLATFORM offered          restricted (1)    refused (2)
  ACCESS_PLATFORM absent, what if  unrestricted (3)  unrestricted (3)

virt.dtb

                                   linux-7.2         linux-7.2-nopool
/virtio_mmio@a000000
  ACCESS_PLATFORM offered          unrestricted (1)  unrestricted (1)
  ACCESS_PLATFORM absent, what if  unrestricted (2)  unrestricted (2)

unrestricted: 2 of 3 devices, with 2 of 2 guests: linux-7.2, linux-7.2-nopool; what if ACCESS_PLATFORM is absent does not count
$ printf '/dts-v1/; / { };' | fdtrestrict predict -
-: no device of virtio, no PCI host bridge, and nothing with a memory-region

$ fdtrestrict predict pool.dtbo
fdtrestrict: pool.dtbo: it is an overlay, and nothing is predicted of half a tree; --base names the tree that it is for
[2]
# The configuration names guests, too.
$ printf 'guests: [linux-6.1, "*-amd64"]\n' >c.yaml; fdtrestrict predict --config c.yaml --format json --device /virtio_mmio@a000000 none.dtb | jq -c '[.predictions[].guest] | unique'
["debian-12-cloud-amd64","debian-13-cloud-amd64","linux-6.1"]
$ printf 'guests: [linux-6.l]\n' >c.yaml; fdtrestrict predict --config c.yaml none.dtb
fdtrestrict: c.yaml:1:10: no guest 'linux-6.l'; did you mean 'linux-6.1'?
[2]
# Guests that there are not, and other wishes that cannot be met.
$ fdtrestrict predict --guest linux-6.13 none.dtb 2>&1 | sed 's/known are.*by its/known are ... by its/'
fdtrestrict predict: no guest 'linux-6.13'; did you mean 'linux-6.1'? known are ... by its path; see `fdtrestrict predict --help`
$ fdtrestrict predict --guest plan9 none.dtb 2>&1 | grep -c 'known are linux-5.15, .*, edk2'
1
$ fdtrestrict predict --guest 'plan*' none.dtb 2>&1 | sed 's/; known are.*//'
fdtrestrict predict: no guest 'plan*'
$ fdtrestrict predict --guest , none.dtb
fdtrestrict predict: no guest is asked for; --list-guests lists them; see `fdtrestrict predict --help`
[2]
$ fdtrestrict predict --device '/soc/*' none.dtb
none.dtb: no device that is asked for

fdtrestrict predict: there is no device /soc/*; devices are those of virtio, PCI host bridges and what has a memory-region; see `fdtrestrict predict --help`
[2]
$ fdtrestrict predict --format sarif none.dtb
fdtrestrict predict: no format 'sarif': text, markdown, json; see `fdtrestrict predict --help`
[2]
$ fdtrestrict predict --fail-on error none.dtb
fdtrestrict predict: no outcome 'error': restricted, unrestricted, refused, stalls, crashes, unknown; see `fdtrestrict predict --help`
[2]
$ fdtrestrict predict --fail-on '' none.dtb
fdtrestrict predict: --fail-on names no outcome; see `fdtrestrict predict --help`
[2]
$ fdtrestrict predict --memory-map features.json none.dtb
fdtrestrict: features.json: a memory map is an object with regions, an array, and nothing else
[3]
$ fdtrestrict predict --kernel 12 none.dtb
fdtrestrict predict: --kernel wants ADDR+SIZE, not '12'; see `fdtrestrict predict --help`
[2]
$ fdtrestrict predict --select pool-no-map none.dtb 2>&1 | head -n 1
predict: unrecognized option '--select'
$ fdtrestrict predict
fdtrestrict predict: no file given; see `fdtrestrict predict --help`
[2]
$ fdtrestrict predict -o /dev/full none.dtb
fdtrestrict: /dev/full: cannot be written: No space left on device
[4]
$ fdtrestrict predict missing.dtb
fdtrestrict: missing.dtb: No such file or directory
[3]
$ head -c 60 none.dtb | fdtrestrict predict -
fdtrestrict: -: truncated device tree: its header says 8212 bytes, but there are 60
[3]
# The guests there are.
$ fdtrestrict predict --list-guests | grep -A1 '(default)'
linux-7.2 (default): Linux 7.2 with CONFIG_DMA_RESTRICTED_POOL
    source: Linux 7.2.13 kernel/dma/swiotlb.c, drivers/of, drivers/acpi/scan.c
linux-7.2-nopool (default): Linux 7.2 without CONFIG_DMA_RESTRICTED_POOL
    source: Linux 7.2.13 kernel/dma/swiotlb.c, drivers/of, drivers/acpi/scan.c
--
debian-13-arm64 (default): Debian 13, arm64 (Linux 6.12)
    source: Debian linux-config-6.12 6.12.117-1
$ fdtrestrict predict --list-guests | sed -n 'n; /^    source: ./!p'
$ fdtrestrict predict --help | head -n 5
usage: fdtrestrict predict [OPTION]... FILE...

Says what guests will do with each device of a device tree, or of ACPI tables, and why: restricted to its pool,
unrestricted, refused, stalled, crashed, or unknown. Input is what lint takes; tables that are named together are
one machine's.
