import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button, Checkbox } from 'suomifi-ui-components';
import type { ClaimView } from '../../claim/views.ts';
import { api, isRefused } from '../api.ts';
import { sentenceOf } from '../parts/failure.tsx';
import { TextField } from '../parts/fields/fields.tsx';
import { useSession } from '../session.tsx';
import { type Speech, useSpeech } from '../texts.ts';
import { claimKey, useClaim } from './draft-hooks.ts';
import { focusPath } from './focus.ts';
import { isSaidAsMissing, Section } from './section.tsx';

/** What is still missing, each a tap away; then the declaration, the name, and sending. */

interface Todo {
  path: string;
  text: string;
}

/** What the path speaks of, when it is one of several rows: `Taksi`, `Kuitti 2`. */
const rowName = (path: string, view: ClaimView, { t, code }: Speech): string => {
  const id = /^(?:expenses|receipts)\[(.+?)\]/.exec(path)?.[1];
  const index = view.draft.expenses.findIndex((row) => row.id === id || row.receiptId === id);
  const row = view.draft.expenses[index];
  if (!row) return '';
  return `${row.kind ? code('kind', row.kind) : t('receipts.item', { n: index + 1 })}: `;
};

/** Rows of receipts that are being read lack everything; that is said once, not field by field. */
const isBeingRead = (path: string, view: ClaimView): boolean => {
  const row = view.draft.expenses.find((one) => path.startsWith(`expenses[${one.id}]`));
  const receipt = view.receipts.find((one) => one.id === row?.receiptId);
  return receipt?.status === 'queued' || receipt?.status === 'reading';
};

const useTodos = (): Todo[] => {
  const { view } = useClaim();
  const speech = useSpeech();
  const missing = view.missing.filter((one) => !isBeingRead(one.path, view));
  const errors = (view.evaluation?.findings ?? []).filter(
    (one) => one.severity === 'error' && !isSaidAsMissing(one, missing),
  );
  const all = [
    ...missing.map(({ path, action, code }) => ({ path, action, said: code !== 'receipt-being-read' })),
    ...errors.map(({ subject, action }) => ({ path: subject, action, said: true })),
  ];
  const todos = all.map(({ path, action, said }) => ({
    path,
    text: `${said ? rowName(path, view, speech) : ''}${speech.of(action)}`,
  }));
  return todos.filter((todo, index) => todos.findIndex((other) => other.text === todo.text) === index);
};

const TodoList = (props: { todos: Todo[] }): ReactNode => {
  const { t, count } = useSpeech();
  const { todos } = props;
  if (todos.length === 0) return <p className="all-here">{t('missing.none')}</p>;
  return (
    <div className="todos">
      <h3 id="title-missing">{count('missing.title', todos.length)}</h3>
      <ul aria-labelledby="title-missing">
        {todos.map((todo) => (
          <li key={`${todo.path}${todo.text}`}>
            <button type="button" className="plain" onClick={() => focusPath(todo.path)}>
              {todo.text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

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
