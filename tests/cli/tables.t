# SPDX-License-Identifier: BSD-2-Clause
# needs iasl acpidump
# ASL: the line; the table that it makes: the byte.
$ fdtrestrict lint --select pool-unused pool.asl | head -n 4
pool.asl:4:2: warning: no available device names this pool in its memory-region [pool-unused]
    4 | 	Device (\_SB.POOL)
      | 	^~~~~~~~~~~~~~~~~~
    at: \_SB.POOL
$ fdtrestrict lint --select pool-unused --format gcc pool.asl
pool.asl:4:2: warning: no available device names this pool in its memory-region [-Wpool-unused]
$ iasl -p pool pool.asl >/dev/null 2>&1; fdtrestrict lint --select pool-unused pool.aml | head -n 1
pool.aml: \_SB.POOL: warning: no available device names this pool in its memory-region [pool-unused]
$ fdtrestrict lint --select pool-unused --format gcc pool.aml
pool.aml:1:1: warning: no available device names this pool in its memory-region (at \_SB.POOL, byte 0x24 of SSDT) [-Wpool-unused]
$ fdtrestrict lint --select pool-unused --format json pool.aml | jq -c '.files[0].findings[0].place'
{"path":"\\_SB.POOL","table":"SSDT","offset":36,"length":158}
$ fdtrestrict lint --select pool-unused --format sarif pool.aml | jq -c '.runs[0].results[0].locations[0]'
{"physicalLocation":{"artifactLocation":{"uri":"pool.aml","uriBaseId":"%SRCROOT%"},"region":{"byteOffset":36,"byteLength":158}},"logicalLocations":[{"fullyQualifiedName":"\\_SB.POOL","name":"POOL","kind":"object"}]}
# What it is does not depend on its name, nor on how it comes.
$ cp pool.aml renamed; fdtrestrict lint --select pool-unused --format gcc renamed
renamed:1:1: warning: no available device names this pool in its memory-region (at \_SB.POOL, byte 0x24 of SSDT) [-Wpool-unused]
$ fdtrestrict lint --select pool-unused --format gcc - <pool.aml
-:1:1: warning: no available device names this pool in its memory-region (at \_SB.POOL, byte 0x24 of SSDT) [-Wpool-unused]
$ fdtrestrict lint --select pool-unused --format gcc - <pool.asl
-:4:2: warning: no available device names this pool in its memory-region [-Wpool-unused]
$ acpidump -f pool.aml >machine.txt; fdtrestrict lint --select pool-unused --format gcc machine.txt
machine.txt:1:1: warning: no available device names this pool in its memory-region (at \_SB.POOL, byte 0x24 of SSDT) [-Wpool-unused]
$ fdtrestrict lint --select pool-unused --format gcc - <machine.txt
-:1:1: warning: no available device names this pool in its memory-region (at \_SB.POOL, byte 0x24 of SSDT) [-Wpool-unused]
$ mkfifo pipe; cat pool.aml >pipe & fdtrestrict lint --select pool-unused --format gcc pipe; rm pipe
pipe:1:1: warning: no available device names this pool in its memory-region (at \_SB.POOL, byte 0x24 of SSDT) [-Wpool-unused]
# What it includes, and what iasl has to say.
$ mkdir inc; grep -v DefinitionBlock pool.asl | sed '1d;2d;$d' >inc/pool.asi; printf 'DefinitionBlock ("", "SSDT", 2, "FDTR", "POOL", 1) {\n#include "pool.asi"\n}\n' >main.asl
$ fdtrestrict lint --select pool-unused --format gcc -I inc main.asl
inc/pool.asi:1:2: warning: no available device names this pool in its memory-region [-Wpool-unused]
$ fdtrestrict lint main.asl
fdtrestrict: main.asl: iasl failed: main.asl:3:1: error: Could not open include file (Preprocessor)
[3]
$ sed 's/Zero/Two/' pool.asl >two.asl; fdtrestrict lint --format gcc two.asl
fdtrestrict: two.asl: iasl failed: two.asl:7:1: error: syntax error
two.asl:7:1: error: iasl failed: syntax error
[3]
$ fdtrestrict lint -D SIZE=1 pool.asl
fdtrestrict: pool.asl: iasl's -D takes a name without a value, not 'SIZE=1'; write `#define` into the source
[2]
$ mkdir path; ln -s "$(command -v sh)" "$(command -v fdtrestrict)" path; PATH=path sh -c 'fdtrestrict lint pool.asl'
fdtrestrict: pool.asl: iasl is needed, and cannot be run; install it (Debian: acpica-tools)
[3]
# An ignore in ASL.
$ sed 's|Device (.*|&  // fdtrestrict: ignore=pool-unused used by a table of another file|' pool.asl >ignored.asl; fdtrestrict lint --select 'pool-unused,ignore-*' --no-config ignored.asl
$ sed 's|Name (_UID.*|&  // fdtrestrict: ignore=pool-unused it is so|' pool.asl >stray.asl; fdtrestrict lint --format gcc stray.asl | grep ignore
stray.asl:7:22: warning: no finding matches this ignore of 'pool-unused' [-Wignore-unused]
# Together they are one machine; each DSDT begins another, and a directory is one when it has a single DSDT.
$ user() { printf 'DefinitionBlock ("", "%s", 2, "FDTR", "USER", 1) { External (\\_SB.POOL, DeviceObj) Device (\\_SB.U%s) { Name (_HID, "LNRO0005") Name (_UID, 0) Name (_DSD, Package () { ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"), Package () { Package () { "memory-region", \\_SB.POOL } } }) } }\n' "$1" "$2" >source.asl; iasl -p "$3" source.asl >/dev/null 2>&1; rm source.asl; }; mkdir one; user DSDT 0 one/DSDT; mv one/DSDT.aml one/DSDT; cp -r one two; cp pool.aml one/SSDT; cp one/DSDT two/DSDT2; cp pool.aml two/SSDT; mkdir -p three/dynamic; cp one/DSDT three; cp pool.aml three/dynamic/SSDT1
$ fdtrestrict lint --select pool-unused --format json one | jq -c '.files | map([.file, (.findings | length)])'
[["one/DSDT",0],["one/SSDT",0]]
$ fdtrestrict lint --select pool-unused --format json three | jq -c '.files | map([.file, (.findings | length)])'
[["three/DSDT",0],["three/dynamic/SSDT1",0]]
$ fdtrestrict lint --select pool-unused --format json two | jq -c '.files | map([.file, (.findings | length)])'
[["two/DSDT",0],["two/DSDT2",0],["two/SSDT",1]]
$ fdtrestrict lint --select pool-unused --format json one/DSDT pool.aml | jq -c '.files | map([.file, (.findings | length)])'
[["one/DSDT",0],["pool.aml",0]]
$ fdtrestrict lint --select pool-unused --format json one/DSDT two/DSDT pool.aml | jq -c '.files | map([.file, (.findings | length)])'
[["one/DSDT",0],["two/DSDT",0],["pool.aml",0]]
$ fdtrestrict lint --select pool-unused --format json one/DSDT machine.txt | jq -c '.files | map([.file, (.findings | length)])'
[["one/DSDT",0],["machine.txt",1]]
$ fdtrestrict lint --select pool-unused,pool-no-map --format json -r -j2 bad.dts one two virt.dtb | jq -c '.files | map([.file, (.findings | length)])'
[["bad.dts",1],["one/DSDT",0],["one/SSDT",0],["two/DSDT",0],["two/DSDT2",0],["two/SSDT",1],["virt.dtb",0]]
$ cat one/DSDT pool.aml >both; fdtrestrict lint --select pool-unused both
# What it relates to may be in another file.
$ sed 's/POOL/POL2/g; s/Zero/One/' pool.asl >second.asl; iasl -p second second.asl >/dev/null 2>&1; fdtrestrict lint --select reserved-overlap --format gcc pool.asl second.asl
second.asl:18:4: error: 0x50000000..0x53ffffff overlaps \_SB.POOL 0x50000000..0x53ffffff at 0x50000000..0x53ffffff (64 MiB) [-Wreserved-overlap]
pool.asl:18:4: note: see \_SB.POOL, property _CRS
[1]
$ fdtrestrict lint --select reserved-overlap pool.aml second.aml | grep -E '^[^ ]|at:|see:'
second.aml: \_SB.POL2: error: 0x50000000..0x53ffffff overlaps \_SB.POOL 0x50000000..0x53ffffff at 0x50000000..0x53ffffff (64 MiB) [reserved-overlap]
    at: \_SB.POL2, property _CRS, byte 0x92 of SSDT2
    see: pool.aml: \_SB.POOL, property _CRS, byte 0x92 of SSDT1
$ fdtrestrict lint --select reserved-overlap --format json pool.aml second.aml | jq -c '.files[1].findings[0].related'
{"path":"\\_SB.POOL","property":"_CRS","cell":0,"tableFile":"pool.aml","table":"SSDT1","offset":146,"length":46}
$ fdtrestrict lint --select reserved-overlap --format sarif pool.aml second.aml | jq -c '.runs[0].results[0].relatedLocations[0].physicalLocation'
{"artifactLocation":{"uri":"pool.aml","uriBaseId":"%SRCROOT%"},"region":{"byteOffset":146,"byteLength":46}}
$ fdtrestrict lint --select reserved-overlap --format github pool.aml second.aml | cut -d % -f 3
0Asee: pool.aml: \_SB.POOL, property _CRS, byte 0x92 of SSDT1
$ fdtrestrict lint --select reserved-overlap --format junit pool.aml second.aml | grep '^see'
see: pool.aml: \_SB.POOL, property _CRS, byte 0x92 of SSDT1
# Source beside the table that was made of it is not taken twice.
$ mkdir pair; cp pool.asl pool.aml pair; fdtrestrict lint --select pool-unused --format gcc pair
pair/pool.aml:1:1: warning: no available device names this pool in its memory-region (at \_SB.POOL, byte 0x24 of SSDT) [-Wpool-unused]
# Damage is told of, and the others go on.
$ head -c 100 pool.aml >cut.aml; fdtrestrict lint --select pool-unused --format gcc cut.aml
fdtrestrict: cut.aml (SSDT) at byte 0x4: the header says a length of 0xc2, but only 0x64 bytes are there; the table is cut off, get the whole of it
cut.aml:1:1: error: cut.aml (SSDT) at byte 0x4: the header says a length of 0xc2, but only 0x64 bytes are there; the table is cut off, get the whole of it
[3]
$ fdtrestrict lint --select pool-unused --format json one/DSDT cut.aml pool.aml | jq -c '.files | map([.file, .error != null, (.findings | length)])'
fdtrestrict: cut.aml (SSDT) at byte 0x4: the header says a length of 0xc2, but only 0x64 bytes are there; the table is cut off, get the whole of it
[["one/DSDT",false,0],["cut.aml",true,0],["pool.aml",false,0]]
$ sed '3d' machine.txt >gap.txt; fdtrestrict lint gap.txt
fdtrestrict: gap.txt:3:1: the bytes do not go on where the line before ended; dump the tables once more
[3]
# What is for trees alone.
$ fdtrestrict lint --fix pool.aml
fdtrestrict lint: pool.aml holds ACPI tables, and --fix and --diff repair device trees only; change its source, or what makes it; see `fdtrestrict lint --help`
[2]
$ fdtrestrict lint --diff pool.asl
fdtrestrict lint: pool.asl holds ACPI tables, and --fix and --diff repair device trees only; change its source, or what makes it; see `fdtrestrict lint --help`
[2]
$ fdtrestrict lint --base virt.dtb pool.aml
fdtrestrict lint: pool.aml holds ACPI tables, and --base is for overlays of a device tree; name all tables of a machine together; see `fdtrestrict lint --help`
[2]
$ printf '40000000-7fffffff : System RAM\n' >iomem; fdtrestrict lint --memory-map iomem virt.dtb
fdtrestrict lint: --memory-map goes with ACPI tables, and there are none: a device tree has its own; see `fdtrestrict lint --help`
[2]
# The memory map of the machine.
$ fdtrestrict lint --select pool-unused --format gcc --memory-map iomem pool.aml
pool.aml:1:1: warning: no available device names this pool in its memory-region (at \_SB.POOL, byte 0x24 of SSDT) [-Wpool-unused]
$ fdtrestrict lint --select acpi-memory-map --format gcc --memory-map iomem pool.aml
pool.aml:1:1: error: the memory map has the pool 0x50000000..0x53ffffff, or part of it, as ordinary RAM (at \_SB.POOL, property _CRS, byte 0x89 of SSDT) [-Wacpi-memory-map]
iomem:1:1: note: see the memory map
[1]
$ fdtrestrict lint --select acpi-memory-map --format json --memory-map iomem pool.asl | jq -c '.files[0].findings[0].related'
{"path":"the memory map","file":"iomem","line":1,"column":1,"endLine":1,"endColumn":31}
$ fdtrestrict lint --memory-map machine.txt pool.aml
fdtrestrict: machine.txt: there is no memory map in it; it may be /proc/iomem, a boot log with e820 or efi=debug lines, or JSON
[3]
# A file of which nothing is left is no machine without faults.
$ : >empty.aml; fdtrestrict lint empty.aml
fdtrestrict: empty.aml at byte 0: the file is empty; get the table anew from where it came
[3]
$ fdtrestrict validate empty.aml
fdtrestrict: empty.aml at byte 0: the file is empty; get the table anew from where it came
[3]
$ fdtrestrict compare virt.dtb empty.aml
fdtrestrict: empty.aml at byte 0: the file is empty; get the table anew from where it came
[3]
$ fdtrestrict lint --memory-map nowhere pool.aml
fdtrestrict: nowhere: No such file or directory
[3]
# The baseline and the configuration know objects.
$ fdtrestrict lint --select pool-unused --write-baseline baseline.json pool.asl; grep node baseline.json; fdtrestrict lint --select pool-unused --baseline baseline.json pool.asl
    {"file": "pool.asl", "rule": "pool-unused", "node": "\\_SB.POOL"}
$ printf 'ignore:\n  - {rule: pool-unused, path: "*.asl", node: \\_SB.P*, reason: another table has its user}\n' >config.yaml; fdtrestrict lint --select pool-unused --config config.yaml pool.asl
# Of several tables of a file that cannot be read, the first is told of.
$ cp pool.aml bad.aml; printf '\377' | dd of=bad.aml bs=1 seek=36 conv=notrunc 2>/dev/null; printf '\002' | dd of=pool.aml bs=1 seek=36 conv=notrunc 2>/dev/null; cat pool.aml bad.aml bad.aml >several.aml; fdtrestrict lint several.aml
fdtrestrict: several.aml, table 1 (SSDT) at byte 0x24: no term begins with 0x2; the table is damaged, get it anew from where it came
[3]
