import { expect, test } from 'vitest';
import { rowDetails } from '../../src/claim/row-details.ts';
import { draftOf, drive, leg, ticket } from './drafts.ts';

/** Lines of one kind are told apart by the way that was gone, else by the seller. */

const details = (...rest: Parameters<typeof draftOf>) => Object.fromEntries(rowDetails(draftOf(...rest), new Map()));

test('a ticket is told by the way of the leg it is the receipt of', () => {
  const legs = [leg({ from: 'Tampere', to: 'Helsinki' })];
  expect(details({}, { legs, expenses: [ticket({ merchant: 'Rautavirta Oy' })] })).toEqual({
    'expenses[e1]': 'Tampere – Helsinki',
  });
});

test('a cost of no leg is told by its own way, else by its seller, else by nothing', () => {
  const expenses = [
    ticket({ id: 'e1', kind: 'taxi', from: 'Asema', to: 'Kokous', merchant: 'Taksi' }),
    ticket({ id: 'e2', kind: 'lodging', merchant: 'Hotelli' }),
    ticket({ id: 'e3', kind: 'other', merchant: '' }),
    ticket({ id: 'e4', kind: 'taxi', from: '', to: 'Kokous' }),
  ];
  expect(details({}, { expenses })).toEqual({
    'expenses[e1]': 'Asema – Kokous',
    'expenses[e2]': 'Hotelli',
    'expenses[e4]': 'Kokous',
  });
});

test('a drive is told by its way', () => {
  expect(details({}, { mileage: [drive()] })).toEqual({ 'mileage[m1]': 'Katu 1 – Tie 2' });
});
