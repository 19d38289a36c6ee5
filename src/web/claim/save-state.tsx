import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import type { ClaimView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { useSpeech } from '../texts.ts';
import { claimKey, useClaim } from './draft-hooks.ts';

/** Whether what is written is saved, in words; and the choice when it was changed elsewhere too. */
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

export const Conflict = (): ReactNode => {
  const { t } = useSpeech();
  const client = useQueryClient();
  const { view, state, store } = useClaim();
  if (state.status !== 'conflict') return null;
  const fetchTheirs = async (): Promise<ClaimView> => {
    const theirs = await api.get<ClaimView>(`/api/claims/${view.id}`);
    client.setQueryData(claimKey(view.id), theirs);
    return theirs;
  };
  const take = async (): Promise<void> => {
    const theirs = await fetchTheirs();
    store.takeTheirs(theirs.revision, theirs.draft);
  };
  const keep = async (): Promise<void> => store.keepMine((await fetchTheirs()).revision);
  return (
    <section className="conflict" role="alert">
      <h2>{t('save.conflict.title')}</h2>
      <p>{t('save.conflict.text')}</p>
      <div className="buttons">
        <Button onClick={() => void take()}>{t('save.conflict.theirs')}</Button>
        <Button variant="secondary" onClick={() => void keep()}>
          {t('save.conflict.mine')}
        </Button>
      </div>
    </section>
  );
};
