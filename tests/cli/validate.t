# SPDX-License-Identifier: BSD-2-Clause
# Nothing, then a mistake in source and in a blob.
$ fdtrestrict validate virt.dtb
$ fdtrestrict generate --base virt.dtb --size 64M -q -o out.dtb && fdtrestrict validate out.dtb
$ fdtrestrict validate bad.dts
bad.dts:21:4: error: `no-map` is not allowed here [binding-property-unknown]
   21 | 			no-map;
      | 			^~~~~~~
    at: /reserved-memory/pool@50000000, property no-map
    required by: <built-in>/reserved-memory/restricted-dma-pool.yaml:63 (`false`)
    why: No driver looks for what its binding does not know: a name that is misspelt, or in the wrong node, has no effect, and nothing says so at run time.
    fix: Correct the name, move it to the node that it is for, or delete it. Where the tree is right, the binding has to learn it first: --bindings takes another one.
bad.dts:35:4: error: `interrupts` must have 1 entry, and has 3 [binding-property-count]
   35 | 			interrupts = <0 16 1>;
      | 			^~~~~~~~~~~~~~~~~~~~~~
    at: /restricted-dma-bus/virtio@a000000, property interrupts
    required by: <built-in>/virtio/virtio-mmio-restricted.yaml:40 (`maxItems`)
    why: A driver tells entries apart by their place. With one too few it fails or takes another for it, and one too many is never looked at.
    fix: Give the entries that the binding lists, in its order; a property and its -names go together.
[1]
$ dtc -q -I dts -O dtb -o bad.dtb bad.dts; fdtrestrict validate --format gcc bad.dtb
bad.dtb:1:1: error: `no-map` is not allowed here (at /reserved-memory/pool@50000000, property no-map, byte 0x144) [-Wbinding-property-unknown]
<built-in>/reserved-memory/restricted-dma-pool.yaml:63:11: note: required by `false`
bad.dtb:1:1: error: `interrupts` must have 1 entry, and has 3 (at /restricted-dma-bus/virtio@a000000, property interrupts, byte 0x230) [-Wbinding-property-count]
<built-in>/virtio/virtio-mmio-restricted.yaml:40:15: note: required by `maxItems`
[1]
$ fdtrestrict validate --format gcc bad.dts >file; fdtrestrict validate --format gcc - <bad.dts | sed 's/^-/bad.dts/' | diff file -
# For programs: what of lint's report there is, and the line of the binding.
$ fdtrestrict validate --format json bad.dts | jq -c '.files[0].findings[0] | .rule, .place, .schema'
"binding-property-unknown"
{"path":"/reserved-memory/pool@50000000","property":"no-map","cell":0,"offset":324,"length":0,"file":"bad.dts","line":21,"column":4,"endLine":21,"endColumn":11}
{"id":"http://devicetree.org/schemas/reserved-memory/restricted-dma-pool.yaml#","keyword":"false","file":"<built-in>/reserved-memory/restricted-dma-pool.yaml","line":63,"column":11}
# Bindings that the user has: a folder, several, a file; the line is in these.
$ mkdir -p own/acme; printf '%s\n' '%YAML 1.2' '---' '$id: http://devicetree.org/schemas/acme/box.yaml#' '$schema: http://devicetree.org/meta-schemas/core.yaml#' 'title: A box' 'maintainers:' '  - A <a@example.org>' 'properties:' '  compatible:' '    const: acme,box' '  acme,lid:' '    description: |' '      Whether the box has' '      a lid.' '' '      It should.' '    type: boolean' 'required:' '  - compatible' '  - acme,lid' 'additionalProperties: false' >own/acme/box.yaml
$ printf '%s\n' '/dts-v1/;' '/ {' '	box {' '		compatible = "acme,box";' '		acme,lid = "yes";' '		acme,lit;' '	};' '	other {' '		compatible = "acme,box";' '	};' '};' >box.dts
$ fdtrestrict validate --bindings own box.dts
box.dts:5:3: error: `acme,lid` is a flag and takes no value, and is [79 65 73 00] [binding-property-type]
    5 | 		acme,lid = "yes";
      | 		^~~~~~~~~~~~~~~~~
    at: /box, property acme,lid
    required by: own/acme/box.yaml:17 (`type`)
    it says: Whether the box has a lid
    why: A tree holds bytes without types. A driver that looks for cells where a string stands, or for a string where a flag stands, takes the bytes for something else. In an ACPI table it does not get the property at all.
    fix: Write the value as the binding has it: strings in quotes, cells in <>, smaller numbers with /bits/, a flag without a value; in a table an integer, a string, a reference, a package of those, and 1 for a flag.
box.dts:6:3: error: `acme,lit` is not allowed here [binding-property-unknown]
    6 | 		acme,lit;
      | 		^~~~~~~~~
    at: /box, property acme,lit
    required by: own/acme/box.yaml:21 (`additionalProperties`)
    why: No driver looks for what its binding does not know: a name that is misspelt, or in the wrong node, has no effect, and nothing says so at run time.
    fix: Correct the name, move it to the node that it is for, or delete it. Where the tree is right, the binding has to learn it first: --bindings takes another one.
box.dts:8:2: error: `acme,lid` is missing [binding-property-missing]
    8 | 	other {
      | 	^~~~~
    at: /other, property acme,lid
    required by: own/acme/box.yaml:20 (`required`)
    it says: Whether the box has a lid
    why: A driver relies on what its binding requires: without it the driver refuses the device, or goes on with a default that nobody chose.
    fix: Add it as the binding describes it (in an ACPI table to _DSD, or to _CRS what that is made of), or take away what makes it required. A node with status = "disabled" need not have it.
[1]
$ fdtrestrict validate --bindings own/acme/box.yaml --format sarif box.dts | jq -c '.runs[0] | .automationDetails, (.results[0] | .message, .relatedLocations, .properties.schema)'
{"id":"fdtrestrict-validate/"}
{"text":"`acme,lid` is a flag and takes no value, and is \\[79 65 73 00\\]. Required by [own/acme/box.yaml:17 (`type`)](2)."}
[{"id":2,"message":{"text":"`type`."},"physicalLocation":{"artifactLocation":{"uri":"own/acme/box.yaml","uriBaseId":"%SRCROOT%"},"region":{"startLine":17,"startColumn":11}}}]
{"id":"http://devicetree.org/schemas/acme/box.yaml#","keyword":"type","file":"own/acme/box.yaml","line":17,"column":11,"note":"Whether the box has a lid"}
$ fdtrestrict validate --bindings own --bindings own --limit acme/box --compatible-only --format gcc box.dts | wc -l
6
$ fdtrestrict validate --limit acme box.dts
fdtrestrict: acme: no binding's file has this in its name, so nothing would be validated
[2]
# Bindings that are none are a mistake in what was asked, whatever the trees.
$ fdtrestrict validate --bindings nowhere box.dts
fdtrestrict: nowhere: No such file or directory
[2]
$ mkdir empty; fdtrestrict validate --bindings empty box.dts
fdtrestrict: empty: there is no *.yaml below this folder, so nothing to validate with
[2]
$ sed 's/^title: .*/title: [/' own/acme/box.yaml >broken.yaml; fdtrestrict validate --bindings broken.yaml box.dts missing.dtb
fdtrestrict: broken.yaml:7:3: it is not YAML: did not find expected node content, while parsing a flow node from line 7
[2]
$ sed 's/^additional/additionel/' own/acme/box.yaml >broken.yaml; fdtrestrict validate --bindings broken.yaml box.dts
fdtrestrict: broken.yaml:21:1: `additionelProperties` is no keyword of a binding, and would ask for nothing; did you mean `additionalProperties`?
[2]
$ sed 's/    type: boolean/    $ref: nothing.yaml/' own/acme/box.yaml >broken.yaml; fdtrestrict validate --bindings broken.yaml box.dts
fdtrestrict: broken.yaml:17:11: $ref: nothing.yaml leads nowhere: no binding that was read has that $id. Read the folder that has it too: --bindings /usr/lib/python3/dist-packages/dtschema/schemas for what dt-schema itself brings, --bindings Documentation/devicetree/bindings for the kernel's
[2]
# A pattern that would search for ever is the binding's mistake, not the tree's.
$ sed "s/    type: boolean/    items: {pattern: '^(e+)+\$'}/" own/acme/box.yaml >broken.yaml; sed 's/"yes"/"eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee!"/' box.dts >slow.dts; fdtrestrict validate --bindings broken.yaml --format gcc slow.dts bad.dts
fdtrestrict: slow.dts: broken.yaml:17: the pattern '^(e+)+$' takes too long to match 'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee!'; let no repetition stand inside another
slow.dts:1:1: error: broken.yaml:17: the pattern '^(e+)+$' takes too long to match 'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee!'; let no repetition stand inside another
[2]
# What cannot be read does not stop the rest; the gravest status stands.
$ echo nonsense >none.dtb; fdtrestrict validate --bindings own --format gcc none.dtb box.dts missing.dts
fdtrestrict: none.dtb: not a device tree blob: no FDT magic number
fdtrestrict: missing.dts: No such file or directory
none.dtb:1:1: error: not a device tree blob: no FDT magic number
box.dts:5:3: error: `acme,lid` is a flag and takes no value, and is [79 65 73 00] [-Wbinding-property-type]
own/acme/box.yaml:17:11: note: required by `type`
box.dts:6:3: error: `acme,lit` is not allowed here [-Wbinding-property-unknown]
own/acme/box.yaml:21:23: note: required by `additionalProperties`
box.dts:8:2: error: `acme,lid` is missing [-Wbinding-property-missing]
own/acme/box.yaml:20:5: note: required by `required`
missing.dts:1:1: error: No such file or directory
[3]
$ mkdir -p trees/sub; cp box.dts trees/sub/b.dts; cp virt.dtb trees/a.dtb; fdtrestrict validate -r --bindings own --format gcc trees
trees/sub/b.dts:5:3: error: `acme,lid` is a flag and takes no value, and is [79 65 73 00] [-Wbinding-property-type]
own/acme/box.yaml:17:11: note: required by `type`
trees/sub/b.dts:6:3: error: `acme,lit` is not allowed here [-Wbinding-property-unknown]
own/acme/box.yaml:21:23: note: required by `additionalProperties`
trees/sub/b.dts:8:2: error: `acme,lid` is missing [-Wbinding-property-missing]
own/acme/box.yaml:20:5: note: required by `required`
[1]
$ fdtrestrict validate trees
fdtrestrict: trees is a directory without ACPI tables in it; lint and validate take all that is below it with -r
[2]
$ for i in 1 2 3 4 5 6 7 8 9; do cp box.dts trees/$i.dts; done; fdtrestrict validate -r -j4 --bindings own trees >four; fdtrestrict validate -r --bindings own trees | cmp - four; grep -c error: four
30
# Levels, as in lint; each command has its own rules, and those about ignores.
$ fdtrestrict validate --list-rules | sed 's/ .*//'
binding-property-missing
binding-property-unknown
binding-property-type
binding-property-count
binding-property-value
binding-choice
binding-document
binding-id
binding-reference
binding-pattern
binding-example
binding-quotes
ignore-invalid
ignore-unused
$ fdtrestrict validate --bindings own -W binding-property-type=info -W 'binding-property-[mu]*=warning' --format gcc box.dts | grep -v note:.req
box.dts:5:3: note: `acme,lid` is a flag and takes no value, and is [79 65 73 00] [-Wbinding-property-type]
box.dts:6:3: warning: `acme,lit` is not allowed here [-Wbinding-property-unknown]
box.dts:8:2: warning: `acme,lid` is missing [-Wbinding-property-missing]
$ fdtrestrict validate --bindings own --fail-on warning -W 'binding-*=warning' --format gcc box.dts | tail -n 2; fdtrestrict validate --bindings own -W 'binding-*=warning' --format gcc box.dts >file && echo clean
box.dts:8:2: warning: `acme,lid` is missing [-Wbinding-property-missing]
own/acme/box.yaml:20:5: note: required by `required`
clean
$ fdtrestrict validate --bindings own --select binding-property-type --exit-zero --format gcc box.dts
box.dts:5:3: error: `acme,lid` is a flag and takes no value, and is [79 65 73 00] [-Wbinding-property-type]
own/acme/box.yaml:17:11: note: required by `type`
$ fdtrestrict validate --bindings own --ignore 'binding-property-*' box.dts
$ fdtrestrict validate -W pool-no-map=off box.dts
fdtrestrict validate: 'pool-no-map' is a rule of `fdtrestrict lint`, not of validate; see `fdtrestrict validate --help`
[2]
$ fdtrestrict lint --select 'binding-*' box.dts
fdtrestrict lint: 'binding-*' is a rule of `fdtrestrict validate`, not of lint; see `fdtrestrict lint --help`
[2]
$ fdtrestrict validate --target spec box.dts
validate: unrecognized option '--target'
fdtrestrict validate: bad option; see `fdtrestrict validate --help`
[2]
# One configuration, baseline and comment for both: what is the other's is left alone.
$ printf '%s\n' 'select: [pool-*]' 'levels: {binding-property-missing: "off"}' >c.yaml; fdtrestrict validate --config c.yaml --bindings own --format gcc box.dts | grep -c error:
2
$ printf '%s\n' 'select: [pool-*, binding-choice]' >c.yaml; fdtrestrict validate --config c.yaml --bindings own --format gcc box.dts
$ fdtrestrict validate --config c.yaml --dump-config | grep -e pool-no-map -e binding | paste -s
- pool-no-map	- binding-choice
$ fdtrestrict lint --write-baseline base.json bad.dts; fdtrestrict validate --baseline base.json --write-baseline base.json bad.dts; jq -r '.findings[].rule' base.json
binding-property-count
binding-property-unknown
pool-no-map
virtio-mmio-binding-gap
$ fdtrestrict lint --baseline base.json bad.dts && fdtrestrict validate --baseline base.json bad.dts
$ sed 's|no-map;|no-map; // fdtrestrict: ignore=pool-no-map,binding-property-unknown it is a test|' bad.dts >ignored.dts; fdtrestrict lint --format gcc ignored.dts; fdtrestrict validate --format gcc ignored.dts
ignored.dts:37:4: note: the kernel's virtio/mmio.yaml does not list memory-region (1 device) [-Wvirtio-mmio-binding-gap]
ignored.dts:35:4: error: `interrupts` must have 1 entry, and has 3 [-Wbinding-property-count]
<built-in>/virtio/virtio-mmio-restricted.yaml:40:15: note: required by `maxItems`
[1]
$ sed 's|reg = <0x0 0xa|/* fdtrestrict: ignore=binding-choice nothing to ignore */ &|' ignored.dts >unused.dts; fdtrestrict lint --format gcc unused.dts; fdtrestrict validate --format gcc unused.dts
unused.dts:37:4: note: the kernel's virtio/mmio.yaml does not list memory-region (1 device) [-Wvirtio-mmio-binding-gap]
unused.dts:35:4: error: `interrupts` must have 1 entry, and has 3 [-Wbinding-property-count]
<built-in>/virtio/virtio-mmio-restricted.yaml:40:15: note: required by `maxItems`
unused.dts:34:4: warning: no finding matches this ignore of 'binding-choice' [-Wignore-unused]
[1]
# An overlay by itself, where what its base has is not missed, and as applied.
$ printf '%s\n' '/dts-v1/;' '/plugin/;' '&{/} { box { compatible = "acme,box"; acme,lid; acme,lit; }; };' '&other { compatible = "acme,box"; };' >o.dtso; fdtrestrict validate --bindings own --format gcc o.dtso
o.dtso:3:49: error: `acme,lit` is not allowed here [-Wbinding-property-unknown]
own/acme/box.yaml:21:23: note: required by `additionalProperties`
[1]
$ printf '%s\n' '/dts-v1/;' '/ { other: other { }; };' >base.dts; fdtrestrict validate --bindings own --base base.dts --format gcc o.dtso
o.dtso:3:49: error: `acme,lit` is not allowed here [-Wbinding-property-unknown]
own/acme/box.yaml:21:23: note: required by `additionalProperties`
base.dts:2:12: error: `acme,lid` is missing [-Wbinding-property-missing]
own/acme/box.yaml:20:5: note: required by `required`
[1]
# Colour, and output that is lost.
$ fdtrestrict validate --bindings own --color always box.dts | head -n 1 | od -c | grep -c 033
5
$ NO_COLOR=1 fdtrestrict validate --bindings own --color auto box.dts | head -n 1
box.dts:5:3: error: `acme,lid` is a flag and takes no value, and is [79 65 73 00] [binding-property-type]
$ GITHUB_ACTIONS=true fdtrestrict validate --bindings own box.dts | sed 's/%0Afix.*//'
::error file=box.dts,line=5,endLine=5,col=3,endColumn=20,title=binding-property-type::`acme,lid` is a flag and takes no value, and is [79 65 73 00]%0Aat: /box, property acme,lid%0Arequired by: own/acme/box.yaml:17 (`type`)
::error file=box.dts,line=6,endLine=6,col=3,endColumn=12,title=binding-property-unknown::`acme,lit` is not allowed here%0Aat: /box, property acme,lit%0Arequired by: own/acme/box.yaml:21 (`additionalProperties`)
::error file=box.dts,line=8,endLine=8,col=2,endColumn=7,title=binding-property-missing::`acme,lid` is missing%0Aat: /other, property acme,lid%0Arequired by: own/acme/box.yaml:20 (`required`)
$ fdtrestrict validate --bindings own box.dts >/dev/full
fdtrestrict: cannot write to stdout
[4]
$ fdtrestrict validate --bindings own -o report.xml box.dts; grep -c '<failure' report.xml
3
$ fdtrestrict validate --bindings own -o /dev/full box.dts
fdtrestrict: /dev/full: cannot be written: No space left on device
[4]
$ fdtrestrict validate
fdtrestrict validate: no file given; see `fdtrestrict validate --help`
[2]
$ fdtrestrict validate --help | head -n 12
usage: fdtrestrict validate [OPTION]... FILE...

Holds device trees against bindings: .dtb files, .dts through dtc, overlays, - is stdin, directories with -r,
shell patterns. ACPI tables, whose devices with properties are seen as nodes: .aml, .asl through iasl, what acpidump
prints. And bindings themselves: .yaml files, with their examples.

What is asked
      --bindings DIR              every binding below it, not those of restricted DMA, which are built in
      --limit PATH                only bindings whose file's name has this in it
      --compatible-only           only bindings that a node's compatible chooses
      --cache FILE                keeps what was read of --bindings, for the next run
      --select RULE,...           only these rules; patterns such as '*-unused' too
