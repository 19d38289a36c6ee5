import type { Citation, Finding, Line, Reason, Texts } from './claim.ts';
import { finding } from './findings.ts';
import { parameterName } from './names.ts';
import type { Rate } from './rate.ts';
import { fill, say } from './sentences.ts';

/** What one section of the regulation says of a claim: lines that pay, findings that ask. */
export interface Outcome {
  lines: Line[];
  findings: Finding[];
}

export const nothing: Outcome = { lines: [], findings: [] };

export const together = (outcomes: readonly Outcome[]): Outcome => ({
  lines: outcomes.flatMap((each) => each.lines),
  findings: outcomes.flatMap((each) => each.findings),
});

/** The finding that an amount is not known: it waits until the assistant enters it with its source. */
export const unknownRate = (rate: Rate, date: string, subject: string): Finding =>
  finding('rate-unknown', subject, rate.cite, { parameter: titleOf(rate), year: yearOf(date) });

const unknownWhy = say(
  'Määrä ei ole tiedossa: {parameter} vuonna {year}.',
  'Beloppet är inte känt: {parameter} år {year}.',
  'The amount is not known: {parameter} in {year}.',
);

export const whyUnknown = (rate: Rate, date: string): Texts =>
  fill(unknownWhy, { parameter: titleOf(rate), year: yearOf(date) });

const titleOf = ({ name, title }: Rate): Texts => title ?? parameterName(name);
export const yearOf = (date: string) => date.slice(0, date.indexOf('-'));

/** The same citation, marked `assumed` because a condition decided here, not in the State text, made the difference. */
export const assumed = (cite: Citation): Citation =>
  cite.status === 'verified' ? { ...cite, status: 'assumed' } : cite;

/** An amount is no surer than the condition it rests on. */
export const noSurerThan = (cite: Citation, condition: Citation): Citation =>
  condition.status === 'assumed' ? assumed(cite) : cite;

/** A reason counts when it says something: code `other` needs its text. */
export const isGiven = (reason: Reason | null): reason is Reason =>
  reason !== null && (reason.code !== 'other' || reason.text.trim() !== '');
