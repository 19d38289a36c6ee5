import type { Reading } from '../claim/reading.ts';

/** Finland's VAT rates by the day of supply (arvonlisävero / mervärdesskatt), in per cent, each with its source. */

type Class = 'general' | 'food' | 'transport' | 'lodging' | 'press' | 'none';
type Rate = { of: Class; rate: number; from: string; to: string; source: string };

const ALWAYS = { from: '2013-01-01', to: '9999-12-31' };
const GENERAL_2024 = 'yrittajat.fi: the general rate rises from 24 to 25.5 % on 1.9.2024';
const TRANSPORT_2025 = 'HE 141/2024: passenger transport and accommodation from 10 to 14 % on 1.1.2025';
const REDUCED_2026 = 'HE 93/2025: the reduced rate of 14 falls to 13.5 % on 1.1.2026';

export const vatRates: readonly Rate[] = [
  { of: 'general', rate: 24, from: '2013-01-01', to: '2024-08-31', source: GENERAL_2024 },
  { of: 'general', rate: 25.5, from: '2024-09-01', to: '9999-12-31', source: GENERAL_2024 },
  { of: 'food', rate: 14, from: '2013-01-01', to: '2025-12-31', source: REDUCED_2026 },
  { of: 'food', rate: 13.5, from: '2026-01-01', to: '9999-12-31', source: REDUCED_2026 },
  { of: 'transport', rate: 10, from: '2013-01-01', to: '2024-12-31', source: TRANSPORT_2025 },
  { of: 'transport', rate: 14, from: '2025-01-01', to: '2025-12-31', source: REDUCED_2026 },
  { of: 'transport', rate: 13.5, from: '2026-01-01', to: '9999-12-31', source: REDUCED_2026 },
  { of: 'lodging', rate: 10, from: '2013-01-01', to: '2024-12-31', source: TRANSPORT_2025 },
  { of: 'lodging', rate: 14, from: '2025-01-01', to: '2025-12-31', source: REDUCED_2026 },
  { of: 'lodging', rate: 13.5, from: '2026-01-01', to: '9999-12-31', source: REDUCED_2026 },
  { of: 'press', rate: 10, ...ALWAYS, source: 'HE 141/2024: newspapers stay at 10 %' },
  { of: 'none', rate: 0, ...ALWAYS, source: 'AVL 1501/1993: international passenger transport, tax-exempt services' },
];

type Kind = NonNullable<Reading['kind']>['value'];
/** What each kind of receipt can be taxed as; a kind not named here can be anything. A service fee is always general. */
const CLASSES: Partial<Record<Kind, readonly Class[]>> = {
  taxi: ['transport', 'general', 'none'],
  train: ['transport', 'food', 'general', 'none'],
  bus: ['transport', 'general', 'none'],
  'local-transport': ['transport', 'general', 'none'],
  lodging: ['lodging', 'food', 'general', 'none'],
  parking: ['general', 'none'],
};

/** Whether a rate may stand on a receipt of this kind for something supplied on this day. */
export function canBeTaxed(rate: number, day: string, kind: Kind | null): boolean {
  const classes = (kind && CLASSES[kind]) ?? null;
  return vatRates.some(
    (row) => row.rate === rate && row.from <= day && day <= row.to && (classes === null || classes.includes(row.of)),
  );
}

/**
 * True when a rate of the VAT table can be of none of the days of the paper, of the purchase or of the travel. It is told
 * to people and refuses nothing: what was paid ahead keeps the rate of its day.
 */
export const isRateOutOfTime = (vat: { rate: number }[], days: string[], kind: Kind | null): boolean =>
  days.length > 0 && vat.some(({ rate }) => !days.some((day) => canBeTaxed(rate, day, kind)));
