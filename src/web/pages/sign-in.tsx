import { type FormEvent, type ReactNode, useState } from 'react';
import { Button, TextInput } from 'suomifi-ui-components';
import { Link } from 'wouter';
import type { SessionView } from '../../claim/views.ts';
import { sentenceOf } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { useSession } from '../session.tsx';
import { useSpeech } from '../texts.ts';

type Account = SessionView['demoAccounts'][number];

const DemoAccounts = (props: { accounts: Account[]; choose: (account: Account) => void }): ReactNode => {
  const { t, of } = useSpeech();
  return (
    <section className="demo-accounts" aria-labelledby="demo-title">
      <h2 id="demo-title">{t('signin.demo')}</h2>
      <p>{t('signin.demo.text')}</p>
      <ul>
        {props.accounts.map((account) => (
          <li key={account.username}>
            <button type="button" onClick={() => props.choose(account)}>
              <strong>{account.name}</strong>
              <span>{of(account.note)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Sign-in; in the demo the accounts are buttons, one tap signs in. */
export const SignInPage = (): ReactNode => {
  const speech = useSpeech();
  const { t } = speech;
  const { view, signIn } = useSession();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');

  const enter = async (name: string, word: string): Promise<void> => {
    setBusy(true);
    setFailure('');
    try {
      await signIn(name, word);
    } catch (error) {
      setFailure(sentenceOf(error, speech));
      setBusy(false);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void enter(username, password);
  };

  return (
    <Page title={t('signin.title')}>
      <p className="lead">{t('signin.lead')}</p>
      <div className="sign-in">
        <form onSubmit={submit}>
          <TextInput
            labelText={t('signin.username')}
            autoComplete="username"
            autoCapitalize="none"
            value={username}
            onChange={(value) => setUsername(String(value ?? ''))}
            fullWidth
          />
          <TextInput
            labelText={t('signin.password')}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(value) => setPassword(String(value ?? ''))}
            fullWidth
          />
          <p role="alert" className="field-error">
            {failure}
          </p>
          <Button type="submit" aria-disabled={busy}>
            {t(busy ? 'signin.working' : 'signin.submit')}
          </Button>
        </form>
        {view.demoAccounts.length > 0 && (
          <DemoAccounts
            accounts={view.demoAccounts}
            choose={(account) => void enter(account.username, account.password)}
          />
        )}
      </div>
      <p className="sign-in-other">
        <Link href="/verify">{t('nav.verify')}</Link>
      </p>
    </Page>
  );
};
