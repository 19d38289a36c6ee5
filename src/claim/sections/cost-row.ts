import type { Citation, Expense, Finding, Line, Texts } from '../claim.ts';
import { finding } from '../findings.ts';
import { centsAtRate } from '../money.ts';
import type { Outcome } from '../outcome.ts';
import type { RulePack } from '../rules.ts';
import { calendarDate, euros, fill, money, say } from '../sentences.ts';
import { daysBetween } from '../time.ts';
import type { Journey } from './travel-days.ts';

/** § 7 One cost paid against a receipt, with the pack of its date, and the lines that can come of it. */
export interface CostRow {
  row: Expense;
  /** `expenses[e1]`. */
  subject: string;
  pack: RulePack;
  journey: Journey;
}

/** The currency compensations are paid in. */
export const HOME_CURRENCY = 'EUR';

/** A sum of the row in words, in the currency of its receipt. */
export const sumOf = ({ currency }: Expense, hundredths: number) => money(hundredths, currency);

/** A line of a cost: all of it, part of it, nothing, or null while its rate of exchange is not known. */
const costLine = ({ row, subject }: CostRow, amountCents: number | null, cite: Citation, why: Texts): Line => ({
  rule: `expense.${row.kind}`,
  travelDay: null,
  date: row.date,
  quantity: 1,
  unitCents: unitOf(row),
  amountCents,
  reduction: null,
  subject,
  cite,
  why,
});

/** The whole sum in euro cents, null without its rate of exchange. */
function unitOf({ currency, amountCents, exchangeRate }: Expense): number | null {
  if (currency === HOME_CURRENCY) return amountCents;
  return exchangeRate && centsAtRate(amountCents, exchangeRate.value);
}

/** The line of a cost that cannot be paid as it is, with the findings that say why. */
export function blockedCost(cost: CostRow, findings: Finding[], cite: Citation): Outcome {
  return { lines: [costLine(cost, 0, cite, blockedText)], findings };
}

/**
 * The line of a cost that is paid; `amount` is in the currency of the receipt. Another currency is turned into euro by
 * the rate of the European Central Bank or of the bank statement, rounded once, and waits while there is none.
 * Not implemented here: looking the rate up (the row says it, the examiner checks it).
 */
export function paidCost(cost: CostRow, amount: number, cite: Citation, why = whyPaid(cost.row, amount)): Outcome {
  const { row, subject } = cost;
  if (row.currency === HOME_CURRENCY) return { lines: [costLine(cost, amount, cite, why)], findings: [] };
  const { exchangeRate, currency } = row;
  if (!exchangeRate) {
    return {
      lines: [costLine(cost, null, cite, fill(waitingText, { currency }))],
      findings: [finding('currency-rate-missing', subject, null, { currency })],
    };
  }
  const amountCents = centsAtRate(amount, exchangeRate.value);
  const values = {
    currency,
    rate: decimal(exchangeRate.value),
    source: sourceNames[exchangeRate.source],
    date: calendarDate(exchangeRate.date),
    amount: euros(amountCents),
  };
  return {
    lines: [costLine(cost, amountCents, cite, fill(convertedText, { ...values, sentence: withoutStop(why) }))],
    findings: [finding(isTimely(cost) ? 'currency-rate' : 'currency-rate-date', subject, null, values)],
  };
}

/** A rate of the European Central Bank is of the receipt's date, or of the last banking day before it. */
function isTimely({ row: { date, exchangeRate }, pack }: CostRow): boolean {
  if (exchangeRate === null || exchangeRate.source === 'bank') return true;
  const age = daysBetween(exchangeRate.date, date);
  return age >= 0 && age <= pack.rules.expenses.exchangeRateDaysMost.value;
}

const decimal = (value: string): Texts => ({ fi: value.replace('.', ','), sv: value.replace('.', ','), en: value });
const withoutStop = ({ fi, sv, en }: Texts): Texts => ({
  fi: fi.slice(0, -1),
  sv: sv.slice(0, -1),
  en: en.slice(0, -1),
});

const paidText = say(
  'Kulut kuitin mukaan: {amount}.',
  'Kostnader enligt kvitto: {amount}.',
  'Cost by receipt: {amount}.',
);
const attestedText = say(
  'Kulut jäsenen vakuutuksen mukaan, kuittia ei ole: {amount}.',
  'Kostnader enligt medlemmens försäkran, kvitto saknas: {amount}.',
  'Cost by the member’s attestation, without a receipt: {amount}.',
);
const whyPaid = (row: Expense, amount: number) =>
  fill(row.hasReceipt ? paidText : attestedText, { amount: sumOf(row, amount) });

const blockedText = say(
  'Ei makseta ennen kuin huomautus on korjattu: 0,00 €.',
  'Betalas inte förrän anmärkningen är åtgärdad: 0,00 €.',
  'Not paid until the finding is mended: 0.00 €.',
);
const waitingText = say(
  'Summa on valuutassa {currency}, ja kurssi puuttuu.',
  'Summan är i valutan {currency}, och kursen saknas.',
  'The sum is in {currency} and its rate is missing.',
);
const convertedText = say(
  '{sentence}; 1 € = {rate} {currency} ({source}, {date}): {amount}.',
  '{sentence}; 1 € = {rate} {currency} ({source}, {date}): {amount}.',
  '{sentence}; 1 € = {rate} {currency} ({source}, {date}): {amount}.',
);
const sourceNames = {
  ecb: say('Euroopan keskuspankki', 'Europeiska centralbanken', 'European Central Bank'),
  bank: say('tiliote', 'kontoutdrag', 'bank statement'),
};
