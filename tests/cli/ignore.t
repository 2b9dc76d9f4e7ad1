# SPDX-License-Identifier: BSD-2-Clause
# A comment holds for what stands on its line, or on the next one when it stands alone.
$ sed 's|no-map;|& // fdtrestrict: ignore=pool-no-map its kernel is patched|' bad.dts >a.dts; fdtrestrict lint --format gcc a.dts
a.dts:37:4: note: the kernel's virtio/mmio.yaml does not list memory-region (1 device) [-Wvirtio-mmio-binding-gap]
$ sed 's|^\t*no-map;|/* fdtrestrict: ignore=pool-no-map,virtio-*\n its kernel is patched */\n\n&|; s|memory-region =|/* fdtrestrict: ignore=*-gap not ours */ &|' bad.dts >b.dts; fdtrestrict lint --format gcc b.dts
b.dts:21:1: warning: no finding matches this ignore of 'virtio-*' [-Wignore-unused]
$ fdtrestrict lint --fail-on warning b.dts >/dev/null
[1]
$ fdtrestrict lint --format gcc - <a.dts
-:37:4: note: the kernel's virtio/mmio.yaml does not list memory-region (1 device) [-Wvirtio-mmio-binding-gap]
# What a blob was made of is not there.
$ dtc -q -o a.dtb a.dts; fdtrestrict lint --format json a.dtb | jq -c '.files[0].findings | map(.rule)'
["pool-no-map","virtio-mmio-binding-gap"]
# Without a reason, or with a rule that there is not, one does not count.
$ sed 's|no-map;|& // fdtrestrict: ignore=pool-no-map|' bad.dts >c.dts; fdtrestrict lint --ignore 'virtio-*' c.dts
c.dts:21:4: error: the pool is marked no-map [pool-no-map]
   21 | 			no-map; // fdtrestrict: ignore=pool-no-map
      | 			^~~~~~~
    at: /reserved-memory/pool@50000000, property no-map
    holds for: every Linux
    why: Linux refuses the pool ("compatible matching fail"), gives its memory back to the page allocator as ordinary RAM, and lets its devices do unrestricted DMA.
    fix: Delete the property no-map: bounce buffers are copied through the kernel's own mapping.
c.dts:21:12: warning: the ignore gives no reason, and so does not count [ignore-invalid]
   21 | 			no-map; // fdtrestrict: ignore=pool-no-map
      | 			        ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    at: /reserved-memory/pool@50000000
    why: It does not count, so what it should silence is reported; and without a reason nobody can tell later whether it may go.
    fix: Write "fdtrestrict: ignore=RULE,... REASON".
[1]
$ sed 's|no-map;|& // fdtrestrict: ignore=pool-nomap its kernel is patched|' bad.dts >c.dts; fdtrestrict lint --ignore 'virtio-*' --format gcc c.dts
c.dts:21:4: error: the pool is marked no-map [-Wpool-no-map]
c.dts:21:12: warning: no rule 'pool-nomap', so the ignore does not count; did you mean 'pool-no-map'? [-Wignore-invalid]
[1]
$ fdtrestrict lint --ignore 'virtio-*,pool-no-map' --fail-on warning --format gcc c.dts
c.dts:21:12: warning: no rule 'pool-nomap', so the ignore does not count; did you mean 'pool-no-map'? [-Wignore-invalid]
[1]
$ fdtrestrict lint --ignore 'virtio-*,pool-no-map' -W ignore-invalid=off --fail-on warning --format gcc c.dts
# A string and another comment are none.
$ sed 's|no-map;|label = "// fdtrestrict: ignore=pool-no-map its kernel is patched"; &|' bad.dts >c.dts; fdtrestrict lint --ignore 'virtio-*' --format gcc c.dts
c.dts:21:72: error: the pool is marked no-map [-Wpool-no-map]
[1]
# One that matches nothing is told of, unless its rule is off or fewer targets are asked.
$ sed '/no-map;/d; s|memory-region =|/* fdtrestrict: ignore=pool-no-map its kernel is patched */ &|' bad.dts >c.dts; fdtrestrict lint --ignore 'virtio-*' --fail-on warning --format gcc c.dts
c.dts:36:4: warning: no finding matches this ignore of 'pool-no-map' [-Wignore-unused]
[1]
$ fdtrestrict lint --ignore 'virtio-*,pool-no-map' --format gcc c.dts
$ fdtrestrict lint --ignore 'virtio-*' --target linux-6.1 --format gcc c.dts
$ sed 's/ignore=pool-no-map/ignore=pool-no-*/' c.dts >f.dts; fdtrestrict lint --ignore 'virtio-*' --format gcc f.dts
f.dts:36:4: warning: no finding matches this ignore of 'pool-no-*' [-Wignore-unused]
$ fdtrestrict lint --ignore 'virtio-*,pool-no-size' --format gcc f.dts
# It can be ignored itself, in the configuration, or be known to a baseline.
$ printf 'ignore: [{rule: ignore-unused, path: c.dts, reason: they stay}]' >i.yaml; fdtrestrict lint --config i.yaml --ignore 'virtio-*' --format gcc c.dts
$ fdtrestrict lint --write-baseline known.json c.dts; fdtrestrict lint --baseline known.json --format gcc c.dts
# A finding that both a comment and the configuration ignore is matched by either.
$ printf 'ignore: [{rule: pool-no-map, path: a.dts, reason: known}, {rule: "virtio-*", path: a.dts, reason: known}]' >i.yaml; fdtrestrict lint --config i.yaml --format gcc a.dts
# Included files have comments too, through either kind of include; there are other trees for these.
$ mkdir inc; sed -n '/^\treserved-memory {/,/^\t};/p' a.dts | sed 's|pool: pool@|// fdtrestrict: ignore=pool-unused for overlays\n&|' >inc/pool.dtsi
$ sed '/^\treserved-memory {/,/^\t};/d; s|^\trestricted-dma-bus|#include "inc/pool.dtsi"\n&|' bad.dts >d.dts; sed 's|#include|/include/|' d.dts >e.dts
$ fdtrestrict lint --ignore 'virtio-*' --format gcc d.dts e.dts
inc/pool.dtsi:6:3: note: no finding matches this ignore of 'pool-unused' [-Wignore-unused]
$ fdtrestrict lint --ignore 'virtio-*' --format gcc -r -j2 . | grep inc/
./inc/pool.dtsi:6:3: warning: no finding matches this ignore of 'pool-unused' [-Wignore-unused]
$ sed -i 's/memory-region = .*//; s/dma-ranges = .*//' e.dts; fdtrestrict lint --select 'pool-*,ignore-*' --format gcc d.dts e.dts
$ fdtrestrict lint --select 'pool-*,ignore-*' --format gcc e.dts d.dts
$ cd inc && fdtrestrict lint --ignore 'virtio-*' --format gcc ../d.dts
../inc/pool.dtsi:6:3: note: no finding matches this ignore of 'pool-unused' [-Wignore-unused]
# Also where there is no finding at all.
$ sed -i 's/no-map;//' inc/pool.dtsi; fdtrestrict lint --ignore 'virtio-*' --format gcc d.dts
inc/pool.dtsi:6:3: note: no finding matches this ignore of 'pool-unused' [-Wignore-unused]
inc/pool.dtsi:10:5: note: no finding matches this ignore of 'pool-no-map' [-Wignore-unused]
$ sed 's|#include|/include/|' d.dts >e.dts; fdtrestrict lint --ignore 'virtio-*' --format gcc e.dts
inc/pool.dtsi:6:3: note: no finding matches this ignore of 'pool-unused' [-Wignore-unused]
inc/pool.dtsi:10:5: note: no finding matches this ignore of 'pool-no-map' [-Wignore-unused]
$ sed -i 's/ignore=pool-no-map/ignore=pool-nomap/' inc/pool.dtsi; fdtrestrict lint --ignore 'virtio-*' --format json d.dts | jq -c '.files[] | [.file, (.findings | map([.rule, .severity, .place.path, .place.line]))]'
["d.dts",[]]
["inc/pool.dtsi",[["ignore-unused","info","/reserved-memory",6],["ignore-invalid","warning","/reserved-memory/pool@50000000",10]]]
# An overlay by itself shows only some mistakes; others would be found on its base.
$ printf '/dts-v1/;\n/plugin/;\n&{/} {\n\t/* fdtrestrict: ignore=pool-unused there are devices */\n\tx { y; };\n};\n' >o.dtso
$ fdtrestrict lint --format gcc o.dtso; fdtrestrict lint --format gcc --base virt.dtb o.dtso
o.dtso:4:2: warning: no finding matches this ignore of 'pool-unused' [-Wignore-unused]
