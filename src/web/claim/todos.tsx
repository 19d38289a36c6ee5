import type { ReactNode } from 'react';
import type { ClaimView } from '../../claim/views.ts';
import { type Speech, useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { focusPath } from './focus.ts';
import { isSaidAsMissing } from './section.tsx';

/** What is still missing of a claim, each a tap away. */

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

export const useTodos = (): Todo[] => {
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

export const TodoList = (props: { todos: Todo[] }): ReactNode => {
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
