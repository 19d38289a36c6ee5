import { type ReactNode, useMemo } from 'react';
import { Link } from 'wouter';
import type { ClaimSummary } from '../../claim/views.ts';
import { daysSince } from '../format.ts';
import { ChoiceField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';

/** The narrow list of claims and its filters. */

export interface Filter {
  all: boolean;
  flag: string | null;
  group: string | null;
}

export const matches = (claim: ClaimSummary, filter: Filter): boolean =>
  (filter.flag === null || claim.flags.some((one) => one.code === filter.flag)) &&
  (filter.group === null || claim.meeting.group === filter.group);

const unique = (values: readonly string[]): string[] => [...new Set(values)].sort();

export const Filters = (props: {
  claims: readonly ClaimSummary[];
  filter: Filter;
  change: (filter: Filter) => void;
}): ReactNode => {
  const { t, code } = useSpeech();
  const { claims, filter, change } = props;
  const flags = useMemo(() => unique(claims.flatMap((claim) => claim.flags.map((one) => one.code))), [claims]);
  const groups = useMemo(() => unique(claims.map((claim) => claim.meeting.group)), [claims]);
  return (
    <div className="filters">
      <ChoiceField
        label={t('review.filter.state')}
        width="full"
        value={filter.all ? 'all' : null}
        empty={t('review.state.submitted')}
        options={[{ value: 'all' as const, text: t('review.state.all') }]}
        onChange={(all) => change({ ...filter, all: all === 'all' })}
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
    </div>
  );
};

const Worst = (props: { claim: ClaimSummary }): ReactNode => {
  const { t, code } = useSpeech();
  const { worstSeverity, flags } = props.claim;
  if (!worstSeverity) return <span className="mark good">{t('review.clean')}</span>;
  const first = flags.find((one) => one.severity === worstSeverity);
  return (
    <span className={`mark ${worstSeverity}`}>
      {code('review.worst', worstSeverity)}
      {first && `: ${code('flag', first.code)}`}
    </span>
  );
};

/** How long it has waited, or what has become of it. */
const Standing = (props: { claim: ClaimSummary }): ReactNode => {
  const { t, count, code } = useSpeech();
  const { state, submittedAt, since } = props.claim;
  if (state !== 'submitted') return code('state', state);
  const days = daysSince(submittedAt ?? since);
  return days === 0 ? t('review.waiting.today') : count('review.waiting', days);
};

export const QueueList = (props: { claims: readonly ClaimSummary[]; current: string | undefined }): ReactNode => {
  const { format } = useSpeech();
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
            <span className="small quiet">
              <Standing claim={claim} />
            </span>
            <Worst claim={claim} />
          </Link>
        </li>
      ))}
    </ul>
  );
};
