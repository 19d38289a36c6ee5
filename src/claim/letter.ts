import type { Citation, Evaluation, Line, Texts } from './claim.ts';
import type { LetterKind } from './letter-kinds.ts';
import { lineSubject, TRIP } from './line-subject.ts';
import type { DecisionChange } from './review/changes.ts';
import type { ClaimState } from './views.ts';

/**
 * What a decision (päätös / beslut) gives of each line, beside what the version its member sent came to. Pure: the letter
 * (päätöskirje / beslutsbrev) puts it into words, and is then never changed.
 */

/** Lines that stand or fall together: a cost, a drive, or what a travel day brings of one kind. Cents. */
export type DecidedLine = {
  /** `expenses[e1]`, `mileage[m1]` or `trip`. */
  subject: string;
  rule: string;
  date: string;
  /** Null where an amount was not known when the claim was sent. */
  claimedCents: number | null;
  grantedCents: number;
  /** Why it is so, and by which section: of the lines as approved, or of those that were sent and are gone. */
  grounds: { why: Texts; cite: Citation }[];
  /** What the assistant changed of it. */
  changes: DecisionChange[];
  /** What it would come to without the limits of the rules; null where they take nothing off. */
  unlimitedCents: number | null;
  /** Neither paid nor cut here: it is held back, and decided on later. */
  waits: boolean;
};

export type Decided = {
  lines: DecidedLine[];
  /** Changes of which no line came to another sum. */
  otherChanges: DecisionChange[];
  /** Of what is decided here: without the lines that wait. */
  claimedCents: number | null;
  payableCents: number;
  /** What the lines that wait were claimed at. */
  waitingCents: number;
};

const NONE: ReadonlySet<string> = new Set();
const OTHER_PAYER = 'secondary-compensation';

/**
 * Both as they were frozen; `changes` are those that made the second of the first, none where it is the same version;
 * `held` the subjects of lines that are held back (`lineSubject`).
 */
export function decidedOf(
  sent: Evaluation,
  approved: Evaluation,
  changes: readonly DecisionChange[],
  held: ReadonlySet<string> = NONE,
): Decided {
  const [before, after] = [byKey(sent), byKey(approved)];
  const keys = [...new Set([...after.keys(), ...before.keys()])];
  const lines = keys.map((key) => decidedLine(before.get(key) ?? [], after.get(key) ?? [], changes, held));
  const waitingCents = lines.filter(({ waits }) => waits).reduce((sum, line) => sum + (line.claimedCents ?? 0), 0);
  const told = new Set(lines.flatMap((line) => line.changes));
  return {
    lines,
    otherChanges: changes.filter((change) => !told.has(change)),
    claimedCents: sent.complete ? sent.totals.payableCents - waitingCents : null,
    payableCents: approved.totals.payableCents,
    waitingCents,
  };
}

/** A half per diem in the place of a whole one is the same day's per diem: trip lines go by kind, travel day and date. */
const keyOf = (line: Line): string =>
  line.subject === TRIP ? `${TRIP}:${line.rule.split('.')[0]}:${line.travelDay ?? ''}:${line.date}` : lineSubject(line);

const byKey = ({ lines }: Evaluation): Map<string, Line[]> =>
  Map.groupBy(
    lines.filter(({ rule }) => rule !== OTHER_PAYER),
    keyOf,
  );

function decidedLine(
  before: Line[],
  after: Line[],
  changes: readonly DecisionChange[],
  held: ReadonlySet<string>,
): DecidedLine {
  const shown = after.length > 0 ? after : before;
  const [first] = shown;
  if (!first) throw new Error('a decided line without lines');
  const claimedCents = before.some(({ amountCents }) => amountCents === null) ? null : sumOf(before);
  const grantedCents = sumOf(after);
  const isChanged = claimedCents !== grantedCents;
  const subjects = new Set([...before, ...after].map(lineSubject));
  const isOfTrip = first.subject === TRIP;
  return {
    subject: first.subject,
    rule: first.rule,
    date: first.date,
    claimedCents,
    grantedCents,
    grounds: shown.map(({ why, cite }) => ({ why, cite })),
    changes: isChanged ? changes.filter(({ subject }) => subjects.has(subject) || (isOfTrip && subject === TRIP)) : [],
    unlimitedCents: limitOf(after, grantedCents),
    waits: after.some((line) => held.has(lineSubject(line))),
  };
}

const sumOf = (lines: readonly Line[]): number => lines.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0);

/** So many of so much, where that is more than what is paid: a dear hotel, a per diem with free meals. */
function limitOf(lines: readonly Line[], grantedCents: number): number | null {
  const whole = lines.reduce((sum, { unitCents, quantity }) => sum + Math.floor((unitCents ?? 0) * quantity), 0);
  const isReduced = lines.some(({ reduction }) => reduction !== null);
  return whole > grantedCents || isReduced ? Math.max(whole, grantedCents) : null;
}

export const isCut = ({ claimedCents, grantedCents, waits }: DecidedLine): boolean =>
  !waits && claimedCents !== null && grantedCents < claimedCents;
export const isRaised = ({ claimedCents, grantedCents }: DecidedLine): boolean =>
  claimedCents !== null && grantedCents > claimedCents;
export const isCompleted = ({ claimedCents, waits }: DecidedLine): boolean => !waits && claimedCents === null;
/** Less than whole by the rules alone; a line the assistant does not pay is told as cut. */
export const isLimited = (line: DecidedLine): boolean =>
  !line.waits && line.unlimitedCents !== null && !line.changes.some(({ kind }) => kind === 'reject');

/** Whether the member gets less than they asked for, by one cent or on one line of many. */
export const isLess = ({ lines, claimedCents, payableCents }: Decided): boolean =>
  lines.some(isCut) || (claimedCents !== null && payableCents < claimedCents);

/** A letter is due at the approval when something was cut, or when no payment will come that it could wait for. */
export const isDueAtApproval = (decided: Decided): boolean => isLess(decided) || decided.payableCents <= 0;

export const letterStates = ['in-force', 'superseded', 'payment-returned', 'reopened'] as const;
export type LetterState = (typeof letterStates)[number];

/** Whether a letter still tells how things stand. It is never edited: what became of it is said beside it. */
export function letterState(
  letter: { number: number; kind: LetterKind; version: number },
  newest: number,
  claim: { state: ClaimState; version: number },
): LetterState {
  if (letter.number < newest) return 'superseded';
  const stands = standing.has(claim.state) && claim.version === letter.version;
  if (!stands) return 'reopened';
  return letter.kind === 'payment' && claim.state !== 'paid' ? 'payment-returned' : 'in-force';
}

/** States in which an approval holds. */
const standing: ReadonlySet<ClaimState> = new Set(['approved', 'batched', 'paid', 'payment-rejected']);
