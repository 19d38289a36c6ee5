import { type Readings, receiptsOfLegs } from './attach.ts';
import type { ClaimDraft } from './draft.ts';

/** What tells a line from another of its kind: the way that was gone, else the seller. Pure. */

/** By the row's name in the evaluation (`expenses[e1]`, `mileage[m1]`); a row nothing is known of has no entry. */
export function rowDetails(draft: ClaimDraft, readings: Readings): Map<string, string> {
  const receipts = receiptsOfLegs(draft, readings);
  const expenses = draft.expenses.map((row): [string, string] => {
    const ways = draft.legs.filter(({ id }) => receipts.get(id)?.includes(row.id)).map(wayOf);
    const told = [wayOf(row), ways.filter((way) => way !== '').join(', '), row.merchant];
    return [`expenses[${row.id}]`, told.find((each) => each !== '') ?? ''];
  });
  const drives = draft.mileage.map((row): [string, string] => [`mileage[${row.id}]`, wayOf(row)]);
  return new Map([...expenses, ...drives].filter(([, detail]) => detail !== ''));
}

const wayOf = ({ from, to }: { from: string; to: string }): string =>
  [from, to].filter((place) => place !== '').join(' – ');
