# SPDX-License-Identifier: BSD-2-Clause
$ fdtrestrict lint bad.dts
bad.dts:21:4: error: the pool is marked no-map [pool-no-map]
   21 | 			no-map;
      | 			^~~~~~~
    at: /reserved-memory/pool@50000000, property no-map
    holds for: every Linux
    why: Linux refuses the pool ("compatible matching fail"), gives its memory back to the page allocator as ordinary RAM, and lets its devices do unrestricted DMA.
    fix: Delete the property no-map: bounce buffers are copied through the kernel's own mapping.
bad.dts:37:4: info: the kernel's virtio/mmio.yaml does not list memory-region (1 device) [virtio-mmio-binding-gap]
   37 | 			memory-region = <&pool>;
      | 			^~~~~~~~~~~~~~~~~~~~~~~~
    at: /restricted-dma-bus/virtio@a000000, property memory-region
    holds for: every Linux
    why: Kernels honour it, but dt-validate reports "memory-region ... is not of type 'object'" on a correct tree.
    fix: Nothing in the tree; ignore that report until the upstream binding lists the property.
[1]
$ dtc -q -I dts -O dtb -o bad.dtb bad.dts; fdtrestrict lint bad.dtb
bad.dtb: /reserved-memory/pool@50000000: error: the pool is marked no-map [pool-no-map]
    at: /reserved-memory/pool@50000000, property no-map, byte 0x144
    holds for: every Linux
    why: Linux refuses the pool ("compatible matching fail"), gives its memory back to the page allocator as ordinary RAM, and lets its devices do unrestricted DMA.
    fix: Delete the property no-map: bounce buffers are copied through the kernel's own mapping.
bad.dtb: /restricted-dma-bus/virtio@a000000: info: the kernel's virtio/mmio.yaml does not list memory-region (1 device) [virtio-mmio-binding-gap]
    at: /restricted-dma-bus/virtio@a000000, property memory-region, byte 0x254
    holds for: every Linux
    why: Kernels honour it, but dt-validate reports "memory-region ... is not of type 'object'" on a correct tree.
    fix: Nothing in the tree; ignore that report until the upstream binding lists the property.
[1]
$ fdtrestrict lint - <bad.dtb | head -n 1
-: /reserved-memory/pool@50000000: error: the pool is marked no-map [pool-no-map]
$ fdtrestrict lint --exit-zero bad.dts | head -n 1
bad.dts:21:4: error: the pool is marked no-map [pool-no-map]
$ fdtrestrict lint -W pool-no-map=warning bad.dts | head -n 1
bad.dts:21:4: warning: the pool is marked no-map [pool-no-map]
$ fdtrestrict lint -W pool-no-map=warning --fail-on warning bad.dts >/dev/null
[1]
$ fdtrestrict lint -W pool-no-map=off -W virtio-mmio-binding-gap=off bad.dts
$ fdtrestrict lint --format json bad.dts | jq -c '.files[0].findings[] | [.rule, .severity, .place.path, .place.property]'
["pool-no-map","error","/reserved-memory/pool@50000000","no-map"]
["virtio-mmio-binding-gap","info","/restricted-dma-bus/virtio@a000000","memory-region"]
$ fdtrestrict lint --format json bad.dts virt.dtb | jq -c '[.version, .summary, (.files | map(.file))]'
[1,{"errors":1,"warnings":0,"infos":1},["bad.dts","virt.dtb"]]
# One unreadable file does not stop the rest, and the gravest status stands.
$ fdtrestrict lint missing.dtb bad.dts | head -n 1
fdtrestrict: missing.dtb: No such file or directory
bad.dts:21:4: error: the pool is marked no-map [pool-no-map]
$ fdtrestrict lint missing.dtb bad.dts >/dev/null
fdtrestrict: missing.dtb: No such file or directory
[3]
$ fdtrestrict lint --format json missing.dtb 2>/dev/null | jq -c '.files[0]'
{"file":"missing.dtb","error":"missing.dtb: No such file or directory"}
# What the tree cannot know.
$ fdtrestrict generate -q --base virt.dtb --size 8M --at 0x50000000 -o out.dtb
$ fdtrestrict lint --kernel 0x4f000000+32M out.dtb | grep boot-image
out.dtb: /reserved-memory/restricted-dma-pool@50000000: error: the pool 0x50000000..0x507fffff overlaps the kernel image 0x4f000000..0x50ffffff [boot-image-overlap]
$ fdtrestrict lint --dtb-at 0x507ff000 out.dtb | grep boot-image
out.dtb: /reserved-memory/restricted-dma-pool@50000000: error: the pool 0x50000000..0x507fffff overlaps the device tree blob 0x507ff000..0x508010a2 [boot-image-overlap]
$ fdtrestrict lint --list-rules | head -n 3
reserved-memory-cells                error    /reserved-memory must use the root's #address-cells and #size-cells
reserved-memory-ranges               error    /reserved-memory must have an empty ranges
reserved-memory-duplicate            error    there is one /reserved-memory
# Usage.
$ fdtrestrict
usage: fdtrestrict COMMAND [OPTION]... [FILE]...

  generate   write a restricted DMA pool into a device tree
  lint       say what guests would silently get wrong
  validate   hold a description against bindings
  compare    say where a device tree and ACPI tables differ
  predict    say what each guest does with each device, and why
  map        draw the memory, and what overlaps in it
  explain    tell about a rule: why, remedy, source

`fdtrestrict COMMAND --help` lists the options, fdtrestrict(1) tells the rest.
Exit status: 0 clean, 1 findings, 2 usage, 3 unreadable input, 4 output not written.
[2]
$ fdtrestrict nonsense
fdtrestrict: unknown command 'nonsense'; `fdtrestrict --help` lists the commands
[2]
$ fdtrestrict lint
fdtrestrict lint: no file given; see `fdtrestrict lint --help`
[2]
$ fdtrestrict lint -W nonsense=error bad.dts
fdtrestrict lint: no rule 'nonsense'; `fdtrestrict explain` lists them; see `fdtrestrict lint --help`
[2]
$ fdtrestrict lint -W pool-no-map=grave bad.dts
fdtrestrict lint: no level 'grave': off, info, warning or error; see `fdtrestrict lint --help`
[2]
$ fdtrestrict lint --format xml bad.dts
fdtrestrict lint: no format 'xml': text, gcc, json, jsonl, sarif, github, junit, html; see `fdtrestrict lint --help`
[2]
$ fdtrestrict lint bad.dts >/dev/full
fdtrestrict: cannot write to stdout
[4]
$ fdtrestrict --version
fdtrestrict 0.1.0
