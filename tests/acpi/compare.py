# SPDX-License-Identifier: BSD-2-Clause
"""
compare.py FDTRESTRICT FOLDER: compares FOLDER/virt.dtb with the tables beside it, then copies of either in which one thing is bent,
and the same with a pool for all virtio-mmio devices. What is bent must be found, and nothing else.
"""
import json
import pathlib
import subprocess
import sys

SLOTS = 32
MMIO, MMIO_STEP, FIRST_SPI = 0xA000000, 0x200, 16
POOL, POOL_SIZE = 0x5C000000, 0x4000000
ALWAYS = ("compare-interrupt-trigger",)  # edge in QEMU's tree, level in its tables


class Compare:
    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.wrong = []
        self.count = 0

    def found(self, tree, tables):
        run = subprocess.run([self.program, "compare", "--no-config", "--format", "json", tree, *tables], capture_output=True,
                             text=True, check=False)
        if run.returncode > 1:
            raise SystemExit("compare: " + run.stderr)
        return sorted((finding["rule"], finding["place"]["path"], finding["related"]["path"])
                      for file in json.loads(run.stdout)["files"] for finding in file["findings"]
                      if finding["rule"] not in ALWAYS)

    def expect(self, what, tree, tables, *wanted):
        """An end of "" is any place."""
        self.count += 1
        found = self.found(tree, tables)
        if len(found) != len(wanted) or any(a != b and b for pair in zip(found, sorted(wanted)) for a, b in zip(*pair)):
            self.wrong.append("%s: wanted %s, found %s" % (what, sorted(wanted), found))

    def put(self, tree, path, name, *cells):
        bent = self.folder / "bent.dtb"
        bent.write_bytes(tree.read_bytes())
        command = ["fdtput", "-d", bent, path, name] if not cells else ["fdtput", "-t", "x", bent, path, name,
                                                                      *("%x" % cell for cell in cells)]
        subprocess.run(command, check=True)
        return bent

    def patch(self, table, old, new):
        """The bytes are there once, and become others; the checksum is made right."""
        data = bytearray(table.read_bytes())
        if data.count(old) != 1:
            raise SystemExit("%s is %d times in %s" % (old.hex(), data.count(old), table.name))
        data = bytearray(data.replace(old, new))
        data[9] = (data[9] - sum(data)) & 0xFF
        bent = self.folder / ("bent-" + table.name)
        bent.write_bytes(data)
        return bent

    def compile(self, name, source):
        (self.folder / (name + ".asl")).write_text(source)
        subprocess.run(["iasl", "-p", self.folder / name, self.folder / (name + ".asl")], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
        return self.folder / (name + ".aml")

    def show(self, name):
        if not self.count:
            self.wrong.append("nothing was compared")
        print("not ok" if self.wrong else "ok", name)
        for line in self.wrong[:20]:
            print("# " + line)
        self.wrong, self.count = [], 0


def little(number, size=4):
    return number.to_bytes(size, "little")


def memory32(base, size=MMIO_STEP):
    return b"\x86\x09\x00\x01" + little(base) + little(size)


def bend_tree(compare, tree, tables, bus):
    for slot in range(SLOTS):
        base = MMIO + slot * MMIO_STEP
        path, device = "%s/virtio_mmio@%x" % (bus, base), "\\_SB.VR%02d" % slot
        for rule, name, cells in (("mmio", "reg", (0, base, 0, 0x100)), ("mmio", "reg", (0, base + 0x1000000, 0, 0x200)),
                                  ("interrupt", "interrupts", (0, FIRST_SPI + slot + 100, 1)),
                                  ("coherence", "dma-coherent", ())):
            compare.expect("%s of %s" % (name, path), compare.put(tree, path, name, *cells), tables,
                           ("compare-" + rule, path, device))


def bend_tables(compare, tree, dsdt, others):
    for slot in (0, 1, 15, 16, 31):
        base = MMIO + slot * MMIO_STEP
        path, device = "/virtio_mmio@%x" % base, "\\_SB.VR%02d" % slot
        gsi = b"\x89\x06\x00\x01\x01" + little(FIRST_SPI + 32 + slot)
        compare.expect("registers of " + device, tree, [compare.patch(dsdt, memory32(base), memory32(base, 0x400)), *others],
                       ("compare-mmio", path, device))
        compare.expect("base of " + device, tree, [compare.patch(dsdt, memory32(base), memory32(base + 0x1000000)), *others],
                       ("compare-mmio", path, device))
        compare.expect("interrupt of " + device, tree, [compare.patch(dsdt, gsi, gsi[:5] + little(500)), *others],
                       ("compare-interrupt", path, device))


def bend_bridge(compare, tree, dsdt, mcfg):
    base = int.from_bytes(mcfg.read_bytes()[44:52], "little")
    bridge = "/pcie@10000000"
    moved = compare.patch(mcfg, little(base, 8), little(base + 0x10000000, 8))
    compare.expect("MCFG", tree, [dsdt, moved], ("compare-mmio", bridge, "\\_SB.PCI0"))
    compare.expect("no MCFG", tree, [dsdt])
    compare.expect("coherence of the bridge", compare.put(tree, bridge, "dma-coherent"), [dsdt, mcfg],
                   ("compare-coherence", bridge, "\\_SB.PCI0"))


def window(name, base=POOL, size=POOL_SIZE):
    return ("Name (%s, ResourceTemplate () { QWordMemory (ResourceConsumer, PosDecode, MinFixed, MaxFixed, Cacheable, ReadWrite, "
            "0, %#x, %#x, 0, %#x) })\n" % (name, base, base + size - 1, size))


def properties(key, value):
    return ('Name (_DSD, Package () { ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"), '
            "Package () { Package () { \"%s\", %s } } })\n" % (key, value))


def pool_tables(base=POOL, size=POOL_SIZE, unguarded=None, unnamed=None, guard=None):
    source = 'DefinitionBlock ("", "SSDT", 2, "FDTR", "POOL", 1)\n{\n'
    source += "".join("External (\\_SB.VR%02d, DeviceObj)\n" % slot for slot in range(SLOTS))
    source += 'Device (\\_SB.RDM0) { Name (_HID, "PRP0001") Name (_UID, Zero)\n' + window("_CRS", base, size)
    source += properties("compatible", '"restricted-dma-pool"') + "}\n"
    for slot in range(SLOTS):
        source += "Scope (\\_SB.VR%02d)\n{\n" % slot
        if slot != unguarded:
            source += window("_DMA", *(guard[1:] if guard and guard[0] == slot else ()))
        if slot != unnamed:
            source += properties("memory-region", "\\_SB.RDM0")
        source += "}\n"
    return source + "}\n"


def bend_pool(compare, tree, dsdt, mcfg):
    bus, pool = "/restricted-dma-bus", "/reserved-memory/restricted-dma-pool@%x" % POOL

    def path(slot):
        return "%s/virtio_mmio@%x" % (bus, MMIO + slot * MMIO_STEP)

    def device(slot):
        return "\\_SB.VR%02d" % slot

    def expect(what, *wanted, **bent):
        compare.expect(what, tree, [dsdt, mcfg, compare.compile("ssdt", pool_tables(**bent))], *wanted)

    expect("a pool on both sides")
    expect("the pool moved", ("compare-pool-range", pool, "\\_SB.RDM0"), base=POOL - POOL_SIZE)
    expect("the pool cut", ("compare-pool-range", pool, "\\_SB.RDM0"), size=POOL_SIZE // 2)
    for slot in (0, 7, 31):
        expect("no guard", ("compare-guard", path(slot), device(slot)), unguarded=slot)
        expect("another guard", ("compare-guard", path(slot), device(slot)), guard=(slot, 0x40000000, 0x20000000))
        expect("no memory-region", ("compare-pool-user", path(slot), device(slot)), unnamed=slot)
    compare.expect("no SSDT", tree, [dsdt, mcfg], ("compare-pool-missing", pool, "\\"),
                   *(("compare-guard", path(slot), device(slot)) for slot in range(SLOTS)))
    for what, table, options in (("generate from the tree", [], ["--base", tree]),
                                 ("generate for the tables", [dsdt, mcfg], ["--augment", dsdt, "--at", hex(POOL), "--size", hex(POOL_SIZE),
                                                                            "--attach", "hid:LNRO0005"])):
        made = compare.folder / "made.aml"
        made.unlink(missing_ok=True)
        subprocess.run([compare.program, "generate", "-q", *options, "-o", made], check=True, stderr=subprocess.DEVNULL)
        compare.expect(what, tree, [*table, made], *(() if table else (("compare-device-missing", "/pcie@10000000", "\\"),)))
    ssdt = compare.compile("ssdt", pool_tables())
    bend_tree(compare, tree, [dsdt, mcfg, ssdt], bus)


def main(program, folder):
    folder = pathlib.Path(folder)
    compare = Compare(program, folder)
    tree, dsdt, mcfg = (folder / name for name in ("virt.dtb", "DSDT.aml", "MCFG.aml"))
    compare.expect("QEMU's own", tree, [dsdt, mcfg])
    compare.show("acpi/compare-same")
    bend_tree(compare, tree, [dsdt, mcfg], "")
    compare.show("acpi/compare-tree")
    bend_tables(compare, tree, dsdt, [mcfg])
    bend_bridge(compare, tree, dsdt, mcfg)
    compare.show("acpi/compare-tables")
    pooled = folder / "pool.dtb"
    subprocess.run([program, "generate", "-q", "--base", tree, "--at", hex(POOL), "--size", hex(POOL_SIZE), "-o", pooled], check=True)
    bend_pool(compare, pooled, dsdt, mcfg)
    compare.show("acpi/compare-pool")


main(*sys.argv[1:])
