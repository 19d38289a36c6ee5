import type { ReactNode } from 'react';
import type { PayableView } from '../../claim/finance-views.ts';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { useSpeech } from '../texts.ts';

/** The claims that may be paid, by group, each group with its sums. */

type Payable = PayableView['claims'][number];

const allowances = ({ totals }: Payable): number => totals.perDiemCents + totals.mealCents + totals.nightCents;
const costs = ({ totals }: Payable): number => totals.lodgingCents + totals.transportCents + totals.otherCents;
const sumOf = (claims: readonly Payable[], part: (claim: Payable) => number): number =>
  claims.reduce((total, claim) => total + part(claim), 0);

const columns: readonly ((claim: Payable) => number)[] = [
  allowances,
  (claim) => claim.totals.mileageCents,
  costs,
  (claim) => claim.payableCents,
];

interface Choice {
  isChosen: (id: string) => boolean;
  choose: (ids: readonly string[], wanted: boolean) => void;
}

const Sums = (props: { claims: readonly Payable[] }): ReactNode => {
  const { format } = useSpeech();
  return columns.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the columns are always these four
    <td key={index} className="number">
      {format.money(sumOf(props.claims, part))}
    </td>
  ));
};

const GroupRows = (props: Choice & { group: string; claims: readonly Payable[] }): ReactNode => {
  const { t, format } = useSpeech();
  const { group, claims, isChosen, choose } = props;
  const ids = claims.map((claim) => claim.id);
  return (
    <tbody>
      <tr className="group-row">
        <td>
          <input
            type="checkbox"
            aria-label={t('finance.choose.group', { group })}
            checked={ids.every(isChosen)}
            onChange={(event) => choose(ids, event.target.checked)}
          />
        </td>
        <th scope="rowgroup" colSpan={4}>
          {group}
        </th>
        <Sums claims={claims} />
      </tr>
      {claims.map((claim) => (
        <tr key={claim.id}>
          <td>
            <input
              type="checkbox"
              aria-label={t('finance.choose.claim', { number: claim.number })}
              checked={isChosen(claim.id)}
              onChange={(event) => choose([claim.id], event.target.checked)}
            />
          </td>
          <td className="nowrap">
            <a
              href={`/api/claims/${claim.id}/finance-copy`}
              download
              aria-label={t('finance.copy.of', { number: claim.number })}
            >
              {claim.number}
            </a>
          </td>
          <td>{claim.member}</td>
          <td>{claim.meeting}</td>
          <td>{format.instantDay(claim.approvedAt)}</td>
          <Sums claims={[claim]} />
        </tr>
      ))}
    </tbody>
  );
};

export const PayableTable = (props: Choice & { claims: readonly Payable[] }): ReactNode => {
  const { t } = useSpeech();
  const groups = Object.entries(Object.groupBy(props.claims, (claim) => claim.group));
  return (
    <ScrollFrame className="table-wrap" label={t('common.table', { name: t('finance.ready') })}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden">{t('finance.choose')}</span>
            </th>
            <th scope="col">{t('finance.number')}</th>
            <th scope="col">{t('finance.member')}</th>
            <th scope="col">{t('finance.meeting')}</th>
            <th scope="col">{t('finance.approved')}</th>
            <th scope="col" className="number">
              {t('finance.allowances')}
            </th>
            <th scope="col" className="number">
              {t('finance.mileage')}
            </th>
            <th scope="col" className="number">
              {t('finance.costs')}
            </th>
            <th scope="col" className="number">
              {t('finance.sum')}
            </th>
          </tr>
        </thead>
        {groups.map(([group, claims]) => (
          <GroupRows key={group} group={group} claims={claims ?? []} isChosen={props.isChosen} choose={props.choose} />
        ))}
      </table>
    </ScrollFrame>
  );
};
