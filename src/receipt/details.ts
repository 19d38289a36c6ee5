import type { Reading } from '../claim/reading.ts';
import { businessIdIn } from './business-id.ts';
import { timeOf } from './date.ts';
import type { Found } from './found.ts';
import { kindOf } from './kind.ts';
import { lodgingOf } from './lodging.ts';
import { mealsIn } from './meals.ts';
import { parkingOf } from './parking.ts';
import { paymentOf } from './payment.ts';
import { located, placeOf } from './place.ts';
import { receiptNumberOf } from './receipt-number.ts';
import { ticketRoutes } from './route.ts';
import { taxiRoutes } from './taxi-ride.ts';
import { type VatRow, vatTable } from './vat.ts';
import { isRateOutOfTime } from './vat-rates.ts';
import type { Line } from './words.ts';

type Kind = NonNullable<Reading['kind']>['value'];

/** What a receipt says besides its sum and its day. */
export type Details = Omit<
  Reading,
  'sha256' | 'pages' | 'via' | 'total' | 'date' | 'candidates' | 'turned' | 'text' | 'ms'
>;

/** Longer lines and more of them are no receipt's; they would only cost time. */
const LONGEST_LINE = 400;
const MOST_LINES = 2_000;

/** Everything but sum and day, each with its place. Pure: the same words give the same details. */
export function detailsOf(all: Found): Details {
  const lines = all.lines.filter((line) => line.text.length <= LONGEST_LINE).slice(0, MOST_LINES);
  const found = { ...all, lines };
  const { language, merchant } = found;
  const kind = kindOf(lines);
  const is = kind?.value ?? null;
  const day = found.dates[0]?.value ?? null;
  const routes = routesOf(lines, is, day);
  const parking = is === 'parking' ? parkingOf(lines, day) : null;
  const meals = mealsIn(lines, is);
  return {
    time: isStay(found.dates[0]?.value, timeOf(lines, found.dates[0])?.value, parking) ? null : timeField(found),
    merchant,
    businessId: businessIdIn(lines),
    vat: vatField(found),
    payment: paymentOf(found.rows),
    receiptNumber: receiptNumberOf(lines),
    kind,
    routes,
    lodging: is === 'lodging' ? lodgingOf(lines) : null,
    parking,
    mealsIncluded: meals.map(({ meal }) => meal),
    meals,
    language,
    notices: isOutOfTime(found, routes, is) ? ['vat-rate-not-of-date'] : [],
  };
}

const ridden: readonly Kind[] = ['train', 'bus', 'ship', 'flight'];

/** The ways of a ticket; on a paper of unknown kind only those with their places, day and both times. */
function routesOf(lines: Line[], kind: Kind | null, day: string | null): Reading['routes'] {
  if (kind === 'taxi') return taxiRoutes(lines);
  if (kind !== null && !ridden.includes(kind)) return [];
  const routes = ticketRoutes(lines, day);
  return kind ? routes : routes.filter((way) => way.from && way.to && way.date && way.departure && way.arrival);
}

/** Rates of Finland only: the paper must say that it is Finnish. */
function isOutOfTime(found: Found, routes: Reading['routes'], kind: Kind | null): boolean {
  const isFinnish = found.merchant?.businessId || found.language === 'fi';
  if (found.currency !== 'EUR' || !isFinnish) return false;
  const days = [found.dates[0]?.value, ...routes.map((route) => route.date?.value)];
  return isRateOutOfTime(
    found.vat,
    days.filter((day) => day !== undefined),
    kind,
  );
}

/** True when a time is the one a car came or left at, and not the receipt's own. */
const isStay = (day: string | undefined, time: string | undefined, parking: Reading['parking']): boolean =>
  [parking?.from?.value, parking?.to?.value].includes(`${day}T${time}`);

/** The time with the place where it is printed, on the line of the date if it is there. */
function timeField({ lines, dates }: Found): Details['time'] {
  const time = timeOf(lines, dates[0]);
  if (!time) return null;
  const [hours, minutes] = time.value.split(':');
  const printed = new RegExp(`(?<!\\d)0?${Number(hours)}[.:]${minutes}(?!\\d)`);
  const line = [...(dates[0] ? [dates[0].line] : []), ...lines].find((each) => printed.test(each.text));
  const match = line && printed.exec(line.text);
  if (!match) return { ...time, page: null, box: null };
  const { page, box } = located(line, match, time.value);
  return { ...time, page, box };
}

/** Each row of the VAT table with the line it stands on. */
function vatField({ lines, vat, totals }: Found): Details['vat'] {
  const cents = totals[0]?.cents ?? null;
  const isOn = (line: Line, row: VatRow) =>
    vatTable([line], cents).some((each) => each.rate === row.rate && each.grossCents === row.grossCents);
  return vat.map((row) => {
    const line = lines.find((each) => isOn(each, row));
    return { ...row, ...(line ? placeOf(line) : { confidence: null, page: null, box: null }) };
  });
}
