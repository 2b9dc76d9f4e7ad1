// SPDX-License-Identifier: BSD-2-Clause
// ajv.mjs MODULES pairs < PAIRS: for each two lines, a schema and a value, whether it holds: true, false or null.
// ajv.mjs MODULES trees SCHEMAS TREES: SCHEMAS has fixed-up bindings as JSON, one a line, TREES a tree's name and its
// values on a line each. What does not hold, a line each: TREE, NODE and the $id of the binding, and
// a ? where that cannot be said.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [modules, mode, ...files] = process.argv.slice(2);
const require = createRequire(resolve(modules, 'package.json'));
const Ajv = require('ajv/dist/2019').default;

const read = (name) => readFileSync(name, 'utf8').split('\n').filter(Boolean);

// dt-schema's typeSize asks for what JSON does not show.
let sized;

// `(?i)` is Python's.
const regExp = (text, flags) => new RegExp(text.replace(/^\(\?i\)/, ''), text.startsWith('(?i)') ? `${flags}i` : flags);
regExp.code = 'regExp';

function make() {
  const ajv = new Ajv({ strict: false, validateSchema: false, unicodeRegExp: mode === 'pairs', logger: false, code: { regExp } });
  ajv.addFormat('email', /@/);
  ajv.addKeyword({ keyword: 'typeSize', validate: () => (sized = true) });
  return ajv;
}

// Of some schemas ajv makes code that does not compile, or not run: null.
function verdict(schema, value) {
  try {
    return make().compile(schema)(value);
  } catch {
    return null;
  }
}

function pairs() {
  const lines = read(0);
  for (let i = 0; i + 1 < lines.length; i += 2)
    console.log(verdict(JSON.parse(lines[i]), JSON.parse(lines[i + 1])));
}

// Bytes that nothing is known of are of no JSON type: ajv sees a function.
function withoutBytes(value) {
  if (Array.isArray(value)) return value.map(withoutBytes);
  if (value === null || typeof value !== 'object') return value;
  if (typeof value.bytes === 'string') return () => value.bytes;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutBytes(each)]));
}

const isNode = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

// A node has $nodename once it is asked for, after its parent and before its children.
function* nodes(node, name, path) {
  node.$nodename = [name];
  yield [path, node];
  for (const [each, child] of Object.entries(node))
    if (isNode(child)) yield* nodes(child, each, path === '/' ? `/${each}` : `${path}/${each}`);
}

function trees() {
  const ajv = make();
  // dt-schema's own pointers may begin without a slash.
  const schemas = read(files[0]).map((line) => JSON.parse(line.replace(/("\$ref": "[^"#]*#)(?=[^/"])/g, '$1/')));
  for (const schema of schemas) {
    delete schema.$schema;
    ajv.addSchema(schema);
  }
  const bindings = schemas
    .filter((schema) => schema.select !== false)
    .map((schema) => [schema.$id, ajv.compile({ $id: `${schema.$id.replace('#', '')}/select`, ...wrap(schema) }),
      ajv.getSchema(schema.$id)]);
  const lines = read(files[1]);
  for (let i = 0; i + 1 < lines.length; i += 2)
    for (const [path, node] of nodes(withoutBytes(JSON.parse(lines[i + 1])), '/', '/'))
      for (const [id, select, holds] of bindings)
        if (select(node)) {
          sized = false;
          const verdict = holds(node) ? [] : [id];
          if (sized) verdict.splice(0, 1, id, '?');
          if (verdict.length) console.log([lines[i], path, ...verdict].join('\t'));
        }
}

// `select` stands in its document, so that its references mean the same.
const wrap = (schema) => ({ $ref: `${schema.$id.replace('#', '')}#/select` });

if (mode === 'pairs') pairs();
else trees();
