import type { Citation, Severity, Texts } from '../claim.ts';

/** One code's share of the registry in `findings.ts`. */
export interface Entry {
  severity: Severity;
  /** The section of the regulation as OPH applies it. */
  cite: Citation;
  /** Exactly one thing to do, in plain words; `{name}` is filled with the numbers that decided. */
  action: Texts;
}

const SOURCE = 'Opetushallituksen matkakorvausten soveltamisohje';

/** The State line as OPH applies it, by section (`§ 6` → `OPH § 6`). */
export const oph = (section: string): Citation => ({
  line: 'state',
  section: `OPH ${section}`,
  source: SOURCE,
  status: 'verified',
});

/** A demand of this service itself, not of the State agreement. */
export const service = (section: string): Citation => ({ ...oph(section), line: 'service' });
