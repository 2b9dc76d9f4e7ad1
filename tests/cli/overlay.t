# SPDX-License-Identifier: BSD-2-Clause
# An overlay by itself, as source and as blob.
$ printf '%s\n' '/dts-v1/;' '/plugin/;' '&{/} { reserved-memory { #address-cells = <2>; #size-cells = <2>; ranges; pool: pool@50000000 { compatible = "restricted-dma-pool"; reg = <0 0x50000000 0 0x800000>; no-map; }; }; };' '&disk { memory-region = <&pool>; };' >o.dtso
$ fdtrestrict lint --format json o.dtso | jq -c '.files[0].findings[] | [.rule, .place.path]'
["pool-no-map","/fragment@0/__overlay__/reserved-memory/pool@50000000"]
$ dtc -q -I dts -O dtb -o o.dtbo o.dtso; fdtrestrict lint --format json o.dtbo | jq -c '.files[0].findings[] | [.rule, .place.path, .place.offset]'
["pool-no-map","/fragment@0/__overlay__/reserved-memory/pool@50000000",268]
# On its base: places that the overlay wrote have its offsets, the base's have none.
$ printf '%s\n' '/dts-v1/;' '/ { #address-cells = <2>; #size-cells = <2>; memory@40000000 { device_type = "memory"; reg = <0 0x40000000 0 0x20000000>; }; reserved-memory { #address-cells = <2>; #size-cells = <2>; ranges; other@50700000 { reg = <0 0x50700000 0 0x200000>; }; }; disk: virtio@a000000 { compatible = "virtio,mmio"; reg = <0 0xa000000 0 0x200>; dma-coherent; }; };' >base.dts
$ fdtrestrict lint --base base.dts --format json o.dtbo | jq -c '.files[0].findings[] | [.rule, .place.path, .place.offset]'
["pool-unguarded","/reserved-memory/pool@50000000",176]
["pool-no-map","/reserved-memory/pool@50000000",268]
["reserved-overlap","/reserved-memory/other@50700000",null]
["virtio-mmio-binding-gap","/virtio@a000000",360]
$ dtc -q -@ -I dts -O dtb -o base.dtb base.dts; fdtrestrict lint --base base.dtb --format json o.dtbo >b; fdtrestrict lint --base base.dts --format json o.dtbo | jq -c 'del(.. | .line?, .column?, .endLine?, .endColumn?) | del(.files[].findings[] | .place.file, .related.file)' >a; jq -c . b | cmp - a
# What is in the base stands in the base's source, what the overlay wrote in its own.
$ fdtrestrict lint --base base.dts --format gcc o.dtso
o.dtso:3:81: warning: no guard: dma-ranges let /virtio@a000000 reach ordinary RAM [-Wpool-unguarded]
o.dtso:4:1: note: see /virtio@a000000, in the overlay /fragment@1/__overlay__
o.dtso:3:166: error: the pool is marked no-map [-Wpool-no-map]
base.dts:2:210: error: 0x50700000..0x508fffff overlaps /reserved-memory/pool@50000000 0x50000000..0x507fffff at 0x50700000..0x507fffff (1 MiB) [-Wreserved-overlap]
o.dtso:3:133: note: see /reserved-memory/pool@50000000, property reg, in the overlay /fragment@0/__overlay__/reserved-memory/pool@50000000
o.dtso:4:9: note: the kernel's virtio/mmio.yaml does not list memory-region (1 device) [-Wvirtio-mmio-binding-gap]
[1]
# A base without labels, a tree that is no overlay, no base at all.
$ fdtrestrict lint --base virt.dtb o.dtbo
fdtrestrict: o.dtbo cannot be applied to virt.dtb, which has no label 'disk', nor any other: compile it with dtc -@
[3]
$ printf '/dts-v1/; /plugin/; &smmu { status = "okay"; };' >n.dtso; fdtrestrict lint --base base.dts n.dtso
fdtrestrict: n.dtso cannot be applied to base.dts, which has no label 'smmu'
[3]
$ printf '/dts-v1/; /plugin/; &{/nowhere} { status = "okay"; };' >n.dtso; fdtrestrict lint --base base.dts n.dtso
fdtrestrict: n.dtso cannot be applied to base.dts: FDT_ERR_NOTFOUND
[3]
$ fdtrestrict lint --base base.dtb virt.dtb
fdtrestrict: virt.dtb is no overlay, and --base is for overlays
[2]
$ head -c 100 o.dtbo >cut.dtbo; fdtrestrict lint --base base.dtb cut.dtbo; head -c 60 /dev/zero >zero.dtbo; fdtrestrict lint --base base.dtb zero.dtbo
fdtrestrict: cut.dtbo: truncated device tree: its header says 622 bytes, but there are 100
fdtrestrict: zero.dtbo: not a device tree blob: no FDT magic number
[3]
$ fdtrestrict lint --base missing.dtb o.dtbo
fdtrestrict: missing.dtb: No such file or directory
[3]
# Below a directory only overlays are meant; an overlay is no base.
$ mkdir d; cp base.dtb virt.dtb o.dtbo d; fdtrestrict lint -r --base base.dtb --format json d | jq -c '.files | map(.file)'
["d/o.dtbo"]
$ fdtrestrict lint --base o.dtbo o.dtbo
fdtrestrict: o.dtbo is itself an overlay; --base is the tree that overlays are for
[2]
# A blob that is none is not taken for source.
$ echo nonsense >nonsense.dtb; fdtrestrict lint nonsense.dtb
fdtrestrict: nonsense.dtb: not a device tree blob: no FDT magic number
[3]
