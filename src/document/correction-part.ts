import type { DecisionChange } from '../claim/review/changes.ts';
import { reasonText } from '../claim/sections/rulings.ts';
import type { ClaimCorrection, ClaimDocument } from './claim-document.ts';
import { subjectName } from './findings-part.ts';
import type { Flow } from './flow.ts';
import { facts } from './table.ts';
import { fill, type Words, wordFor } from './words.ts';

/**
 * What the examiner changed of the version its member signed (oikaisu / rättelse): each value before and after, and why.
 * Said at the head of the claim: nobody may take it for what the member signed.
 */
export function correctionPart(flow: Flow, words: Words, input: ClaimDocument): void {
  const { correction } = input;
  if (!correction) return;
  const { texts } = words;
  flow.heading(texts.correction.heading);
  flow.paragraph(fill(texts.correction.text, namesOf(words, correction)));
  facts(
    flow,
    correction.changes.map((change) => [
      subjectName(words, input, change.subject) || texts.correction.trip,
      changeLines(words, change),
    ]),
  );
}

const namesOf = (words: Words, { byName, at, baseVersion }: ClaimCorrection) => ({
  name: byName,
  time: words.instant(at),
  base: baseVersion,
});

/** The same in one line, for the seal: the signature is of the version before. */
export const correctionLine = (words: Words, correction: ClaimCorrection): string =>
  fill(words.texts.correction.seal, namesOf(words, correction));

/** Each corrected field in a sentence: `Kilometrit: 120 km → 100 km`. */
export const fieldLines = (words: Words, { fields }: Pick<DecisionChange, 'fields'>): string[] =>
  fields.map(({ field, before, after }) =>
    fill(words.texts.correction.change, {
      field: wordFor(words.texts.correction.field, field),
      before: valueText(words, field, before),
      after: valueText(words, field, after),
    }),
  );

function changeLines(words: Words, change: DecisionChange): string {
  const { kind, reason, source, beforeCents, afterCents } = change;
  const { correction: texts, column } = words.texts;
  const sum = (cents: number | null) => (cents === null ? texts.none : words.euro(cents));
  const lines = [
    ...fieldLines(words, change),
    kind === 'reject' ? texts.unpaid : '',
    kind === 'hold' ? texts.held : '',
    source === null ? '' : fill(texts.given, { source }),
    fill(texts.change, { field: column.sum, before: sum(beforeCents), after: sum(afterCents) }),
    reason === null ? '' : fill(texts.reason, { reason: reasonText(reason)[words.language] }),
  ];
  return lines.filter((line) => line !== '').join('. ');
}

/** A value as it is printed elsewhere in the document; what has no form of its own as its data. */
function valueText(words: Words, field: string, value: unknown): string {
  const { correction: texts } = words.texts;
  if (value === null || value === undefined) return texts.none;
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (typeof value === 'number') return numberText(words, field, value);
  if (field === 'kind') return wordFor(words.texts.expense, String(value));
  if (field === 'date') return words.date(String(value));
  if (typeof value === 'string') return words.moment(value);
  if (Array.isArray(value)) return value.map((each) => partText(words, each)).join(', ') || texts.none;
  return partText(words, value);
}

function numberText(words: Words, field: string, value: number): string {
  if (field.endsWith('Cents')) return words.euro(value);
  return /km/i.test(field) ? words.km(value) : words.number(value);
}

const partText = (words: Words, part: unknown): string =>
  typeof part === 'object' && part !== null
    ? Object.values(part)
        .map((each) => (typeof each === 'string' ? codeText(words, each) : String(each)))
        .join(' ')
    : String(part);

/** A meal, a night's lodging or a moment; another code stands as it is. */
const codeText = ({ texts, moment }: Words, code: string): string =>
  wordFor({ ...texts.meal, ...texts.lodging }, moment(code));
