import type { Reading } from '../claim/reading.ts';
import type { Row } from './evidence.ts';
import { foldWords } from './fold.ts';
import { placeOf, placeOfWords } from './place.ts';
import type { Line } from './words.ts';

type Payment = NonNullable<Reading['payment']>;
type Method = Payment['method'];

/** Names of the ways to pay, folded; the first that fits a line decides. */
const METHODS: [Method, RegExp][] = [
  ['mobile', /MOBILE ?PAY|\bSWISH\b|\bPIVO\b|\bSIIRTO\b|\bVIPPS\b|MOBIILIMAKSU|MOBILBETALNING/],
  [
    'card',
    /KORTTI|KORTILLA|KORTILTA|LUOTTO|\bVISA\b|MASTER ?CARD|\bDEBIT|\bCREDIT\b|\bKORT\b|\bMAESTRO\b|\bAMEX\b|AMERICAN EXPRESS|LAHIMAKSU|APPLE PAY|GOOGLE PAY|\bCARD\b|VELOITUS|VELOITETTU|CHARGE\b|BANKKORT|KREDITKORT/,
  ],
  ['cash', /KATEI[NS]|KONTANT|\bCASH\b/],
  [
    'invoice',
    /LASKUTETAAN|LASKULLE|LASKUTUS|FAKTURERAS|MOT FAKTURA|INVOICED|BILLED TO|MAKSUEHTO|BETALNINGSVILLKOR|PAYMENT TERMS|ERAPAIVA|FORFALLODAG|DUE DATE/,
  ],
];
/** Words beside which such a name is something else: a bill of cash, a cashier, what is given back, a bonus card. */
const NOT_PAYING =
  /CASHIER|CASH ?BILL|CASH ?SALE|KASSA\b|BONUS|PLUSSA|JASEN|MEMBER|KANTA-ASIAKAS|STAMKUND|TAKAISIN|\bCHANGE\b|VAXEL|CASHBACK|KORTTITAPAHTUMA|CARD TRANSACTION|GIFT ?CARD|\bLAHJA/;

/** The line that says how it was paid: the one with the largest sum, else the first without one. */
export function paymentOf(rows: Row[]): Reading['payment'] {
  const found = rows.flatMap((row) => paymentOn(row) ?? []);
  const paid = found.filter((each) => each.cents !== null).toSorted((a, b) => (b.cents ?? 0) - (a.cents ?? 0));
  // A term of payment beside a paid sum is the bill's own text.
  return (
    paid.find((each) => each.method !== 'invoice') ??
    found.find((each) => each.method !== 'invoice') ??
    found[0] ??
    null
  );
}

function paymentOn({ line, amounts, role }: Row): Payment | null {
  const text = foldWords(line.text);
  const method = METHODS.find(([, sign]) => sign.test(text))?.[0];
  if (!method || NOT_PAYING.test(text) || role === 'rounding' || role === 'tax') return null;
  const sums = amounts.filter(({ from }) => !/\bKLO?\.?\s*$/.test(text.slice(0, from)));
  const amount = method === 'invoice' ? undefined : sums.at(-1);
  const cents = amount && amount.cents >= 0 ? amount.cents : null;
  return { method, cents, ...placeOfRow(line, cents === null ? undefined : amount?.words) };
}

const placeOfRow = (line: Line, words: Line['words'] | undefined) =>
  words && words.length > 0 ? placeOfWords(line.page, words) : placeOf(line);
