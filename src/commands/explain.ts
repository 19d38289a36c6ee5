import type { Evaluation, Language, Line, Refusal } from '../claim/claim.ts';
import { euros, fill, say } from '../claim/sentences.ts';

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

function lineText(line: Line, language: Language): string {
  const { amountCents, subject, why, cite } = line;
  const amount = amountCents === null ? '?' : euros(amountCents)[language];
  const place = [cite.section, cite.status, ceilingText(line, language)].filter((part) => part !== '').join(', ');
  return `  ${amount.padStart(MONEY_WIDTH)}  ${subject}: ${why[language]} (${place})`;
}

/** What may be paid free of tax of a per diem on a trip abroad (regulation § 9); nothing for other lines. */
function ceilingText({ taxCeilingCents }: Line, language: Language): string {
  if (taxCeilingCents === undefined) return '';
  if (taxCeilingCents === null) return unknownCeiling[language];
  return fill(ceilingNames, { sum: euros(taxCeilingCents) })[language];
}

const severityNames = {
  error: { fi: 'KORJATTAVA', sv: 'BÖR RÄTTAS', en: 'TO MEND' },
  review: { fi: 'RATKAISTAVA', sv: 'BÖR AVGÖRAS', en: 'TO DECIDE' },
  note: { fi: 'TIEDOKSI', sv: 'FÖR KÄNNEDOM', en: 'TO KNOW' },
};
const ceilingNames = say('verovapaa enintään {sum}', 'skattefritt högst {sum}', 'tax-free up to {sum}');
const unknownCeiling = say('verovapaa määrä ei tiedossa', 'skattefritt belopp okänt', 'tax-free amount unknown');
const payableNames = { fi: 'Maksetaan', sv: 'Betalas', en: 'Payable' };
const openNames = {
  fi: 'Summa on kesken: jonkin rivin määrää ei tiedetä.',
  sv: 'Summan är inte slutlig: beloppet på någon rad är inte känt.',
  en: 'The sum is not final: the amount of some line is not known.',
};
