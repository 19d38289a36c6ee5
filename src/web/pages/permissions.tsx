import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { Link } from 'wouter';
import { daysAfter } from '../../claim/days.ts';
import { OFFERED_DAYS, type PermissionsView, type PermissionView } from '../../claim/filing-views.ts';
import { api } from '../api.ts';
import { useFilingWords, WithFilingWords } from '../filing/words.tsx';
import { FailedPart, sentenceOf } from '../parts/failure.tsx';
import { DayField, TextField } from '../parts/fields/fields.tsx';
import { Page } from '../parts/layout.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';

/** Whom the member lets file for them, until when, and what was done with it. */

const key = ['permissions'];
const path = '/api/filing-permissions';
const today = (): string => new Date().toISOString().slice(0, 10);

type Act = (work: () => Promise<PermissionsView>, said: (now: PermissionsView) => string) => Promise<boolean>;

const Holding = (props: { permission: PermissionView; act: Act }): ReactNode => {
  const { t } = useFilingWords();
  const { format } = useSpeech();
  const { id, name, until } = props.permission;
  const revoke = (): void =>
    void props.act(
      () => api.post<PermissionsView>(`${path}/${id}/revocation`),
      () => t('perm.revoked', { name }),
    );
  return (
    <li className="home-row">
      <div>
        <h3>{name}</h3>
        <p className="quiet">{t('for.until', { date: format.date(until) })}</p>
      </div>
      <Button variant="secondary" aria-label={t('perm.revoke.name', { name })} onClick={revoke}>
        {t('perm.revoke')}
      </Button>
    </li>
  );
};

const NewPermission = ({ act, known }: { act: Act; known: string[] }): ReactNode => {
  const { t } = useFilingWords();
  const [person, setPerson] = useState('');
  const [until, setUntil] = useState<string | null>(() => daysAfter(today(), OFFERED_DAYS));
  const [empty, setEmpty] = useState(false);
  const give = async (): Promise<void> => {
    setEmpty(person.trim() === '' || until === null);
    if (person.trim() === '' || until === null) return;
    const given = await act(
      () => api.post<PermissionsView>(path, { person: person.trim(), until }),
      ({ permissions }) => t('perm.given', { name: permissions.find(({ id }) => !known.includes(id))?.name ?? '' }),
    );
    if (given) setPerson('');
  };
  return (
    <section className="home-list" aria-labelledby="title-new">
      <h2 id="title-new">{t('perm.new')}</h2>
      <div className="permission-form">
        <TextField
          label={t('perm.person')}
          hint={t('perm.person.hint')}
          value={person}
          onChange={setPerson}
          width="full"
        />
        <DayField
          label={t('perm.until')}
          hint={t('perm.until.hint')}
          value={until}
          near={today()}
          onChange={setUntil}
          width="full"
        />
        <p role="alert" className="field-error">
          {empty && t('perm.fill')}
        </p>
        <Button onClick={() => void give()}>{t('perm.give')}</Button>
      </div>
    </section>
  );
};

const Past = ({ permissions }: { permissions: PermissionView[] }): ReactNode => {
  const { t } = useFilingWords();
  const { format } = useSpeech();
  if (permissions.length === 0) return null;
  return (
    <section className="home-list" aria-labelledby="title-past">
      <h2 id="title-past">{t('perm.past')}</h2>
      <ul className="bullets">
        {permissions.map(({ id, name, until, revokedAt }) => (
          <li key={id}>
            {name},{' '}
            {revokedAt
              ? t('perm.past.revoked', { date: format.instantDay(revokedAt) })
              : t('perm.past.ended', { date: format.date(until) })}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Deeds = ({ deeds }: Pick<PermissionsView, 'deeds'>): ReactNode => {
  const { t } = useFilingWords();
  const { format, code } = useSpeech();
  return (
    <section className="home-list" aria-labelledby="title-deeds">
      <h2 id="title-deeds">{t('perm.deeds')}</h2>
      {deeds.length === 0 && <p className="empty">{t('perm.deeds.none')}</p>}
      <ul className="bullets">
        {deeds.map(({ at, by, action, claim }) => (
          <li key={`${at}${action}${claim}`}>
            {format.instant(at)}: {by} {code('audit', action)} <span className="quiet nowrap">{claim}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Lists = ({ view }: { view: PermissionsView }): ReactNode => {
  const { t } = useFilingWords();
  const speech = useSpeech();
  const client = useQueryClient();
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState('');
  const act: Act = async (work, words) => {
    setSaid('');
    setFailure('');
    try {
      const now = await work();
      client.setQueryData(key, now);
      setSaid(words(now));
      return true;
    } catch (error) {
      setFailure(sentenceOf(error, speech));
      return false;
    }
  };
  const holding = view.permissions.filter(({ holds }) => holds);
  return (
    <>
      <section className="home-list" aria-labelledby="title-now">
        <h2 id="title-now">{t('perm.now')}</h2>
        {holding.length === 0 && <p className="empty">{t('perm.now.none')}</p>}
        <ul>
          {holding.map((permission) => (
            <Holding key={permission.id} permission={permission} act={act} />
          ))}
        </ul>
      </section>
      <p role="status" className="said">
        {said}
      </p>
      <p role="alert" className="field-error">
        {failure}
      </p>
      <NewPermission act={act} known={view.permissions.map(({ id }) => id)} />
      <Deeds deeds={view.deeds} />
      <Past permissions={view.permissions.filter(({ holds }) => !holds)} />
    </>
  );
};

const Permissions = (): ReactNode => {
  const { t } = useFilingWords();
  const { t: all } = useSpeech();
  const query = useQuery({ queryKey: key, queryFn: () => api.get<PermissionsView>(path) });
  return (
    <Page title={t('perm.title')} aside={<Link href="/">{all('claim.back')}</Link>}>
      <p className="lead">{t('perm.lead')}</p>
      <p>{t('perm.sees')}</p>
      {query.isError && <FailedPart error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Waiting />}
      {query.data && <Lists view={query.data} />}
    </Page>
  );
};

export const PermissionsPage = (): ReactNode => (
  <WithFilingWords>
    <Permissions />
  </WithFilingWords>
);
