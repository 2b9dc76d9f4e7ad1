# SPDX-License-Identifier: BSD-2-Clause
"""differential.py VERDICT COUNT SEED: COUNT random pairs through VERDICT and python3-jsonschema; prints what differs."""
import re
import sys

import jsonschema

import pairs


def type_size(validator, size, instance, schema):
    row = instance[0] if isinstance(instance, list) and instance else None
    if isinstance(row, list) and row and size != 8 * getattr(row, "size", 4):
        yield jsonschema.ValidationError("size")


# Its sentences sort what they name, which fails where numbers and strings are mixed.
jsonschema._validators.extras_msg = lambda extras: (", ".join(sorted(map(repr, extras))), "are")

Validator = jsonschema.validators.extend(jsonschema.Draft201909Validator, {"typeSize": type_size})


def quoted(text):
    return re.findall(r"'([^']*)'", text)


def properties_of(error):
    """The members that the sentence speaks of."""
    if error.validator in ("required", "dependentRequired"):
        return quoted(error.message)[:1]
    if error.validator == "additionalProperties":
        return quoted(re.sub(r" do(es)? not match .*", "", error.message))
    if error.validator == "unevaluatedProperties":
        return quoted(error.message)
    return []


def expected(errors, branches=False):
    return sorted(([list(error.absolute_path), error.validator, sorted(set(properties_of(error))),
                    error.schema_path[0] if branches else 0, expected(error.context, True)] for error in errors), key=repr)


def ours(faults):
    """Faults of one schema's keyword, one a member there, are one error here; a second one begins with a member again."""
    entries, together = [], {}
    for number, fault in enumerate(faults):
        one = fault["keyword"] in ("additionalProperties", "unevaluatedProperties") and fault["property"]
        key = repr((fault["path"], fault["keyword"], fault["schema"], fault["branch"])) if one else number
        if key not in together or fault["property"] in together[key][2]:
            together[key] = [fault["path"], fault["keyword"], [], fault["branch"], ours(fault["inner"])]
            entries.append(together[key])
        if fault["property"] is not None:
            together[key][2].append(fault["property"])
    for entry in entries:
        entry[2].sort()
    return sorted(entries, key=repr)


def main():
    verdict, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    made = pairs.Pairs(seed)
    known = [made.pair() for _ in range(count)]
    held = 0
    for (schema, instance), found in zip(known, pairs.ask([verdict], known)):
        validator = Validator(schema, format_checker=jsonschema.FormatChecker())
        wanted = expected(validator.iter_errors(instance))
        held += not wanted
        if isinstance(found, dict) or ours(found) != wanted:
            pairs.show(schema, instance, wanted, found if isinstance(found, dict) else ours(found))
    pairs.check_use(held, count)


main()
