import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button, Checkbox } from 'suomifi-ui-components';
import { languages } from '../../claim/claim.ts';
import type { PersonInput, PersonView } from '../../claim/people-views.ts';
import { roles } from '../../claim/views.ts';
import { api } from '../api.ts';
import { useKept } from '../kept.ts';
import { FailedPart } from '../parts/failure.tsx';
import { ChoiceField, TextField } from '../parts/fields/fields.tsx';
import { Leftover } from '../parts/leftover.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { usePeopleWords, WithPeopleWords } from './words.tsx';

/** Accounts and their roles, for the administrator: made, changed, disabled; never deleted. */

const empty: PersonInput = { name: '', email: '', roles: ['member'], language: 'fi', disabled: false };

const Fields = (props: {
  person: PersonInput;
  change: (change: Partial<PersonInput>) => void;
  isNew: boolean;
}): ReactNode => {
  const { t } = usePeopleWords();
  const { person, change } = props;
  return (
    <>
      <div className="fields">
        <TextField label={t('accounts.name')} value={person.name} onChange={(name) => change({ name })} />
        <TextField label={t('accounts.email')} value={person.email} onChange={(email) => change({ email })} />
        <ChoiceField
          label={t('accounts.language')}
          value={person.language}
          options={languages.map((value) => ({ value, text: t(`language.${value}`) }))}
          onChange={(language) => language && change({ language })}
          width="short"
        />
      </div>
      <fieldset className="role-ticks">
        <legend>{t('accounts.roles')}</legend>
        {roles.map((role) => (
          <Checkbox
            key={role}
            checked={person.roles.includes(role)}
            onClick={({ checkboxState }) =>
              change({ roles: roles.filter((each) => (each === role ? checkboxState : person.roles.includes(each))) })
            }
          >
            {t(`accounts.role.${role}`)}
          </Checkbox>
        ))}
        {!props.isNew && (
          <Checkbox checked={person.disabled} onClick={({ checkboxState }) => change({ disabled: checkboxState })}>
            {t('accounts.disabled')}
          </Checkbox>
        )}
      </fieldset>
    </>
  );
};

const NewAccount = (): ReactNode => {
  const { t } = usePeopleWords();
  const client = useQueryClient();
  const kept = useKept('account.new', empty);
  const { value: person } = kept;
  const make = useMutation({
    mutationFn: () => api.post<PersonView>('/api/people', person),
    onSuccess: async () => {
      kept.drop();
      await client.invalidateQueries({ queryKey: ['people'] });
    },
  });
  return (
    <details className="account" open={kept.isLeftover || undefined}>
      <summary>
        <strong>{t('accounts.new')}</strong>
      </summary>
      <Leftover of={kept} />
      <Fields person={person} change={kept.change} isNew />
      {make.isError && <FailedPart error={make.error} />}
      <Button aria-disabled={make.isPending} onClick={() => !make.isPending && make.mutate()}>
        {t('accounts.make')}
      </Button>
      <p role="status">{make.data && t('accounts.made', { name: make.data.name })}</p>
    </details>
  );
};

const AccountForm = ({ person: { id, username, disabledAt, ...rest } }: { person: PersonView }): ReactNode => {
  const { t } = usePeopleWords();
  const client = useQueryClient();
  const [person, setPerson] = useState<PersonInput>({ ...rest, disabled: disabledAt !== null });
  const save = useMutation({
    mutationFn: () => api.put<PersonView>(`/api/people/${id}`, person),
    onSuccess: () => client.invalidateQueries({ queryKey: ['people'] }),
  });
  const link = useMutation({ mutationFn: () => api.post(`/api/people/${id}/link`) });
  const failed = save.error ?? link.error;
  return (
    <>
      <Fields person={person} change={(change) => setPerson((now) => ({ ...now, ...change }))} isNew={false} />
      {failed && <FailedPart error={failed} />}
      <div className="buttons">
        <Button aria-disabled={save.isPending} onClick={() => !save.isPending && save.mutate()}>
          {t('accounts.save')}
        </Button>
        {disabledAt === null && (
          <Button variant="secondary" aria-disabled={link.isPending} onClick={() => !link.isPending && link.mutate()}>
            {t('accounts.link')}
          </Button>
        )}
      </div>
      <p role="status">
        {save.isSuccess && t('accounts.saved', { name: person.name })}
        {link.isSuccess && t('accounts.link.sent', { name: person.name })}
      </p>
    </>
  );
};

/** Many people, one of whom is changed: the fields come when they are opened, and stay as they were left. */
const Account = ({ person }: { person: PersonView }): ReactNode => {
  const { t } = usePeopleWords();
  const [opened, setOpened] = useState(false);
  return (
    <details className="account" onToggle={({ currentTarget }) => currentTarget.open && setOpened(true)}>
      <summary>
        <strong>{person.name}</strong>{' '}
        <span className="quiet">
          <span translate="no">{person.username}</span> ·{' '}
          {person.roles.map((role) => t(`accounts.role.${role}`)).join(', ')}
          {person.disabledAt !== null && ` · ${t('accounts.closed')}`}
        </span>
      </summary>
      {opened && <AccountForm person={person} />}
    </details>
  );
};

const AccountList = (): ReactNode => {
  const { t } = usePeopleWords();
  const query = useQuery({ queryKey: ['people'], queryFn: () => api.get<PersonView[]>('/api/people') });
  const [sought, setSought] = useState('');
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  const words = sought.trim().toLocaleLowerCase('fi');
  const found = query.data.filter(({ name, email, username }) =>
    [name, email, username].some((text) => text.toLocaleLowerCase('fi').includes(words)),
  );
  return (
    <>
      <p className="lead">{t('accounts.lead')}</p>
      <NewAccount />
      <TextField label={t('accounts.find')} value={sought} onChange={setSought} />
      {found.length === 0 && <p className="empty">{t('accounts.none')}</p>}
      {found.map((person) => (
        <Account key={person.id} person={person} />
      ))}
    </>
  );
};

export const Accounts = (): ReactNode => (
  <WithPeopleWords>
    <AccountList />
  </WithPeopleWords>
);
