import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button, Checkbox } from 'suomifi-ui-components';
import type { ClaimView } from '../../claim/views.ts';
import { api, isRefused } from '../api.ts';
import { sentenceOf } from '../parts/failure.tsx';
import { TextField } from '../parts/fields/fields.tsx';
import { useSession } from '../session.tsx';
import { useSpeech } from '../texts.ts';
import { claimKey, useClaim } from './draft-hooks.ts';
import { Section } from './section.tsx';
import { TodoList, useTodos } from './todos.tsx';

/** What is still missing; then the declaration, the name, and sending. */

export const SignSection = (): ReactNode => {
  const speech = useSpeech();
  const { t } = speech;
  const client = useQueryClient();
  const { view: session } = useSession();
  const { view, store } = useClaim();
  const todos = useTodos();
  const [accepted, setAccepted] = useState(false);
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');

  const send = async (): Promise<void> => {
    setBusy(true);
    setFailure('');
    try {
      if (!(await store.flush())) {
        setFailure(store.snapshot().detail || t('app.offline'));
        return;
      }
      const sent = await api.post<ClaimView>(`/api/claims/${view.id}/submission`, {
        revision: store.snapshot().revision,
        signedName: name.trim(),
        accepted: true,
        declarationVersion: view.declaration.version,
        payableCents: view.evaluation?.totals.payableCents,
      });
      client.setQueryData(claimKey(view.id), sent);
      void client.invalidateQueries({ queryKey: ['claims'] });
    } catch (error) {
      setFailure(sentenceOf(error, speech));
      if (isRefused(error, 'sum-changed')) void client.invalidateQueries({ queryKey: claimKey(view.id) });
    } finally {
      setBusy(false);
    }
  };
  const press = (): void => {
    if (todos.length > 0) setFailure(t('sign.missing.first'));
    else if (!accepted || name.trim() === '') setFailure(t('sign.accept.first'));
    else if (!busy) void send();
  };
  return (
    <Section id="sign" title={t('sign.title')}>
      <TodoList todos={todos} />
      <p className="declaration">{view.declaration.text}</p>
      <Checkbox checked={accepted} onClick={({ checkboxState }) => setAccepted(checkboxState)}>
        {t('sign.accept')}
      </Checkbox>
      <TextField
        label={t('sign.name')}
        hint={t('sign.name.hint', { name: session.user?.name ?? '' })}
        value={name}
        onChange={setName}
      />
      <p role="alert" className="field-error">
        {failure}
      </p>
      <Button onClick={press} aria-disabled={busy}>
        {t(busy ? 'sign.sending' : 'sign.send')}
      </Button>
    </Section>
  );
};
