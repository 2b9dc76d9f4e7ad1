# SPDX-License-Identifier: BSD-2-Clause
# What is known is written down, an entry a line, and not told again.
$ mkdir -p b/c; cp bad.dts b/a.dts; cp bad.dts b/c/d.dts
$ fdtrestrict lint -r b --write-baseline known.json; cat known.json
{
  "version": 1,
  "findings": [
    {"file": "b/a.dts", "rule": "pool-no-map", "node": "/reserved-memory/pool@50000000", "property": "no-map"},
    {"file": "b/a.dts", "rule": "virtio-mmio-binding-gap", "node": "/restricted-dma-bus/virtio@a000000", "property": "memory-region"},
    {"file": "b/c/d.dts", "rule": "pool-no-map", "node": "/reserved-memory/pool@50000000", "property": "no-map"},
    {"file": "b/c/d.dts", "rule": "virtio-mmio-binding-gap", "node": "/restricted-dma-bus/virtio@a000000", "property": "memory-region"}
  ]
}
$ fdtrestrict lint -r b --baseline known.json
$ cd b/c && fdtrestrict lint ../a.dts d.dts "$PWD/d.dts" --baseline ../../known.json
$ fdtrestrict lint -r b -j4 --write-baseline again.json; cmp known.json again.json
# Lines that move and numbers that change do not matter. What is new does, and makes the exit status.
$ sed -i -e 's/^\t\tranges;/&\n\n\n/' -e 's/0x4000000>/0x6000000>/' b/a.dts; fdtrestrict lint b/a.dts --baseline known.json
$ sed -i 's/no-map;/&\n\t\t\treusable;/' b/a.dts; fdtrestrict lint --format json b/a.dts --baseline known.json | jq -c '.files[0].findings | map(.rule)'
["pool-reusable"]
$ fdtrestrict lint b/a.dts --baseline known.json >/dev/null
[1]
# What has gone is told of, but only where the run would have found it.
$ sed -i '/no-map;/d' b/c/d.dts; fdtrestrict lint --format gcc -r b --baseline known.json | grep unused
known.json:6:5: warning: no finding of pool-no-map in b/c/d.dts matches this entry any more [-Wignore-unused]
$ fdtrestrict lint --format gcc --baseline known.json b/a.dts | grep unused
[1]
$ fdtrestrict lint --format gcc --baseline known.json --select 'virtio-*' b/c/d.dts
$ fdtrestrict lint --format gcc --baseline known.json --target spec b/c/d.dts
$ fdtrestrict lint --format gcc --baseline known.json -W ignore-unused=off b/c/d.dts
$ fdtrestrict lint --format json --baseline known.json b/c/d.dts | jq -c '.files[] | [.file, (.findings | map([.rule, .place.path]))]'
["b/c/d.dts",[]]
["known.json",[["ignore-unused","/reserved-memory/pool@50000000"]]]
# Written anew; with --baseline, what this run did not look at stays.
$ cp known.json old.json; fdtrestrict lint --baseline old.json --write-baseline new.json b/c/d.dts; diff old.json new.json
6d5
<     {"file": "b/c/d.dts", "rule": "pool-no-map", "node": "/reserved-memory/pool@50000000", "property": "no-map"},
[1]
$ fdtrestrict lint --write-baseline new.json b/c/d.dts; jq -c '.findings | map([.file, .rule])' new.json
[["b/c/d.dts","virtio-mmio-binding-gap"]]
$ rm b/a.dts; fdtrestrict lint --baseline old.json --write-baseline b/new.json b/c/d.dts; jq -c '.findings | map([.file, .rule])' b/new.json
[["c/d.dts","virtio-mmio-binding-gap"]]
# One that cannot be read does not stop the rest, and keeps its entries.
$ echo garbage >b/c/d.dts; cp bad.dts b/a.dts; fdtrestrict lint -r b --baseline old.json --write-baseline new.json >/dev/null 2>&1
[3]
$ jq -c '.findings | map([.file, .rule])' new.json
[["b/a.dts","pool-no-map"],["b/a.dts","virtio-mmio-binding-gap"],["b/c/d.dts","pool-no-map"],["b/c/d.dts","virtio-mmio-binding-gap"]]
# Several that are alike are counted: one more is new, and one less is told of.
$ sed 's/<&pool>/<0x55 0x66>/' bad.dts >two.dts; sed 's/<&pool>/<0x55 0x66 0x77>/' bad.dts >three.dts
$ cp two.dts x.dts; fdtrestrict lint --select 'memory-region-*' --write-baseline two.json x.dts; grep file two.json
    {"file": "x.dts", "rule": "memory-region-dangling", "node": "/restricted-dma-bus/virtio@a000000", "property": "memory-region", "count": 2}
$ cp three.dts x.dts; fdtrestrict lint --select 'memory-region-*' --baseline two.json --format json x.dts | jq -c '.files[0].findings | map([.rule, .place.cell])'
[["memory-region-dangling",2]]
$ sed 's/<&pool>/<0x55>/' bad.dts >x.dts; fdtrestrict lint --select 'memory-region-*,ignore-*' --baseline two.json --format gcc x.dts
two.json:4:5: warning: this entry counts 2 findings of memory-region-dangling in x.dts, and there are fewer: 1 [-Wignore-unused]
# A baseline that is none.
$ echo '{"version": 1, "findings": [' >wrong.json; fdtrestrict lint --baseline wrong.json bad.dts
fdtrestrict: wrong.json:2:1: it is not JSON: ']' expected near end of file; --write-baseline writes one anew
[2]
$ echo '{"version": 2, "findings": []}' >wrong.json; fdtrestrict lint --baseline wrong.json bad.dts
fdtrestrict: wrong.json:1:2: this is no baseline of version 1; --write-baseline writes one anew
[2]
$ printf '{"version": 1, "findings": [\n{"file": "a", "rule": "b", "node": "/"},\n{"file": "a", "rule": "b", "node": "/"}]}' >wrong.json; fdtrestrict lint --baseline wrong.json bad.dts
fdtrestrict: wrong.json:3:1: this entry is there already, in line 2; --write-baseline writes one anew
[2]
$ printf '{"version": 1, "findings": [\n{"file": "a", "rule": "b"}]}' >wrong.json; fdtrestrict lint --baseline wrong.json bad.dts
fdtrestrict: wrong.json:2:1: this entry has no 'node'; --write-baseline writes one anew
[2]
$ fdtrestrict lint --baseline nothing.json bad.dts
fdtrestrict: nothing.json: No such file or directory
[2]
$ fdtrestrict lint --write-baseline no/such/folder.json bad.dts
fdtrestrict: no/such/folder.json: cannot be written: its folder is not there
[4]
$ fdtrestrict lint --baseline . bad.dts
fdtrestrict: .: Is a directory
[2]
