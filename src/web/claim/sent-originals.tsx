import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ClaimOriginalsView, OriginalView } from '../../claim/original-views.ts';
import { isMissing, isToPost, type OriginalForm } from '../../claim/originals.ts';
import type { ClaimView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { useSpeech } from '../texts.ts';

/** What the member posts on paper: the cover sheet to print, and what came electronically and is nowhere on paper. */

const keyOf = (id: string) => ['originals', 'claim', id];

export const useSentOriginals = ({ id }: ClaimView) =>
  useQuery({ queryKey: keyOf(id), queryFn: () => api.get<ClaimOriginalsView>(`/api/claims/${id}/originals`) });

/** Whether paper is or was awaited of anything in the claim: where none is, nothing is asked. */
export const hasPaper = ({ originals }: ClaimOriginalsView): boolean =>
  originals.some(({ state }) => state === 'missing' || state === 'received' || state === 'excused');

const useTelling = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { receiptId: string; form: OriginalForm }) =>
      api.post<ClaimOriginalsView>(`/api/claims/${id}/originals/forms`, body),
    onSuccess: (view) => client.setQueryData(keyOf(id), view),
  });
};

const Paper = (props: { original: OriginalView; mayTell: boolean; tell: (form: OriginalForm) => void }): ReactNode => {
  const { t, code, format } = useSpeech();
  const { receiptId, fileName, costs, state, told, mark } = props.original;
  const first = costs[0];
  const isElectronic = told === 'electronic';
  return (
    <li>
      <span id={`paper-${receiptId}`}>
        {first?.kind && `${code('kind', first.kind)}, `}
        {first?.date && `${format.date(first.date)}, `}
        {fileName}
      </span>
      {state === 'received' && mark && (
        <p className="small quiet">{t('sent.papers.came', { date: format.instantDay(mark.at) })}</p>
      )}
      {state === 'excused' && <p className="small quiet">{t('sent.papers.excused')}</p>}
      {state === 'missing' && props.mayTell && (
        <label className="small">
          <input
            type="checkbox"
            checked={isElectronic}
            aria-describedby={`paper-${receiptId}`}
            onChange={() => props.tell(isElectronic ? 'paper' : 'electronic')}
          />{' '}
          {t('sent.papers.electronic')}
        </label>
      )}
      {state === 'missing' && isElectronic && <p className="small quiet">{t('sent.papers.waiting')}</p>}
    </li>
  );
};

export const SentOriginals = (props: { view: ClaimView; sent: ClaimOriginalsView }): ReactNode => {
  const { t, format } = useSpeech();
  const { number, id } = props.view;
  const { originals, receivedAt, may } = props.sent;
  const telling = useTelling(id);
  if (receivedAt) return t('sent.step.originals.done', { date: format.instantDay(receivedAt) });
  const papers = originals.filter(({ state }) => state !== 'electronic' && state !== 'unused');
  return (
    <>
      {originals.some(isToPost) ? (
        <>
          {t('sent.step.originals')}
          <address>
            {t('sent.address')
              .split('\n')
              .map((row) => (
                <span key={row}>{row}</span>
              ))}
          </address>
          <p>
            <a className="button-link" href={`/api/claims/${id}/cover-sheet`} target="_blank" rel="noreferrer">
              {t('sent.sheet')}
            </a>
          </p>
          <p className="small quiet">{t('sent.sheet.hint', { number })}</p>
        </>
      ) : (
        originals.some(isMissing) && t('sent.papers.checked')
      )}
      <details className="papers" open={papers.length < 6}>
        <summary>{t('sent.papers')}</summary>
        <ul>
          {papers.map((original) => (
            <Paper
              key={original.receiptId}
              original={original}
              mayTell={may.tell}
              tell={(form) => telling.mutate({ receiptId: original.receiptId, form })}
            />
          ))}
        </ul>
      </details>
      {telling.isError && <FailedPart error={telling.error} />}
    </>
  );
};
