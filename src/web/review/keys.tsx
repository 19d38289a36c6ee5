import { type ReactNode, useEffect, useRef } from 'react';
import { useSpeech } from '../texts.ts';
import { useWords } from './words.tsx';

/** Keys of the assistant's screen: shown on it, quiet while one types, and never the only way. */

const keyNames = [
  ...(['j', 'k', 'g', 'l', 'h', 'c', 'x', 'q', 'u', 's', 'b', 'a'] as const),
  ...(['p', 'r', 'o', 'n', 'z', 't', '?'] as const),
] as const;
export type Keys = Record<(typeof keyNames)[number], () => void>;

const isKey = (key: string): key is keyof Keys => (keyNames as readonly string[]).includes(key);

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'));

/** Parts of the screen each listen for keys of their own. */
export const useKeys = (keys: Partial<Keys>): void => {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const act = isKey(event.key) ? latest.current[event.key] : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
};

export const KeyHelp = (props: { open: boolean; toggle: () => void }): ReactNode => {
  const { t } = useSpeech();
  const words = useWords();
  const meanings: Record<keyof Keys, string> = {
    j: t('review.keys.next'),
    k: t('review.keys.previous'),
    g: words.t('key.enter'),
    l: words.t('key.line'),
    h: words.t('key.accept'),
    c: words.t('key.correct'),
    x: words.t('key.reject'),
    q: words.t('key.ask'),
    u: words.t('key.undo'),
    s: words.t('key.send'),
    b: words.t('key.account'),
    a: t('review.keys.approve'),
    p: words.t('key.undo.approval'),
    r: t('review.keys.return'),
    o: t('review.keys.originals'),
    n: t('review.keys.receipt'),
    z: words.t('key.zoom'),
    t: words.t('key.rotate'),
    '?': t('review.keys.help'),
  };
  return (
    <div className="keys">
      <button type="button" className="plain small" aria-expanded={props.open} onClick={props.toggle}>
        {t('review.keys')} (?)
      </button>
      {props.open && (
        <div className="keys-list">
          <dl>
            {keyNames.map((key) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{meanings[key]}</dd>
              </div>
            ))}
          </dl>
          <p className="small quiet">{t('review.keys.note')}</p>
        </div>
      )}
    </div>
  );
};
