import type { ReactNode } from 'react';
import { useSpeech } from '../texts.ts';

/** The name of a row and its `Poista`. */
export const RowHead = (props: { name: string; remove: () => void }): ReactNode => {
  const { t } = useSpeech();
  return (
    <div className="row-head">
      <h4>{props.name}</h4>
      <button
        type="button"
        className="plain"
        aria-label={`${t('common.remove')}: ${props.name}`}
        onClick={props.remove}
      >
        {t('common.remove')}
      </button>
    </div>
  );
};

/** After a removal: what went, and a tap to have it back. */
export const Undo = (props: { text: string; undo: (() => void) | null }): ReactNode => {
  const { t } = useSpeech();
  return (
    <p role="status" className="undo">
      {props.undo && (
        <>
          {props.text}{' '}
          <button type="button" className="plain" onClick={props.undo}>
            {t('common.undo')}
          </button>
        </>
      )}
    </p>
  );
};
