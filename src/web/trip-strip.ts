import type { DraftLeg } from '../claim/draft.ts';

/** The trip drawn as a strip: what lies where between leaving and coming back, and what contradicts. Pure. */

export interface Span {
  kind: 'leg' | 'meeting' | 'night';
  /** Shares of the strip's width. */
  left: number;
  width: number;
  label: string;
  wrong: boolean;
}

export type Contradiction =
  | { kind: 'order' | 'meeting' | 'long' }
  | { kind: 'leg-outside' | 'leg-backwards'; from: string; to: string };

export interface TripFacts {
  start: string;
  end: string;
  meeting: { start: string; end: string };
  legs: readonly DraftLeg[];
  nights: readonly string[];
}

const LONG_MS = 7 * 86_400_000;
const at = (moment: string): number => Date.parse(moment.length > 16 ? moment : `${moment}Z`);

export const contradictions = (facts: TripFacts): Contradiction[] => {
  if (at(facts.end) <= at(facts.start)) return [{ kind: 'order' }];
  const found: Contradiction[] = [];
  if (at(facts.meeting.start) < at(facts.start) || at(facts.meeting.end) > at(facts.end))
    found.push({ kind: 'meeting' });
  if (at(facts.end) - at(facts.start) > LONG_MS) found.push({ kind: 'long' });
  for (const { departure, arrival, from, to } of facts.legs) {
    if (departure && arrival && at(arrival) < at(departure)) found.push({ kind: 'leg-backwards', from, to });
    else if (isOutside(facts, departure) || isOutside(facts, arrival)) found.push({ kind: 'leg-outside', from, to });
  }
  return found;
};

const isOutside = (facts: TripFacts, moment: string | null): boolean =>
  moment !== null && (at(moment) < at(facts.start) || at(moment) > at(facts.end));

/** Pieces of the strip; those outside the trip are cut at its ends. */
export const spansOf = (facts: TripFacts, words: { meeting: string; leg: (leg: DraftLeg) => string }): Span[] => {
  const start = at(facts.start);
  const length = at(facts.end) - start;
  if (length <= 0) return [];
  const share = (moment: string): number => Math.min(1, Math.max(0, (at(moment) - start) / length));
  const span = (kind: Span['kind'], from: string, to: string, label: string): Span => ({
    kind,
    left: share(from),
    width: Math.max(0, share(to) - share(from)),
    label,
    wrong: isOutside(facts, from) || isOutside(facts, to),
  });
  const legs = facts.legs.flatMap((leg) =>
    leg.departure && leg.arrival ? [span('leg', leg.departure, leg.arrival, words.leg(leg))] : [],
  );
  const nights = facts.nights.map((day) => ({
    ...span('night', `${day}T21:00`, `${dayAfter(day)}T07:00`, ''),
    wrong: false,
  }));
  return [...nights, span('meeting', facts.meeting.start, facts.meeting.end, words.meeting), ...legs];
};

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
