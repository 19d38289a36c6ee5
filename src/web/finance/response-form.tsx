import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import type { BatchDetailView, ResponseView } from '../../claim/finance-views.ts';
import { csrfHeaders, isRefused, problemOf, Refused, Unreachable } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { useWords } from './words.tsx';

/** Bringing the payment system's answer: all of it is taken in, or every row that does not fit is told. */

async function bring(number: number, file: File): Promise<ResponseView> {
  const body = new FormData();
  body.append('file', file, file.name);
  const path = `/api/batches/${number}/responses`;
  const response = await fetch(path, { method: 'POST', headers: csrfHeaders(), body }).catch(() => {
    throw new Unreachable();
  });
  const text = await response.text();
  if (!response.ok) throw new Refused(problemOf(response.status, text));
  return JSON.parse(text) as ResponseView;
}

const Faults = (props: { error: unknown }): ReactNode => {
  const { t } = useWords();
  const rows = isRefused(props.error) ? (props.error.view.rows ?? []) : [];
  return (
    <>
      <FailedPart error={props.error} />
      <ul className="findings">
        {rows.map((row) => (
          <li key={`${row.row} ${row.code}`} className="finding error">
            {row.row !== null && <strong>{t('response.row', { row: row.row })} </strong>}
            {row.detail}
          </li>
        ))}
      </ul>
    </>
  );
};

const countsOf = ({ paid, rejected, unchanged }: ResponseView) => ({ paid, rejected, unchanged });

export const ResponseForm = (props: { batch: BatchDetailView }): ReactNode => {
  const { t } = useWords();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const take = useMutation({
    mutationFn: (chosen: File) => bring(props.batch.number, chosen),
    onSuccess: () => client.invalidateQueries({ queryKey: ['batches'] }),
  });
  const result = take.data;
  return (
    <section className="staff-part" aria-labelledby="title-response">
      <h2 id="title-response">{t('response.title')}</h2>
      <p className="hint">{t('response.hint')}</p>
      <div className="pick-file">
        <label>
          <input
            type="file"
            accept=".csv,.xml,text/csv,application/xml"
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null);
              take.reset();
            }}
          />
          {t('response.file')}
        </label>
        {file && <p role="status">{file.name}</p>}
      </div>
      <div className="buttons">
        <Button
          variant="secondary"
          aria-disabled={file === null || take.isPending}
          onClick={() => {
            if (file !== null && !take.isPending) take.mutate(file);
          }}
        >
          {t(take.isPending ? 'response.taking' : 'response.take')}
        </Button>
      </div>
      <p role="status" className="announced">
        {result && t(result.again ? 'response.again' : 'response.taken', countsOf(result))}
      </p>
      {take.isError && <Faults error={take.error} />}
    </section>
  );
};
