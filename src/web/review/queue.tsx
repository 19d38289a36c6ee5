import { type ReactNode, useMemo } from 'react';
import { Link } from 'wouter';
import type { QueueFilter } from '../../claim/review/filter.ts';
import type { ClaimSummary } from '../../claim/views.ts';
import { daysSince } from '../format.ts';
import { ChoiceField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';
import { SavedFilters } from './saved-filters.tsx';
import { useWords } from './words.tsx';

/** The narrow list of claims, its filters, and those kept under a name. */

export const plainFilter: QueueFilter = { state: 'waiting', flag: null, group: null, order: 'flag' };

/** Which of the claims of a state are shown; the state and the order are the server's work. */
export const matches = (claim: ClaimSummary, filter: QueueFilter): boolean =>
  (filter.flag === null || claim.flags.some((one) => one.code === filter.flag)) &&
  (filter.group === null || claim.meeting.group === filter.group);

const unique = (values: readonly string[]): string[] => [...new Set(values)].sort();

const states = ['submitted', 'awaiting-second', 'corrected', 'returned', 'approved', 'all'] as const;
const orders = ['age', 'deadline', 'sum', 'group'] as const;

export const Filters = (props: {
  claims: readonly ClaimSummary[];
  filter: QueueFilter;
  change: (filter: QueueFilter) => void;
}): ReactNode => {
  const { t, code } = useSpeech();
  const words = useWords();
  const { claims, filter, change } = props;
  const flags = useMemo(() => unique(claims.flatMap((claim) => claim.flags.map((one) => one.code))), [claims]);
  const groups = useMemo(() => unique(claims.map((claim) => claim.meeting.group)), [claims]);
  return (
    <details className="filter-box">
      <summary>{words.t('filters.title')}</summary>
      <div className="filters">
        <ChoiceField
          label={t('review.filter.state')}
          width="full"
          value={filter.state === 'waiting' ? null : filter.state}
          empty={words.t('state.waiting')}
          options={states.map((value) => ({
            value,
            text: value === 'all' ? words.t('state.all') : code('state', value),
          }))}
          onChange={(state) => change({ ...filter, state: state ?? 'waiting' })}
        />
        <ChoiceField
          label={t('review.filter.flag')}
          width="full"
          value={filter.flag}
          empty={t('common.all')}
          options={flags.map((value) => ({ value, text: code('flag', value) }))}
          onChange={(flag) => change({ ...filter, flag })}
        />
        <ChoiceField
          label={t('review.filter.group')}
          width="full"
          value={filter.group}
          empty={t('common.all')}
          options={groups.map((value) => ({ value, text: value }))}
          onChange={(group) => change({ ...filter, group })}
        />
        <ChoiceField
          label={words.t('order')}
          width="full"
          value={filter.order === 'flag' ? null : filter.order}
          empty={words.t('order.flag')}
          options={orders.map((value) => ({ value, text: words.t(`order.${value}`) }))}
          onChange={(order) => change({ ...filter, order: order ?? 'flag' })}
        />
      </div>
      <SavedFilters filter={filter} change={change} />
    </details>
  );
};

const Worst = (props: { claim: ClaimSummary }): ReactNode => {
  const { t, code } = useSpeech();
  const words = useWords();
  const { worstSeverity, flags } = props.claim;
  if (!worstSeverity) return <span className="mark good">{t('review.clean')}</span>;
  const first = flags.find((one) => one.severity === worstSeverity);
  const others = new Set(flags.map((one) => one.code)).size - 1;
  return (
    <>
      <span className={`mark ${worstSeverity}`}>
        {code('review.worst', worstSeverity)}
        {first && `: ${code('flag', first.code)}`}
      </span>
      {others > 0 && <span className="small quiet">{words.count('flags.more', others)}</span>}
    </>
  );
};

const stillWaiting: readonly ClaimSummary['state'][] = ['corrected', 'returned', 'awaiting-second', 'payment-rejected'];

/** How long it has waited, or what has become of it and since when. */
const Standing = (props: { claim: ClaimSummary }): ReactNode => {
  const { t, count, code } = useSpeech();
  const words = useWords();
  const { state, submittedAt, since } = props.claim;
  if (state === 'submitted') {
    const waited = daysSince(submittedAt ?? since);
    return waited === 0 ? t('review.waiting.today') : count('review.waiting', waited);
  }
  if (!stillWaiting.includes(state)) return code('state', state);
  const days = daysSince(since);
  return `${code('state', state)} ${days === 0 ? words.t('standing.today') : words.count('standing.days', days)}`;
};

export const QueueList = (props: { claims: readonly ClaimSummary[]; current: string | undefined }): ReactNode => {
  const { t, format } = useSpeech();
  const words = useWords();
  return (
    <ul className="queue-list">
      {props.claims.map((claim) => (
        <li key={claim.id}>
          <Link href={`/review/${claim.id}`} aria-current={claim.id === props.current ? 'true' : undefined}>
            <span className="queue-top">
              <strong>{claim.member.name}</strong>
              <span>{claim.payableCents === null ? '–' : format.money(claim.payableCents)}</span>
            </span>
            <span className="small">
              {claim.meeting.purpose}, {format.date(claim.meeting.start)}
            </span>
            <span className="small quiet">{claim.meeting.group}</span>
            <span className="small quiet">
              <Standing claim={claim} />
              {claim.meeting.fileBy && ` · ${words.t('fileby', { date: format.date(claim.meeting.fileBy) })}`}
            </span>
            {claim.filedBy.length > 0 && (
              <span className="small quiet">{t('claim.filedby', { names: claim.filedBy.join(', ') })}</span>
            )}
            {(claim.consent === 'given' || claim.consent === 'objected') && (
              <span className={`mark ${claim.consent === 'given' ? 'good' : 'review'}`}>
                {words.t(claim.consent === 'given' ? 'consented' : 'objected')}
              </span>
            )}
            <Worst claim={claim} />
          </Link>
        </li>
      ))}
    </ul>
  );
};
