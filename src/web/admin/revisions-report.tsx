import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import type { ClaimImpact, ImpactTotals, ImpactView, LineChange } from '../../claim/revision-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { lineName } from '../parts/lines.tsx';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { type Speech, useSpeech } from '../texts.ts';
import { TakeIntoUse } from './revisions-take.tsx';

/** What a revision would change, claim by claim; only under it stands the button that puts the revision in force. */

const signed = (cents: number, { format }: Speech): string =>
  cents < 0 ? `−${format.money(-cents)}` : `${cents > 0 ? '+' : ''}${format.money(cents)}`;

const sumText = (cents: number | null, { t, format }: Speech): string =>
  cents === null ? t('revisions.nosum') : format.money(cents);

const LineRow = (props: { line: LineChange }): ReactNode => {
  const speech = useSpeech();
  const { t, code, format } = speech;
  const { line } = props;
  const { before, after, changed, changeCents } = line;
  const part = (values: LineChange['before']) =>
    values === null ? '–' : values.amountCents === null ? t('sum.unknown') : format.money(values.amountCents);
  const only = before === null ? [t('revisions.line.new')] : after === null ? [t('revisions.line.gone')] : [];
  return (
    <tr>
      <th scope="row" className="plain-head">
        {lineName(line, speech)} <span className="quiet">{format.date(line.date)}</span>
      </th>
      <td className="number">{part(before)}</td>
      <td className="number">{part(after)}</td>
      <td className="number">{signed(changeCents, speech)}</td>
      <td>{[...only, ...changed.map((one) => code('revisions.part', one))].join(', ')}</td>
    </tr>
  );
};

const Lines = (props: { claim: ClaimImpact }): ReactNode => {
  const { t } = useSpeech();
  const { number, lines } = props.claim;
  return (
    <ScrollFrame className="table-wrap" label={t('common.table', { name: number })}>
      <table className="small">
        <thead>
          <tr>
            <th scope="col">{t('revisions.line')}</th>
            <th scope="col" className="number">
              {t('revisions.before')}
            </th>
            <th scope="col" className="number">
              {t('revisions.after')}
            </th>
            <th scope="col" className="number">
              {t('revisions.change')}
            </th>
            <th scope="col">{t('revisions.what')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: equal lines are told apart by their order alone
            <LineRow key={`${line.rule}${line.subject}${line.date}${index}`} line={line} />
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
};

const FindingList = (props: { claim: ClaimImpact }): ReactNode => {
  const { t, code } = useSpeech();
  const { added, removed } = props.claim.findings;
  if (added.length + removed.length === 0) return null;
  return (
    <ul className="bullets small">
      {added.map((one) => (
        <li key={`+${one.code}${one.subject}`}>{t('revisions.finding.new', { name: code('flag', one.code) })}</li>
      ))}
      {removed.map((one) => (
        <li key={`-${one.code}${one.subject}`}>{t('revisions.finding.gone', { name: code('flag', one.code) })}</li>
      ))}
    </ul>
  );
};

const Claim = (props: { claim: ClaimImpact }): ReactNode => {
  const speech = useSpeech();
  const { t, code } = speech;
  const { number, state, frozen, beforeCents, afterCents, lines } = props.claim;
  return (
    <li className="impact-claim">
      <h5>
        {number} <span className="quiet">{code('state', state)}</span>
      </h5>
      <p>
        {sumText(beforeCents, speech)} → <strong>{sumText(afterCents, speech)}</strong>
      </p>
      {frozen && <p className="small">{t('revisions.frozen')}</p>}
      {lines.length > 0 && <Lines claim={props.claim} />}
      <FindingList claim={props.claim} />
    </li>
  );
};

const Totals = (props: { totals: ImpactTotals }): ReactNode => {
  const speech = useSpeech();
  const { t, count } = speech;
  const { open, touched, changeCents, written, sent, withoutSum } = props.totals;
  if (touched === 0) return <p>{count('revisions.untouched', open)}</p>;
  return (
    <dl className="impact-totals">
      <dt>{t('revisions.totals.touched')}</dt>
      <dd>{t('revisions.totals.of', { touched, open, sum: signed(changeCents, speech) })}</dd>
      <dt>{t('revisions.totals.written')}</dt>
      <dd>{t('revisions.totals.sum', { claims: written.claims, sum: signed(written.changeCents, speech) })}</dd>
      <dt>{t('revisions.totals.sent')}</dt>
      <dd>{t('revisions.totals.sum', { claims: sent.claims, sum: signed(sent.changeCents, speech) })}</dd>
      {withoutSum > 0 && (
        <>
          <dt>{t('revisions.totals.nosum')}</dt>
          <dd>{withoutSum}</dd>
        </>
      )}
    </dl>
  );
};

const Pages = (props: { report: ImpactView; go: (page: number) => void }): ReactNode => {
  const { t } = useSpeech();
  const { page, pages, claims, totals } = props.report;
  if (pages === 1) return null;
  return (
    <div className="impact-pages">
      <p role="status">{t('revisions.page', { page, pages, shown: claims.length, touched: totals.touched })}</p>
      <Button variant="secondary" aria-disabled={page === 1} onClick={() => page > 1 && props.go(page - 1)}>
        {t('revisions.page.previous')}
      </Button>
      <Button variant="secondary" aria-disabled={page === pages} onClick={() => page < pages && props.go(page + 1)}>
        {t('revisions.page.next')}
      </Button>
    </div>
  );
};

export const Report = (props: { id: string; done: () => void }): ReactNode => {
  const { t } = useSpeech();
  const { id, done } = props;
  const [page, setPage] = useState(1);
  /** Of the report as it was first shown: what is read on later pages does not renew what was not looked at again. */
  const [seen, setSeen] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const query = useQuery({
    queryKey: ['admin', 'impact', id, page],
    queryFn: () => api.get<ImpactView>(`/api/revisions/${encodeURIComponent(id)}/impact?page=${page}`),
    placeholderData: keepPreviousData,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const report = query.data;
  const fingerprint = seen ?? report?.fingerprint;
  const isLoaded = report !== undefined;
  useEffect(() => {
    if (isLoaded) heading.current?.focus();
  }, [isLoaded]);
  const go = (to: number): void => {
    setSeen(fingerprint ?? null);
    setPage(to);
  };
  const compareAgain = (): void => {
    setSeen(null);
    setPage(1);
    void query.refetch();
  };
  if (query.isError) return <FailedPart error={query.error} retry={compareAgain} />;
  if (!report || !fingerprint) return <Waiting />;
  return (
    <section className="impact" aria-labelledby={`impact-${id}`}>
      <h4 id={`impact-${id}`} ref={heading} tabIndex={-1}>
        {t('revisions.impact', { replaces: report.replaces, id })}
      </h4>
      <Totals totals={report.totals} />
      <Pages report={report} go={go} />
      <ul>
        {report.claims.map((claim) => (
          <Claim key={claim.number} claim={claim} />
        ))}
      </ul>
      <TakeIntoUse id={id} fingerprint={fingerprint} done={done} compareAgain={compareAgain} />
    </section>
  );
};
