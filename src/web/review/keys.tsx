import { type ReactNode, useEffect, useRef } from 'react';
import { type TextKey, useSpeech } from '../texts.ts';

/** Keys of the assistant's screen: shown on it, quiet while one types, and never the only way. */

export type Keys = Record<'j' | 'k' | 'a' | 'r' | 'o' | 'n' | '?', () => void>;

const meanings: Record<keyof Keys, TextKey> = {
  j: 'review.keys.next',
  k: 'review.keys.previous',
  a: 'review.keys.approve',
  r: 'review.keys.return',
  o: 'review.keys.originals',
  n: 'review.keys.receipt',
  '?': 'review.keys.help',
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'));

export const useKeys = (keys: Keys): void => {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (!(event.key in meanings)) return;
      event.preventDefault();
      latest.current[event.key as keyof Keys]();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
};

export const KeyHelp = (props: { open: boolean; toggle: () => void }): ReactNode => {
  const { t } = useSpeech();
  return (
    <div className="keys">
      <button type="button" className="plain small" aria-expanded={props.open} onClick={props.toggle}>
        {t('review.keys')} (?)
      </button>
      {props.open && (
        <div className="keys-list">
          <dl>
            {(Object.keys(meanings) as (keyof Keys)[]).map((key) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{t(meanings[key])}</dd>
              </div>
            ))}
          </dl>
          <p className="small quiet">{t('review.keys.note')}</p>
        </div>
      )}
    </div>
  );
};
