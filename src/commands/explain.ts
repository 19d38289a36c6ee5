import type { Evaluation, Language, Line, Refusal } from '../claim/claim.ts';
import { euros } from '../claim/sentences.ts';

/** An evaluation as text for people: each line with its reason and section, then what is asked, then the sum. */
export function explain(result: Evaluation | Refusal, language: Language): string {
  if ('error' in result) return `${result.id ?? '?'}\n  ${result.error.message[language]}\n\n`;
  const lines = result.lines.map((line) => lineText(line, language));
  const findings = result.findings.map(
    ({ severity, subject, action, cite }) =>
      `  ${severityNames[severity][language]} ${subject}: ${action[language]} (${cite.section})`,
  );
  const total = `  ${payableNames[language]} ${euros(result.totals.payableCents)[language]}`;
  const open = result.complete ? [] : [`  ${openNames[language]}`];
  return `${[result.id, ...lines, ...findings, total, ...open].join('\n')}\n\n`;
}

const MONEY_WIDTH = 12;

function lineText({ amountCents, subject, why, cite }: Line, language: Language): string {
  const amount = amountCents === null ? '?' : euros(amountCents)[language];
  return `  ${amount.padStart(MONEY_WIDTH)}  ${subject}: ${why[language]} (${cite.section}, ${cite.status})`;
}

const severityNames = {
  error: { fi: 'KORJATTAVA', sv: 'BÖR RÄTTAS', en: 'TO MEND' },
  review: { fi: 'RATKAISTAVA', sv: 'BÖR AVGÖRAS', en: 'TO DECIDE' },
  note: { fi: 'TIEDOKSI', sv: 'FÖR KÄNNEDOM', en: 'TO KNOW' },
};
const payableNames = { fi: 'Maksetaan', sv: 'Betalas', en: 'Payable' };
const openNames = {
  fi: 'Summa on kesken: jonkin rivin määrää ei tiedetä.',
  sv: 'Summan är inte slutlig: beloppet på någon rad är inte känt.',
  en: 'The sum is not final: the amount of some line is not known.',
};
