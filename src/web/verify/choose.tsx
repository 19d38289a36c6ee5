import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useSession } from '../session.tsx';
import type { VerifyWords } from './words.ts';

/** The one large target: a file is chosen, or dropped on it. */
export const ChooseFile = (props: { words: VerifyWords; choose: (file: File) => void }): ReactNode => {
  const { t } = props.words;
  const { view } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null): void => {
    const file = files?.[0];
    if (file) props.choose(file);
    // The same file may be chosen again.
    if (input.current) input.current.value = '';
  };
  return (
    <label
      className={over ? 'verify-target over' : 'verify-target'}
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <input ref={input} type="file" accept="application/pdf,.pdf" onChange={(event) => take(event.target.files)} />
      <strong>{t(over ? 'verify.drop' : 'verify.choose')}</strong>
      <span>{t('verify.choose.hint', { limit: view.verifyMb })}</span>
    </label>
  );
};
