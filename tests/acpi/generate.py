# SPDX-License-Identifier: BSD-2-Clause
"""
generate.py COMMAND FOLDER    runs the command in many ways and asks iasl and acpiexec what it wrote

FOLDER holds virt.dtb, board.dtb, machine.aml (a DSDT to be added to) and base.aml (one to stand beside).
"""
import itertools
import json
import pathlib
import re
import struct
import subprocess
import sys

import tables

MEMORY_REGION = '"memory-region"'
QWORD = 0x8A
BATCH = 20  # acpiexec takes no longer lines
# A PCI device has no resources of its own, but without _CRS its _DMA would not count.
EXPLAINED = "Empty Resource Template"
PLACES = (["--at", "0x50000000"], ["--at", "0x1000000000"])
VR = r"\_SB.VR0[01]"


def from_trees():
    guards = ("dma-ranges", "container", "compatible", "none")
    for guard, own in itertools.product(guards, ([], ["--per-device"])):
        yield ["--base", "virt.dtb", "--size", "8M", "--guard", guard, "--attach", "/virtio_mmio@a000000",
               "--attach", "/virtio_mmio@a003e00"] + own
    for guard in guards:
        yield ["--base", "virt.dtb", "--size", "8M", "--guard", guard]
    for guard in ("dma-ranges", "container", "none"):  # compatible wants a memory-region, which rdma0000 has not
        yield ["--base", "virt.dtb", "--size", "8M", "--guard", guard, "--acpi-style", "rdma0000"]
    for guard in guards:
        yield ["--base", "board.dtb", "--guard", guard]


def for_tables():
    for guard, place, own in itertools.product(("dma-ranges", "none"), PLACES, ([], ["--per-device"])):
        add = ["--augment", "machine.aml", "--size", "8M", "--guard", guard] + place
        yield add + own
        yield add + own + ["--attach", VR]
        yield add + own + ["--attach", r"\_SB.PCI0"]
        yield add + own + ["--attach", r"\_SB.PCI0@3,0", "--attach", r"\_SB.PCI0@1f,7", "--attach", r"\_SB.VR00"]
        yield add + own + ["--attach", r"\_SB.PCI0@2,0"]
        yield add + own + ["--attach", "hid:LNRO0005", "--attach", "_SB.PCI0.S10"]
    for guard in ("dma-ranges", "none"):
        yield ["--augment", "machine.aml", "--size", "8M", "--at", "0x50000000", "--guard", guard,
               "--acpi-style", "rdma0000"]


class Run:
    """One way of calling the command: both of its tables and the report."""

    def __init__(self, command, folder, number, arguments):
        self.folder = folder
        self.arguments = arguments
        self.aml = folder / ("%03d.aml" % number)
        self.asl = folder / ("%03d.asl" % number)
        self.augments = "--augment" in arguments
        for output in (self.asl, self.aml):
            done = subprocess.run([command, "generate", "-q", *arguments, "--report", "json", "-o", output.name],
                                  cwd=folder, capture_output=True, text=True, check=False)
            if done.returncode:
                raise RuntimeError(done.stderr.strip())
        self.report = json.loads(done.stdout)

    def compile(self):
        compiled = self.folder / "iasl" / self.aml.name
        log = (self.folder / "iasl" / (self.asl.stem + ".log")).read_text(errors="replace")
        complaints = [line for line in re.findall(r"^(?:Error|Warning|Remark) .*", log, re.M) if EXPLAINED not in line]
        if complaints or not compiled.exists():
            return "iasl: " + " ".join(complaints[:3])
        return tables.difference_of(self.aml.read_bytes(), compiled.read_bytes())

    def evaluate(self):
        """All objects that are asked about, in one run: what acpiexec prints for each."""
        paths = []
        for pool in self.report["pools"]:
            paths.append(pool["object"] + "._CRS")
            for device in pool["devices"]:
                paths += [device["object"] + name for name in ("._DMA", "._DSD", "._CRS")]
                paths.append(device["object"].rpartition(".")[0] + "._DMA")
        base = "machine.aml" if self.augments else "base.aml"
        said = {}
        paths = sorted(set(paths))
        for start in range(0, len(paths), BATCH):
            batch = ";".join("evaluate " + path for path in paths[start:start + BATCH])
            done = subprocess.run(["acpiexec", "-b", batch, base, self.aml.name], cwd=self.folder,
                                  capture_output=True, text=True, timeout=60, check=False)
            output = done.stdout + done.stderr
            if "ACPI Error" in output.partition("Evaluating")[0]:
                raise RuntimeError("acpiexec does not load it: " + output)
            for text in output.split("Evaluating ")[1:]:
                said[text.split()[0]] = text
        return said


def buffer_of(text):
    return bytes.fromhex("".join(re.findall(r"^ +[0-9A-F]{4}: ((?:[0-9A-F]{2} )+)", text or "", re.M)))


def range_of(text):
    """Of a template with one QWordMemory and the end tag; None when it is something else."""
    data = buffer_of(text)
    if len(data) != 48 or data[0] != QWORD or data[46] != 0x79:
        return None
    granularity, first, last, translation, size = struct.unpack_from("<5Q", data, 6)
    if granularity or translation or size != last - first + 1:
        return None
    return (first, last)


def check_device(said, guard, style, pool, device):
    path, wanted = device["object"], (int(pool["base"], 0), int(pool["base"], 0) + int(pool["size"], 0) - 1)
    own, above = said.get(path + "._DMA"), said.get(path.rpartition(".")[0] + "._DMA")
    dsd = said.get(path + "._DSD", "")
    if guard in ("dma-ranges", "container"):
        window = range_of(own) or range_of(above)
        if not device["guarded"] or window != wanted:
            return "%s: its _DMA is %s, not %s" % (path, window, wanted)
        if "[Buffer]" not in said.get(path + "._CRS", "") and range_of(own):
            return "%s: no _CRS beside its _DMA" % path
    elif range_of(own) or range_of(above) or device["guarded"]:
        return "%s: a _DMA that nobody asked for" % path
    linked = MEMORY_REGION in dsd and re.search(r"Name %-4s Device" % pool["object"].rpartition(".")[2], dsd)
    if bool(linked) != (style == "prp0001"):
        return "%s: its memory-region is not %s: %s" % (path, pool["object"], dsd)
    if guard == "compatible" and '"virtio-mmio-restricted-dma"' not in dsd:
        return "%s: not compatible with virtio-mmio-restricted-dma alone: %s" % (path, dsd)
    return ""


def check(run):
    said = run.evaluate()
    style = "rdma0000" if "rdma0000" in run.arguments else "prp0001"
    for pool in run.report["pools"]:
        first = int(pool["base"], 0)
        if range_of(said.get(pool["object"] + "._CRS")) != (first, first + int(pool["size"], 0) - 1):
            return "%s: its _CRS is not %s, %s" % (pool["object"], pool["base"], pool["size"])
        for device in pool["devices"]:
            wrong = check_device(said, run.report["guard"], style, pool, device)
            if wrong:
                return wrong
    return "" if run.report["pools"] else "there is no pool"


def main(command, folder):
    folder = pathlib.Path(folder)
    runs, refused = [], []
    for number, arguments in enumerate(itertools.chain(from_trees(), for_tables())):
        try:
            runs.append(Run(command, folder, number, arguments))
        except RuntimeError as error:
            refused.append("%s: %s" % (" ".join(arguments), error))
    tables.show("acpi/generate-makes-%d" % len(runs), refused)
    tables.compile_all(folder)
    for name, question in (("iasl", Run.compile), ("acpiexec", check)):
        wrong = [(run, question(run)) for run in runs]
        tables.show("acpi/generate-" + name, [" ".join(run.arguments) + ": " + said for run, said in wrong if said])


main(*sys.argv[1:])
