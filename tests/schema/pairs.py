# SPDX-License-Identifier: BSD-2-Clause
"""Random schemas and instances, the same for the same seed: small enough to meet, and odd in what they mix."""
import json
import random
import subprocess

NAMES = ["a", "b", "c", "ab", "x1", "bus", "é"]
PATTERNS = ["^a", "b$", "[0-9]", "^.$", "c|x", "^$", "^[a-c]+$"]
TEXTS = ["", "a", "ab", "b1", "x@y", "é", "😀a"]
NUMBERS = [0, 1, 2, 3, 4, 8, -1, -4, 1.0, 2.5, 0.1, 0.3, -2.0, 1e300, 2**31, 2**32, 2**53, 2**53 + 1, 2**63, 2**64 - 1, -(2**63)]
TYPES = ["null", "boolean", "object", "array", "string", "number", "integer"]


class Cells(list):
    """An array of integers that are as wide as `size` says."""

    def __init__(self, numbers, size):
        super().__init__(number % 2 ** (8 * size) for number in numbers)
        self.size = size


class Pairs:
    """`plain`: as any implementation of the specification reads them, ajv for one; else as python3-jsonschema does, and
    with cells and integers of 64 bits."""

    def __init__(self, seed, plain=False):
        self.random = random.Random(seed)
        self.plain = plain
        self.open = False
        self.asks = False
        self.level = 0
        self.numbers = [number for number in NUMBERS if not plain or abs(number) < 2**53]

    def pick(self, things):
        return self.random.choice(things)

    def below(self, limit):
        return self.random.randrange(limit)

    def some(self, things, most):
        return self.random.sample(things, self.random.randint(0, min(most, len(things))))

    # Instances

    def cells_of(self):
        return Cells([self.pick([0, 1, 2, 3, 255, 65535, 2**32 - 1, 2**63]) for _ in range(self.below(4))],
                     self.pick([1, 2, 4, 8]))

    def scalar(self):
        return self.pick([lambda: self.pick(self.numbers), lambda: self.pick(TEXTS), lambda: self.below(3),
                          lambda: None, lambda: True, lambda: False])()

    def nested_scalar(self):
        return self.pick([lambda: self.below(4), lambda: self.pick(TEXTS), lambda: self.pick(self.numbers)])()

    def array(self, depth):
        if not self.plain and self.below(3) == 0:
            return self.cells_of() if self.below(2) else [self.cells_of() for _ in range(self.below(4))]
        if self.below(12) == 0:
            return [self.below(60) for _ in range(30 + self.below(20))]
        return [self.nested(depth - 1) for _ in range(self.below(5))]

    def nested(self, depth):
        if depth <= 0 or self.below(3) < 2:
            return self.nested_scalar()
        return self.array(depth) if self.below(2) else self.object(depth)

    def object(self, depth):
        names = self.some(NAMES, 7)
        if self.below(10) == 0:
            names += ["n%d" % i for i in range(self.below(20))]
        return {name: self.instance(depth - 1) for name in names}

    def instance(self, depth=3):
        kind = self.below(10)
        if depth > 0 and kind < 5:
            return self.object(depth)
        if depth > 0 and kind < 8:
            return self.array(depth)
        return self.scalar()

    # Schemas

    def schemas(self, depth, least=1):
        return [self.schema(depth) for _ in range(least + self.below(3))]

    def named(self, names, depth):
        return {name: self.schema(depth) for name in names}

    def keywords_of_objects(self, depth):
        def additional():
            if self.open:
                return self.below(2) == 0
            return self.schema(depth)
        return {
            "properties": lambda: self.named(self.some(NAMES, 5), depth),
            "patternProperties": lambda: self.named(self.some(PATTERNS, 2), depth),
            "additionalProperties": additional,
            "propertyNames": lambda: self.schema(min(depth, 1)),
            "required": lambda: self.some(NAMES, 3),
            "dependentRequired": lambda: {name: self.some(NAMES, 3) for name in self.some(NAMES, 2)},
            "dependentSchemas": lambda: self.named(self.some(NAMES, 2), depth),
            "unevaluatedProperties": lambda: self.below(3) == 0 if self.open or self.below(3) else self.schema(0),
        }

    def keywords_of_arrays(self, depth):
        # A list of items, or `contains`, beside unevaluatedItems is read in more than one way.
        return {
            "items": lambda: self.schema(depth) if self.open or self.below(2) else self.schemas(depth),
            "additionalItems": lambda: self.schema(depth),
            "contains": lambda: self.schema(depth),
            "minItems": lambda: self.below(4),
            "maxItems": lambda: self.below(4),
            "uniqueItems": lambda: self.below(4) > 0,
            "typeSize": lambda: self.pick([8, 16, 32, 64]),
            "unevaluatedItems": lambda: self.below(3) == 0 if self.below(2) else self.schema(0),
        }

    def keywords_of_scalars(self):
        return {
            "type": lambda: self.pick(TYPES) if self.below(3) else self.random.sample(TYPES, 1 + self.below(3)),
            "const": lambda: self.instance(1) if self.below(4) else self.scalar(),
            "enum": lambda: [self.nested_scalar() if self.below(3) else self.scalar() for _ in range(self.below(6))],
            "minimum": lambda: self.pick(self.numbers),
            "maximum": lambda: self.pick(self.numbers),
            "exclusiveMinimum": lambda: self.pick(self.numbers),
            "exclusiveMaximum": lambda: self.pick(self.numbers),
            "multipleOf": lambda: self.pick([number for number in self.numbers if number > 0]),
            "pattern": lambda: self.pick(PATTERNS),
            "minLength": lambda: self.below(3),
            "maxLength": lambda: self.below(3),
            "format": lambda: self.pick(["email", "nothing"]),
            "description": lambda: "nothing",
        }

    def keywords_of_schemas(self, depth):
        return {
            "allOf": lambda: self.schemas(depth),
            "anyOf": lambda: self.schemas(depth),
            "oneOf": lambda: self.schemas(depth),
            "not": lambda: self.schema(depth),
            "if": lambda: self.schema(depth),
            "then": lambda: self.schema(depth),
            "else": lambda: self.schema(depth),
            "$ref": lambda: "#/$defs/%d" % self.random.randint(self.level, 3),
        }

    def schema(self, depth):
        if self.below(12) == 0:
            return self.below(3) > 0
        if depth <= 0:
            known = self.keywords_of_scalars()
        else:
            known = {}
            for more in self.random.sample([self.keywords_of_objects(depth - 1), self.keywords_of_arrays(depth - 1),
                                            self.keywords_of_scalars(), self.keywords_of_schemas(depth - 1)],
                                           1 + self.below(3)):
                known.update(more)
        names = self.random.sample(list(known), min(len(known), 1 + self.below(5)))
        if "unevaluatedProperties" in known and self.below(4) == 0:
            names = [each for each in names if each != "unevaluatedProperties"] + ["unevaluatedProperties"]
        return self.tidy({name: known[name]() for name in names})

    def tidy(self, schema):
        """Without what stops the other: additionalItems beside `items: true`, or an enum of nothing. An `if` that stands alone
        evaluates nothing for ajv, and `contains` beside a list of items may hold whatever there is."""
        if isinstance(schema.get("items"), bool):
            schema.pop("additionalItems", None)
        if self.plain and schema.get("enum") == []:
            schema.pop("enum")
        if self.plain and isinstance(schema.get("items"), list):
            schema.pop("contains", None)
        if self.plain and not {"then", "else"} & set(schema):
            schema.pop("if", None)
        return schema

    def shed(self, schema):
        """Without what the other reads its own way: additionalProperties with a schema where unevaluatedProperties looks on;
        for ajv, unevaluated* within, and schemas beside it that do not apply. On `contains` and unevaluatedItems nobody agrees."""
        if self.plain:
            schema = without(schema, {"unevaluatedProperties", "unevaluatedItems", "typeSize"})
            return without(schema, set("if then else dependentSchemas anyOf oneOf not".split())) if self.asks else schema
        if not self.open:
            schema = without(schema, {"unevaluatedProperties", "unevaluatedItems"})
        return without(schema, {"contains"} if self.below(2) else {"unevaluatedItems"})

    def document(self):
        """Definitions refer to later ones only, so that none comes back to itself."""
        self.open = not self.plain and self.below(3) > 0
        self.asks = self.plain and self.below(2) > 0
        self.level = 0
        schema = self.schema(3)
        if not isinstance(schema, dict):
            schema = {"not": schema}
        schema["$defs"] = {}
        for level in range(4):
            self.level = min(level + 1, 3)
            schema["$defs"][str(level)] = self.schema(2 if level < 3 else 0)
        schema = self.shed(schema)
        if self.asks or self.open and "unevaluatedProperties" in schema:
            schema["unevaluatedProperties"] = self.pick([False, self.schema(0)])
        return schema

    def pair(self):
        return self.document(), self.instance()


def without(schema, keywords):
    """The schema with none of these keywords; NAMES are none."""
    if isinstance(schema, dict):
        return {name: without(value, keywords) for name, value in schema.items() if name not in keywords}
    if isinstance(schema, list):
        return [without(each, keywords) for each in schema]
    return schema


def encode(instance):
    """What tests/schema/verdict reads."""
    if isinstance(instance, Cells):
        data = b"".join(number.to_bytes(instance.size, "big") for number in instance)
        return {"$cells": data.hex(), "size": instance.size}
    if isinstance(instance, bytes):
        return {"$bytes": instance.hex()}
    if isinstance(instance, dict):
        return {name: encode(value) for name, value in instance.items()}
    if isinstance(instance, list):
        return [encode(each) for each in instance]
    return instance


def lines(known):
    """Two for each pair: what tests/schema/verdict and tests/schema/ajv.mjs read."""
    return "".join(json.dumps(each, ensure_ascii=False) + "\n"
                   for schema, instance in known for each in (schema, encode(instance)))


def ask(command, known):
    """What the program prints, a line of JSON for each pair."""
    run = subprocess.run(command, input=lines(known), capture_output=True, encoding="utf-8", check=False)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    if run.returncode or len(answers) != len(known):
        raise SystemExit("%s: %d answers to %d pairs: %s" % (command[0], len(answers), len(known), run.stderr))
    return answers


def show(schema, instance, wanted, found):
    print("schema:", json.dumps(schema, ensure_ascii=False))
    print("instance:", json.dumps(encode(instance), ensure_ascii=False))
    print("wanted:", json.dumps(wanted))
    print("found:", json.dumps(found))


def check_use(held, count):
    if not count / 20 < held < count * 19 / 20:
        print("%d of %d hold: that tests little" % (held, count))
