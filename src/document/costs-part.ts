import type { Expense, Mileage, Reason } from '../claim/claim.ts';
import { lostReceiptNames } from '../claim/names.ts';
import { type Cell, linked, small } from './cell.ts';
import type { ClaimDocument, ReceiptFile } from './claim-document.ts';
import type { Flow } from './flow.ts';
import { place, receiptName, receiptsOf } from './places.ts';
import { section } from './table.ts';
import { fill, type Words } from './words.ts';

/** Own vehicle rows (kilometrikorvaus / kilometerersättning) with the reason in full. */
export function mileagePart(flow: Flow, words: Words, { tripClaim }: ClaimDocument): void {
  if (tripClaim.mileage.length === 0) return;
  section(
    flow,
    words.term((t) => t.section.mileage),
    [
      { head: words.term((t) => t.column.date), width: 62 },
      { head: words.term((t) => t.column.vehicle), width: 331.28 },
      { head: words.term((t) => t.column.km), width: 90, align: 'right' },
    ],
    tripClaim.mileage.map((row, at) => ({
      place: place.mileage(at),
      cells: [words.date(row.date), mileageCell(words, row), words.km(row.km)],
    })),
  );
}

function mileageCell(words: Words, row: Mileage): Cell {
  const { supplement, expenseLabel: label } = words.texts;
  const extras = row.supplements.map((extra) =>
    small([supplement[extra.kind], words.km(extra.km), extra.name].filter((part) => part !== '').join(', ')),
  );
  return [
    { ...words.term((t) => t.vehicle[row.vehicle]), bold: true },
    route(row.from, row.to),
    reasonText(words, row.reason),
    ...extras,
    small(row.routeKm === null ? '' : `${label.routeKm}: ${words.km(row.routeKm)}`),
    small(row.kmEarlierThisYear === 0 ? '' : `${label.earlierKm}: ${words.km(row.kmEarlierThisYear)}`),
    small(row.publicFareCents === null ? '' : `${label.publicFare}: ${words.euro(row.publicFareCents)}`),
  ];
}

/** Costs paid by receipt, each with the number of its receipt and, for a taxi, its justification in full. */
export function expensesPart(flow: Flow, words: Words, { tripClaim, receipts }: ClaimDocument): void {
  if (tripClaim.expenses.length === 0) return;
  section(
    flow,
    words.term((t) => t.section.expenses),
    [
      { head: words.term((t) => t.column.receipt), width: 88 },
      { head: words.term((t) => t.column.date), width: 62 },
      { head: words.term((t) => t.column.expense), width: 251.28 },
      { head: words.term((t) => t.column.sum), width: 82, align: 'right' },
    ],
    tripClaim.expenses.map((expense) => ({
      place: place.expense(expense.id),
      cells: [
        receiptNames(words, expense, receipts),
        words.date(expense.date),
        expenseCell(words, expense),
        words.money(expense.amountCents, expense.currency),
      ],
    })),
  );
}

function receiptNames(words: Words, expense: Expense, receipts: ReceiptFile[]): Cell {
  const proving = receiptsOf(receipts, expense);
  if (proving.length === 0) return words.texts.expenseLabel.none;
  return proving.map(({ number }) => linked(words, receiptName(words, number), place.receipt(number)));
}

function expenseCell(words: Words, expense: Expense): Cell {
  const { expenseLabel: label } = words.texts;
  const place = [
    expense.place === null ? '' : label.place[expense.place],
    expense.days === null ? '' : fill(label.days, { n: expense.days }),
  ];
  const differs = expense.readCents !== null && expense.readCents !== expense.amountCents;
  return [
    { ...words.term((t) => t.expense[expense.kind]), bold: true },
    route(expense.from, expense.to),
    place.filter((part) => part !== '').join(', '),
    expense.kind === 'taxi' || expense.justification !== null ? reasonText(words, expense.justification) : '',
    lostText(words, expense),
    small(expense.publicTransport === '' ? '' : `${label.publicTransport}: ${expense.publicTransport}`),
    small(rateText(words, expense)),
    small(expense.nights.length === 0 ? '' : `${label.nights}: ${expense.nights.map(words.date).join(', ')}`),
    small(expense.mealsCents === 0 ? '' : `${label.mealsOnBill}: ${words.money(expense.mealsCents, expense.currency)}`),
    small(differs ? `${label.read}: ${words.money(expense.readCents ?? 0, expense.currency)}` : ''),
  ];
}

/** The member's attestation (vakuutus / försäkran) that the receipt is missing, and why. */
function lostText({ texts, language }: Words, { lostReceipt }: Expense): string {
  if (lostReceipt === null) return '';
  const said = [lostReceiptNames[lostReceipt.code][language], lostReceipt.text]
    .filter((part) => part !== '')
    .join('. ');
  return `${texts.expenseLabel.lost}: ${said}`;
}

/** The rate a sum in another currency was turned into euro with (vaihtokurssi / växelkurs), and where it was seen. */
function rateText(words: Words, { currency, exchangeRate }: Expense): string {
  if (currency === 'EUR' || exchangeRate === null) return '';
  const { rate, rateSource } = words.texts.expenseLabel;
  const { value, source, date } = exchangeRate;
  const shown = words.language === 'en' ? value : value.replace('.', ',');
  return fill(rate, { rate: shown, currency, source: rateSource[source], date: words.date(date) });
}

const route = (from: string, to: string) => [from, to].filter((place) => place !== '').join(' – ');

/** The reason's code in words and the member's own text. */
function reasonText({ texts }: Words, reason: Reason | null): string {
  const { justification, noReason } = texts.expenseLabel;
  if (reason === null) return noReason;
  const said = [texts.reason[reason.code], reason.text].filter((part) => part !== '').join('. ');
  return `${justification}: ${said}`;
}
