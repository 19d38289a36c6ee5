import type { ReactNode } from 'react';
import { useSpeech } from '../texts.ts';

/** Said while something is being fetched. */
export const Waiting = (): ReactNode => {
  const { t } = useSpeech();
  return (
    <p className="waiting" role="status">
      {t('app.loading')}
    </p>
  );
};
