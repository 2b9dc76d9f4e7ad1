# SPDX-License-Identifier: BSD-2-Clause
$ printf '%s\n' '/dts-v1/;' '/ { #address-cells = <1>; #size-cells = <1>; reserved-memory { #address-cells = <1>; #size-cells = <1>; ranges; a@50000000 { reg = <0x50000000 0x2000>; }; b@50001000 { reg = <0x50001000 0x2000>; }; }; };' | dtc -q -I dts -O dtb -o two.dtb -; dtc -q -I dts -O dtb -o bad.dtb bad.dts
# Editors.
$ fdtrestrict lint --format gcc bad.dtb two.dtb missing.dtb
fdtrestrict: missing.dtb: No such file or directory
bad.dtb:1:1: error: the pool is marked no-map (at /reserved-memory/pool@50000000, property no-map, byte 0x144) [-Wpool-no-map]
bad.dtb:1:1: note: the kernel's virtio/mmio.yaml does not list memory-region (1 device) (at /restricted-dma-bus/virtio@a000000, property memory-region, byte 0x254) [-Wvirtio-mmio-binding-gap]
two.dtb:1:1: warning: 0x50001000..0x50002fff overlaps /reserved-memory/a@50000000 0x50000000..0x50001fff at 0x50001000..0x50001fff (4 KiB) (at /reserved-memory/b@50001000, property reg, byte 0xe4) [-Wreserved-overlap]
two.dtb:1:1: note: see /reserved-memory/a@50000000, property reg, byte 0xbc
missing.dtb:1:1: error: No such file or directory
[3]
# A line a finding, for pipes.
$ fdtrestrict lint --format jsonl bad.dtb two.dtb missing.dtb 2>/dev/null | jq -c '[.file, .rule, .severity, .place.path, .place.property, .related.path, .error]'
["bad.dtb","pool-no-map","error","/reserved-memory/pool@50000000","no-map",null,null]
["bad.dtb","virtio-mmio-binding-gap","info","/restricted-dma-bus/virtio@a000000","memory-region",null,null]
["two.dtb","reserved-overlap","warning","/reserved-memory/b@50001000","reg","/reserved-memory/a@50000000",null]
["missing.dtb",null,null,null,null,null,"missing.dtb: No such file or directory"]
$ fdtrestrict lint --format jsonl virt.dtb
# Code scanning.
$ fdtrestrict lint --format sarif bad.dtb two.dtb missing.dtb 2>/dev/null | jq -c '.runs[0].results[] | [.ruleId, .level, .message.text, .locations[0].physicalLocation, .locations[0].logicalLocations[0].fullyQualifiedName, .relatedLocations[0].logicalLocations[0].fullyQualifiedName]'
["pool-no-map","error","the pool is marked no-map.",{"artifactLocation":{"uri":"bad.dtb","uriBaseId":"%SRCROOT%"},"region":{"byteOffset":324,"byteLength":0}},"/reserved-memory/pool@50000000:no-map",null]
["virtio-mmio-binding-gap","note","the kernel's virtio/mmio.yaml does not list memory-region (1 device).",{"artifactLocation":{"uri":"bad.dtb","uriBaseId":"%SRCROOT%"},"region":{"byteOffset":596,"byteLength":4}},"/restricted-dma-bus/virtio@a000000:memory-region",null]
["reserved-overlap","warning","0x50001000..0x50002fff overlaps /reserved-memory/a@50000000 0x50000000..0x50001fff at 0x50001000..0x50001fff (4 KiB). See [/reserved-memory/a@50000000](1).",{"artifactLocation":{"uri":"two.dtb","uriBaseId":"%SRCROOT%"},"region":{"byteOffset":228,"byteLength":8}},"/reserved-memory/b@50001000:reg","/reserved-memory/a@50000000:reg"]
$ fdtrestrict lint --format sarif bad.dtb missing.dtb 2>/dev/null | jq -c '.runs[0].invocations'
[{"executionSuccessful":false,"toolExecutionNotifications":[{"descriptor":{"id":"unreadable"},"level":"error","message":{"text":"No such file or directory."},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"missing.dtb","uriBaseId":"%SRCROOT%"}}}]}]}]
$ fdtrestrict lint --format sarif virt.dtb | jq -c '.version, (.runs[0] | .results, .columnKind, .invocations[0].executionSuccessful, (.tool.driver | .name, .semanticVersion, (.rules[] | select(.id == "pool-no-map") | .id, .name, .shortDescription.text, .defaultConfiguration)))'
"2.1.0"
[]
"unicodeCodePoints"
true
"fdtrestrict"
"0.1.0"
"pool-no-map"
"PoolNoMap"
"a restricted pool must not be marked no-map."
{"level":"error"}
# Annotations on a pull request, and by themselves in a GitHub workflow.
$ fdtrestrict lint --format github --select pool-no-map,reserved-overlap bad.dtb two.dtb missing.dtb
fdtrestrict: missing.dtb: No such file or directory
::error file=bad.dtb,title=pool-no-map::the pool is marked no-map%0Aat: /reserved-memory/pool@50000000, property no-map, byte 0x144%0Afix: Delete the property no-map: bounce buffers are copied through the kernel's own mapping.
::warning file=two.dtb,title=reserved-overlap::0x50001000..0x50002fff overlaps /reserved-memory/a@50000000 0x50000000..0x50001fff at 0x50001000..0x50001fff (4 KiB)%0Aat: /reserved-memory/b@50001000, property reg, byte 0xe4%0Asee: /reserved-memory/a@50000000, property reg, byte 0xbc%0Afix: Move one of the two, or shrink it to its true size.
::error file=missing.dtb,title=unreadable::No such file or directory
[3]
$ GITHUB_ACTIONS=true fdtrestrict lint --select pool-no-map bad.dtb | cut -d : -f 1-5
::error file=bad.dtb,title=pool-no-map::the pool is marked no-map%0Aat
$ GITHUB_ACTIONS=true fdtrestrict lint --format text --select pool-no-map bad.dtb | head -n 1
bad.dtb: /reserved-memory/pool@50000000: error: the pool is marked no-map [pool-no-map]
$ GITHUB_ACTIONS=true fdtrestrict lint -o report --select pool-no-map bad.dtb; head -n 1 report
bad.dtb: /reserved-memory/pool@50000000: error: the pool is marked no-map [pool-no-map]
$ mkdir -p w/fw && cp bad.dtb w/fw && cd w/fw && GITHUB_WORKSPACE=$PWD/.. fdtrestrict lint --format github --select pool-no-map bad.dtb | cut -d , -f 1
::error file=fw/bad.dtb
# A page, with a map that leads to what is found and back. What a baseline knows is not in the map, either.
$ fdtrestrict lint -o page.html two.dtb; grep -oE '(href|id)="[^"]*(reserved-overlap|-i[0-9]+)"' page.html | sort | uniq -c | sed 's/^ *//'
1 href="#m1-i0"
1 href="#m1-i1"
1 href="#m1-r-reserved-overlap"
1 id="m1-i0"
1 id="m1-i1"
1 id="m1-r-reserved-overlap"
$ fdtrestrict lint --write-baseline known.json two.dtb; fdtrestrict lint --baseline known.json -o page.html two.dtb; grep -c -e 'reserved-overlap' page.html; grep -c '<svg' page.html
0
1
# Test reports.
$ fdtrestrict lint --format junit --select reserved-overlap two.dtb virt.dtb missing.dtb
fdtrestrict: missing.dtb: No such file or directory
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="fdtrestrict lint">
  <testsuite name="two.dtb" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="two.dtb" file="two.dtb" name="reserved-overlap: /reserved-memory/b@50001000 reg, /reserved-memory/a@50000000 reg">
      <system-out>warning: 0x50001000..0x50002fff overlaps /reserved-memory/a@50000000 0x50000000..0x50001fff at 0x50001000..0x50001fff (4 KiB)
at: /reserved-memory/b@50001000, property reg, byte 0xe4
see: /reserved-memory/a@50000000, property reg, byte 0xbc
why: Two owners write the same bytes. Linux compares only neighbours, prints &#34;OVERLAP DETECTED!&#34; and boots on; a pool is also zeroed when its first device probes.
fix: Move one of the two, or shrink it to its true size.
</system-out>
    </testcase>
  </testsuite>
  <testsuite name="virt.dtb" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="virt.dtb" file="virt.dtb" name="lint"/>
  </testsuite>
  <testsuite name="missing.dtb" tests="1" failures="0" errors="1" skipped="0">
    <testcase classname="missing.dtb" file="missing.dtb" name="read">
      <error type="unreadable" message="No such file or directory"/>
    </testcase>
  </testsuite>
</testsuites>
[3]
$ fdtrestrict lint --format junit --select reserved-overlap --fail-on warning two.dtb | grep -c '<failure type="warning"'
1
# The name of the file tells the format, unless one is asked for.
$ for name in r.json r.jsonl r.sarif r.xml r.txt; do fdtrestrict lint -o $name --select pool-no-map bad.dtb; head -c 20 $name | head -n 1; echo; done
{"version":1,"files"
{"file":"bad.dtb","r
{"$schema":"https://
<?xml version="1.0" 
bad.dtb: /reserved-m
$ fdtrestrict lint -o r.json --format gcc --select pool-no-map bad.dtb; cat r.json
bad.dtb:1:1: error: the pool is marked no-map (at /reserved-memory/pool@50000000, property no-map, byte 0x144) [-Wpool-no-map]
# A pattern that matches nothing is in the report too.
$ fdtrestrict lint --format json 'no*.dtb' 2>/dev/null | jq -c .files
[{"file":"no*.dtb","error":"no*.dtb: there is no such file, and nothing matches"}]
$ fdtrestrict lint -r --format github . 2>/dev/null | cut -d : -f 3 | sort | uniq -c | sed 's/^ *//'
1 error file=bad.dtb,title=pool-no-map
1 error file=bad.dts,line=21,endLine=21,col=4,endColumn=11,title=pool-no-map
1 error file=w/fw/bad.dtb,title=pool-no-map
1 notice file=bad.dtb,title=virtio-mmio-binding-gap
1 notice file=bad.dts,line=37,endLine=37,col=4,endColumn=28,title=virtio-mmio-binding-gap
1 notice file=w/fw/bad.dtb,title=virtio-mmio-binding-gap
1 warning file=odd.dts,line=70,endLine=70,col=4,endColumn=35,title=device-unrestricted
1 warning file=two.dtb,title=reserved-overlap
# Names from outside.
$ cp bad.dtb "$(printf 'a\n::b%%,"<\033[1m.dtb')"; fdtrestrict lint --select pool-no-map --format github a* | cut -d : -f 1-6
::error file=a%0A%3A%3Ab%25%2C"<?[1m.dtb,title=pool-no-map::the pool is marked no-map%0Aat: /reserved-memory/pool@50000000, property no-map, byte 0x144%0Afix
$ fdtrestrict lint --select pool-no-map --format gcc a*
a?::b%,"<?[1m.dtb:1:1: error: the pool is marked no-map (at /reserved-memory/pool@50000000, property no-map, byte 0x144) [-Wpool-no-map]
[1]
$ fdtrestrict lint --select pool-no-map --format json a* | jq -r '.files[0].file' | od -c | head -n 2
0000000   a  \n   :   :   b   %   ,   "   < 033   [   1   m   .   d   t
0000020   b  \n
$ fdtrestrict lint --select pool-no-map --format sarif a* | jq -c '.runs[0].results[0].locations[0].physicalLocation.artifactLocation'
{"uri":"a%0A%3A%3Ab%25%2C%22%3C%1B%5B1m.dtb","uriBaseId":"%SRCROOT%"}
$ fdtrestrict lint --select pool-no-map --format junit a* | grep '<testsuite '
  <testsuite name="a?::b%,&#34;&#60;?[1m.dtb" tests="1" failures="1" errors="0" skipped="0">
$ rm a*; mkdir "$(printf 'a\033[1m')"; fdtrestrict lint a*
fdtrestrict: a?[1m is a directory without ACPI tables in it; lint and validate take all that is below it with -r
[2]
# Source: places in it, and of what dtc cannot read.
$ printf '%s\n' '/dts-v1/;' '/ {' '	soc {' '		x = <1' '	};' '};' >broken.dts; mkdir inc; mv broken.dts inc/broken.dtsi; printf '/include/ "inc/broken.dtsi"\n' >broken.dts
$ fdtrestrict lint --format gcc --select pool-no-map bad.dts broken.dts
fdtrestrict: broken.dts: dtc failed: Error: inc/broken.dtsi:5.2-3 syntax error
bad.dts:21:4: error: the pool is marked no-map [-Wpool-no-map]
inc/broken.dtsi:5:2: error: dtc failed: syntax error
[3]
$ fdtrestrict lint --format github --select pool-no-map bad.dts broken.dts 2>/dev/null | cut -d : -f 1-3
::error file=bad.dts,line=21,endLine=21,col=4,endColumn=11,title=pool-no-map
::error file=inc/broken.dtsi,line=5,col=2,title=unreadable
$ fdtrestrict lint --format sarif --select pool-no-map bad.dts broken.dts 2>/dev/null | jq -c '.runs[0] | .results[0], .invocations[0].toolExecutionNotifications[0] | .locations[0].physicalLocation'
{"artifactLocation":{"uri":"bad.dts","uriBaseId":"%SRCROOT%"},"region":{"startLine":21,"startColumn":4,"endLine":21,"endColumn":11}}
{"artifactLocation":{"uri":"inc/broken.dtsi","uriBaseId":"%SRCROOT%"},"region":{"startLine":5,"startColumn":2}}
$ fdtrestrict lint --format sarif broken.dts 2>/dev/null | jq -r '.runs[0].invocations[0].toolExecutionNotifications[0].message.text'; fdtrestrict lint --format github broken.dts 2>/dev/null | sed 's/.*:://'
dtc failed: syntax error.
dtc failed: syntax error
$ fdtrestrict lint --format json --select pool-no-map bad.dts | jq -c '.files[0].findings[0].place'
{"path":"/reserved-memory/pool@50000000","property":"no-map","cell":0,"offset":324,"length":0,"file":"bad.dts","line":21,"column":4,"endLine":21,"endColumn":11}
$ fdtrestrict lint --format junit --select pool-no-map bad.dts broken.dts 2>/dev/null | grep '<testcase '
    <testcase classname="bad.dts" file="bad.dts" line="21" name="pool-no-map: /reserved-memory/pool@50000000 no-map">
    <testcase classname="broken.dts" file="inc/broken.dtsi" line="5" name="read">
