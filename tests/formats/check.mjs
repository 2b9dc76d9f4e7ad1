// SPDX-License-Identifier: BSD-2-Clause
// check.mjs MODULES [--lines] SCHEMA FILE: is it valid? Schemas beside SCHEMA are known by their $id.

import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const [modules, ...rest] = process.argv.slice(2);
const lines = rest[0] === '--lines';
const [schemaPath, name] = lines ? rest.slice(1) : rest;
const require = createRequire(join(modules, 'package.json'));
const Ajv = require('ajv/dist/2020').default;

const ajv = new Ajv({ allErrors: true, strictRequired: false, strict: schemaPath.endsWith('.schema.json') });
require('ajv-formats').default(ajv);
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
for (const each of readdirSync(dirname(schemaPath)).filter((file) => file.endsWith('.schema.json')))
  if (each !== basename(schemaPath)) ajv.addSchema(read(join(dirname(schemaPath), each)));
const validate = ajv.compile(read(schemaPath));

const text = readFileSync(name, 'utf8');
const values = lines ? text.split('\n').filter(Boolean).map(JSON.parse) : [JSON.parse(text)];
let wrong = 0;
values.forEach((value, index) => {
  if (validate(value)) return;
  for (const error of validate.errors) {
    wrong++;
    console.log(`${name}: ${index + 1}: ${error.instancePath}: ${error.message}`);
  }
});
process.exit(wrong ? 1 : 0);
