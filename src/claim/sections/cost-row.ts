import type { Citation, Expense, Finding, Line, Texts } from '../claim.ts';
import { finding } from '../findings.ts';
import type { Outcome } from '../outcome.ts';
import type { RulePack } from '../rules.ts';
import { euros, fill, say } from '../sentences.ts';
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

/** A line of a cost: all of it, part of it, nothing, or null while its rate of exchange is not known. */
export const costLine = ({ row, subject }: CostRow, amountCents: number | null, cite: Citation, why: Texts): Line => ({
  rule: `expense.${row.kind}`,
  travelDay: null,
  date: row.date,
  quantity: 1,
  unitCents: row.currency === HOME_CURRENCY ? row.amountCents : null,
  amountCents,
  reduction: null,
  subject,
  cite,
  why,
});

/** The line of a cost that cannot be paid as it is, with the findings that say why. */
export function blockedCost(cost: CostRow, findings: Finding[], cite: Citation): Outcome {
  return { lines: [costLine(cost, 0, cite, blockedText)], findings };
}

/**
 * The line of a cost that is paid. In another currency it waits for the rate of exchange (§ 7).
 * Not implemented here: conversion by the ECB reference rate or the bank statement (the claim has no field for it yet).
 */
export function paidCost(cost: CostRow, amountCents: number, cite: Citation, why = whyPaid(amountCents)): Outcome {
  const { row, subject } = cost;
  if (row.currency === HOME_CURRENCY) return { lines: [costLine(cost, amountCents, cite, why)], findings: [] };
  const waiting = fill(currencyText, { currency: row.currency });
  return {
    lines: [costLine(cost, null, cite, waiting)],
    findings: [finding('currency-rate-missing', subject, null, { currency: row.currency })],
  };
}

const paidText = say(
  'Kulut kuitin mukaan: {amount}.',
  'Kostnader enligt kvitto: {amount}.',
  'Cost by receipt: {amount}.',
);
const whyPaid = (cents: number) => fill(paidText, { amount: euros(cents) });

const blockedText = say(
  'Ei makseta ennen kuin huomautus on korjattu: 0,00 €.',
  'Betalas inte förrän anmärkningen är åtgärdad: 0,00 €.',
  'Not paid until the finding is mended: 0.00 €.',
);
const currencyText = say(
  'Summa on valuutassa {currency}, ja kurssi puuttuu.',
  'Summan är i valutan {currency}, och kursen saknas.',
  'The sum is in {currency} and its rate is missing.',
);
