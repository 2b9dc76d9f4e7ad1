# SPDX-License-Identifier: BSD-2-Clause
# Bindings that are kept: the report is the same, whether they came from their files or from the cache.
$ mkdir own; for name in box bin can; do printf '%s\n' "\$id: http://devicetree.org/schemas/$name.yaml#" '$schema: http://devicetree.org/meta-schemas/core.yaml#' 'title: A thing' 'maintainers: [a@example.org]' 'properties:' '  compatible:' "    const: acme,$name" '  reg:' '    maxItems: 2' 'required: [compatible, reg]' 'additionalProperties: false' >own/$name.yaml; done
$ printf '%s\n' '/dts-v1/;' '/ {' '	box { compatible = "acme,box"; acme,lit; };' '	bin@0 { compatible = "acme,bin"; reg = <0 0 0>, <0 0 0>; };' '};' >box.dts
$ fdtrestrict validate --bindings own box.dts >without
[1]
# What was written just now may be written once more, and its times would not tell: it is not kept yet.
$ fdtrestrict validate --bindings own --cache cache box.dts | cmp - without; test -e cache
[1]
$ sleep 5; umask 026; fdtrestrict validate --bindings own --cache cache box.dts | cmp - without; stat -c %a cache
640
$ cp cache first; fdtrestrict validate --bindings own --cache cache box.dts | cmp - without; cmp cache first
# A file that changed is read.
$ sed -i 's/additionalProperties: false/additionalProperties: true/' own/box.yaml; fdtrestrict validate --bindings own --cache cache --format gcc box.dts
box.dts:3:2: error: `reg` is missing [-Wbinding-property-missing]
own/box.yaml:10:24: note: required by `required`
[1]
$ echo 'title: [' >own/can.yaml; fdtrestrict validate --bindings own --cache cache box.dts
fdtrestrict: own/can.yaml:2:1: it is not YAML: did not find expected node content, while parsing a flow node from line 2
[2]
$ rm own/can.yaml; fdtrestrict validate --bindings own --cache cache --format gcc box.dts | wc -l
2
# What is damaged or of another machine is not used, and replaced.
$ sleep 5; for way in 's/fdtcache./fdtcache!/' 's/A thing/A thong/' '$d'; do LC_ALL=C sed "$way" first >cache; cp cache damaged; fdtrestrict validate --bindings own --cache cache --format gcc box.dts | wc -l; cmp -s cache damaged && echo still damaged; done
2
2
2
[1]
$ fdtrestrict validate --bindings own --cache cache --format gcc box.dts >with; for i in 1 2 3 4 5 6; do : >cache; fdtrestrict validate --bindings own --cache cache --format gcc box.dts >by$i & done; wait; for i in 1 2 3 4 5 6; do cmp with by$i; done; ls -a | grep '^\.fdt'
[1]
# What is no cache is nobody's to replace. That there is none is no error.
$ cp box.dts file; fdtrestrict validate --bindings own --cache file --format gcc box.dts 2>&1 >with; cmp file box.dts
fdtrestrict: warning: the cache was not written: file: this is no cache of fdtrestrict's and is left as it is; name another file
$ fdtrestrict validate --bindings own --cache none/cache --format gcc box.dts 2>&1 >with; wc -l <with
fdtrestrict: warning: the cache was not written: none/cache: No such file or directory
2
$ fdtrestrict validate --cache unused box.dts >with; test -e unused
[1]
