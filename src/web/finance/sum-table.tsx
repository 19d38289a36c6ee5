import type { ReactNode } from 'react';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { useSpeech } from '../texts.ts';

/** A table of words and numbers that scrolls by itself where it is wider than its place. */

export interface ColumnHead {
  name: string;
  isNumber?: boolean;
}

export interface TableRow {
  key: string;
  cells: ReactNode[];
  isTotal?: boolean;
}

export const DataTable = (props: { label: string; heads: ColumnHead[]; rows: TableRow[] }): ReactNode => {
  const { t } = useSpeech();
  const { label, heads, rows } = props;
  const kind = (at: number): string | undefined => (heads[at]?.isNumber ? 'number' : undefined);
  return (
    <ScrollFrame className="table-wrap" label={t('common.table', { name: label })}>
      <table>
        <thead>
          <tr>
            {heads.map((head, at) => (
              <th key={head.name} scope="col" className={kind(at)}>
                {head.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={row.isTotal ? 'group-row' : undefined}>
              {row.cells.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns are always the same
                <td key={at} className={kind(at)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
};
