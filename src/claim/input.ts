import type { z } from 'zod';
import { type Refusal, TripClaim } from './claim.ts';
import { refuse } from './refusals.ts';
import { say } from './sentences.ts';

/** Any JSON value → a trip claim, or a refusal with the path of the first thing that is wrong (`expenses[0].amountCents`). */
export function readClaim(input: unknown): TripClaim | Refusal {
  const parsed = TripClaim.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue ? pathOf(issue) : WHOLE;
  return refuse(idOf(input), 'invalid-input', path, { problem: issue ? problemOf(issue, input) : other });
}

const idOf = (input: unknown): string | null =>
  typeof input === 'object' && input !== null && 'id' in input && typeof input.id === 'string' ? input.id : null;

function pathOf(issue: z.core.$ZodIssue): string {
  const steps = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  const text = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return text === '' ? WHOLE : text.replace(/^\./, '');
}

/** Path of the whole input, as in JSONPath. */
const WHOLE = '$';

/** What the input has at a path; undefined where it has nothing. */
const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    input,
  );

const missing = say('se puuttuu', 'den saknas', 'it is missing');
const unknownKey = say('tällaista tietoa ei ole', 'en sådan uppgift finns inte', 'there is no such field');
const other = say('arvo on väärää muotoa', 'värdet har fel form', 'the value has the wrong form');
const outOfRange = say(
  'arvo on liian suuri tai liian pieni',
  'värdet är för stort eller för litet',
  'the value is too large or too small',
);

function problemOf(issue: z.core.$ZodIssue, input: unknown) {
  if (issue.code === 'unrecognized_keys') return unknownKey;
  if (issue.code === 'too_big' || issue.code === 'too_small') return outOfRange;
  if (valueAt(input, issue.path) === undefined) return missing;
  return other;
}
