# SPDX-License-Identifier: BSD-2-Clause
"""
qemu_tables.py FOLDER virt|x86 COMMAND...

Reads the ACPI tables that QEMU, started by COMMAND, has for its firmware: out of fw_cfg, by the qtest protocol, without a guest. They
become FOLDER/DSDT.aml and so on, with the checksums that the table loader's script asks for; a second of a name has a number.
"""
import pathlib
import struct
import subprocess
import sys

LIMIT = "30"  # seconds
CHUNK = 2048

# docs/specs/fw_cfg.rst of QEMU: where the DMA register is, and memory to do DMA to.
DMA_REGISTER = {"virt": 0x9020010, "x86": 0x514}
SCRATCH = {"virt": 0x40000000, "x86": 0x100000}
FILE_DIRECTORY = 0x19
SELECT, READ = 8, 2
ADD_CHECKSUM = 3  # a command of etc/table-loader


class Machine:
    def __init__(self, kind, command):
        self.kind = kind
        self.process = subprocess.Popen(
            ["timeout", "-k", "5", LIMIT, *command, "-accel", "tcg", "-S", "-display", "none", "-nodefaults", "-qtest", "stdio", "-qtest-log", "/dev/null"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        while answer[:1] == ["IRQ"]:
            answer = self.process.stdout.readline().split()
        if answer[:1] != ["OK"]:
            raise SystemExit("%s: %s" % (line[:60], " ".join(answer) or "QEMU has ended"))
        return answer[1:]

    def read_item(self, selector, size):
        """One DMA transfer of a fw_cfg item (all its numbers are big-endian)."""
        control, data = SCRATCH[self.kind], SCRATCH[self.kind] + 0x1000
        self.ask("write %#x 16 0x%s" % (control, struct.pack(">IIQ", selector << 16 | SELECT | READ, size, data).hex()))
        high, low = struct.unpack("<II", struct.pack(">Q", control))
        write = "outl" if self.kind == "x86" else "writel"
        self.ask("%s %#x %#x" % (write, DMA_REGISTER[self.kind], high))
        self.ask("%s %#x %#x" % (write, DMA_REGISTER[self.kind] + 4, low))
        left = struct.unpack(">I", bytes.fromhex(self.ask("read %#x 4" % control)[0][2:]))[0]
        if left:
            raise SystemExit("fw_cfg does not do DMA (%#x)" % left)
        return b"".join(bytes.fromhex(self.ask("read %#x %d" % (data + at, min(CHUNK, size - at)))[0][2:])
                        for at in range(0, size, CHUNK))

    def files(self):
        """{name: (size, selector)}"""
        count = struct.unpack(">I", self.read_item(FILE_DIRECTORY, 4))[0]
        directory = self.read_item(FILE_DIRECTORY, 4 + 64 * count)
        entries = (struct.unpack_from(">IHH56s", directory, 4 + 64 * i) for i in range(count))
        return {name.rstrip(b"\0").decode(): (size, selector) for size, selector, _, name in entries}

    def read(self, name):
        size, selector = self.files()[name]
        return self.read_item(selector, size)

    def end(self):
        self.process.terminate()  # timeout passes it on
        self.process.wait()


def add_checksums(tables, script):
    for at in range(0, len(script) - 127, 128):
        command, name = struct.unpack_from("<I56s", script, at)
        if command == ADD_CHECKSUM and name.rstrip(b"\0") == b"etc/acpi/tables":
            offset, start, length = struct.unpack_from("<III", script, at + 60)
            tables[offset] = -sum(tables[start:start + length]) % 256


def split(tables):
    at = 0
    while at + 8 <= len(tables) and tables[at]:
        signature, length = struct.unpack_from("<4sI", tables, at)
        if length < 36 or at + length > len(tables):
            raise SystemExit("%s at %#x has a length of %d" % (signature, at, length))
        yield signature.decode("ascii"), bytes(tables[at:at + length])
        at += length


def main(folder, kind, *command):
    machine = Machine(kind, command)
    try:
        tables = bytearray(machine.read("etc/acpi/tables"))
        script = machine.read("etc/table-loader")
    finally:
        machine.end()
    add_checksums(tables, script)
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for signature, table in split(tables):
        counts[signature] = counts.get(signature, 0) + 1
        number = counts[signature] - 1
        (folder / ("%s%s.aml" % (signature, number or ""))).write_bytes(table)


main(*sys.argv[1:])
