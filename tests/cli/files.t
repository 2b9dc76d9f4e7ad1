# SPDX-License-Identifier: BSD-2-Clause
# Rules are chosen by name and by pattern; what -W says prevails.
$ fdtrestrict lint --format json --select 'pool-*' bad.dts | jq -c '.files[0].findings | map(.rule)'
["pool-no-map"]
$ fdtrestrict lint --format json --select 'pool-*,virtio-*' bad.dts | jq -c '.files[0].findings | map(.rule)'
["pool-no-map","virtio-mmio-binding-gap"]
$ fdtrestrict lint --format json --ignore pool-no-map bad.dts | jq -c '.files[0].findings | map(.rule)'
["virtio-mmio-binding-gap"]
$ fdtrestrict lint --format json -W pool-no-map=info --ignore '*' bad.dts | jq -c '.files[0].findings | map([.rule, .severity])'
[["pool-no-map","info"]]
$ fdtrestrict lint --select 'nonsense-*' bad.dts
fdtrestrict lint: no rule 'nonsense-*'; `fdtrestrict explain` lists them; see `fdtrestrict lint --help`
[2]
# Targets: pvmfw does not look at no-map, and only Linux cares for the device.
$ fdtrestrict lint --format json --target linux-6.12,linux-7.2 bad.dts | jq -c '.files[0].findings | map([.rule, .targets])'
[["pool-no-map",["linux-6.12","linux-7.2"]],["virtio-mmio-binding-gap",["linux-6.12","linux-7.2"]]]
$ fdtrestrict lint --target pvmfw --select pool-no-map bad.dts
$ fdtrestrict lint --target linux-6.13 bad.dts
fdtrestrict lint: no target 'linux-6.13'; did you mean 'linux-6.1'?; see `fdtrestrict lint --help`
[2]
$ fdtrestrict lint --target beos bad.dts
fdtrestrict lint: no target 'beos'; --list-targets lists them; see `fdtrestrict lint --help`
[2]
# Directories and patterns; the report is in order whatever the number of jobs.
$ mkdir -p d/e; for i in 3 1 2; do cp bad.dts d/$i.dts; cp virt.dtb d/e/$i.dtb; done; echo no tree >d/note.txt
$ fdtrestrict lint d
fdtrestrict: d is a directory without ACPI tables in it; lint and validate take all that is below it with -r
[2]
$ fdtrestrict lint --format json -r -j4 d | jq -c '.files | map([.file, (.findings | length)])'
[["d/1.dts",2],["d/2.dts",2],["d/3.dts",2],["d/e/1.dtb",0],["d/e/2.dtb",0],["d/e/3.dtb",0]]
$ fdtrestrict lint --format json 'd/[12].dts' | jq -c '.files | map(.file)'
["d/1.dts","d/2.dts"]
$ fdtrestrict lint --format json -r d >one; fdtrestrict lint --format json -r -j3 d | cmp - one
$ mkdir empty; fdtrestrict lint -r empty virt.dtb
fdtrestrict: empty: there is no .dtb, .dtbo, .dts, .dtso or ACPI table below this directory
[3]
# A pipe in a directory is not waited for.
$ mkdir pipes; mkfifo pipes/a.dtb; cp virt.dtb pipes/b.dtb; timeout 10 fdtrestrict lint --format json -r pipes | jq -c '.files | map(.file)'
["pipes/b.dtb"]
# To cpp, @FILE is a file of options.
$ printf '/dts-v1/;\n#define SIZE 2\n/ { #address-cells = <SIZE>; };\n' >@x.dts; echo '-o stolen' >x.dts; fdtrestrict lint @x.dts; ls stolen
ls: cannot access 'stolen': No such file or directory
[2]
$ mkdir @y y; echo '#define SIZE 2' >@y/y.h; printf '/dts-v1/;\n#include <y.h>\n/ { #address-cells = <SIZE>; };\n' >@y/y.dts; fdtrestrict lint @y/y.dts
$ fdtrestrict lint 'nothing*.dtb'
fdtrestrict: nothing*.dtb: there is no such file, and nothing matches
[3]
$ fdtrestrict lint -j0 virt.dtb
fdtrestrict lint: -j wants a number from 1 to 64, not '0'; see `fdtrestrict lint --help`
[2]
# The report as a file: all of it or none.
$ fdtrestrict lint --format json -o report.json bad.dts; jq -c .summary report.json
{"errors":1,"warnings":0,"infos":1}
$ fdtrestrict lint -o no/such/folder bad.dts
fdtrestrict: no/such/folder: cannot be written: No such file or directory
[4]
