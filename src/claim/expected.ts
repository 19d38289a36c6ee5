import { z } from 'zod';
import type { Texts } from './claim.ts';
import { fill, say } from './sentences.ts';

/**
 * What a value of the input should have been, in words, read off the schema itself: so it is told for every field, and
 * a new field cannot be without it.
 */

/** What the schema expects at a path (`expenses`, 0, `amountCents`); at a path it does not know, of the last it does. */
export function expectedAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): Texts {
  let known = schema;
  for (const [at, step] of path.entries()) {
    const next = childOf(known, step);
    if (!next) return expected(known, path[at - 1]);
    known = next;
  }
  return expected(known, path.at(-1));
}

/** The fields an object has at a path, `a, b, c`. */
export function fieldsAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string {
  const known = path.reduce((at, step) => childOf(at, step) ?? at, schema);
  const [bare] = alternatives(known);
  return bare ? fieldsOf(bare) : '';
}

const childOf = (schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType | undefined => {
  for (const each of alternatives(schema)) {
    const { def } = each._zod;
    if (def.type === 'object') return Object.hasOwn(def.shape, step) ? def.shape[String(step)] : undefined;
    if (def.type === 'array') return def.element;
  }
  return undefined;
};

/** The schemas behind defaults and optional fields; null stands last. */
function alternatives(schema: z.core.$ZodType): z.core.$ZodTypes[] {
  const known = schema as z.core.$ZodTypes;
  const { def } = known._zod;
  switch (def.type) {
    case 'default':
    case 'prefault':
    case 'optional':
    case 'readonly':
      return alternatives(def.innerType);
    case 'nullable':
      return [...alternatives(def.innerType), z.null()];
    case 'union':
      return def.options.flatMap(alternatives);
    default:
      return [known];
  }
}

const or = say('{a} tai {b}', '{a} eller {b}', '{a} or {b}');

/** Alternatives that read the same are told once: a time with and without seconds. */
function expected(schema: z.core.$ZodType, field: PropertyKey | undefined): Texts {
  const told = new Map(alternatives(schema).map((each) => [inWords(each, field).en, inWords(each, field)]));
  return [...told.values()].reduce((a, b) => fill(or, { a, b }));
}

const texts = {
  null: say('null', 'null', 'null'),
  switch: say('true tai false', 'true eller false', 'true or false'),
  codes: say('jokin näistä: {codes}', 'något av följande: {codes}', 'one of: {codes}'),
  date: say('päivä muodossa 2026-03-10', 'ett datum i formen 2026-03-10', 'a date in the form 2026-03-10'),
  moment: say(
    'aika muodossa 2026-03-10T06:40 (tarvittaessa ero UTC:stä perässä: +02:00)',
    'en tid i formen 2026-03-10T06:40 (vid behov med skillnaden från UTC efter: +02:00)',
    'a time in the form 2026-03-10T06:40 (with the offset from UTC after it where needed: +02:00)',
  ),
  country: say(
    'maan tunnus kahtena isona kirjaimena, esimerkiksi SE',
    'landets kod med två stora bokstäver, till exempel SE',
    'a country code of two capital letters, such as SE',
  ),
  currency: say(
    'valuutan tunnus kolmena isona kirjaimena, esimerkiksi EUR',
    'valutans kod med tre stora bokstäver, till exempel EUR',
    'a currency code of three capital letters, such as EUR',
  ),
  timeOfDay: say('kellonaika muodossa 05:42', 'ett klockslag i formen 05:42', 'a time of day in the form 05:42'),
  decimal: say(
    'nollaa suurempi desimaaliluku tekstinä, esimerkiksi "11.2345"',
    'ett decimaltal över noll som text, till exempel "11.2345"',
    'a decimal number above zero as text, such as "11.2345"',
  ),
  pattern: say('teksti muotoa {pattern}', 'en text av formen {pattern}', 'text of the form {pattern}'),
  text: say('teksti, enintään {most} merkkiä', 'en text på högst {most} tecken', 'text of at most {most} characters'),
  filledText: say(
    'teksti, {least}–{most} merkkiä',
    'en text på {least}–{most} tecken',
    'text of {least}–{most} characters',
  ),
  cents: say(
    'kokonaisluku sentteinä, {least}–{most}',
    'ett heltal i cent, {least}–{most}',
    'a whole number of cents, {least}–{most}',
  ),
  integer: say('kokonaisluku, {least}–{most}', 'ett heltal, {least}–{most}', 'a whole number, {least}–{most}'),
  number: say('luku, {least}–{most}', 'ett tal, {least}–{most}', 'a number, {least}–{most}'),
  rows: say('luettelo, enintään {most} riviä', 'en lista med högst {most} rader', 'a list of at most {most} rows'),
  record: say(
    'JSON-olio, jonka kentät ovat {fields}',
    'ett JSON-objekt med fälten {fields}',
    'a JSON object with the fields {fields}',
  ),
  other: say('muotoa {type}', 'av formen {type}', 'of the form {type}'),
};

function inWords(schema: z.core.$ZodTypes, field: PropertyKey | undefined): Texts {
  const { def } = schema._zod;
  switch (def.type) {
    case 'null':
      return texts.null;
    case 'boolean':
      return texts.switch;
    case 'enum':
      return fill(texts.codes, { codes: Object.values(def.entries).join(', ') });
    case 'number':
      return numberText(limitsOf(schema), field);
    case 'string':
      return 'format' in def && def.format === 'datetime' ? texts.moment : stringText(limitsOf(schema));
    case 'array':
      return fill(texts.rows, { most: limitsOf(schema).maxItems ?? NO_LIMIT });
    case 'object':
      return fill(texts.record, { fields: fieldsOf(schema) });
    default:
      return fill(texts.other, { type: def.type });
  }
}

const NO_LIMIT = '∞';
type Limits = z.core.JSONSchema.BaseSchema;
/** The limits of a value stand in its JSON Schema; zod's own objects keep them in several places. */
const limitsOf = (schema: z.core.$ZodType): Limits => z.toJSONSchema(schema, { io: 'input' });

function numberText({ type, minimum, maximum }: Limits, field: PropertyKey | undefined): Texts {
  const whole = String(field).endsWith('Cents') ? texts.cents : texts.integer;
  const values = { least: minimum ?? `−${NO_LIMIT}`, most: maximum ?? NO_LIMIT };
  return fill(type === 'integer' ? whole : texts.number, values);
}

/** Patterns of the schema in words; one that is not here is shown as it stands. */
const patternTexts: Record<string, Texts> = {
  '^[A-Z]{2}$': texts.country,
  '^[A-Z]{3}$': texts.currency,
  '^([01]\\d|2[0-3]):[0-5]\\d$': texts.timeOfDay,
  '^(?!0+(\\.0+)?$)\\d{1,7}(\\.\\d{1,6})?$': texts.decimal,
};

function stringText({ format, minLength, maxLength, pattern }: Limits): Texts {
  if (format === 'date') return texts.date;
  if (pattern !== undefined) return patternTexts[pattern] ?? fill(texts.pattern, { pattern });
  const most = maxLength ?? NO_LIMIT;
  return minLength === undefined ? fill(texts.text, { most }) : fill(texts.filledText, { least: minLength, most });
}

const fieldsOf = (schema: z.core.$ZodTypes): string => {
  const { def } = schema._zod;
  return def.type === 'object' ? Object.keys(def.shape).join(', ') : '';
};
