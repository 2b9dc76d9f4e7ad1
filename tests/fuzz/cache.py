# SPDX-License-Identifier: BSD-2-Clause
"""What is behind the header of a cache, of bindings as JSON has them: see src/schema/load/cache_form.h."""
import struct


def number(value):
    out = bytearray()
    while value >= 0x80:
        out.append(0x80 | value & 0x7F)
        value >>= 7
    out.append(value)
    return bytes(out)


def text(value):
    data = value.encode()
    return number(len(data)) + data + b"\0"


class Body:
    """One binding; names and texts are numbered as they come."""

    def __init__(self, names, texts):
        self.names, self.texts, self.items, self.members = names, texts, 0, 0

    def value(self, value):
        place = number(2) + number(3)
        if value is None:
            return b"\x00" + place
        if isinstance(value, bool):
            return b"\x01" + place + bytes([value])
        if isinstance(value, int):
            return (b"\x12" if value < 0 else b"\x02") + place + number(value % 2**64)
        if isinstance(value, float):
            return b"\x03" + place + struct.pack("=d", value)
        if isinstance(value, str):
            return b"\x24" + place + number(self.texts.setdefault(value, len(self.texts)))
        out = (b"\x07" if isinstance(value, list) else b"\x08") + place + number(len(value))
        if isinstance(value, list):
            self.items += len(value)
            return out + b"".join(self.value(each) for each in value)
        self.members += len(value)
        for name, each in value.items():
            out += number(self.names.setdefault(name, len(self.names))) + place + self.value(each)
        return out


def pack(documents):
    names, texts, entries, bodies = {}, {}, b"", b""
    for name, document in documents:
        body = Body(names, texts)
        packed = body.value(document)
        entries += text(name) + bytes(48) + number(body.items) + number(body.members) + number(len(packed))
        bodies += packed
    tables = b"".join(number(len(table)) + b"".join(map(text, table)) for table in (names, texts))
    return tables + number(len(documents)) + entries + bodies
