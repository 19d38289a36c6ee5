import type { ReactNode } from 'react';
import type { Kept } from '../kept.ts';
import { useSpeech } from '../texts.ts';

/** Says that what stands in a form was left unsaved, and takes it away where it is not wanted. */
export const Leftover = <T,>(props: { of: Kept<T> }): ReactNode => {
  const { t } = useSpeech();
  const { isLeftover, drop } = props.of;
  if (!isLeftover) return null;
  return (
    <p className="finding review" role="status">
      {t('form.leftover')}{' '}
      <button type="button" className="plain" onClick={drop}>
        {t('form.leftover.drop')}
      </button>
    </p>
  );
};
