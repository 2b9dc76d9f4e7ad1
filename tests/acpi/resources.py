# SPDX-License-Identifier: BSD-2-Clause
"""resources.py PLATFORM TABLE...: every static _CRS of the tables, as our decoder reads it and as acpiexec does."""

import re
import subprocess
import sys

TITLE = re.compile(r"\[([0-9A-F]+)\] (.*) Resource$")
LENGTH = re.compile(r"RsGetListLength *: Type ([0-9A-F]+), AmlLength ([0-9A-F]+)")
FIELD = re.compile(r"^ +(\S.*?) : (.*)$")


def fields_of(lines):
    found = {}
    for line in lines:
        match = FIELD.match(line)
        if match:
            found[match.group(1)] = match.group(2).strip()
    return found


def number(text):
    return int(text, 16)


def movable(low, high, size):
    return low, high + size - 1 if size else high, size


def numbers(title, fields):
    """minimum, maximum, size and translation; None for what has none."""
    if title == "24-Bit Memory Range":
        low, high, size = (number(fields[key]) << 8 for key in ("Address Minimum", "Address Maximum", "Address Length"))
        return (*movable(low, high, size), 0)
    if title in ("32-Bit Memory Range", "I/O"):
        low, high, size = (number(fields[key]) for key in ("Address Minimum", "Address Maximum", "Address Length"))
        return (*movable(low, high, size), 0)
    if title in ("32-Bit Fixed Memory Range", "Fixed I/O"):
        base, size = number(fields["Address"]), number(fields["Address Length"])
        return (*movable(base, base, size), 0)
    if "Address Space" in title and fields["Resource Type"] in ("Memory Range", "I/O Range", "Bus Number Range"):
        keys = "Address Minimum", "Address Maximum", "Address Length", "Translation Offset"
        return tuple(number(fields[key]) for key in keys)
    return None


def line_of(title, fields):
    producer = " Producer" if fields.get("Consumer/Producer") == "ResourceProducer" else ""
    if "Interrupt Count" in fields:
        listed = [fields[key] for key in sorted(fields) if key.startswith("Dword")]
        if "Interrupt List" in fields:
            listed = fields["Interrupt List"].split()
        producer = " Producer" if fields.get("Type") == "ResourceProducer" else ""
        flags = " %s %s %s" % tuple(fields[key] for key in ("Triggering", "Polarity", "Sharing"))
        return flags + producer + "".join(" %X" % number(each) for each in listed)
    values = numbers(title, fields)
    return "".join(" %X" % value for value in values) + producer if values else ""


def read_device(text):
    """The lines of one device, or None when acpiexec did not get through it."""
    body = text.split("Evaluating _CRS", 1)
    if len(body) < 2:
        return None
    lines = body[1].splitlines()
    sizes = [match.groups() for match in map(LENGTH.search, lines) if match]
    starts = [index for index, line in enumerate(lines) if TITLE.match(line)]
    result = []
    for place, start in enumerate(starts):
        title = TITLE.match(lines[start]).group(2)
        end = starts[place + 1] if place + 1 < len(starts) else len(lines)
        if title == "EndTag":
            return result
        fields = fields_of(lines[start + 1:end])
        result.append("%02X %02X%s" % (int(sizes[place][0], 16), int(sizes[place][1], 16), line_of(title, fields)))
    return None


# Its buffer for a line of commands is small.
AT_ONCE = 12


def theirs(tables, paths):
    found = {}
    for place in range(0, len(paths), AT_ONCE):
        commands = ";".join("resources " + path for path in paths[place:place + AT_ONCE])
        run = subprocess.run(["acpiexec", "-di", "-b", commands, *tables], capture_output=True, timeout=60, check=False)
        text = run.stdout.decode("latin-1") + run.stderr.decode("latin-1")
        for part in re.split(r"^Device: ", text, flags=re.M)[1:]:
            path, rest = part.split("\n", 1)
            lines = read_device(rest)
            if lines is not None:
                found[path.strip()] = lines
    return found


def ours(program, tables):
    run = subprocess.run([program, "--resources", *tables], capture_output=True, text=True, timeout=60, check=False)
    found = {}
    for line in run.stdout.splitlines():
        if line.startswith("device "):
            found[line[7:]] = current = []
        else:
            current.append(line)
    return found


def full(path):
    """As acpiexec writes it: four characters a name."""
    return "\\" + ".".join(part.ljust(4, "_") for part in path[1:].split("."))


def main():
    program, *tables = sys.argv[1:]
    mine = ours(program, tables)
    other = theirs(tables, list(mine))
    devices = descriptors = 0
    for path, lines in mine.items():
        wanted = other.get(path, other.get(full(path)))
        if wanted is None:
            continue
        devices += 1
        descriptors += len(lines)
        if wanted != lines:
            for left, right in zip(lines + ["nothing"], wanted + ["nothing"]):
                if left != right:
                    print(f"{path}: we read {left!r}, acpiexec {right!r}")
                    break
    print(f"{devices} devices, {descriptors} descriptors, of {len(mine)} that are static", file=sys.stderr)


main()
