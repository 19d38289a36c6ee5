import type { z } from 'zod';
import { type Refusal, type Texts, TripClaim } from './claim.ts';
import { expectedAt, fieldsAt } from './expected.ts';
import { refuse } from './refusals.ts';
import { fill, say } from './sentences.ts';

/** Any JSON value → a trip claim, or a refusal with the path of the first thing that is wrong (`expenses[0].amountCents`). */
export function readClaim(input: unknown): TripClaim | Refusal {
  const parsed = TripClaim.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0] as z.core.$ZodIssue;
  return refuse(idOf(input), 'invalid-input', pathOf(issue), { problem: problemOf(issue, input) });
}

export const idOf = (input: unknown): string | null =>
  typeof input === 'object' && input !== null && 'id' in input && typeof input.id === 'string' ? input.id : null;

const pathOf = (issue: z.core.$ZodIssue): string =>
  pathText(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path);

/** `expenses`, 0, `amountCents` → expenses[0].amountCents; a key from outside may be of any length and is cut. */
export function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${keyText(String(step))}`)).join('');
  return text === '' ? WHOLE : text.replace(/^\./, '');
}

const LONGEST_KEY = 100;
const keyText = (key: string) => (key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)}…` : key);

/** Path of the whole input, as in JSONPath. */
const WHOLE = '$';

/** What the input has at a path; undefined where it has nothing. */
const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    input,
  );

const wrong = say('sen tulee olla {expected}', 'den ska vara {expected}', 'it must be {expected}');
const missing = say(
  'se puuttuu, ja sen tulee olla {expected}',
  'den saknas och ska vara {expected}',
  'it is missing and must be {expected}',
);
const unknownField = say(
  'sellaista ei ole, tunnetut ovat {fields}',
  'en sådan finns inte, de kända är {fields}',
  'there is no such field, the known ones are {fields}',
);

/** What is wrong, and what was expected instead. */
function problemOf(issue: z.core.$ZodIssue, input: unknown): Texts {
  if (issue.code === 'unrecognized_keys') return fill(unknownField, { fields: fieldsAt(TripClaim, issue.path) });
  const isMissing = valueAt(input, issue.path) === undefined;
  return fill(isMissing ? missing : wrong, { expected: expectedAt(TripClaim, issue.path) });
}
