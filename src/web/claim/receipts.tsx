import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { type TextKey, useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { ExpenseRow } from './expense-row.tsx';
import { useReadings } from './readings.ts';
import { Section } from './section.tsx';
import { type Upload, type Uploads, useUploads } from './uploads.ts';

/** The one large target: the phone offers its camera, a desktop its files; many at once, or dropped on it. */
const AddReceipts = (props: { add: Uploads['add'] }): ReactNode => {
  const { t } = useSpeech();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null): void => {
    if (files && files.length > 0) props.add([...files]);
    if (input.current) input.current.value = '';
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <label
      className={over ? 'add-receipts over' : 'add-receipts'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        multiple
        accept="image/*,application/pdf"
        onChange={(event) => take(event.target.files)}
      />
      <strong>{t(over ? 'receipts.drop' : 'receipts.add')}</strong>
      <span>{t('receipts.add.hint')}</span>
    </label>
  );
};

const uploadTexts: Record<Upload['status'], TextKey> = {
  waiting: 'receipts.sending',
  sending: 'receipts.sending',
  lost: 'receipts.lost',
  refused: 'receipts.refused',
};

const UploadRow = (props: { upload: Upload; again: () => void; dismiss: () => void }): ReactNode => {
  const { t } = useSpeech();
  const { file, percent, status, reason } = props.upload;
  const stopped = status === 'lost' || status === 'refused';
  return (
    <li className={`upload ${stopped ? 'stopped' : ''}`}>
      <span role={stopped ? 'alert' : undefined}>{t(uploadTexts[status], { name: file.name, percent, reason })}</span>
      {!stopped && <progress value={percent} max={100} aria-label={file.name} />}
      {status === 'lost' && (
        <button type="button" className="plain" onClick={props.again}>
          {t('app.retry')}
        </button>
      )}
      {stopped && (
        <button type="button" className="plain" onClick={props.dismiss}>
          {t('common.close')}
        </button>
      )}
    </li>
  );
};

/** Says aloud how many receipts are still being read, and when all are. */
const ReadingProgress = (): ReactNode => {
  const { view } = useClaim();
  const { count, t } = useSpeech();
  const reading = view.receipts.filter((one) => one.status === 'queued' || one.status === 'reading').length;
  const [seen, setSeen] = useState(false);
  if (reading > 0 && !seen) setSeen(true);
  const text = reading > 0 ? count('receipts.progress', reading) : seen ? t('receipts.progress.done') : '';
  return (
    <p className="small quiet" role="status">
      {text}
    </p>
  );
};

export const ReceiptsSection = (): ReactNode => {
  const { t } = useSpeech();
  const claim = useClaim();
  const { view, draft } = claim;
  const { uploads, add, again, dismiss } = useUploads(claim);
  useReadings(claim);
  return (
    <Section id="receipts" title={t('receipts.title')}>
      <AddReceipts add={add} />
      <ReadingProgress />
      <ul className="rows">
        {draft.expenses.map((row, index) => (
          <ExpenseRow
            key={row.id}
            row={row}
            number={index + 1}
            receipt={view.receipts.find((one) => one.id === row.receiptId) ?? null}
          />
        ))}
        {uploads.map((upload) => (
          <UploadRow
            key={upload.id}
            upload={upload}
            again={() => again(upload.id)}
            dismiss={() => dismiss(upload.id)}
          />
        ))}
      </ul>
    </Section>
  );
};
