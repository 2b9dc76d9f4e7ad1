# SPDX-License-Identifier: BSD-2-Clause
$ fdtrestrict explain | grep -c '^  [a-z]' | grep -qx "$(fdtrestrict explain --all --format markdown | grep -c '^### ')" && echo all
all
$ fdtrestrict explain | grep -v '^  '
the pool node

ranges

devices and links

buses and dma-ranges

ACPI tables

bindings, by `fdtrestrict validate`

comparisons, by `fdtrestrict compare`

ignores

topics

`fdtrestrict explain RULE` tells about one, `fdtrestrict explain --all` about all.
$ fdtrestrict explain pool-reusable | sed '/^Wrong/q'
pool-reusable (error)

    a restricted pool must not be marked reusable

Why:     Linux refuses the pool ("compatible matching fail"), gives its memory
         back to the page allocator as ordinary RAM, and lets its devices do
         unrestricted DMA.
Happens: linux-6.1, 6.12, 7.2: "compatible matching fail", each device "failed
         to initialise", unrestricted DMA (booted)
Fix:     Delete the property reusable: a pool shared with a device cannot be
         lent to anybody else.
Source:  Linux kernel/dma/swiotlb.c rmem_swiotlb_setup(),
         drivers/of/of_reserved_mem.c, since 5.15; booted on 6.12
Targets: linux-5.15 linux-6.1 linux-6.12 linux-7.1 linux-7.2 coco

Wrong:
$ fdtrestrict explain pool-reusable | grep -e '^  > ' -e ':$'
Wrong:
  > 			reusable;
Right:
$ fdtrestrict explain pool-size-cells | grep -e '^  > ' -e ':$'
Wrong, by `fdtrestrict lint -W pool-unguarded=off FILE`:
  > 			size = <0x4000000>;
Right, by `fdtrestrict lint -W pool-unguarded=off FILE`:
  > 			size = <0x0 0x4000000>;
$ fdtrestrict explain --format markdown pool-behind-iommu | sed -n 3,12p
What `fdtrestrict lint` and `fdtrestrict validate` look for, made by `fdtrestrict explain --all --format markdown`. What happens was booted, read in the consumer's source, or run.

## Devices and links

### pool-behind-iommu

warning: a device behind an IOMMU has no restricted pool.

- **Why**: Linux sets up the pool only where it found no IOMMU: the device maps ordinary RAM through the IOMMU, and the pool lies idle.
- **Happens**: linux-6.1: sets the pool up where it found no IOMMU (read)  
$ fdtrestrict explain --format man pool-reusable | sed -n 's/^\.S[hs] //p'
NAME
DESCRIPTION
THE POOL NODE
pool-reusable (error)
$ fdtrestrict explain --all --format man | sed -n 's/^\.Sh //p'
NAME
DESCRIPTION
THE POOL NODE
RANGES
DEVICES AND LINKS
BUSES AND DMA-RANGES
ACPI TABLES
BINDINGS
COMPARISONS
IGNORES
TOPICS
# Of what is looked at in tables as well, that is said.
$ fdtrestrict explain pool-size-slot | sed -n '/^Tables/,/^$/p'
Tables:  ACPI tables are looked at, too. What is said of kernels is what they do
         with a device tree: none takes a pool from tables yet.

$ fdtrestrict explain acpi-dsd-uuid | grep -c 'DefinitionBlock\|^Tables'
2
# For programs.
$ fdtrestrict lint --list-rules --format json | jq -c '.version, (.rules[] | select(.name == "pool-disabled") | [.severity, .family, .happens, .targets])'
1
["error","the pool node","linux-6.1, 6.12, 7.2: unrestricted DMA, silent (booted)",["linux-5.15","linux-6.1","linux-6.12","linux-7.1","linux-7.2","coco"]]
$ fdtrestrict lint --list-rules --format json | jq -c '.rules | map({(.name): .languages}) | add | [.["pool-no-map"], .["pool-disabled"], .["acpi-checksum"]]'
[["device-tree"],["device-tree","acpi"],["acpi"]]
$ fdtrestrict lint --list-rules --format json | jq '.rules | all(.name and .summary and .why and .fix and .source and (.targets | length) > 0)'
true
$ fdtrestrict lint --list-rules --format json >/dev/full
fdtrestrict: cannot write to stdout
[4]
# A name that is not quite right.
$ fdtrestrict explain pool-nomap
fdtrestrict explain: no rule 'pool-nomap'; did you mean 'pool-no-map'?; see `fdtrestrict explain --help`
[2]
$ fdtrestrict explain guard-missmatch
fdtrestrict explain: no rule 'guard-missmatch'; did you mean 'guard-mismatch'?; see `fdtrestrict explain --help`
[2]
$ fdtrestrict explain pool-out-of-memory
fdtrestrict explain: no rule 'pool-out-of-memory'; did you mean 'pool-outside-memory'?; see `fdtrestrict explain --help`
[2]
$ fdtrestrict explain pool-no-map nonsense
fdtrestrict explain: no rule 'nonsense'; `fdtrestrict explain` lists them; see `fdtrestrict explain --help`
[2]
$ fdtrestrict explain ''
fdtrestrict explain: no rule ''; `fdtrestrict explain` lists them; see `fdtrestrict explain --help`
[2]
$ fdtrestrict explain --all pool-no-map
fdtrestrict explain: --all is every rule; 'pool-no-map' besides is one too many; see `fdtrestrict explain --help`
[2]
$ fdtrestrict explain --format html --all
fdtrestrict explain: no format 'html': text, markdown or man; see `fdtrestrict explain --help`
[2]
$ fdtrestrict explain --help
usage: fdtrestrict explain [OPTION]... [RULE|TOPIC]...

Tells why a rule exists, what happens on which kernel, what to do, and shows a wrong and a right tree; or of a
topic, such as pool-size. Without either it lists them; patterns such as '*-unused' stand for several.

      --all                       every rule and topic
      --format text|markdown|man  (text)
# Patterns, as --select takes them; each rule once.
$ fdtrestrict explain 'ignore-*' ignore-unused | grep '^ignore'
ignore-invalid (warning)
ignore-unused (warning)
$ fdtrestrict explain 'ignored-*'
fdtrestrict explain: no rule 'ignored-*'; `fdtrestrict explain` lists them; see `fdtrestrict explain --help`
[2]
# Topics.
$ fdtrestrict explain | sed -n '/^topics/,/^$/p'
topics
  pool-size                            how large a pool has to be

$ fdtrestrict explain pool-size | sed -n '/^    size =/,/^$/p'
    size = rings and waiting buffers, rounded up to 256 KiB
         + the largest of all requests, where its pieces fit together worst
         + for each other queue its largest request, but 1 MiB at most
      rounded up to 256 KiB, and to --align

$ fdtrestrict explain 'pool-size*' --format markdown | grep '^##'
## The pool node
### pool-size-cells
### pool-size-slot
## Topics
### pool-size
$ fdtrestrict explain --format man pool-size | sed -n 's/^\.S[hs] //p'
NAME
DESCRIPTION
TOPICS
pool-size
$ fdtrestrict explain pool-sise
fdtrestrict explain: no rule 'pool-sise'; did you mean 'pool-size'?; see `fdtrestrict explain --help`
[2]
# Its worked example is what generate makes.
$ fdtrestrict explain pool-size | sed -n 's/^ *size  *\([0-9]* KiB\)$/\1/p'
8960 KiB
$ fdtrestrict generate --base virt.dtb --size auto --attach /virtio_mmio@a000000 -o x.dtb 2>&1 | sed -n 's/^made [^:]*: \(.*\) at.*/\1/p'
8960 KiB
