# SPDX-License-Identifier: BSD-2-Clause
# Where it is: in an included file, through macros, and where it was written last.
$ mkdir -p inc sub; printf '%s\n' '#define POOL 0x50000000' '#define SIZE(x) 0 (x)' >inc/pool.h
$ printf '%s\r\n' '/ {' '  reserved-memory {' '    #address-cells = <2>; #size-cells = <2>; ranges;' '    pool: pool@50000000 { compatible = "restricted-dma-pool";  no-map; reg = <0 POOL SIZE(0x800000)>; };' '  };' '};' >sub/pool.dtsi
$ printf '%s\n' '/dts-v1/;' '#include <pool.h>' '/ { #address-cells = <2>; #size-cells = <2>; memory@40000000 { device_type = "memory"; reg = <0 0x40000000 0 0x20000000>; }; disk: virtio@a000000 { compatible = "virtio,mmio"; reg = <0 0xa000000 0 0x200>; dma-coherent; }; };' '#include "sub/pool.dtsi"' '&disk {' '	/* the pool */ memory-region = <&pool>;' '#ifdef REUSE' '};' '&pool { status = "okay";  	reusable;' '#endif' '};' >board.dts
$ fdtrestrict lint --format gcc -I inc board.dts
board.dts:6:17: note: the kernel's virtio/mmio.yaml does not list memory-region (1 device) [-Wvirtio-mmio-binding-gap]
sub/pool.dtsi:4:11: warning: no guard: dma-ranges let /virtio@a000000 reach ordinary RAM [-Wpool-unguarded]
board.dts:3:132: note: see /virtio@a000000
sub/pool.dtsi:4:64: error: the pool is marked no-map [-Wpool-no-map]
[1]
$ fdtrestrict lint --format gcc -Iinc -D REUSE board.dts | grep reusable
board.dts:9:28: error: the pool is marked reusable [-Wpool-reusable]
$ fdtrestrict lint --format gcc -Iinc - <board.dts | head -n 1
-:6:17: note: the kernel's virtio/mmio.yaml does not list memory-region (1 device) [-Wvirtio-mmio-binding-gap]
$ cd sub && fdtrestrict lint --format gcc -I ../inc ../board.dts | head -n 1
../board.dts:6:17: note: the kernel's virtio/mmio.yaml does not list memory-region (1 device) [-Wvirtio-mmio-binding-gap]
# A part by itself has no version line; dtc has an include of its own.
$ printf '%s\n' '/* /dts-v1/ */ / { #address-cells = <2>; #size-cells = <2>;' '};' '/include/ "plain.dtsi"' >part.dtsi; sed 's/POOL/0x50000000/; s/SIZE(0x800000)/0 0x800000/' sub/pool.dtsi >inc/plain.dtsi
$ fdtrestrict lint --format gcc -I inc part.dtsi
inc/plain.dtsi:4:11: warning: no available device names this pool in its memory-region [-Wpool-unused]
inc/plain.dtsi:4:64: error: the pool is marked no-map [-Wpool-no-map]
[1]
# What is missing or wrong is shown with its place, all of it.
$ fdtrestrict lint board.dts
fdtrestrict: board.dts: cpp failed: board.dts:2:10: fatal error: pool.h: No such file or directory
[3]
$ printf '%s\n' '/dts-v1/;' '/ { a: x { }; a: y { l = <&one>; }; };' >two.dts; fdtrestrict lint two.dts
fdtrestrict: two.dts: dtc failed: two.dts:2.20-36: ERROR (duplicate_label): /y: Duplicate label 'a' on /y and /x; with -f it is read all the same
[3]
$ fdtrestrict lint -f two.dts
fdtrestrict: two.dts: dtc calls it wrong, and -f reads it all the same
    two.dts:2.20-36: ERROR (duplicate_label): /y: Duplicate label 'a' on /y and /x
$ printf '%s\n' '/dts-v1/;' '#if 1' '/ {' 'x = <1 "\033[31m>;' '};' '#endif' >bad.dts; fdtrestrict lint bad.dts
fdtrestrict: bad.dts: dtc failed: Error: bad.dts:4.8-9 syntax error
[3]
$ printf '#error one\n#error two\n' >error.dts; for i in 1 2 3; do printf '#include "error.dts"\n'; done >errors.dts; fdtrestrict lint errors.dts
fdtrestrict: errors.dts: cpp failed: error.dts:1:2: error: #error one
    error.dts:2:2: error: #error two
[3]
$ seq 30 | sed 's/^/#error /' >many.dts; fdtrestrict lint many.dts 2>&1 | tail -n 2
    many.dts:20:2: error: #error 20
    compilation terminated due to -fmax-errors=20.
# Nothing that is included is waited for; what includes itself comes to an end.
$ printf '/include/ "sub"\n' >folder.dts; fdtrestrict lint folder.dts
fdtrestrict: folder.dts: dtc failed: input in flex scanner failed
[3]
$ printf '/dts-v1/;\n/include/ "self.dts"\n/include/ "self.dts"\n' >self.dts; fdtrestrict lint self.dts
fdtrestrict: self.dts: dtc failed: FATAL ERROR: Includes nested too deeply
[3]
$ printf '#include "again.dts"\n#include "again.dts"\n' >again.dts; fdtrestrict lint again.dts 2>&1 | sed 's/ exceeds.*//'
fdtrestrict: again.dts: cpp failed: again.dts:1:21: error: #include nested depth 200
    again.dts:2:21: error: #include nested depth 200
    compilation terminated due to -fmax-errors=20.
$ fdtrestrict lint /dev/zero
fdtrestrict: /dev/zero: not a device tree blob: no FDT magic number
[3]
# generate takes its base in the same way.
$ mkdir -p gen/inc; dtc -q virt.dtb >gen/inc/board.dtsi; printf '#include "board.dtsi"\n/ { model = MODEL; };\n' >gen/board.dts
$ fdtrestrict generate -q --base gen/board.dts -I gen/inc -D 'MODEL="made"' --size 8M -o gen/out.dtb && fdtget gen/out.dtb / model
made
$ fdtrestrict generate -q --base gen/board.dts --size 8M -o gen/out.dtb 2>&1 | sed 's/.*fatal/fatal/'
fatal error: board.dtsi: No such file or directory
