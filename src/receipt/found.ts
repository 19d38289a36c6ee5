import type { Language } from '../claim/claim.ts';
import type { Reading } from '../claim/reading.ts';
import type { DateCandidate } from './date.ts';
import type { Row } from './evidence.ts';
import type { TotalCandidate } from './total.ts';
import type { VatRow } from './vat.ts';
import type { Line, PageWords } from './words.ts';

/** What one reading of the words gave, before anything was read a second time. */
export type Found = {
  pages: PageWords[];
  lines: Line[];
  rows: Row[];
  totals: TotalCandidate[];
  dates: DateCandidate[];
  text: string;
  language: Language | null;
  merchant: Reading['merchant'];
  vat: VatRow[];
  currency: string;
};
