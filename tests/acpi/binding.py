# SPDX-License-Identifier: BSD-2-Clause
"""
binding.py document BINDINGS SCHEMA     restricted-dma.yml against its schema, and restricted-dma.md against it
binding.py tables BINDINGS TABLE...     what tables say, loaded together, against restricted-dma.yml: complaints

PROCESSOR in the environment is whose tables they are: arm64, unless it says x86_64.
"""
import json
import os
import pathlib
import re
import sys
import uuid

import jsonschema
import yaml

from namespace import Reference, load


def words(value):
    return value if isinstance(value, list) else [value]


def eisa_id(value):
    """The _HID that an integer stands for (6.1.5)."""
    if not isinstance(value, int):
        return value
    letters = int.from_bytes(value.to_bytes(4, "little"), "big")
    return "".join(chr(0x40 + (letters >> shift & 31)) for shift in (26, 21, 16)) + "%04X" % (letters & 0xFFFF)


def number(data, at, size):
    return int.from_bytes(data[at:at + size], "little")


def resource_of(tag, data):
    if tag == 0x86:
        return {"descriptor": "Memory32Fixed", "range": (number(data, 4, 4), number(data, 8, 4))}
    if tag == 0x89:
        return {"descriptor": "Interrupt"}
    if tag == 0x8A and data[3] == 0:
        low, high = number(data, 14, 8), number(data, 22, 8)
        return {"descriptor": "QWordMemory", "range": (low, number(data, 38, 8)), "consumed": bool(data[4] & 1),
                "fixed": data[4] >> 2 & 3 == 3 and high - low + 1 == number(data, 38, 8),
                "cacheable": data[5] >> 1 & 3 == 1, "writable": bool(data[5] & 1), "translation": number(data, 30, 8)}
    return {"descriptor": "tag %#x" % tag}


def resources_of(template):
    """The descriptors of a template (6.4)."""
    found, at = [], 0
    while at < len(template):
        tag = template[at]
        length = 3 + number(template, at + 1, 2) if tag & 0x80 else 1 + (tag & 7)
        if tag & 0xF8 == 0x78:
            return found
        found.append(resource_of(tag, template[at:at + length]))
        at += length
    raise ValueError("a template without an end tag")


class Tables:
    def __init__(self, binding, devices):
        self.binding, self.devices = binding, devices
        self.complaints = []

    def properties(self, path):
        section = self.devices[path].get("_DSD") or []
        found = {}
        for name, content in zip(section[::2], section[1::2]):
            if str(uuid.UUID(bytes_le=name)) == self.binding["properties-uuid"]:
                found.update((pair[0], pair[1]) for pair in content)
        return found

    def kind_of(self, path):
        for kind, device in self.binding["devices"].items():
            if all(self.is_so(path, key, wanted) for key, wanted in device["identity"].items()):
                return kind
        return None

    def is_so(self, path, key, wanted):
        objects, properties = self.devices[path], self.properties(path)
        if key == "_HID":
            return eisa_id(objects.get("_HID")) in words(wanted)
        if key == "compatible":
            return properties.get("compatible", "none") in words(wanted)
        return wanted in (objects if key == "object" else properties)

    def has(self, path, name):
        """On the device or above it."""
        while path:
            if name in self.devices.get(path, {}):
                return True
            path = path.rpartition(".")[0]
        return False

    def pool_range(self, path):
        pool = path if self.kind_of(path) in ("pool", "rdma0000") else self.properties(path).get("memory-region")
        if pool is None:  # a container's: that of what is in it
            inside = [self.properties(other).get("memory-region") for other in self.devices if other.startswith(path + ".")]
            pool = next((other for other in inside if other), None)
        if pool is None:  # the one of all
            pool = next((other for other in self.devices if self.kind_of(other) == "rdma0000"), None)
        template = self.devices.get(pool, {}).get("_CRS")
        return resources_of(template)[0].get("range") if template else None

    def check(self):
        for path in self.devices:
            kind = self.kind_of(path)
            for name, rule in self.binding["devices"][kind]["objects"].items() if kind else ():
                self.check_object("%s.%s" % (path, name), path, name, rule)
        return self.complaints

    def complain(self, where, text):
        self.complaints.append("%s: %s" % (where, text))

    def check_object(self, where, path, name, rule):
        objects = self.devices[path]
        if name not in objects:
            wanted = rule["presence"] == "required" or rule["presence"] == "inherited" and not self.has(path, name)
            if wanted and os.environ.get("PROCESSOR", "arm64") in rule.get("processors", ["arm64", "x86_64"]):
                self.complain(where, "is missing")
            return
        value = objects[name]
        if rule["presence"] == "forbidden":
            self.complain(where, "must not be here")
        elif value is not None:
            for other in rule.get("needs", []):
                if other not in objects:
                    self.complain(where, "is nothing without " + other)
            self.check_value(where, path, value, rule)

    def check_value(self, where, path, value, rule):
        kinds = {int: "integer", str: "string", bytes: "resources", list: "properties"}
        if name_is_id(where) and isinstance(value, int):
            value = eisa_id(value)
        if kinds.get(type(value)) not in words(rule["type"]):
            self.complain(where, "is of type %s" % kinds.get(type(value)))
        elif "values" in rule and value not in rule["values"]:
            self.complain(where, "has the value %r" % (value,))
        elif "resources" in rule:
            self.check_resources(where, path, resources_of(value), rule["resources"])
        elif "properties" in rule:
            self.check_properties(where, self.properties(path), rule)

    def check_resources(self, where, path, found, rules):
        for rule in rules:
            mine = [resource for resource in found if resource["descriptor"] in words(rule["descriptor"])]
            if len(mine) != rule["count"]:
                self.complain(where, "has %d of %s" % (len(mine), rule["descriptor"]))
            for resource in mine:
                for key in ("consumed", "fixed", "cacheable", "writable", "translation"):
                    if key in rule and resource[key] != rule[key]:
                        self.complain(where, "%s is %s" % (key, resource[key]))
                if rule["role"] == "pool" and resource["range"] != self.pool_range(path):
                    self.complain(where, "is not the range of the pool")
            found = [resource for resource in found if resource not in mine]
        for resource in found:
            self.complain(where, "has a %s, too" % resource["descriptor"])

    def check_properties(self, where, found, rule):
        for key, wanted in rule["properties"].items():
            if key not in found:
                if wanted["presence"] == "required":
                    self.complain(where, "%s is missing" % key)
            elif wanted["presence"] == "forbidden":
                self.complain(where, "%s must not be here" % key)
            else:
                self.check_property("%s, %s" % (where, key), found[key], wanted)
        for key in found:
            if key not in rule["properties"] and not rule["additional-properties"]:
                self.complain(where, "%s is not defined" % key)

    def check_property(self, where, value, wanted):
        kind = "reference" if isinstance(value, Reference) else {str: "string", int: "integer"}.get(type(value))
        if kind != wanted["type"]:
            self.complain(where, "is of type %s" % kind)
        elif "values" in wanted and value not in wanted["values"]:
            self.complain(where, "has the value %r" % value)
        elif "target" in wanted and self.kind_of(value) != wanted["target"]:
            self.complain(where, "leads to %s, which is no %s" % (value, wanted["target"]))


def name_is_id(where):
    return where.endswith("._HID")


def binding_of(folder):
    return yaml.safe_load((folder / "restricted-dma.yml").read_text())


def document(folder, schema):
    binding = binding_of(folder)
    for error in jsonschema.Draft202012Validator(json.loads(schema.read_text())).iter_errors(binding):
        print("%s: %s" % ("/".join(map(str, error.absolute_path)), error.message))
    text = (folder / "restricted-dma.md").read_text()
    for kind, device in binding["devices"].items():
        ids = words(device["identity"].get("_HID", [])) + words(device["identity"].get("compatible", []))
        for name in [name for name in ids if name != "none"] + list(device["objects"]):
            if "`" + name not in text and '"' + name not in text:
                print("%s: the document does not speak of %s" % (kind, name))
        for name, rule in device["objects"].items():
            if "section" in rule and not re.search(r"\b%s\b" % re.escape(rule["section"]), text):
                print("%s, %s: the document does not name section %s" % (kind, name, rule["section"]))


def main(what, folder, *rest):
    folder = pathlib.Path(folder)
    if what == "document":
        document(folder, pathlib.Path(rest[0]))
        return
    devices = load(rest)
    tables = Tables(binding_of(folder), devices)
    if not any(tables.kind_of(path) for path in devices):
        print("no device that the binding knows")
    for complaint in tables.check():
        print(complaint)


main(*sys.argv[1:])
