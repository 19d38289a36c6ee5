import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { NO_CURRENCY } from '../../claim/currency.ts';
import type { DraftExpense } from '../../claim/draft.ts';
import { doubtsOf, emptyFieldsOf, fillExpense } from '../../claim/fill.ts';
import type { ReceiptView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Thumbnail } from '../parts/picture.tsx';
import { useSpeech } from '../texts.ts';
import { claimKey } from './draft-hooks.ts';
import { Doubts } from './expense-doubts.tsx';
import { ExpenseExtras } from './expense-extras.tsx';
import { ExpenseFields } from './expense-fields.tsx';
import { Attestation } from './lost-receipt.tsx';
import { FindingsAt } from './section.tsx';
import { TicketOffer } from './ticket-offer.tsx';
import { Arrival, ReadingState } from './upload-rows.tsx';

/** One receipt: its picture, what was read, what is asked, and what its kind needs besides. */

interface Props {
  row: DraftExpense;
  receipt: ReceiptView | null;
  number: number;
}

type RowProps = Props & { remove: (row: DraftExpense, name: string) => void };

/** Also while the server's word of a receipt that was just uploaded has not come back. */
const isPending = (row: DraftExpense, receipt: ReceiptView | null): boolean =>
  row.receiptId !== null && (receipt === null || receipt.status === 'queued' || receipt.status === 'reading');

const isWhole = (row: DraftExpense): boolean =>
  row.kind !== null && row.date !== null && row.amountCents !== null && row.currency !== NO_CURRENCY;

const Summary = (props: Props): ReactNode => {
  const { t, code, format } = useSpeech();
  const { row, receipt, number } = props;
  if (isPending(row, receipt))
    return (
      <p>
        <strong>{receipt?.fileName}</strong>{' '}
        <span className="quiet">
          <ReadingState receipt={receipt} />
        </span>
      </p>
    );
  const name = row.kind ? code('kind', row.kind) : t('receipts.item', { n: number });
  const sum = row.amountCents === null ? '' : format.sum(row.amountCents, row.currency);
  return (
    <div className="expense-line">
      <p>
        <strong>{name}</strong> <span className="quiet">{row.merchant || receipt?.fileName}</span>
        {row.receiptId === null && <span className="mark">{t('receipts.without.mark')}</span>}
      </p>
      <p className="figures">
        <span>{row.date && format.date(row.date)}</span>
        <strong>{sum}</strong>
      </p>
    </div>
  );
};

/** Failures of the reader, not of the file: its picture can be shown and typed from. The other files are of no use. */
const typedByHand = (failure: string | null): boolean =>
  failure === 'reading-timed-out' || failure === 'reader-crashed';

const Trouble = (props: { receipt: ReceiptView }): ReactNode => {
  const { t, code } = useSpeech();
  const client = useQueryClient();
  const { id, claimId, failure } = props.receipt;
  const again = useMutation({
    mutationFn: () => api.post<ReceiptView>(`/api/receipts/${id}/reading`),
    onSuccess: () => client.invalidateQueries({ queryKey: claimKey(claimId) }),
  });
  if (!typedByHand(failure)) return <p className="finding error">{code('failure', failure ?? 'file-broken')}</p>;
  return (
    <div className="finding review">
      {t('receipts.failed')}{' '}
      <a href={`/api/receipts/${id}/file`} download>
        {t('receipts.original')}
      </a>{' '}
      <button type="button" className="plain" onClick={() => again.mutate()}>
        {t('receipts.failed.again')}
      </button>
      {again.isError && <FailedPart error={again.error} />}
    </div>
  );
};

const Body = (props: Props & { editing: boolean; done: () => void }): ReactNode => {
  const { code } = useSpeech();
  const { row, receipt, editing } = props;
  const reading = receipt?.reading ?? null;
  const doubts = doubtsOf(row, reading);
  return (
    <>
      {receipt?.status === 'failed' && <Trouble receipt={receipt} />}
      {reading?.notices.map((notice) => (
        <p key={notice} className="finding review">
          {code('notice', notice)}
        </p>
      ))}
      {receipt && reading && <Doubts row={row} receiptId={receipt.id} reading={reading} doubts={doubts} />}
      {editing && <ExpenseFields row={row} receipt={receipt} asked={doubts} done={isWhole(row) ? props.done : null} />}
      <ExpenseExtras row={row} reading={reading} />
      <Attestation row={row} />
      {reading && <TicketOffer row={row} reading={reading} />}
      <FindingsAt subject={`expenses[${row.id}]`} />
    </>
  );
};

export const ExpenseRow = (props: RowProps): ReactNode => {
  const { t, code } = useSpeech();
  const { row, receipt, number } = props;
  const [editing, setEditing] = useState(false);
  const pending = isPending(row, receipt);
  const doubts = doubtsOf(row, receipt?.reading ?? null);
  // What is empty opens by itself, and stays open until its writer says that it is done: never in mid-typing.
  const filled = receipt?.reading ? fillExpense(row, receipt.reading) : row;
  const unusable = receipt?.status === 'failed' && !typedByHand(receipt.failure);
  if (!pending && !unusable && !editing && emptyFieldsOf(filled, doubts).length > 0) setEditing(true);
  const name = row.kind ? code('kind', row.kind) : t('receipts.item', { n: number });
  return (
    <li className="row expense" id={`expenses[${row.id}]`}>
      {row.receiptId !== null && !(editing && receipt?.pageCount) && (
        <Thumbnail receiptId={receipt?.id ?? ''} name={name} pages={receipt?.pageCount ?? null} />
      )}
      <div className="row-body" id={receipt ? `receipts[${receipt.id}]` : undefined}>
        <div className="row-head">
          <Summary {...props} />
          <div className="row-actions">
            {!pending && !unusable && !editing && (
              <button
                type="button"
                className="plain"
                aria-label={`${t('common.change')}: ${name}`}
                onClick={() => setEditing(true)}
              >
                {t('common.change')}
              </button>
            )}
            <button
              type="button"
              className="plain"
              aria-label={`${t('common.remove')}: ${name}`}
              onClick={() => props.remove(row, name)}
            >
              {t('common.remove')}
            </button>
          </div>
        </div>
        {!pending && <Body {...props} editing={editing} done={() => setEditing(false)} />}
        {receipt && <Arrival receipt={receipt} />}
      </div>
    </li>
  );
};
