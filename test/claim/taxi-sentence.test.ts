import { expect, test } from 'vitest';
import { claimOf, evaluated } from './claims.ts';

/** § 7 What the examiner is told of a taxi: reason, route, time, sum and what public transport would have been. */

type Row = { text?: string; from?: string; to?: string; publicTransport?: string };
function askedOf({ text = '', from = 'Koti', to = 'Asema', publicTransport = '' }: Row) {
  const taxi = { id: 'e1', kind: 'taxi' as const, date: '2026-03-10', amountCents: 2340, hasReceipt: true };
  const justification = { code: 'no-connection' as const, text };
  const { findings } = evaluated(claimOf({}, { expenses: [{ ...taxi, justification, from, to, publicTransport }] }));
  return findings.find(({ code }) => code === 'taxi-justified')?.action.en;
}

const asked = (reason: string, route: string, instead: string) =>
  `Accept or reject the reason for the taxi: ${reason}, ${route}, time not known, 23.40 €; public transport: ${instead}.`;

test('a reason without its own words stands alone, one with them has them without a full stop', () => {
  expect(askedOf({})).toBe(asked('no public transport', 'Koti–Asema', 'not given'));
  expect(askedOf({ text: '  ' })).toBe(asked('no public transport', 'Koti–Asema', 'not given'));
  expect(askedOf({ text: ' klo 5.30 ei bussia... ' })).toBe(
    asked('no public transport (klo 5.30 ei bussia)', 'Koti–Asema', 'not given'),
  );
});

test('a route needs both of its ends', () => {
  expect(askedOf({ to: '' })).toBe(asked('no public transport', 'route not given', 'not given'));
  expect(askedOf({ from: '' })).toBe(asked('no public transport', 'route not given', 'not given'));
});

test('what public transport would have been is told as it was written', () => {
  expect(askedOf({ publicTransport: 'Bussi 4.40 €.' })).toBe(
    asked('no public transport', 'Koti–Asema', 'Bussi 4.40 €'),
  );
});
