# SPDX-License-Identifier: BSD-2-Clause
# Binding documents: one that is sound, with its example.
$ mkdir -p b/acme; printf '%s\n' '%YAML 1.2' '---' '$id: http://devicetree.org/schemas/acme/box.yaml#' '$schema: http://devicetree.org/meta-schemas/core.yaml#' 'title: A box' 'maintainers:' '  - A <a@example.org>' 'properties:' '  compatible:' '    const: acme,box' '  reg:' '    maxItems: 1' '  acme,lid:' '    type: boolean' '    description: Whether it has a lid.' '  acme,level:' '    $ref: /schemas/types.yaml#/definitions/uint32' '    description: How full it is.' 'required:' '  - compatible' '  - reg' 'additionalProperties: false' 'examples:' '  - |' '    box@100 {' '        compatible = "acme,box";' '        reg = <0x100 0x10>;' '    };' '...' >b/acme/box.yaml
$ fdtrestrict validate b/acme/box.yaml
# What is wrong is told with its place, all of it at once.
$ sed -e 's/^title/titel/' -e 's/    maxItems/    maxitems/' -e '/description/d' b/acme/box.yaml >b/acme/bad.yaml; fdtrestrict validate b/acme/bad.yaml
b/acme/bad.yaml:3:1: error: `title` is missing: every document says what it is called ($id), what rules it is held to ($schema), what it is about (title) and who looks after it (maintainers) [binding-document]
    3 | $id: http://devicetree.org/schemas/acme/box.yaml#
      | ^
    at: /
    why: A keyword that is misspelt, in the wrong place or at odds with another asks nothing of any device tree, and nothing says so: trees pass that should not. dt-schema leaves out a binding that is not sound.
    fix: Correct the binding as the finding says.
b/acme/bad.yaml:3:6: error: the file is not called acme/box.yaml, and others find it by that name; move the one or correct the other [binding-id]
    3 | $id: http://devicetree.org/schemas/acme/box.yaml#
      |      ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    at: /$id
    why: Other bindings refer to $id, and dt-schema looks for a file of that name: it finds another binding or none.
    fix: Write http://devicetree.org/schemas/, the file's path below the folder of the bindings, and #; or move the file.
b/acme/bad.yaml:5:1: error: `titel` has no place here (did you mean `title`?): what stands here is of the document itself ($id, $schema, title, description, maintainers, select, examples), or what it says of a node (properties, patternProperties, required, allOf, additionalProperties and so on) [binding-document]
    5 | titel: A box
      | ^~~~~
    at: /titel
b/acme/bad.yaml:12:5: error: `maxitems` has no place here (did you mean `maxItems`?): bindings have no such keyword here; mind the spelling and the indentation; a property of a node stands below properties [binding-document]
   12 |     maxitems: 1
      |     ^~~~~~~~
    at: /properties/reg/maxitems
b/acme/bad.yaml:13:3: error: `description` is missing: only the vendor knows what this property is; add a description [binding-document]
   13 |   acme,lid:
      |   ^~~~~~~~
    at: /properties/acme,lid
b/acme/bad.yaml:15:3: error: `description` is missing: only the vendor knows what this property is; add a description [binding-document]
   15 |   acme,level:
      |   ^~~~~~~~~~
    at: /properties/acme,level
[1]
$ fdtrestrict validate --format gcc b/acme/bad.yaml
b/acme/bad.yaml:3:1: error: `title` is missing: every document says what it is called ($id), what rules it is held to ($schema), what it is about (title) and who looks after it (maintainers) [-Wbinding-document]
b/acme/bad.yaml:3:6: error: the file is not called acme/box.yaml, and others find it by that name; move the one or correct the other [-Wbinding-id]
b/acme/bad.yaml:5:1: error: `titel` has no place here (did you mean `title`?): what stands here is of the document itself ($id, $schema, title, description, maintainers, select, examples), or what it says of a node (properties, patternProperties, required, allOf, additionalProperties and so on) [-Wbinding-document]
b/acme/bad.yaml:12:5: error: `maxitems` has no place here (did you mean `maxItems`?): bindings have no such keyword here; mind the spelling and the indentation; a property of a node stands below properties [-Wbinding-document]
b/acme/bad.yaml:13:3: error: `description` is missing: only the vendor knows what this property is; add a description [-Wbinding-document]
b/acme/bad.yaml:15:3: error: `description` is missing: only the vendor knows what this property is; add a description [-Wbinding-document]
[1]
$ fdtrestrict validate --format json b/acme/bad.yaml | jq -c '.files[0].findings[0] | .rule, .severity, .place'
"binding-document"
"error"
{"path":"/","file":"b/acme/bad.yaml","line":3,"column":1,"endLine":3,"endColumn":2}
$ fdtrestrict validate --format sarif b/acme/bad.yaml | jq -c '.runs[0].results[0] | .ruleId, .locations[0].physicalLocation.region.startLine, .locations[0].logicalLocations'
"binding-document"
3
[{"fullyQualifiedName":"/","name":"/","kind":"object"}]
# Text that is no YAML, and a file that is not there.
$ printf 'a: [\n' >b/none.yaml; fdtrestrict validate --format gcc b/none.yaml b/nowhere.yaml
fdtrestrict: b/nowhere.yaml: No such file or directory
b/none.yaml:2:1: error: it is not YAML: did not find expected node content, while parsing a flow node from line 2 [-Wbinding-document]
b/nowhere.yaml:1:1: error: No such file or directory
[3]
# A $ref into another folder.
$ sed 's|^additional|allOf:\n  - $ref: common.yaml#\n&|' b/acme/box.yaml >b/acme/more.yaml; sed -i 's|acme/box.yaml|acme/more.yaml|; s|acme,box|acme,more|' b/acme/more.yaml
$ fdtrestrict validate --format gcc b/acme/more.yaml
b/acme/more.yaml:23:11: error: `common.yaml#` leads nowhere: there is no acme/common.yaml in the folder of the bindings; correct it, or name the folder that has it with --bindings [-Wbinding-reference]
[1]
$ mkdir -p c/acme; sed 's|acme/box.yaml|acme/common.yaml|; s|acme,box|acme,common|' b/acme/box.yaml >c/acme/common.yaml; rm b/acme/bad.yaml b/none.yaml; fdtrestrict validate --bindings c --format gcc b/acme/more.yaml | sed 's/, for.*//'
b/acme/more.yaml:28:9: error: `compatible` must be `acme,common`, and is `acme,more` [-Wbinding-property-value]
c/acme/common.yaml:10:12: note: required by `const`
# Examples: source that does not compile, and source that the binding refuses, at its own line.
$ rm b/acme/more.yaml; sed 's/0x10>;/0x10>/' b/acme/box.yaml >b/acme/bad.yaml; sed -i 's|acme/box.yaml|acme/bad.yaml|; s|acme,box|acme,bad|' b/acme/bad.yaml; fdtrestrict validate b/acme/bad.yaml
b/acme/bad.yaml:28:5: error: the example does not compile: syntax error [binding-example]
   28 |     };
      |     ^
    at: /examples/0
    why: People copy the example. One that does not compile has never been held against its binding either.
    fix: Correct the source; it stands below a node with one address cell and one size cell. For <dt-bindings/...> name the folder of the headers with -I. Where it compiles, but the bindings cannot be read, correct what the message names.
[1]
$ sed -i -e 's/0x10>/&;/' -e 's/^        reg = .*/&\n        acme,lit;\n        acme,level = "full";/' b/acme/bad.yaml; fdtrestrict validate --format gcc b/acme/bad.yaml
b/acme/bad.yaml:28:9: error: `acme,lit` is not allowed here [-Wbinding-property-unknown]
b/acme/bad.yaml:22:23: note: required by `additionalProperties`
b/acme/bad.yaml:29:9: error: `acme,level` must be cells, and is a string [-Wbinding-property-type]
<built-in>/types.yaml:42:11: note: required by `type`, for acme/bad.yaml
[1]
# Headers are in a folder of the user's, or in the kernel that the bindings are part of.
$ sed -i -e 's/^    box@100 {/    #include <dt-bindings\/box.h>\n&/' -e 's/0x100 /BOX /' -e '/acme,lit/d' -e '/"full"/d' b/acme/bad.yaml; fdtrestrict validate --format gcc b/acme/bad.yaml
b/acme/bad.yaml:25:14: error: the example does not compile: fatal error: dt-bindings/box.h: No such file or directory [-Wbinding-example]
[1]
$ mkdir -p include/dt-bindings; echo '#define BOX 0x100' >include/dt-bindings/box.h; fdtrestrict validate -I include b/acme/bad.yaml
$ mkdir -p Documentation/devicetree; mv b Documentation/devicetree/bindings; fdtrestrict validate Documentation/devicetree/bindings/acme/bad.yaml; mv Documentation/devicetree/bindings b
# A binding beside it that is none keeps the example from being held against anything, and this is told.
$ sed 's/^title/titel/' b/acme/box.yaml >b/acme/none.yaml; fdtrestrict validate --format gcc b/acme/box.yaml; rm b/acme/none.yaml
b/acme/box.yaml:23:1: warning: the examples were compiled, but not held against the bindings: b/acme/none.yaml:5:1: `titel` is no keyword of a binding, and would ask for nothing; did you mean `title`? [-Wbinding-example]
# Levels, baseline and configuration are those of trees.
$ sed -i 's/const: acme,bad/const: "acme,bad"/' b/acme/bad.yaml; fdtrestrict validate -I include --format gcc b/acme/bad.yaml
b/acme/bad.yaml:10:12: note: acme,bad needs no quotes; take them away [-Wbinding-quotes]
$ fdtrestrict validate -I include -W binding-quotes=error --format gcc b/acme/bad.yaml
b/acme/bad.yaml:10:12: error: acme,bad needs no quotes; take them away [-Wbinding-quotes]
[1]
$ fdtrestrict validate -I include --ignore binding-quotes b/acme/bad.yaml
$ fdtrestrict validate -I include -W binding-quotes=error --write-baseline base.json b/acme/bad.yaml; fdtrestrict validate -I include -W binding-quotes=error --baseline base.json b/acme/bad.yaml
# Documents and trees in one run: the trees are held against the set that is named, or what is built in.
$ fdtrestrict validate --format gcc b/acme/box.yaml bad.dts | grep -v note:
bad.dts:21:4: error: `no-map` is not allowed here [-Wbinding-property-unknown]
bad.dts:35:4: error: `interrupts` must have 1 entry, and has 3 [-Wbinding-property-count]
# One that is wrong is looked at all the same, and no set for trees.
$ sed 's/^title/titel/' b/acme/box.yaml >b/acme/none.yaml; fdtrestrict validate --bindings b --format gcc b/acme/none.yaml; fdtrestrict validate --bindings b bad.dts
b/acme/none.yaml:3:1: error: `title` is missing: every document says what it is called ($id), what rules it is held to ($schema), what it is about (title) and who looks after it (maintainers) [-Wbinding-document]
b/acme/none.yaml:3:6: error: the file is not called acme/box.yaml, and others find it by that name; move the one or correct the other [-Wbinding-id]
b/acme/none.yaml:5:1: error: `titel` has no place here (did you mean `title`?): what stands here is of the document itself ($id, $schema, title, description, maintainers, select, examples), or what it says of a node (properties, patternProperties, required, allOf, additionalProperties and so on) [-Wbinding-document]
fdtrestrict: b/acme/none.yaml:5:1: `titel` is no keyword of a binding, and would ask for nothing; did you mean `title`?
[2]
# Of the folder's bindings, examples are held against those that are asked for; the others can still be referred to.
$ mkdir -p l/acme; cp b/acme/box.yaml l/acme/; sed -e 's|acme/box.yaml|acme/every.yaml|' -e '/^required/,$d' -e 's/^title.*/&\nselect: true/' -e '/compatible:/,/description:/d' b/acme/box.yaml >l/acme/every.yaml; printf '  reg: false\nadditionalProperties: true\n' >>l/acme/every.yaml
$ fdtrestrict validate --format gcc l/acme/*.yaml
l/acme/box.yaml:27:9: error: `reg` is not allowed here [-Wbinding-property-unknown]
l/acme/every.yaml:13:8: note: required by `false`
[1]
$ fdtrestrict validate --limit acme/box l/acme/*.yaml; fdtrestrict validate --compatible-only l/acme/*.yaml
$ fdtrestrict validate --limit lid l/acme/box.yaml
fdtrestrict: lid: no binding's file has this in its name, so nothing would be validated
[2]
# Bindings are no trees, which is what a directory is gone through for.
$ fdtrestrict validate -r l
fdtrestrict: l: there is no .dtb, .dtbo, .dts, .dtso or ACPI table below this directory; bindings are named as files, or by a pattern such as '*/*.yaml'
[3]
$ fdtrestrict validate 'l/*/*.yaml' | head -1
l/acme/box.yaml:27:9: error: `reg` is not allowed here [binding-property-unknown]
# A comment in a binding ignores nothing.
$ sed -i 's|reg = .*|& // fdtrestrict: ignore=binding-property-unknown it is so|' l/acme/box.yaml; fdtrestrict validate --format gcc l/acme/box.yaml | head -1
l/acme/box.yaml:27:9: error: `reg` is not allowed here [-Wbinding-property-unknown]
