import type { Citation, Texts } from '../claim.ts';
import type { Rate } from '../rate.ts';
import type { TravelDay } from './travel-days.ts';

/** A per diem that a travel day earns (§ 3 at home, § 9 abroad), before free meals and long training. */
export interface Earned {
  day: TravelDay;
  rule: 'per-diem.full' | 'per-diem.partial' | 'per-diem.foreign';
  /** What people call it. */
  name: Texts;
  rate: Rate;
  /** Share of the rate, in per cent: 100 but for what is left after a travel day that ended abroad. */
  share: number;
  /** Surety of the rate and of the conditions it rests on. */
  cite: Citation;
  /** The sentence that says which limit was passed, without the amount. */
  because: Texts;
}
