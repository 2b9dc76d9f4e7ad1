# SPDX-License-Identifier: BSD-2-Clause
"""What acpiexec makes of tables: the objects of their namespace, with the values it evaluates them to."""
import re
import subprocess

PREDEFINED = {"_GPE", "_PR_", "_SI_", "_TZ_", "_REV", "_OS_", "_GL_", "_OSI", "_TI_"}
NAMES = {"_ADR", "_CCA", "_CID", "_CRS", "_DMA", "_DSD", "_HID", "_STA", "_UID"}
LIMIT = 60  # seconds


class Reference(str):
    """The path of what a reference means."""


def run(tables, commands):
    # As if typed: -b has room for a few, and sleeps.
    script = "\n".join([*commands, "quit", ""])
    done = subprocess.run(["acpiexec", *map(str, tables)], input=script.encode(), capture_output=True, timeout=LIMIT)
    return (done.stdout + done.stderr).decode("ascii", "replace").splitlines()


def namespace_of(lines):
    """{path: type} and {address: path}"""
    path, types, addresses = [], {}, {}
    for line in lines:
        met = re.match(r"\s*(\d+) +([A-Z0-9_]{4}) (\w+) +(0x[0-9a-f]+)", line)
        if not met:
            continue
        depth = int(met[1])
        path[depth:] = [met[2].rstrip("_") or "_"]
        if path[0] + "_" * (4 - len(path[0])) in PREDEFINED:
            continue
        name = "\\" + ".".join(path)
        types[name] = met[3]
        addresses[met[4]] = name
    return types, addresses


class Value:
    """Parses what `evaluate` prints; a value takes one line, or more that are indented."""

    def __init__(self, lines, addresses):
        self.lines, self.at, self.addresses = lines, 0, addresses

    def take(self):
        line = self.lines[self.at]
        self.at += 1
        met = re.match(r"\s*\[(\w[\w ]*)\](.*)", line)
        kind, rest = met[1], met[2]
        if kind == "Integer":
            return int(rest.split("=")[1], 16)
        if kind == "String":
            return re.search(r'"(.*)"', rest)[1]
        if kind == "Buffer":
            return self.take_buffer(rest)
        if kind == "Package":
            return [self.take() for _ in range(int(rest.split()[1]))]
        if kind == "Object Reference":
            return Reference(self.addresses.get(re.search(r"0x[0-9a-f]+", rest)[0], "?"))
        raise ValueError(line)

    def take_buffer(self, rest):
        length = int(re.search(r"Length (\w+)", rest)[1], 16)
        hexes = [rest] if re.search(r"[0-9A-F]{4}: ", rest) else []
        while self.at < len(self.lines) and re.match(r"\s*[0-9A-F]{4}: ", self.lines[self.at]):
            hexes.append(self.lines[self.at])
            self.at += 1
        text = " ".join(re.search(r"[0-9A-F]{4}: ([^/]*)", line)[1] for line in hexes)
        return bytes.fromhex(text)[:length]


def load(tables):
    """{path: {name: value}} of the devices, for NAMES; a method's value is None."""
    types, _ = namespace_of(run(tables, ["namespace"]))
    devices = {path: {} for path, kind in types.items() if kind == "Device"}
    wanted = [path for path, kind in types.items()
              if path[-4:] in NAMES and path[:-5] in devices and kind in ("Integer", "String", "Buffer", "Package")]
    for path, kind in types.items():
        if path[:-5] in devices and kind == "Method":
            devices[path[:-5]][path[-4:]] = None
    lines = run(tables, ["namespace"] + ["evaluate " + path for path in wanted])
    _, addresses = namespace_of(lines)
    for path in wanted:
        start = next((i for i, line in enumerate(lines) if line.startswith("Evaluation of %s returned" % path)), None)
        if start is None:
            raise ValueError("acpiexec does not evaluate " + path)
        devices[path[:-5]][path[-4:]] = Value(lines[start + 1:], addresses).take()
    return devices
