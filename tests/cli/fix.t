# SPDX-License-Identifier: BSD-2-Clause
$ cp bad.dts fix.dts; fdtrestrict lint --diff fix.dts
fix.dts: /reserved-memory/pool@50000000: would fix: delete no-map [pool-no-map]
--- a/fix.dts
+++ b/fix.dts
@@ -18,7 +18,6 @@
 		pool: pool@50000000 {
 			compatible = "restricted-dma-pool";
 			reg = <0x0 0x50000000 0x0 0x4000000>;
-			no-map;
 		};
 	};
 
[1]
$ fdtrestrict lint --fix --select 'pool-*' fix.dts
fix.dts: /reserved-memory/pool@50000000: fixed: delete no-map [pool-no-map]
$ fdtrestrict lint --select 'pool-*' fix.dts
$ diff bad.dts fix.dts
21d20
< 			no-map;
[1]
$ fdtrestrict lint --fix --select 'pool-*' fix.dts
# What is off is not repaired.
$ cp bad.dts fix.dts; fdtrestrict lint --diff --ignore pool-no-map fix.dts
$ fdtrestrict lint --diff -W pool-no-map=off fix.dts
# A blob: what is behind the tree in its file stays there.
$ dtc -q -I dts -O dtb -o fix.dtb bad.dts; printf tail >>fix.dtb; fdtrestrict lint --fix --select pool-no-map fix.dtb; tail -c 4 fix.dtb; echo
fix.dtb: /reserved-memory/pool@50000000: fixed: delete no-map [pool-no-map]
tail
$ dtc -q -I dts -O dtb -p 4096 -o fix.dtb bad.dts; fdtrestrict lint --fix --select pool-no-map fix.dtb; wc -c <fix.dtb
fix.dtb: /reserved-memory/pool@50000000: fixed: delete no-map [pool-no-map]
4825
# The report goes on, and so does what the others have to say.
$ cp bad.dts fix.dts; fdtrestrict lint --fix --format json missing.dts fix.dts | jq -c '.files[] | [.file, .error, (.findings // [] | map(.rule))]'
fdtrestrict: missing.dts: No such file or directory
fix.dts: /reserved-memory/pool@50000000: fixed: delete no-map [pool-no-map]
["missing.dts","missing.dts: No such file or directory",[]]
["fix.dts",null,["virtio-mmio-binding-gap"]]
$ fdtrestrict lint --diff missing.dts fix.dts
fdtrestrict: missing.dts: No such file or directory
[3]
# Permissions and links stay.
$ cp bad.dts fix.dts; chmod 640 fix.dts; fdtrestrict lint --fix --select pool-no-map fix.dts; stat -c %a fix.dts
fix.dts: /reserved-memory/pool@50000000: fixed: delete no-map [pool-no-map]
640
$ ln -sf fix.dts link.dts; cp bad.dts fix.dts; fdtrestrict lint --fix --select pool-no-map link.dts; readlink link.dts; grep -c no-map fix.dts
link.dts: /reserved-memory/pool@50000000: fixed: delete no-map [pool-no-map]
fix.dts
0
[1]
$ fdtrestrict lint --fix --diff fix.dts
fdtrestrict lint: --fix writes the files, --diff only shows how: one of them; see `fdtrestrict lint --help`
[2]
$ fdtrestrict lint --fix --base virt.dtb fix.dts
fdtrestrict lint: --fix and --diff are for single files, not for what --base makes of them; see `fdtrestrict lint --help`
[2]
$ fdtrestrict lint --fix - <fix.dts
fdtrestrict lint: standard input cannot be fixed: there is nowhere to write it back to; name a file; see `fdtrestrict lint --help`
[2]
$ fdtrestrict lint --diff - <fix.dts
fdtrestrict lint: standard input cannot be fixed: there is nowhere to write it back to; name a file; see `fdtrestrict lint --help`
[2]
$ mkfifo pipe.dtb; timeout 10 fdtrestrict lint --fix fix.dts pipe.dtb; timeout 10 fdtrestrict lint --diff pipe.dtb
fdtrestrict lint: pipe.dtb cannot be fixed: it is a pipe or a device, with nowhere to write back to; name a file; see `fdtrestrict lint --help`
fdtrestrict lint: pipe.dtb cannot be fixed: it is a pipe or a device, with nowhere to write back to; name a file; see `fdtrestrict lint --help`
[2]
# One that cannot be written, here because every name for the new one is taken, does not cost the others their report.
$ mkdir full; cp bad.dts fix.dts; cp bad.dts full/other.dts; sh -c 'for i in $(seq 0 99); do mkdir full/.fdtrestrict.$$.$i; done; exec fdtrestrict lint --fix --select pool-no-map --format json -o report.json full/other.dts fix.dts' 2>&1 | sed "s|$PWD/||"; jq -c '.files | map([.file, .error != null])' report.json
fdtrestrict: full/other.dts: cannot be written: File exists
fix.dts: /reserved-memory/pool@50000000: fixed: delete no-map [pool-no-map]
[["full/other.dts",true],["fix.dts",false]]
$ fdtrestrict lint --diff -o report.txt fix.dts
fdtrestrict lint: --diff writes to stdout and reports nothing that could be written elsewhere; see `fdtrestrict lint --help`
[2]
# A node's name in a file that is not the user's own stays, and that is why.
$ mkdir lib own; sed '1,2d; s/pool@50000000/pool@50000001/' bad.dts >lib/soc.dtsi; printf '/dts-v1/;\n/include/ "soc.dtsi"\n' >own/main.dts; fdtrestrict lint -I lib --diff --select unit-address-mismatch own/main.dts
own/main.dts: /reserved-memory/pool@50000001: not fixed: soc.dtsi, line 16: that file is outside the source's folder or read-only, so it stays as it is [unit-address-mismatch]
# What a comment, the configuration or a baseline knows is not repaired.
$ sed 's|no-map;|no-map; // fdtrestrict: ignore=pool-no-map for the test|' bad.dts >fix.dts; fdtrestrict lint --diff fix.dts
$ cp bad.dts fix.dts; printf 'ignore:\n  - rule: pool-no-map\n    path: fix.dts\n    reason: for the test\n' >fix.yaml; fdtrestrict lint --config fix.yaml --diff fix.dts
$ fdtrestrict lint --write-baseline fix.json fix.dts; fdtrestrict lint --baseline fix.json --diff fix.dts
$ fdtrestrict lint --format json fix.dts | jq -c '.files[0].findings[] | [.rule, .repair]'
["pool-no-map","delete no-map"]
["virtio-mmio-binding-gap",null]
# A signal leaves nothing behind: here while dtc compiles what is to be repaired.
$ mkdir slow tmp; printf '#!/bin/sh\nif ls "$TMPDIR"/* >/dev/null 2>&1; then : >waiting; sleep 1; fi\nexec %s "$@"\n' "$(command -v dtc)" >slow/dtc; chmod +x slow/dtc; cp bad.dts slow.dts
$ (export TMPDIR="$PWD/tmp"; PATH=$PWD/slow:$PATH exec fdtrestrict lint --fix slow.dts) & until [ -e waiting ]; do sleep 0.1; done; ls tmp | wc -l; kill -TERM $!; wait $! 2>/dev/null; echo $?; for i in 1 2 3 4 5 6 7 8 9 10; do [ -z "$(ls tmp)" ] || sleep 1; done; ls tmp; cmp bad.dts slow.dts
1
143
