import '../finance/finance.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import {
  type MachineClientView,
  type MachineScope,
  machineScopes,
  type NewMachineClient,
} from '../../claim/finance-views.ts';
import { api } from '../api.ts';
import { DataTable } from '../finance/sum-table.tsx';
import { FinanceWords, useWords } from '../finance/words.tsx';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';

/** Credentials of payment systems: made, shown once, revoked. */

const A_YEAR = 365;
const KEY = ['machine-clients'];

const NewClient = (): ReactNode => {
  const { t } = useWords();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly MachineScope[]>(machineScopes);
  const make = useMutation({
    mutationFn: () => api.post<NewMachineClient>('/api/machine-clients', { name, scopes, days: A_YEAR }),
    onSuccess: async () => {
      setName('');
      await client.invalidateQueries({ queryKey: KEY });
    },
  });
  const isReady = name.trim().length >= 3 && scopes.length > 0;
  return (
    <form
      className="settings"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !make.isPending) make.mutate();
      }}
    >
      <label className="field middle">
        {t('machines.name')}
        <input className="plain-input" value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
      </label>
      <fieldset>
        <legend>{t('machines.scopes')}</legend>
        {machineScopes.map((scope) => (
          <label key={scope}>
            <input
              type="checkbox"
              checked={scopes.includes(scope)}
              onChange={(event) =>
                setScopes(event.target.checked ? [...scopes, scope] : scopes.filter((each) => each !== scope))
              }
            />{' '}
            {t(`machines.scope.${scope}`)}
          </label>
        ))}
      </fieldset>
      <div className="buttons">
        <Button type="submit" aria-disabled={!isReady || make.isPending}>
          {t('machines.make')}
        </Button>
      </div>
      <p role="status" className="announced">
        {make.data && (
          <>
            {t('machines.secret')} <code className="hash">{make.data.secret}</code>
          </>
        )}
      </p>
      {make.isError && <FailedPart error={make.error} />}
    </form>
  );
};

const Revoke = (props: { machine: MachineClientView }): ReactNode => {
  const { t } = useWords();
  const client = useQueryClient();
  const { id, name } = props.machine;
  const revoke = useMutation({
    mutationFn: () => api.post(`/api/machine-clients/${id}/revocation`),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <button type="button" className="plain" disabled={revoke.isPending} onClick={() => revoke.mutate()}>
      {t('machines.revoke', { name })}
    </button>
  );
};

const List = (): ReactNode => {
  const { t } = useWords();
  const { format } = useSpeech();
  const query = useQuery({ queryKey: KEY, queryFn: () => api.get<MachineClientView[]>('/api/machine-clients') });
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  if (query.data.length === 0) return <p className="empty">{t('machines.empty')}</p>;
  return (
    <DataTable
      label={t('machines.title')}
      heads={(['name', 'scopes', 'made', 'expires', 'used', 'state'] as const).map((key) => ({
        name: t(`machines.${key}`),
      }))}
      rows={query.data.map((machine) => ({
        key: machine.id,
        cells: [
          machine.name,
          machine.scopes.map((scope) => t(`machines.scope.${scope}`)).join(', '),
          `${format.instantDay(machine.createdAt)}, ${machine.createdBy}`,
          format.instantDay(machine.expiresAt),
          machine.lastUsedAt === null ? t('machines.never') : format.instant(machine.lastUsedAt),
          machine.revokedAt === null ? (
            <Revoke key="revoke" machine={machine} />
          ) : (
            t('machines.revoked', { date: format.instantDay(machine.revokedAt) })
          ),
        ],
      }))}
    />
  );
};

export const Machines = (): ReactNode => (
  <FinanceWords>
    <MachineParts />
  </FinanceWords>
);

const MachineParts = (): ReactNode => {
  const { t } = useWords();
  return (
    <>
      <p className="hint">{t('machines.hint')}</p>
      <List />
      <section className="staff-part" aria-labelledby="title-new-machine">
        <h2 id="title-new-machine">{t('machines.new')}</h2>
        <NewClient />
      </section>
    </>
  );
};
