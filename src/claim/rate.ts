import type { Citation, Texts } from './claim.ts';

/** An amount of the regulation in cents, null when unknown. `name` is its path in the pack (`nightAllowance.amount`). */
export interface Rate {
  name: string;
  /** What people call it, where its name in the pack is not in the list of names. */
  title?: Texts;
  cents: number | null;
  cite: Citation;
}
/** A condition of the regulation in its own unit (h, km, %, days, months). */
export interface Condition<V> {
  value: V;
  cite: Citation;
}
