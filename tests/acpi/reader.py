# SPDX-License-Identifier: BSD-2-Clause
"""
reader.py values READ FOLDER       what is meant by the tables of tests/acpi/terms, against what the reader sees in them
reader.py namespace READ FOLDER    the namespace of our own tables against acpiexec's
reader.py others READ FOLDER       of those of others: machines/NAME/{dsdt,ssdt*}.aml, qemu/ARCHITECTURE/MACHINE/*; and that
                                   tables of every kind are read

READ is the program tests/acpi/read. FOLDER is as tests/acpi/terms leaves it, with names.aml and names-added.aml.
"""
import concurrent.futures
import os
import pathlib
import re
import struct
import subprocess
import sys
import uuid

import tables

LIMIT = 60  # seconds
# Kinds that acpiexec has other words for.
WORDS = {"Field": {"RegionField", "IndexField", "BankField"}, "Dynamic": {"Untyped", "Buffer", "Package"},
         "Predefined": {"Integer", "String", "Mutex", "Method"}, "Scope": {"Scope", "Device"}}
OWN = "\\_TI_"  # what acpiexec puts there itself


def read(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, timeout=LIMIT, check=False)
    return done.stdout.decode("ascii", "replace").split("\n")[:-1], done.stderr.decode("ascii", "replace")


def ours(program, names):
    """{path: (kind, value)} of what is known, whether a table decides more at run time, and what is wrong"""
    lines, error = read(program, *names)
    found, dynamic = {}, False
    for line in lines:
        path, kind, *value = line.split(" ")
        if path == "table":
            dynamic |= "dynamic" in value
        elif kind != "unknown":
            found[path] = (kind, " ".join(value))
    return found, dynamic, error


def theirs(names):
    done = subprocess.run(["acpiexec", "-di", "-b", "namespace", *map(str, names)], capture_output=True, timeout=LIMIT,
                          stdin=subprocess.DEVNULL, check=False)
    path, found = [], {}
    lines = done.stdout.decode("ascii", "replace").split("ACPI Namespace (from", 1)[-1].split("\n")
    for line in lines:
        met = re.match(r" *(\d+) +([A-Z0-9_]{4}) (\w+) +(?:0x[0-9a-f]+|\(nil\)) \w+ ?(.*)", line)
        if met:
            path[int(met[1]):] = [met[2]]
            found["\\" + ".".join(path)] = (met[3], met[4])
    return {path: shown for path, shown in found.items() if not path.startswith(OWN)}


def shows(kind, value, shown, text, dynamic):
    if shown not in WORDS.get(kind, {kind}):
        return False
    if kind == "Integer":  # a method may have run by now
        return dynamic or text.endswith("= " + value)
    if kind in ("String", "Buffer"):
        return re.search(r"\bLen %s\b" % value, text)
    if kind == "Package":
        return text.endswith("Elements " + value)
    if kind == "Method":
        return "Args %s Len %s " % tuple(value.split()) in text
    return True


def differences(program, names):
    mine, dynamic, error = ours(program, names)
    shown = theirs(names)
    found = [error] if error else []
    found += ["%s: only the reader has it, %s" % (path, mine[path]) for path in sorted(mine.keys() - shown.keys())]
    missing = sorted(shown.keys() - mine.keys())
    if not dynamic or len(missing) > len(shown) / 10:
        found += ["%s: only acpiexec has it, %s" % (path, shown[path]) for path in missing]
    found += ["%s: %s, acpiexec has %s" % (path, mine[path], shown[path]) for path in sorted(mine.keys() & shown.keys())
              if not shows(*mine[path], *shown[path], dynamic or len(names) > 2)]
    if len(shown) < 10:
        found.append("acpiexec shows no namespace")
    return found, len(mine)


def compare(program, machines):
    with concurrent.futures.ThreadPoolExecutor(2 * os.cpu_count()) as threads:
        results = threads.map(lambda machine: differences(program, machine[1]), machines)
        for (name, _), (found, count) in zip(machines, results):
            tables.show("acpi/namespace/%s (%d objects)" % (name, count), found)


def narrow_of(folder):
    lines = (folder / "meant").read_text().split("\n")
    return {line.split()[1] for line in lines if line.startswith("narrow ")}


def generated(folder):
    """What may be loaded upon base.aml, and that."""
    narrow = narrow_of(folder)
    return [folder / "iasl" / "base.aml"] + sorted(path for path in folder.glob("[0-9]*.aml") if path.stem not in narrow)


def compare_ours(program, folder):
    names = folder / "names.aml"
    compare(program, [("names", [names]), ("names-added", [names, folder / "names-added.aml"]),
                      ("generated", generated(folder))])


def number(path):
    return int("0" + re.sub(r"\D", "", path.stem))


def compare_others(program, folder):
    machines = [(path.name, [path / "dsdt.aml"] + sorted(path.glob("ssdt*.aml"), key=number))
                for path in sorted(folder.glob("machines/*/"))]
    for dsdt in sorted(folder.glob("qemu/*/*/DSDT*")):
        ssdt = dsdt.with_name(dsdt.name.replace("DSDT", "SSDT"))
        name = str(dsdt.relative_to(folder))
        machines.append((name, [dsdt]))
        if ssdt.exists():
            machines.append((name + "+SSDT", [dsdt, ssdt]))
    compare(program, machines)
    wrong, count = [], 0
    for path in sorted(path for path in folder.glob("*/**/*") if path.is_file() and path.stat().st_size):
        error = read(program, path)[1]
        count += 1
        if error:
            wrong.append("%s: %s" % (path.relative_to(folder), error))
    tables.show("acpi/namespace/each of %d tables" % count, wrong)


def check_values(program, folder):
    lines = (folder / "meant").read_text().split("\n")[:-1]
    found, error = read(program, "-v", *generated(folder))
    problems = [error] if error else []
    for name in narrow_of(folder):
        more, error = read(program, "-v", folder / (name + ".aml"))
        found += more
        problems += [error] if error else []
    seen = dict(line.split(" ", 1) for line in found if line.startswith("\\"))
    for name, text in (line.split(" ", 1) for line in lines if line.startswith("\\")):
        if plain(text) != seen.get(name):
            problems.append("%s: meant is %s, the reader has %s" % (name, text[:300], str(seen.get(name))[:300]))
    tables.show("acpi/reader-of-writer (%d values)" % len(seen), problems)


def descriptor(words):
    """What tables.descriptors() reads."""
    kind = next(words)
    if kind == "memory32":
        low, size = (int(next(words), 16) for _ in range(2))
        return struct.pack("<BHBII", 0x86, 9, 1 - int(next(words)), low, size)
    if kind == "qword":
        numbers = [int(next(words), 16) for _ in range(4)]
        low_fixed, high_fixed, producer, read_only = (int(next(words)) for _ in range(4))
        caching = tables.CACHING.index(next(words))
        return struct.pack("<BHBBBQQQQQ", 0x8A, 43, 0, low_fixed << 2 | high_fixed << 3 | 1 - producer,
                           caching << 1 | 1 - read_only, 0, *numbers)
    producer, edge, low, shared, count = (int(next(words)) for _ in range(5))
    numbers = [int(next(words), 16) for _ in range(count)]
    return struct.pack("<BHBB%dI" % count, 0x89, 2 + 4 * count, shared << 3 | low << 2 | edge << 1 | 1 - producer, count,
                       *numbers)


def template(met):
    words = iter(met[2].split())
    return "buffer " + (b"".join(descriptor(words) for _ in range(int(met[1]))) + b"\x79\0").hex().upper()


def plain(meant):
    """As the reader says it, who does not know what a number or a buffer is for."""
    meant = re.sub(r"\beisaid ([A-Z]{3}[0-9A-F]{4})\b", lambda met: "integer %X" % tables.eisaid(met[1]), meant)
    meant = re.sub(r"\buuid ([0-9A-Fa-f-]{36})", lambda met: "buffer " + uuid.UUID(met[1]).bytes_le.hex().upper(), meant)
    return re.sub(r"\btemplate (\d+) {([^}]*)}", template, meant)


if __name__ == "__main__":
    {"values": check_values, "namespace": compare_ours, "others": compare_others}[sys.argv[1]](
        sys.argv[2], pathlib.Path(sys.argv[3]))
