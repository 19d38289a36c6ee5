import type { ReactNode } from 'react';
import type { AccuracyRow } from '../../claim/samples.ts';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { useSpeech } from '../texts.ts';
import { Fetched } from './fetched.tsx';

/** The share as people say it, to a tenth of a per cent; nothing of nothing has no share. */
const shareOf = (part: number, all: number, language: string): string =>
  all === 0 ? '–' : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(part / all);

/** `2026-03` in words: `maaliskuu 2026`. */
const monthName = (month: string, language: string): string =>
  new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-15T12:00:00Z`),
  );

const Row = (props: { row: AccuracyRow; first: boolean; rows: number }): ReactNode => {
  const { t, code, language } = useSpeech();
  const { month, field, all, right, corrected, notFound, sure, sureAndWrong } = props.row;
  return (
    <tr>
      {props.first && (
        <th scope="rowgroup" rowSpan={props.rows} className="nowrap">
          {monthName(month, language)}
        </th>
      )}
      <th scope="row">{code('accuracy.field', field)}</th>
      <td className="number">{all}</td>
      <td className="number">
        {right} <span className="quiet">({shareOf(right, all, language)})</span>
      </td>
      <td className="number">{corrected}</td>
      <td className="number">{notFound}</td>
      <td className="number">
        {sure === 0 ? '–' : t('accuracy.of', { part: sureAndWrong, all: sure })}
        {sure > 0 && <span className="quiet"> ({shareOf(sureAndWrong, sure, language)})</span>}
      </td>
    </tr>
  );
};

const Months = (props: { rows: AccuracyRow[] }): ReactNode => {
  const months = [...new Set(props.rows.map((row) => row.month))];
  return months.map((month) => {
    const rows = props.rows.filter((row) => row.month === month);
    return (
      <tbody key={month}>
        {rows.map((row, at) => (
          <Row key={row.field} row={row} first={at === 0} rows={rows.length} />
        ))}
      </tbody>
    );
  });
};

/** How often the reader was right, by month and field, counted from what people kept of what was read. */
export const Accuracy = (): ReactNode => {
  const { t } = useSpeech();
  return (
    <Fetched<AccuracyRow> path="/api/accuracy" lead={t('admin.accuracy.lead')} empty={t('admin.accuracy.empty')}>
      {(rows) => (
        <ScrollFrame className="table-wrap" label={t('admin.accuracy')}>
          <table className="small">
            <thead>
              <tr>
                <th scope="col">{t('accuracy.month')}</th>
                <th scope="col">{t('accuracy.field')}</th>
                <th scope="col">{t('accuracy.all')}</th>
                <th scope="col">{t('accuracy.right')}</th>
                <th scope="col">{t('accuracy.corrected')}</th>
                <th scope="col">{t('accuracy.notfound')}</th>
                <th scope="col">{t('accuracy.sure.wrong')}</th>
              </tr>
            </thead>
            <Months rows={rows} />
          </table>
        </ScrollFrame>
      )}
    </Fetched>
  );
};
