#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""check.py [--lines] SCHEMA FILE: is it valid? Schemas beside SCHEMA are known by their $id."""

import json
import pathlib
import sys

import jsonschema


def main():
    lines = sys.argv[1] == "--lines"
    schema_path, name = (pathlib.Path(argument) for argument in sys.argv[1 + lines : 3 + lines])
    schemas = [json.loads(path.read_text()) for path in schema_path.parent.glob("*.schema.json")]
    schema = json.loads(schema_path.read_text())
    resolver = jsonschema.RefResolver.from_schema(schema, store={each["$id"]: each for each in schemas})
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, resolver=resolver)
    text = name.read_text()
    values = [json.loads(line) for line in text.splitlines()] if lines else [json.loads(text)]
    wrong = 0
    for number, value in enumerate(values, 1):
        for error in validator.iter_errors(value):
            wrong += 1
            print(f"{name}: {number}: {error.json_path}: {error.message[:200]}")
    return wrong > 0


sys.exit(main())
