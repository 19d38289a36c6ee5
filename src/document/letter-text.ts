import type { Language, TripClaim } from '../claim/claim.ts';
import {
  type DecidedLine,
  type Decided as Decision,
  isCompleted,
  isCut,
  isLess,
  isLimited,
  isRaised,
} from '../claim/letter.ts';
import type { LetterKind } from '../claim/letter-kinds.ts';
import type { LetterContent, LetterItem, LetterPart, LetterText, RemedyText } from '../claim/letter-views.ts';
import type { DecisionChange } from '../claim/review/changes.ts';
import { reasonText } from '../claim/sections/rulings.ts';
import en from '../texts/en/letter.json' with { type: 'json' };
import fi from '../texts/fi/letter.json' with { type: 'json' };
import sv from '../texts/sv/letter.json' with { type: 'json' };
import { citation, ruleName } from './calculation-part.ts';
import { fieldLines } from './correction-part.ts';
import { subjectName } from './findings-part.ts';
import { expenseOf, mileageOf } from './places.ts';
import { fill, type Words, wordsIn } from './words.ts';

/** Everything a decision letter (päätöskirje / beslutsbrev) tells of. Dates as `2026-03-10`, sums in cents. */
export interface LetterFacts {
  number: number;
  kind: LetterKind;
  madeOn: string;
  /** The letter before it, and whether it told the same decision; null where there was none. */
  before: { number: number; on: string; same: boolean } | null;
  claimNumber: string;
  /** The version that was approved. */
  version: number;
  addressee: string;
  meeting: { purpose: string; place: string; date: string };
  decidedOn: string;
  /** Who approved it, the first of two first. */
  approvers: string[];
  decision: Decision;
  tripClaim: TripClaim;
  otherPayerCents: number;
  consent: { state: 'not-needed' | 'given' | 'silence' | 'objected'; objections: ReadonlyMap<number, string> };
  /** Why it was approved although the member objected; empty otherwise. */
  reason: string;
  /** Masked. */
  iban: string;
  payment: { paidOn: string; batchNumber: number; reference: string } | null;
  /** Null where nobody has entered it. */
  remedy: RemedyText | null;
}

type Own = typeof fi;
const texts: Record<Language, Own> = { fi, sv, en };

/** The letter in the three languages. Pure: the same facts are the same words. */
export const letterContent = (facts: LetterFacts): LetterContent => ({
  fi: letterText(facts, 'fi'),
  sv: letterText(facts, 'sv'),
  en: letterText(facts, 'en'),
});

function letterText(facts: LetterFacts, language: Language): LetterText {
  const [own, words] = [texts[language], wordsIn(language)];
  const parts = [
    decisionPart(own, words, facts),
    linesPart(own.cut, facts.decision.lines.filter(isCut), (line) => changedItem(own, words, facts, line)),
    linesPart(own.raised, facts.decision.lines.filter(isRaised), (line) => changedItem(own, words, facts, line)),
    linesPart(own.completed, facts.decision.lines.filter(isCompleted), (line) => changedItem(own, words, facts, line)),
    waitingPart(own, words, facts),
    otherPart(own, words, facts),
    limitedPart(own, words, facts),
    sumsPart(own, words, facts),
    { ...empty(own.payment), paragraphs: [paymentText(own, words, facts)] },
    remedyPart(own, facts, language),
  ];
  return {
    title: own.title,
    facts: headFacts(own, words, facts),
    heads: { what: own['head.what'], claimed: own['head.claimed'], granted: own['head.granted'] },
    parts: parts.filter(({ paragraphs, items, sums }) => paragraphs.length + items.length + sums.length > 0),
  };
}

const empty = (heading: string): LetterPart => ({ heading, paragraphs: [], items: [], sums: [] });

function headFacts(own: Own, words: Words, facts: LetterFacts): LetterText['facts'] {
  const { meeting, before } = facts;
  const [name, ...more] = facts.approvers;
  const by =
    more.length === 0
      ? fill(own['by.one'], { name: name ?? '' })
      : [
          fill(own['by.first'], { name: name ?? '' }),
          ...more.map((each) => fill(own['by.second'], { name: each })),
        ].join('; ');
  const letter = [fill(own.letter, { number: facts.number, date: words.date(facts.madeOn) })];
  if (before) {
    const sentence = before.same ? own['letter.repeats'] : own['letter.replaces'];
    letter.push(fill(sentence, { number: before.number, date: words.date(before.on) }));
  }
  return [
    { label: own['fact.to'], value: facts.addressee },
    { label: own['fact.claim'], value: fill(own.claim, { number: facts.claimNumber, version: facts.version }) },
    { label: own['fact.meeting'], value: `${meeting.purpose}, ${meeting.place}, ${words.date(meeting.date)}` },
    { label: own['fact.decided'], value: words.date(facts.decidedOn) },
    { label: own['fact.by'], value: by },
    { label: own['fact.letter'], value: letter.join('. ') },
  ];
}

function decisionPart(own: Own, words: Words, facts: LetterFacts): LetterPart {
  const { consent, reason } = facts;
  const paragraphs = [sumText(own, words, facts.decision)];
  if (consent.state !== 'not-needed') paragraphs.push(fill(own[`consent.${consent.state}`], { reason }));
  return { ...empty(own.decision), paragraphs };
}

function sumText(own: Own, words: Words, decision: Decision): string {
  const { claimedCents, payableCents } = decision;
  const payable = words.euro(Math.abs(payableCents));
  if (payableCents < 0) return fill(own['sum.back'], { payable });
  if (claimedCents === null) return fill(own['sum.completed'], { payable });
  const values = {
    payable,
    claimed: words.euro(claimedCents),
    difference: words.euro(Math.abs(claimedCents - payableCents)),
  };
  if (payableCents === 0) return fill(claimedCents > 0 ? own['sum.nothing.less'] : own['sum.nothing'], values);
  if (payableCents < claimedCents) return fill(own['sum.less'], values);
  if (payableCents > claimedCents) return fill(own['sum.more'], values);
  return fill(own['sum.same'], values) + (isLess(decision) ? ` ${own['sum.lines']}` : '');
}

const linesPart = (
  heading: string,
  lines: readonly DecidedLine[],
  itemOf: (line: DecidedLine) => LetterItem,
): LetterPart => ({ ...empty(heading), items: lines.map(itemOf) });

/** `Kilometrikorvaus, auto 10.3.2026, Koulukatu 1 – Hakaniemenranta 6`: two of a kind are told apart by their way. */
function nameOf(words: Words, { tripClaim }: LetterFacts, { rule, date, subject }: DecidedLine): string {
  const drive = mileageOf(subject, tripClaim);
  const row = drive === null ? expenseOf(tripClaim, subject) : tripClaim.mileage[drive];
  const way = [row?.from ?? '', row?.to ?? ''].filter((place) => place !== '').join(' – ');
  return [`${ruleName(words.texts, rule)} ${words.date(date)}`, way].filter((part) => part !== '').join(', ');
}

/** What was changed, why, what the rule says, and where it stands. */
function changedItem(own: Own, words: Words, facts: LetterFacts, line: DecidedLine): LetterItem {
  const { claimedCents, grantedCents, changes } = line;
  const isRejected = changes.some(({ kind }) => kind === 'reject');
  return {
    what: nameOf(words, facts, line),
    notes: [
      ...changes.flatMap((change) => changeNotes(own, words, facts, change)),
      ...(changes.length === 0 ? [own.follows] : []),
      // The ground of a line that is not paid says the assistant's reason once more.
      ...grounds(words, line, !isRejected),
    ],
    claimed: claimedCents === null ? '' : words.euro(claimedCents),
    granted: words.euro(grantedCents),
  };
}

function changeNotes(own: Own, words: Words, { consent }: LetterFacts, change: DecisionChange): string[] {
  const { reason, source, decisionId } = change;
  const objection = consent.objections.get(decisionId);
  return [
    ...fieldLines(words, change).map((line) => `${line}.`),
    ...(reason === null ? [] : [fill(own.why, { reason: reasonText(reason)[words.language] })]),
    ...(source === null ? [] : [fill(own.source, { source })]),
    ...(objection === undefined ? [] : [fill(own.objected, { reason: objection })]),
  ];
}

/** Each ground once: a row of several lines often has the same. */
function grounds(words: Words, { grounds: all }: DecidedLine, withWhy: boolean): string[] {
  const notes = all.flatMap(({ why, cite }) => [
    ...(withWhy ? [why[words.language]] : []),
    `${citation(words, cite)}.`,
  ]);
  return [...new Set(notes)];
}

/** Lines that are held back: neither paid nor cut by this decision. */
function waitingPart(own: Own, words: Words, facts: LetterFacts): LetterPart {
  const items = facts.decision.lines
    .filter(({ waits }) => waits)
    .map((line) => ({
      what: nameOf(words, facts, line),
      notes: grounds(words, line, true),
      claimed: line.claimedCents === null ? '' : words.euro(line.claimedCents),
      granted: '',
    }));
  return { ...empty(own.waiting), paragraphs: items.length > 0 ? [own['waiting.lead']] : [], items };
}

function otherPart(own: Own, words: Words, facts: LetterFacts): LetterPart {
  const items = facts.decision.otherChanges.map((change) => ({
    what:
      subjectName(words, { tripClaim: facts.tripClaim, receipts: [] }, change.subject) || words.texts.correction.trip,
    notes: changeNotes(own, words, facts, change),
    claimed: '',
    granted: '',
  }));
  return { ...empty(own.other), paragraphs: items.length > 0 ? [own['other.lead']] : [], items };
}

function limitedPart(own: Own, words: Words, facts: LetterFacts): LetterPart {
  const items = facts.decision.lines.filter(isLimited).map((line) => ({
    what: nameOf(words, facts, line),
    notes: [
      ...grounds(words, line, true),
      ...((line.unlimitedCents ?? 0) > line.grantedCents
        ? [fill(own['limited.whole'], { sum: words.euro(line.unlimitedCents ?? 0) })]
        : []),
    ],
    claimed: '',
    granted: words.euro(line.grantedCents),
  }));
  return { ...empty(own.limited), paragraphs: items.length > 0 ? [own['limited.lead']] : [], items };
}

/** All that is paid, and what is taken off it before the last. */
function sumsPart(own: Own, words: Words, facts: LetterFacts): LetterPart {
  const { decision, otherPayerCents, tripClaim } = facts;
  const { payableCents, lines } = decision;
  const { advanceCents } = tripClaim.trip;
  const less = [
    { label: own['total.otherPayer'], cents: -otherPayerCents },
    { label: own['total.advance'], cents: -advanceCents },
  ].filter(({ cents }) => cents !== 0);
  const whole = { label: own['total.compensations'], cents: payableCents + advanceCents + otherPayerCents };
  const last = { label: own[payableCents < 0 ? 'total.back' : 'total.payable'], cents: Math.abs(payableCents) };
  return {
    ...empty(own.all),
    items: lines
      .filter(({ waits }) => !waits)
      .map((line) => ({
        what: nameOf(words, facts, line),
        notes: [],
        claimed: line.claimedCents === null ? '' : words.euro(line.claimedCents),
        granted: words.euro(line.grantedCents),
      })),
    sums: [...(less.length > 0 ? [whole, ...less] : []), last].map(({ label, cents }) => ({
      label,
      sum: words.euro(cents),
    })),
  };
}

function paymentText(own: Own, words: Words, { decision, payment, ...facts }: LetterFacts): string {
  // Not divided between lines.
  const iban = facts.iban.replaceAll(' ', '\u00a0');
  const { payableCents } = decision;
  const isBack = payableCents < 0;
  if (payableCents === 0) return own['payment.nothing'];
  if (payment === null) return isBack ? own['payment.back.waiting'] : fill(own['payment.waiting'], { iban });
  return fill(own[isBack ? 'payment.back' : 'payment.paid'], {
    sum: words.euro(payableCents),
    date: words.date(payment.paidOn),
    iban,
    batch: payment.batchNumber,
    reference: payment.reference,
  });
}

function remedyPart(own: Own, { remedy, claimNumber }: LetterFacts, language: Language): LetterPart {
  const formal = remedy ? remedy[language].split(/\n\s*\n/) : [own['remedy.missing']];
  const contact = fill(own.contact, { number: claimNumber });
  return { ...empty(own.remedy), paragraphs: [own['remedy.service'], ...formal, contact] };
}
