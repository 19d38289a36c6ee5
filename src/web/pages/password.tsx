import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { SHORTEST_PASSWORD } from '../../claim/people-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { usePeopleWords, WithPeopleWords } from '../people/words.tsx';

/** Where the one-time link of a new account leads: a password, and done. The token stands behind the `#`. */

const Form = (): ReactNode => {
  const { t } = usePeopleWords();
  const id = useId();
  const [password, setPassword] = useState('');
  // As it was when the page opened: the link to the content takes its place in the address.
  const [token] = useState(() => window.location.hash.slice(1) || '-');
  const [asked, setAsked] = useState(false);
  const set = useMutation({
    mutationFn: () => api.post<{ username: string }>('/api/password', { token, password }),
  });
  if (set.data) {
    return (
      <>
        <p role="status">{t('password.done', { username: set.data.username })}</p>
        <a href="/">{t('password.signin')}</a>
      </>
    );
  }
  const short = password.length < SHORTEST_PASSWORD;
  return (
    <form
      className="password-form"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (!short && !set.isPending) set.mutate();
      }}
    >
      <label htmlFor={id}>{t('password.new')}</label>
      <p className="hint" id={`${id}-hint`}>
        {t('password.hint', { count: SHORTEST_PASSWORD })}
      </p>
      <input
        id={id}
        type="password"
        autoComplete="new-password"
        maxLength={200}
        value={password}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setPassword(event.target.value)}
      />
      <p role="alert" className="field-error">
        {asked && short && t('password.short', { count: SHORTEST_PASSWORD })}
      </p>
      {set.isError && <FailedPart error={set.error} />}
      <Button type="submit">{t('password.set')}</Button>
    </form>
  );
};

const Titled = (): ReactNode => {
  const { t } = usePeopleWords();
  return (
    <Page title={t('password.title')}>
      <Form />
    </Page>
  );
};

export const PasswordPage = (): ReactNode => (
  <WithPeopleWords>
    <Titled />
  </WithPeopleWords>
);
