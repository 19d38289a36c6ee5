import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import { type FinanceSettings, type PostingKind, postingKinds } from '../../claim/finance-settings.ts';
import type { FinanceSettingsView } from '../../claim/finance-views.ts';
import { plainIban } from '../../claim/iban.ts';
import { api, isRefused } from '../api.ts';
import { useKept } from '../kept.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Leftover } from '../parts/leftover.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';
import { RegisterCodes } from './register-codes.tsx';
import { useWords } from './words.tsx';

/** Accounts by kind of posting, follow-up objects, who pays, and the register's codes. Batches made before do not change. */

type Change = (settings: FinanceSettings) => void;
interface Part {
  settings: FinanceSettings;
  change: Change;
}

const Line = (props: { label: string; value: string; longest: number; change: (value: string) => void }): ReactNode => (
  <label className="field middle">
    {props.label}
    <input
      className="plain-input"
      value={props.value}
      maxLength={props.longest}
      autoComplete="off"
      onChange={(event) => props.change(event.target.value)}
    />
  </label>
);

const Accounts = ({ settings, change }: Part): ReactNode => {
  const { t, code } = useWords();
  const set = (kind: PostingKind, typed: string): void => {
    const { [kind]: _before, ...others } = settings.accounts;
    const account = typed.trim().toUpperCase();
    change({ ...settings, accounts: account === '' ? others : { ...others, [kind]: account } });
  };
  return (
    <fieldset>
      <legend>{t('settings.accounts')}</legend>
      <p className="hint">{t('settings.accounts.hint')}</p>
      <div className="fields">
        {postingKinds.map((kind) => (
          <Line
            key={kind}
            label={code('kind', kind)}
            value={settings.accounts[kind] ?? ''}
            longest={8}
            change={(value) => set(kind, value)}
          />
        ))}
      </div>
    </fieldset>
  );
};

const FollowUps = ({ settings, change }: Part): ReactNode => {
  const { t } = useWords();
  const { followUp } = settings;
  return (
    <fieldset>
      <legend>{t('settings.followUp')}</legend>
      <p className="hint">{t('settings.followUp.hint')}</p>
      <div className="fields">
        {(['operatingUnit', 'followUpObject', 'project'] as const).map((key) => (
          <Line
            key={key}
            label={t(`settings.${key}`)}
            value={followUp[key]}
            longest={20}
            change={(value) => change({ ...settings, followUp: { ...followUp, [key]: value.trim() } })}
          />
        ))}
      </div>
    </fieldset>
  );
};

const Payer = ({ settings, change }: Part): ReactNode => {
  const { t } = useWords();
  const { payer } = settings;
  const longest = { name: 70, businessId: 9, iban: 42, bic: 11 };
  return (
    <fieldset>
      <legend>{t('settings.payer')}</legend>
      <p className="hint">{t('settings.payer.hint')}</p>
      <div className="fields">
        {(['name', 'businessId', 'iban', 'bic'] as const).map((key) => (
          <Line
            key={key}
            label={t(`settings.payer.${key}`)}
            value={payer[key]}
            longest={longest[key]}
            change={(value) => change({ ...settings, payer: { ...payer, [key]: value } })}
          />
        ))}
      </div>
    </fieldset>
  );
};

const Form = (props: { view: FinanceSettingsView }): ReactNode => {
  const { t } = useWords();
  const { format } = useSpeech();
  const client = useQueryClient();
  const { view } = props;
  const kept = useKept('finance-settings', view.settings);
  const { value: settings, change: setSettings } = kept;
  const save = useMutation({
    mutationFn: () => {
      const payer = { ...settings.payer, iban: plainIban(settings.payer.iban), bic: settings.payer.bic.trim() };
      return api.put<FinanceSettingsView>('/api/finance-settings', { ...settings, payer });
    },
    onSuccess: (saved) => {
      kept.forget();
      client.setQueryData(['finance-settings'], saved);
      void client.invalidateQueries({ queryKey: ['preview'] });
    },
  });
  const wrong = isRefused(save.error, 'invalid-input') ? (save.error.view.fields ?? []) : [];
  return (
    <form
      className="settings"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate();
      }}
    >
      <Leftover of={kept} />
      <Accounts settings={settings} change={setSettings} />
      <FollowUps settings={settings} change={setSettings} />
      <Payer settings={settings} change={setSettings} />
      <RegisterCodes settings={settings} change={setSettings} />
      <div className="buttons">
        <Button type="submit" aria-disabled={save.isPending}>
          {t(save.isPending ? 'settings.saving' : 'settings.save')}
        </Button>
      </div>
      <p role="status" className="announced">
        {save.isSuccess && t('settings.saved')}
      </p>
      {save.isError && <FailedPart error={save.error} />}
      <ul className="findings">
        {wrong.map((field) => (
          <li key={field.path} className="finding error">
            {field.path}: {field.message}
          </li>
        ))}
      </ul>
      {view.setAt !== null && (
        <p className="hint">{t('settings.set', { date: format.instant(view.setAt), name: view.setBy ?? '' })}</p>
      )}
    </form>
  );
};

export const Settings = (): ReactNode => {
  const query = useQuery({
    queryKey: ['finance-settings'],
    queryFn: () => api.get<FinanceSettingsView>('/api/finance-settings'),
  });
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  return query.data ? <Form view={query.data} /> : <Waiting />;
};
