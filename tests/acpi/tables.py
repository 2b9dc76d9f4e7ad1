# SPDX-License-Identifier: BSD-2-Clause
"""
tables.py compile FOLDER    all NNN.asl to iasl/NNN.aml, and what iasl says to NNN.log beside it
tables.py compare FOLDER    NNN.aml against iasl/NNN.aml
tables.py evaluate FOLDER   the names of all NNN.aml, loaded at once, against what FOLDER/meant says

FOLDER is as tests/acpi/terms leaves it.
"""
import concurrent.futures
import os
import pathlib
import re
import struct
import subprocess
import sys
import uuid

CREATOR = slice(28, 36)
CHECKSUM = 9
MOST_EVALUATED = 3000  # characters of what is meant; acpiexec has 16 KiB for what it evaluates to
MOST_NAMES = 150
LIMIT = 120  # seconds
CACHING = ("NonCacheable", "Cacheable", "WriteCombining", "Prefetchable")


def show(name, differences):
    print(("not ok" if differences else "ok"), name)
    for difference in differences[:20]:
        print("# " + difference)


def compile_one(source):
    target = source.parent / "iasl" / source.stem
    with open(target.with_suffix(".log"), "w", encoding="utf-8") as log:
        subprocess.run(["iasl", "-p", target, source], stdout=log, stderr=subprocess.STDOUT, timeout=LIMIT,
                       check=False)


def compile_all(folder):
    (folder / "iasl").mkdir()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(compile_one, folder.glob("*.asl")))


def without_creator(table):
    table = bytearray(table)
    table[CREATOR] = bytes(8)
    table[CHECKSUM] = 0
    return bytes(table)


def difference_of(ours, theirs):
    if sum(ours) % 256:
        return "the checksum is wrong"
    left, right = without_creator(ours), without_creator(theirs)
    at = next((i for i, pair in enumerate(zip(left, right)) if pair[0] != pair[1]), min(len(left), len(right)))
    return "" if left == right else "at %#x: %s, iasl has %s" % (at, left[at:at + 16].hex(), right[at:at + 16].hex())


def compare(folder):
    names = sorted(path.stem for path in folder.glob("[0-9]*.asl"))
    differences = [] if len(names) > 1 else ["there is no table"]
    for name in names:
        compiled = folder / "iasl" / (name + ".aml")
        if not compiled.exists():
            log = (folder / "iasl" / (name + ".log")).read_text(errors="replace")
            differences.append("%s: iasl refuses it: %s" % (name, " ".join(re.findall(r"Error .*", log)[:3])))
            continue
        difference = difference_of((folder / (name + ".aml")).read_bytes(), compiled.read_bytes())
        if difference:
            differences.append("%s: %s" % (name, difference))
    show("acpi/tables-iasl", differences)


def eisaid(text):
    number = 0
    for letter in text[:3]:
        number = number << 5 | ord(letter) - ord("A") + 1
    number = number << 16 | int(text[3:], 16)
    return int.from_bytes(number.to_bytes(4, "big"), "little")


class Meant:
    """What a line of the program says, as acpiexec would show it."""

    def __init__(self, text):
        self.text = text
        self.at = 0

    def word(self):
        end = self.text.find(" ", self.at + 1)
        end = len(self.text) if end < 0 else end
        word = self.text[self.at:end].strip()
        self.at = end
        return word

    def string(self):
        """Behind ' "' and up to a '"' that another term or the end follows; strings may have both in them."""
        rest = self.text[self.at + 2:]
        ends = [match.start() for match in re.finditer(
            r'"(?=$| (string "|buffer |uuid |eisaid |integer |template |package |reference |\}))', rest)]
        return rest, ends

    def value(self):
        kind = self.word()
        if kind == "string":
            rest, ends = self.string()
            self.at += 2 + ends[0] + 1
            return ("string", rest[:ends[0]])
        if kind == "buffer":
            if self.text[self.at:self.at + 2] in ("  ", " ") or self.at + 1 >= len(self.text):
                self.at += 1
                return ("buffer", "")
            return ("buffer", self.word())
        if kind == "uuid":
            return ("buffer", uuid.UUID(self.word()).bytes_le.hex().upper())
        if kind == "eisaid":
            return ("integer", eisaid(self.word()))
        if kind == "integer":
            return ("integer", int(self.word(), 16))
        if kind == "reference":
            return ("reference", self.word().split(".")[-1])
        if kind == "package":
            count = int(self.word())
            self.word()
            values = [self.value() for _ in range(count)]
            self.word()
            return ("package", values)
        if kind == "template":
            count = int(self.word())
            self.word()
            values = [self.descriptor() for _ in range(count)]
            self.word()
            return ("template", values)
        raise ValueError("%r in %r" % (kind, self.text[:80]))

    def descriptor(self):
        kind = self.word()
        if kind == "memory32":
            return (kind, int(self.word(), 16), int(self.word(), 16), self.word())
        if kind == "qword":
            return (kind, *[int(self.word(), 16) for _ in range(4)], *[self.word() for _ in range(5)])
        flags = [self.word() for _ in range(4)]
        return (kind, *flags, [int(self.word(), 16) for _ in range(int(self.word()))])


def descriptors(data):
    """A template by the specification, 6.4."""
    found = []
    while data[0] != 0x79:
        length = 3 + int.from_bytes(data[1:3], "little")
        body = data[3:length]
        if data[0] == 0x86:
            flags, base, size = struct.unpack("<BII", body)
            found.append(("memory32", base, size, str(1 - flags)))
        elif data[0] == 0x8A:
            kind, general, flags, granularity, low, high, translation, size = struct.unpack("<BBBQQQQQ", body)
            if kind or granularity or general & 0xF2 or flags & 0xF8:
                raise ValueError("odd flags in a QWordMemory")
            found.append(("qword", low, high, translation, size, str(general >> 2 & 1), str(general >> 3 & 1),
                          str(1 - (general & 1)), str(1 - (flags & 1)),
                          CACHING[flags >> 1]))
        else:
            numbers = list(struct.unpack("<%dI" % body[1], body[2:]))
            flags = body[0]
            found.append(("interrupt", str(1 - (flags & 1)), str(flags >> 1 & 1), str(flags >> 2 & 1),
                          str(flags >> 3 & 1), numbers))
        data = data[length:]
    if data[1:] != b"\0":
        raise ValueError("there is something behind the end tag")
    return found


def unescape(text):
    return re.sub(r"\\(.)", r"\1", text)


class Shown:
    """What acpiexec prints for one object."""

    def __init__(self, lines):
        self.lines = lines
        self.at = 0

    def value(self):
        line = self.lines[self.at]
        self.at += 1
        match = re.match(r" *\[(Integer|String|Buffer|Package|Object Reference)\] ?(.*)", line, re.S)
        if not match:
            raise ValueError("acpiexec says %r" % line)
        kind, rest = match.groups()
        if kind == "Integer":
            return ("integer", int(rest.split("=")[1], 16))
        if kind == "String":
            return ("string", unescape(rest.split("= ", 1)[1][1:].rsplit('"', 1)[0]), int(rest.split()[1], 16))
        if kind == "Object Reference":
            return ("reference", re.search(r"Name (\w+)", rest).group(1))
        if kind == "Package":
            count = int(rest.split()[1], 16) if "Contains" in rest else 0
            return ("package", [self.value() for _ in range(count)])
        return ("buffer", self.buffer(int(rest.split()[1], 16), rest))

    def buffer(self, length, rest):
        text = rest.split("=", 1)[1]
        while length and self.at < len(self.lines) and re.match(r" +[0-9A-F]{4,}: ", self.lines[self.at]):
            text += "\n" + self.lines[self.at]
            self.at += 1
        data = "".join(match.group(1) for match in re.finditer(r"[0-9A-F]{4,}: ((?:[0-9A-F]{2} )+)", text))
        data = data.replace(" ", "")
        if len(data) != 2 * length:
            raise ValueError("a buffer of %d bytes is shown as %r" % (length, text))
        return data


def same(meant, shown):
    kind, value = meant
    if kind == "string":  # the start of a long one is shown
        text = shown[1] if shown[0] == kind else ""
        return shown[0] == kind and len(value) == shown[2] and (text == value or (
            len(text) > 200 and value.startswith(text)))
    if kind == "template":
        return shown[0] == "buffer" and descriptors(bytes.fromhex(shown[1])) == value
    if kind == "package":
        return shown[0] == kind and len(value) == len(shown[1]) and all(map(same, value, shown[1]))
    return meant == shown


def asked(names):
    """"all" evaluates whatever has that name, all at once; each of it takes a moment."""
    last = [name[-4:] for name in names]
    return [name for name in sorted(set(last), key=lambda name: (-last.count(name), name))][:MOST_NAMES]


def acpiexec(tables, names):
    commands = "".join("all %s\n" % name for name in names) + "quit\n"
    output = subprocess.run(["acpiexec", "-dt", *map(str, tables)], input=commands, text=True, capture_output=True,
                            errors="replace", timeout=LIMIT, check=False).stdout
    shown = {}
    for part in re.split(r"^Evaluation of ", output, flags=re.M)[1:]:
        part = part.split("\n")
        shown[part[0].split()[0]] = [line for line in part[1:] if line.strip()]
    loaded = re.search(r"ACPI: (\d+) ACPI AML tables success", output)
    return shown, int(loaded.group(1)) if loaded else 0


def evaluate(folder):
    lines = (folder / "meant").read_text().split("\n")[:-1]
    narrow = {line.split()[1] for line in lines if line.startswith("narrow ")}
    tables = [folder / "iasl" / "base.aml"]
    tables += sorted(path for path in folder.glob("*.aml") if path.stem not in narrow)
    alone = tuple(".T" + number for number in narrow)
    meant = dict(line.split(" ", 1) for line in lines if line.startswith("\\"))
    meant = {name: text for name, text in meant.items()
             if not any(part in name or part in text for part in alone) and len(text) < MOST_EVALUATED}
    names = asked(meant)
    meant = {name: text for name, text in meant.items() if name[-4:] in names}
    shown, loaded = acpiexec(tables, names)
    differences = []
    for name, text in meant.items():
        try:
            value = Meant(" " + text).value()
            if not same(value, Shown(shown.get(name, [""])).value()):
                differences.append("%s: meant is %s, acpiexec has %s" % (name, text[:300], shown.get(name)))
        except (ValueError, IndexError, AttributeError) as error:
            differences.append("%s: %s" % (name, error))
    for last in ("_DSD", "_CRS", "_DMA"):
        if sum(name.endswith(last) for name in meant) < 20:
            differences.append("there are fewer than 20 " + last)
    if loaded != len(tables):
        differences.append("acpiexec loaded %d of %d tables" % (loaded, len(tables)))
    show("acpi/tables-acpiexec", differences)


if __name__ == "__main__":
    {"compile": compile_all, "compare": compare, "evaluate": evaluate}[sys.argv[1]](pathlib.Path(sys.argv[2]))
