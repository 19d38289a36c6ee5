import { type Readings, receiptsOfLegs } from '../claim/attach.ts';
import type { Contradiction } from '../claim/contradictions.ts';
import type { ClaimDraft, DraftExpense, DraftLeg } from '../claim/draft.ts';

/** The course of the trip, in order of time: drawn as a strip and told in words, both from the same list. Pure. */

export type Happening = {
  kind: 'start' | 'end' | 'leg' | 'meeting' | 'night' | 'meal' | 'receipt';
  from: string;
  /** Null for what has no length: a meal, a receipt, leaving, coming back. */
  to: string | null;
  leg: DraftLeg | null;
  meal: 'breakfast' | 'lunch' | 'dinner' | null;
  /** Receipts that belong here. */
  receipts: readonly DraftExpense[];
  wrong: boolean;
};

type Trip = { start: string; end: string };
type Facts = { draft: ClaimDraft; trip: Trip; meeting: Trip; nights: readonly string[]; readings: Readings };

export const at = (moment: string): number => Date.parse(moment.length > 16 ? moment : `${moment}Z`);

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

const plain = { to: null, leg: null, meal: null, receipts: [], wrong: false };

/** Everything on the trip that has a time, the earliest first. */
export const courseOf = (facts: Facts, wrong: readonly Contradiction[]): Happening[] => {
  const { draft, trip, meeting, nights, readings } = facts;
  const isWrong = (path: string): boolean => wrong.some((one) => one.path.startsWith(path));
  const ofLegs = receiptsOfLegs(draft, readings);
  const attached = new Set([...ofLegs.values()].flat());
  const rowsOf = (ids: readonly string[]): DraftExpense[] => draft.expenses.filter(({ id }) => ids.includes(id));
  const legs = draft.legs.flatMap((leg): Happening[] =>
    leg.departure && leg.arrival
      ? [
          {
            kind: 'leg',
            from: leg.departure,
            to: leg.arrival,
            leg,
            meal: null,
            receipts: rowsOf(ofLegs.get(leg.id) ?? []),
            wrong: isWrong(`legs[${leg.id}]`),
          },
        ]
      : [],
  );
  const receipts = draft.expenses.flatMap((row): Happening[] => {
    const time = row.receiptId ? (readings.get(row.receiptId)?.time?.value ?? null) : null;
    if (attached.has(row.id) || row.date === null || row.kind === null) return [];
    const from = `${row.date}T${time ?? '12:00'}`;
    return [{ ...plain, kind: 'receipt', from, receipts: [row], wrong: isWrong(`expenses[${row.id}]`) }];
  });
  const meals = draft.trip.freeMeals.map((meal): Happening => {
    const outside = wrong.some((one) => one.path === 'trip.freeMeals' && one.from === meal.at);
    return { ...plain, kind: 'meal', from: meal.at, meal: meal.meal, wrong: outside };
  });
  const slept = nights.map((day): Happening => {
    return { ...plain, kind: 'night', from: `${day}T21:00`, to: `${dayAfter(day)}T07:00` };
  });
  const met: Happening = {
    ...plain,
    kind: 'meeting',
    from: meeting.start,
    to: meeting.end,
    wrong: wrong.some(({ kind }) => kind === 'meeting-outside'),
  };
  const between = [...slept, met, ...legs, ...meals, ...receipts].sort((one, other) => at(one.from) - at(other.from));
  return [{ ...plain, kind: 'start', from: trip.start }, ...between, { ...plain, kind: 'end', from: trip.end }];
};

/** Left edge and width on the strip, in shares of its width; what is outside the trip stands at its edge. */
export const shareOf = ({ start, end }: Trip, from: string, to: string | null): { left: number; width: number } => {
  const length = at(end) - at(start);
  const share = (moment: string): number => Math.min(1, Math.max(0, (at(moment) - at(start)) / length));
  return { left: share(from), width: to === null ? 0 : Math.max(0, share(to) - share(from)) };
};
