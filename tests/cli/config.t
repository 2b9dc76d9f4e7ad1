# SPDX-License-Identifier: BSD-2-Clause
# The nearest configuration upwards counts.
$ mkdir -p boards/vendor; cp bad.dts boards/a.dts; cp bad.dts boards/vendor/b.dts; sed 's/no-map;//' bad.dts >boards/c.dts
$ printf 'levels:\n  pool-no-map: info\n  virtio-*: off\n' >.fdtrestrict.yaml
$ cd boards/vendor && fdtrestrict lint --format json b.dts | jq -c '.files[0].findings | map([.rule, .severity])'
[["pool-no-map","info"]]
$ fdtrestrict lint --no-config --format json bad.dts | jq -c '.files[0].findings | map([.rule, .severity])'
[["pool-no-map","error"],["virtio-mmio-binding-gap","info"]]
$ printf 'fail-on: info\n' >boards/vendor/.fdtrestrict.yaml; cd boards/vendor && fdtrestrict lint --format json b.dts | jq -c '.files[0].findings | map([.rule, .severity])'
[["pool-no-map","error"],["virtio-mmio-binding-gap","info"]]
$ cd boards/vendor && fdtrestrict lint b.dts >/dev/null
[1]
$ cd boards/vendor && fdtrestrict lint --config ../../.fdtrestrict.yaml b.dts >/dev/null
$ rm boards/vendor/.fdtrestrict.yaml
# Command line over configuration: what is selected keeps the level that it has there, unless that is off.
$ fdtrestrict lint --select 'pool-*,virtio-*' --format json bad.dts | jq -c '.files[0].findings | map([.rule, .severity])'
[["pool-no-map","info"],["virtio-mmio-binding-gap","info"]]
$ fdtrestrict lint --select 'pool-*' -W pool-no-map=warning --format json bad.dts | jq -c '.files[0].findings | map([.rule, .severity])'
[["pool-no-map","warning"]]
$ printf 'select: [pool-no-map, range-wraps]\nlevels: {pool-no-map: warning}\ntargets: [linux-6.12]\n' >s.yaml
$ fdtrestrict lint --config s.yaml --format json bad.dts | jq -c '.files[0].findings | map([.rule, .severity, .targets])'
[["pool-no-map","warning",["linux-6.12"]]]
$ fdtrestrict lint --config s.yaml --ignore 'pool-*' --format json bad.dts | jq -c '.files[0].findings | map(.rule)'
[]
$ fdtrestrict lint --config s.yaml --select 'virtio-*' --target linux-7.2 --format json bad.dts | jq -c '.files[0].findings | map([.rule, .severity, .targets])'
[["virtio-mmio-binding-gap","info",["linux-7.2"]]]
$ fdtrestrict lint --config s.yaml --fail-on warning bad.dts >/dev/null
[1]
# What all that comes to is a configuration again.
$ fdtrestrict lint --config s.yaml -W range-wraps=off --memory final --dump-config
targets:
- linux-6.12
memory: final
fail-on: error
select:
- pool-no-map
levels:
  pool-no-map: warning
$ fdtrestrict lint --config s.yaml -W range-wraps=off --memory final --dump-config >dumped.yaml; fdtrestrict lint --config dumped.yaml --dump-config | cmp - dumped.yaml
$ fdtrestrict lint --no-config --dump-config
targets:
- spec
- linux-5.15
- linux-6.1
- linux-6.12
- linux-7.1
- linux-7.2
fail-on: error
# Ignores, by rule, path and node; each with its reason.
$ printf 'ignore:\n  - rule: pool-no-map\n    path: boards/*.dts\n    reason: their kernel copes\n  - {rule: "virtio-*", path: "**", node: "/*/virtio@*", reason: not ours}\nexclude: [boards/vendor/**]\n' >.fdtrestrict.yaml
$ fdtrestrict lint --format json -r boards | jq -c '.files | map([.file, (.findings | map(.rule))])'
[["boards/a.dts",[]],["boards/c.dts",[]]]
$ cd boards && fdtrestrict lint --format json a.dts vendor/b.dts | jq -c '.files | map([.file, (.findings | map(.rule))])'
[["a.dts",[]],["vendor/b.dts",["pool-no-map"]]]
$ fdtrestrict lint --format json ./boards/vendor/../a.dts "$PWD/boards/a.dts" | jq -c '.files | map(.findings | map(.rule))'
[[],[]]
$ printf 'ignore: [{rule: pool-no-map, path: "**", node: "/soc/**", reason: known}]\n' >n.yaml; fdtrestrict lint --config n.yaml --ignore 'virtio-*' --format json boards/a.dts | jq -c '.files[0].findings | map(.rule)'
["pool-no-map"]
# An ignore that matches nothing is told of, once the run has seen all that it could match.
$ printf 'ignore:\n  - {rule: pool-no-map, path: boards/c.dts, reason: was so}\n  - {rule: pool-unused, path: "boards/**", reason: was so}\n  - {rule: "*-gap", path: "*/*.dts", reason: not ours}\n' >.fdtrestrict.yaml
$ fdtrestrict lint --format gcc boards/c.dts
.fdtrestrict.yaml:2:5: warning: no finding matches this ignore of 'pool-no-map' in 'boards/c.dts' [-Wignore-unused]
$ fdtrestrict lint --format gcc boards/a.dts | grep unused
[1]
$ fdtrestrict lint --format gcc -r boards | grep unused
.fdtrestrict.yaml:2:5: warning: no finding matches this ignore of 'pool-no-map' in 'boards/c.dts' [-Wignore-unused]
.fdtrestrict.yaml:3:5: warning: no finding matches this ignore of 'pool-unused' in 'boards/**' [-Wignore-unused]
$ fdtrestrict lint --format gcc -r boards/vendor | grep unused
[1]
$ fdtrestrict lint --format gcc -r boards --select pool-no-map,ignore-unused | grep unused
.fdtrestrict.yaml:2:5: warning: no finding matches this ignore of 'pool-no-map' in 'boards/c.dts' [-Wignore-unused]
$ fdtrestrict lint --format gcc -r boards --target spec | grep unused
[1]
$ fdtrestrict lint --format gcc -r boards -W ignore-unused=off | grep unused
[1]
$ echo garbage >boards/d.dts; fdtrestrict lint --format gcc -r boards 2>/dev/null | grep unused; rm boards/d.dts
.fdtrestrict.yaml:2:5: warning: no finding matches this ignore of 'pool-no-map' in 'boards/c.dts' [-Wignore-unused]
$ fdtrestrict lint -W ignore-unused=error boards/c.dts
.fdtrestrict.yaml:2:5: error: no finding matches this ignore of 'pool-no-map' in 'boards/c.dts' [ignore-unused]
    2 |   - {rule: pool-no-map, path: boards/c.dts, reason: was so}
      |     ^
    at: ignore entry 0
    why: What it was for has gone or is elsewhere now; left in place, it hides the next such mistake there.
    fix: Delete it, or move it to the line of what it is for; --write-baseline writes a baseline anew.
[1]
# What it cannot read it does not pass over: a key that is misspelt is a rule that is not on.
$ printf 'level:\n  pool-no-map: info\n' >.fdtrestrict.yaml; fdtrestrict lint bad.dts
fdtrestrict: .fdtrestrict.yaml:1:1: no key 'level'; did you mean 'levels'?
[2]
$ printf 'fail-on: warning\nlevels:\n  pool-nomap: info\n' >.fdtrestrict.yaml; fdtrestrict lint bad.dts
fdtrestrict: .fdtrestrict.yaml:3:3: no rule 'pool-nomap'; did you mean 'pool-no-map'?
[2]
$ printf 'ignore:\n  - rule: pool-no-map\n    path: "*"\n' >.fdtrestrict.yaml; fdtrestrict lint bad.dts
fdtrestrict: .fdtrestrict.yaml:2:5: this entry has no 'reason'
[2]
$ printf 'targets: [linux-6.1\n' >.fdtrestrict.yaml; fdtrestrict lint bad.dts
fdtrestrict: .fdtrestrict.yaml:2:1: it is not YAML: while parsing a flow sequence, did not find expected ',' or ']'
[2]
$ printf 'memory: &a final\n' >.fdtrestrict.yaml; fdtrestrict lint bad.dts
fdtrestrict: .fdtrestrict.yaml:1:9: an anchor (&name) is not understood here; delete it
[2]
$ rm .fdtrestrict.yaml; mkdir .fdtrestrict.yaml; fdtrestrict lint bad.dts
fdtrestrict: .fdtrestrict.yaml: Is a directory
[2]
$ fdtrestrict lint --config nothing.yaml bad.dts
fdtrestrict: nothing.yaml: No such file or directory
[2]
$ head -c 300000 /dev/zero >large.yaml; fdtrestrict lint --config large.yaml bad.dts
fdtrestrict: large.yaml: it is larger than 256 KiB
[2]
