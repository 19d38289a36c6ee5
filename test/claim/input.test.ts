import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TripClaim } from '../../src/claim/claim.ts';
import { readClaim } from '../../src/claim/input.ts';

/**
 * Every field of the trip claim made wrong in every way its own schema forbids. The fields are read off the JSON Schema,
 * so a new field is tested from the day it is there.
 */
type Node = z.core.JSONSchema.BaseSchema;
type Path = (string | number)[];

const schema: Node = z.toJSONSchema(TripClaim, { io: 'input' });

/** Values of the fields whose form is a pattern. */
const formed = ['SE', 'EUR', '05:42', '11.2345', '2026-03-10T06:40'];

const isNull = (node: Node) => node.type === 'null';
/** `oneOf`: objects told apart by a field; the first stands for all. */
const optionsOf = (node: Node) => (node.anyOf ?? node.oneOf ?? []) as Node[];
const typesOf = (node: Node): unknown[] => [node.type].flat();
const mayBeNull = (node: Node) => optionsOf(node).some(isNull) || typesOf(node).includes('null');

/** What is expected where there is a value: a field that may also be null stands there in one of two forms. */
function bare(node: Node): Node {
  const option = optionsOf(node).find((each) => !isNull(each)) ?? node;
  return { ...option, type: typesOf(option).find((type) => type !== 'null') as Node['type'] } as Node;
}

const propertiesOf = (node: Node) => Object.entries(node.properties ?? {}) as [string, Node][];

/** A value the schema allows, with every field there is. */
function sample(node: Node): unknown {
  const { type, enum: codes, const: only, format, pattern, minimum, items } = bare(node);
  if (only !== undefined) return only;
  if (codes) return codes[0];
  if (format === 'date') return '2026-03-10';
  if (pattern) return formed.find((value) => new RegExp(pattern).test(value));
  if (type === 'string') return 'teksti';
  if (type === 'integer' || type === 'number') return minimum ?? 0;
  if (type === 'boolean') return true;
  if (type === 'array') return [sample(items as Node)];
  return Object.fromEntries(propertiesOf(bare(node)).map(([key, child]) => [key, sample(child)]));
}

/** Every place of the claim with its schema: objects and lists too. */
function* places(node: Node, path: Path = []): Generator<{ node: Node; path: Path }> {
  yield { node, path };
  const known = bare(node);
  for (const [key, child] of propertiesOf(known)) yield* places(child, [...path, key]);
  if (known.items) yield* places(known.items as Node, [...path, 0]);
}

const isNumber = ({ type }: Node) => type === 'integer' || type === 'number';
const isForm = ({ enum: codes, const: only, format, pattern }: Node) =>
  codes !== undefined || only !== undefined || format !== undefined || pattern !== undefined;

/** What must not be taken at a place, by what the schema says is right there. */
function wrongValues(node: Node): unknown[] {
  const known = bare(node);
  const { type, minimum, maximum, minLength, maxLength, maxItems, items } = known;
  const foreign = [5, 'NaN', true, [], {}, null].filter(
    (value) => typeOf(value) !== (isNumber(known) ? 'number' : type),
  );
  return [
    ...foreign.filter((value) => value !== null || !mayBeNull(node)),
    ...(isNumber(known) ? [(maximum ?? 0) + 1, (minimum ?? 0) - 1, 1e308, Number.POSITIVE_INFINITY] : []),
    ...(type === 'integer' ? [1.5, 2 ** 53] : []),
    ...(type === 'string' && maxLength !== undefined ? ['x'.repeat(maxLength + 1)] : []),
    ...(minLength ? [''] : []),
    ...(isForm(known)
      ? ['', 'NaN', '__proto__', '2026-02-30', '10.3.2026', '2026-03-10T25:00', '2026-03-10 6:40']
      : []),
    ...(maxItems === undefined ? [] : [Array.from({ length: maxItems + 1 }, () => sample(items as Node))]),
  ];
}

const typeOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const textOf = (path: Path) =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '') || '$';

function withValue(path: Path, value: unknown): unknown {
  const claim = sample(schema);
  const last = path.at(-1);
  if (last === undefined) return value;
  const parent = path.slice(0, -1).reduce<unknown>((at, step) => Reflect.get(Object(at), step), claim);
  if (value === undefined) Reflect.deleteProperty(Object(parent), last);
  else Reflect.set(Object(parent), last, value);
  return claim;
}

function refused(input: unknown) {
  const result = readClaim(input);
  return 'error' in result ? result.error : null;
}

const all = [...places(schema)];
const cases = all.flatMap(({ node, path }) => wrongValues(node).map((value) => ({ node, path, value })));

/** What the message must name: the limits, the codes, the form. */
function wanted(node: Node): string {
  const { enum: codes, format, maximum, maxLength, maxItems } = bare(node);
  if (codes) return codes.join(', ');
  if (format === 'date') return '2026-03-10';
  return String(maximum ?? maxLength ?? maxItems ?? '');
}

describe('the trip claim', () => {
  it('is read when every field is right, and there are over a hundred places to be wrong in', () => {
    expect(refused(sample(schema))).toBeNull();
    expect(all.length).toBeGreaterThan(100);
    expect(cases.length).toBeGreaterThan(700);
  });

  it.each(all.map(({ node, path }) => [textOf(path), node, path] as const))(
    'refuses every wrong %s at its own path and tells what was expected',
    (text, node, path) => {
      for (const value of wrongValues(node)) {
        const error = refused(withValue(path, value));
        expect([error?.code, error?.path], JSON.stringify(value)?.slice(0, 80)).toEqual(['invalid-input', text]);
        const { fi = '', sv = '', en = '' } = error?.message ?? {};
        expect(new Set([fi, sv, en]).size).toBe(3);
        for (const message of [fi, sv, en]) {
          expect(message).toContain(text);
          expect(message).toContain(wanted(node));
          expect(message, 'no pattern, no missing limit').not.toMatch(/[\^∞{}]/);
        }
      }
    },
  );

  it('refuses a missing field at its path, with what it must be', () => {
    const required = all.flatMap(({ node, path }) => (bare(node).required ?? []).map((key) => [...path, key]));
    expect(required.length).toBeGreaterThan(20);
    for (const path of required) {
      const error = refused(withValue(path, undefined));
      expect(error?.path).toBe(textOf(path));
      expect(error?.message.en).toMatch(/is missing and must be ./);
    }
  });

  it.each(['extra', '__proto__', 'constructor', 'toString'])('refuses the unknown field %s in every object', (key) => {
    const objects = all.filter(({ node }) => bare(node).type === 'object');
    expect(objects.length).toBeGreaterThan(10);
    for (const { node, path } of objects) {
      const given = JSON.stringify(sample(node)).replace('{', `{${JSON.stringify(key)}:1,`);
      const error = refused(withValue(path, JSON.parse(given)));
      expect(error?.path).toBe(textOf([...path, key]));
      for (const [field] of propertiesOf(bare(node))) expect(error?.message.fi).toContain(field);
    }
  });

  it('cuts a key of any length in the path', () => {
    expect(refused({ ...Object(sample(schema)), ['k'.repeat(1_000_000)]: 1 })?.path).toHaveLength(101);
  });
});
