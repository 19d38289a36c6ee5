import './revisions.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import type { PackChange, PackValue, RevisionsView } from '../../claim/revision-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { type Speech, useSpeech } from '../texts.ts';
import { Report } from './revisions-report.tsx';

/** Revisions of the rules: what waits, what each would change, and what is in force since when. */

type Revision = RevisionsView['waiting'][number];

const MONEY = /^(\d+)\.(\d\d)$/;

/** Amounts as sums of money, the rest as the file has it. */
const valueText = ({ value, unit }: PackValue, { format }: Speech): string => {
  if (value === null) return '';
  const money = unit.startsWith('EUR/') ? MONEY.exec(value) : null;
  if (!money) return unit.startsWith('EUR/') ? value : `${value} ${unit}`;
  const sum = format.money(Number(`${money[1]}${money[2]}`));
  return unit === 'EUR/km' ? `${sum}/km` : sum;
};

const Value = (props: { value: PackValue | null }): ReactNode => {
  const speech = useSpeech();
  const { value } = props;
  if (value === null) return speech.t('revisions.value.none');
  return (
    <>
      {valueText(value, speech)}{' '}
      <span className={`mark ${value.status}`}>{speech.code('revisions.status', value.status)}</span>
    </>
  );
};

/** What differs when neither the number nor its status does. */
const Elsewhere = (props: { change: PackChange }): ReactNode => {
  const { t } = useSpeech();
  const { before, after } = props.change;
  if (!before || !after || before.value !== after.value || before.status !== after.status) return null;
  const differs = before.section === after.section ? 'source' : 'section';
  return (
    <p className="small quiet">
      {t(`revisions.${differs}`)}: {before[differs]} → {after[differs]}
    </p>
  );
};

const Changes = (props: { revision: Revision }): ReactNode => {
  const { t, of } = useSpeech();
  const { changes, id } = props.revision;
  if (changes.length === 0) return <p>{t('revisions.values.none')}</p>;
  return (
    <ScrollFrame className="table-wrap" label={t('revisions.values', { id })}>
      <table className="small">
        <thead>
          <tr>
            <th scope="col">{t('revisions.value')}</th>
            <th scope="col">{t('revisions.before')}</th>
            <th scope="col">{t('revisions.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.path}>
              <th scope="row" className="plain-head">
                {of(change.name)}
                <Elsewhere change={change} />
              </th>
              <td className="value-cell">
                <Value value={change.before} />
              </td>
              <td className="value-cell">
                <Value value={change.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
};

const WaitingRevision = (props: { revision: Revision; done: () => void }): ReactNode => {
  const { t, format } = useSpeech();
  const [isShown, setShown] = useState(false);
  const { revision, done } = props;
  const { id, from, to, replaces } = revision;
  return (
    <article className="revision" aria-labelledby={`revision-${id}`}>
      <h3 id={`revision-${id}`}>{id}</h3>
      <p className="quiet">
        {t('revisions.span', { from: format.date(from), to: format.date(to) })} ·{' '}
        {t('revisions.replaces', { replaces })}
      </p>
      <Changes revision={revision} />
      {isShown ? <Report id={id} done={done} /> : <Button onClick={() => setShown(true)}>{t('revisions.show')}</Button>}
    </article>
  );
};

const InForce = (props: { packs: RevisionsView['inForce'] }): ReactNode => {
  const { t, format } = useSpeech();
  return (
    <ScrollFrame className="table-wrap" label={t('common.table', { name: t('revisions.inforce') })}>
      <table className="small">
        <thead>
          <tr>
            <th scope="col">{t('revisions.revision')}</th>
            <th scope="col">{t('revisions.days')}</th>
            <th scope="col">{t('revisions.at')}</th>
            <th scope="col">{t('revisions.by')}</th>
          </tr>
        </thead>
        <tbody>
          {props.packs.map(({ id, from, to, activatedAt, by }) => (
            <tr key={id}>
              <th scope="row" className="plain-head nowrap">
                {id}
              </th>
              <td className="nowrap">
                {format.date(from)} – {format.date(to)}
              </td>
              <td className="nowrap">{format.instant(activatedAt)}</td>
              <td>{by ?? t('admin.audit.actor.service')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
};

export const Revisions = (): ReactNode => {
  const { t } = useSpeech();
  const client = useQueryClient();
  const [taken, setTaken] = useState<string | null>(null);
  const query = useQuery({
    queryKey: ['admin', 'revisions'],
    queryFn: () => api.get<RevisionsView>('/api/revisions'),
  });
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  const { waiting, inForce } = query.data;
  const done = (id: string): void => {
    setTaken(id);
    for (const queryKey of [['admin', 'revisions'], ['rules']]) void client.invalidateQueries({ queryKey });
  };
  return (
    <>
      <p className="lead">{t('revisions.lead')}</p>
      <p role="status" className="announced">
        {taken && t('revisions.done', { id: taken })}
      </p>
      <section className="staff-part" aria-labelledby="title-waiting">
        <h2 id="title-waiting">{t('revisions.waiting')}</h2>
        {waiting.length === 0 && <p className="empty">{t('revisions.waiting.none')}</p>}
        {waiting.map((revision) => (
          <WaitingRevision key={revision.id} revision={revision} done={() => done(revision.id)} />
        ))}
      </section>
      <section className="staff-part" aria-labelledby="title-inforce">
        <h2 id="title-inforce">{t('revisions.inforce')}</h2>
        <InForce packs={inForce} />
      </section>
    </>
  );
};
