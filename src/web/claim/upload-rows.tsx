import type { ReactNode } from 'react';
import type { ReceiptView } from '../../claim/views.ts';
import { type TextKey, useSpeech } from '../texts.ts';
import type { Upload, Uploads } from './uploads.ts';

/** What is said of a file from the choosing to the reading: how far it is, that it arrived, that it is read. */

const uploadTexts: Record<Upload['status'], TextKey> = {
  waiting: 'receipts.waiting',
  sending: 'receipts.sending',
  lost: 'receipts.lost',
  refused: 'receipts.refused',
  arrived: 'receipts.arrived',
  same: 'receipts.same',
};

const UploadRow = (props: { upload: Upload; again: () => void; dismiss: () => void }): ReactNode => {
  const { t } = useSpeech();
  const { name, percent, status, reason } = props.upload;
  const stopped = status === 'lost' || status === 'refused';
  const moving = status === 'waiting' || status === 'sending';
  const role = stopped ? 'alert' : moving ? undefined : 'status';
  return (
    <li className={`upload ${stopped ? 'stopped' : ''}`}>
      <span role={role}>{t(uploadTexts[status], { name, percent, reason })}</span>
      {moving && <progress value={percent} max={100} aria-label={name} />}
      {status === 'lost' && (
        <button type="button" className="plain" aria-label={`${t('app.retry')}: ${name}`} onClick={props.again}>
          {t('app.retry')}
        </button>
      )}
      {!moving && (
        <button
          type="button"
          className="plain"
          aria-label={`${t(status === 'lost' ? 'common.cancel' : 'common.close')}: ${name}`}
          onClick={props.dismiss}
        >
          {t(status === 'lost' ? 'common.cancel' : 'common.close')}
        </button>
      )}
    </li>
  );
};

export const UploadRows = (props: Pick<Uploads, 'uploads' | 'again' | 'dismiss'>): ReactNode =>
  props.uploads.map((upload) => (
    <UploadRow
      key={upload.id}
      upload={upload}
      again={() => props.again(upload.id)}
      dismiss={() => props.dismiss(upload.id)}
    />
  ));

/** How far the reading of a receipt is. */
export const ReadingState = (props: { receipt: ReceiptView | null }): ReactNode => {
  const { t } = useSpeech();
  const { status, progress } = props.receipt ?? { status: 'reading', progress: null };
  if (status === 'queued') return t('receipts.queued');
  return progress && progress.pages > 1 ? t('receipts.reading.page', { ...progress }) : t('receipts.reading');
};

/** Figures of the hash that are shown: enough to compare by eye. */
const SHOWN_FIGURES = 8;

/** The proof that the file is with the agency: when it came, and the beginning of its hash as it is kept. */
export const Arrival = (props: { receipt: ReceiptView }): ReactNode => {
  const { t, format } = useSpeech();
  const { uploadedAt, sha256 } = props.receipt;
  return (
    <p className="arrival small quiet" title={sha256}>
      {t('receipts.arrival', { when: format.instant(uploadedAt), code: sha256.slice(0, SHOWN_FIGURES) })}
    </p>
  );
};
