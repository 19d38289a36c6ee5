import type { ReactNode } from 'react';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';

/** Whether what is written is saved, in words. */
export const SaveState = (): ReactNode => {
  const { t } = useSpeech();
  const { state } = useClaim();
  const text = {
    saved: t('save.saved'),
    changed: t('save.changed'),
    unreachable: t('save.unreachable'),
    conflict: t('save.conflict.title'),
    refused: state.detail,
  }[state.status];
  return (
    <p className={`save-state ${state.status}`} role="status">
      {text}
    </p>
  );
};
