import '../lines.css';
import type { ReactNode } from 'react';
import type { Citation, Evaluation, Line } from '../../claim/claim.ts';
import { type Speech, useSpeech } from '../texts.ts';

/** The computed lines of a claim: what, how much, and why, as its member sees them; and their words for the assistant. */

/** `§ 11` with whose rule it is. */
export const placeText = (cite: Pick<Citation, 'line' | 'section'>, { t }: Speech): string => {
  const key = { state: 'sum.section', tax: 'sum.section.tax', service: 'sum.section.service' } as const;
  // Sections of the agency's own guideline carry its name; the others are those of the line itself.
  const own = /^OPH (.+)$/.exec(cite.section)?.[1];
  return own ? t('sum.section.oph', { section: own }) : t(key[cite.line], { section: cite.section });
};

/** The same, and how sure the service is of it. */
export const citeText = (cite: Citation, speech: Speech): string => {
  const { t } = speech;
  const place = placeText(cite, speech);
  if (cite.status === 'verified') return place;
  return `${place} (${t(cite.status === 'assumed' ? 'sum.section.assumed' : 'sum.section.unknown')})`;
};

/** The name of a line in words. */
export const lineName = (line: Pick<Line, 'rule'>, { code, t }: Speech): string => {
  const [family, ...rest] = line.rule.split('.');
  const name = rest.join('.');
  if (family === 'mileage') return `${t('rule.mileage')}, ${code('vehicle', name).toLowerCase()}`;
  if (family === 'expense') return code('kind', name);
  return code('rule', line.rule);
};

/** How many of what: kilometres, a share of a day, several; and why the line is less than whole. */
export const quantityText = (line: Line, { t, format, code }: Speech): string => {
  const parts: string[] = [];
  const isShare = line.rule === 'per-diem.foreign' && line.quantity < 1;
  if (line.rule.startsWith('mileage')) parts.push(t('sum.km', { km: format.number(line.quantity) }));
  else if (isShare) parts.push(`${format.number(line.quantity * 100)}\u00a0%`);
  else if (line.quantity !== 1 && line.quantity !== 0) parts.push(`${format.number(line.quantity)} ×`);
  if (line.reduction) parts.push(code('reduction', line.reduction));
  return parts.join(' · ');
};

/** What may be paid free of tax of a per diem on a trip abroad; other lines have no ceiling. */
export const ceilingText = ({ taxCeilingCents }: Line, { t, format }: Speech): string => {
  if (taxCeilingCents === undefined) return '';
  return taxCeilingCents === null ? t('sum.taxfree.unknown') : t('sum.taxfree', { sum: format.money(taxCeilingCents) });
};

const LineRow = (props: { line: Line; detail: string | undefined }): ReactNode => {
  const speech = useSpeech();
  const { t, of, format } = speech;
  const { line, detail } = props;
  const name = lineName(line, speech);
  const quantity = quantityText(line, speech);
  return (
    <li className="sum-line">
      <details>
        <summary>
          <span className="what">
            {name}
            <span className="quiet small">
              {' '}
              {detail && `${detail}, `}
              {format.date(line.date)}
              {quantity && ` · ${quantity}`}
            </span>
          </span>
          <span className="much">{line.amountCents === null ? t('sum.unknown') : format.money(line.amountCents)}</span>
          <span className="why" aria-hidden="true">
            {t('sum.why')}
          </span>
        </summary>
        <p className="small">{of(line.why)}</p>
        <p className="small quiet">{citeText(line.cite, speech)}</p>
      </details>
    </li>
  );
};

/** `details` tells lines of one kind apart, by their subject; `forAnother` where the reader is not who is paid. */
export const SumLines = (props: {
  evaluation: Evaluation;
  details: ReadonlyMap<string, string>;
  forAnother?: boolean;
}): ReactNode => {
  const { t, format } = useSpeech();
  const { lines, totals, complete } = props.evaluation;
  const total = props.forAnother ? 'sum.total.member' : 'sum.total';
  return (
    <>
      <ul className="sum-lines">
        {lines.map((line, index) => (
          <LineRow
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are computed anew as a whole and have no id
            key={`${line.rule}${line.subject}${line.date}${index}`}
            line={line}
            detail={props.details.get(line.subject)}
          />
        ))}
      </ul>
      {totals.otherPayerCents > 0 && (
        <p className="sum-minus">
          <span>{t('sum.other-payer')}</span> <span>−{format.money(totals.otherPayerCents)}</span>
        </p>
      )}
      <p className="sum-total">
        <span>{t(complete ? total : 'sum.total.known')}</span> <strong>{format.money(totals.payableCents)}</strong>
      </p>
    </>
  );
};
