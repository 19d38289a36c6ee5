import type { Line } from './claim.ts';

/**
 * What people decide on when they decide on a line: a cost and a drive by their row, since all lines of a row stand or
 * fall together; a line of the trip by its rule, travel day and date, since the trip has many.
 */
export const lineSubject = ({
  subject,
  rule,
  travelDay,
  date,
}: Pick<Line, 'subject' | 'rule' | 'travelDay' | 'date'>) =>
  subject === TRIP ? `${TRIP}:${rule}:${travelDay ?? ''}:${date}` : subject;

/** The trip as a whole: its times, distances, meals and nights. */
export const TRIP = 'trip';

export const isTripLine = (subject: string) => subject.startsWith(`${TRIP}:`);

/** `expenses[e1]` → e1; null when it is no row of that list. */
export function rowId(subject: string, list: 'expenses' | 'mileage'): string | null {
  const start = `${list}[`;
  return subject.startsWith(start) && subject.endsWith(']') ? subject.slice(start.length, -1) : null;
}
