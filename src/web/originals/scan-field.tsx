import { type KeyboardEvent, lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { Waiting } from '../parts/waiting.tsx';
import { useWords } from './words.ts';

/**
 * One field for everything: a hand scanner types the code and Enter; Enter in the empty field ticks the next original,
 * Shift and Enter all. So nobody has to move the focus between two sheets.
 */

const Camera = lazy(async () => ({ default: (await import('./camera.tsx')).Camera }));

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select');

/** A scanner types wherever the focus is: outside of a field its first character already goes to ours. */
const useTypingAnywhere = (field: { current: HTMLInputElement | null }): void => {
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent): void => {
      const isText = event.key.length === 1 && event.key !== ' ';
      if (isText && !event.ctrlKey && !event.metaKey && !event.altKey && !isField(event.target)) field.current?.focus();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [field]);
};

export const ScanField = (props: {
  scan: (code: string) => void;
  tickNext: () => void;
  tickAll: () => void;
  /** Grows when the field is to be focused and emptied: a sheet has opened. */
  opened: number;
}): ReactNode => {
  const { t } = useWords();
  const [code, setCode] = useState('');
  const [camera, setCamera] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useTypingAnywhere(field);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each sheet that opens, and at the start
  useEffect(() => {
    setCode('');
    // After the page's own heading has had the focus.
    const later = setTimeout(() => field.current?.focus());
    return () => clearTimeout(later);
  }, [props.opened]);
  const enter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (code.trim() !== '') {
      props.scan(code);
      // The next sheet is typed over what could not be used.
      field.current?.select();
    } else if (event.shiftKey) props.tickAll();
    else props.tickNext();
  };
  return (
    <section className="scan" aria-label={t('scan')}>
      <div className="scan-row">
        <div className="field scan-code">
          <label htmlFor="scan-code">{t('scan.label')}</label>
          <input
            id="scan-code"
            ref={field}
            value={code}
            maxLength={4300}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-describedby="scan-hint"
            onChange={(event) => setCode(event.target.value)}
            onKeyDown={enter}
          />
        </div>
        <Button onClick={() => (code.trim() === '' ? field.current?.focus() : props.scan(code))}>
          {t('scan.open')}
        </Button>
        <Button variant="secondary" aria-expanded={camera} onClick={() => setCamera((on) => !on)}>
          {t(camera ? 'camera.close' : 'camera.open')}
        </Button>
      </div>
      <p className="hint" id="scan-hint">
        {t('scan.hint')}
      </p>
      {camera && (
        <Suspense fallback={<Waiting />}>
          <Camera seen={props.scan} />
        </Suspense>
      )}
    </section>
  );
};
