import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { RemovedReceipt, useRemoval } from './expense-remove.tsx';
import { ExpenseRow } from './expense-row.tsx';
import { HandOver } from './handover.tsx';
import { LostReceipt } from './lost-receipt.tsx';
import { useReadings } from './readings.ts';
import { Section } from './section.tsx';
import { UploadRows } from './upload-rows.tsx';
import { type Uploads, useUploads } from './uploads.ts';

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
  const removal = useRemoval();
  return (
    <Section id="receipts" title={t('receipts.title')}>
      <AddReceipts add={add} />
      <HandOver />
      <ReadingProgress />
      <ul className="rows">
        {draft.expenses.map((row, index) => (
          <ExpenseRow
            key={row.id}
            row={row}
            number={index + 1}
            remove={removal.remove}
            receipt={view.receipts.find((one) => one.id === row.receiptId) ?? null}
          />
        ))}
        <UploadRows uploads={uploads} again={again} dismiss={dismiss} />
      </ul>
      <RemovedReceipt removal={removal} />
      <LostReceipt />
    </Section>
  );
};
