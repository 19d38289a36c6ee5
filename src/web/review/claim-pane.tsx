import type { ReactNode } from 'react';
import type { ClaimView } from '../../claim/views.ts';
import { Messages } from '../claim/sent.tsx';
import { DocumentTrouble } from '../parts/document-trouble.tsx';
import { citeText, SumLines } from '../parts/lines.tsx';
import { useSpeech } from '../texts.ts';
import { Costs } from './costs.tsx';
import { Duplicates } from './duplicates.tsx';
import type { Target } from './receipt-pane.tsx';
import { TripFacts } from './trip-facts.tsx';

/** The claim as its examiner reads it: findings first, then the facts and the lines they gave. */

const Findings = (props: { view: ClaimView; show: (target: Target) => void }): ReactNode => {
  const speech = useSpeech();
  const { t, of, code } = speech;
  const { view, show } = props;
  const findings = view.evaluation?.findings ?? [];
  const receiptOf = (subject: string): string | null =>
    view.draft.expenses.find((row) => subject === `expenses[${row.id}]`)?.receiptId ?? null;
  return (
    <section>
      <h3>{t('review.findings')}</h3>
      {findings.length === 0 && <p className="all-here">{t('review.findings.none')}</p>}
      <ul className="findings">
        {findings.map((finding) => {
          const receiptId = receiptOf(finding.subject);
          return (
            <li key={`${finding.code}${finding.subject}`} className={`finding ${finding.severity}`}>
              <strong>{code('review.worst', finding.severity)}:</strong> {of(finding.action)}{' '}
              <span className="quiet small">{citeText(finding.cite, speech)}</span>
              {receiptId && (
                <button type="button" className="plain small" onClick={() => show({ receiptId, page: 1, box: null })}>
                  {t('review.show')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
};

const Vehicle = (props: { view: ClaimView }): ReactNode => {
  const { t, code, format } = useSpeech();
  const { mileage } = props.view.draft;
  if (mileage.length === 0) return null;
  return (
    <section>
      <h3>{t('review.vehicle')}</h3>
      <ul className="dense">
        {mileage.map((drive) => (
          <li key={drive.id}>
            {code('vehicle', drive.vehicle)}, {drive.date && format.date(drive.date)}: {drive.from} – {drive.to},{' '}
            {t('sum.km', { km: format.number(drive.km ?? 0) })}
            {drive.supplements.map((one) => ` + ${one.name} ${t('sum.km', { km: format.number(one.km ?? 0) })}`)}
            {drive.reason && (
              <p>
                {t('review.reason')}: {code('reason', drive.reason.code)}
                {drive.reason.text && `. ”${drive.reason.text}”`}
              </p>
            )}
            {drive.publicFareCents !== null && (
              <p>
                {t('car.fare')} {format.money(drive.publicFareCents)}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

export const ClaimPane = (props: {
  view: ClaimView;
  target: Target | null;
  show: (target: Target) => void;
}): ReactNode => {
  const { t, format } = useSpeech();
  const { view } = props;
  return (
    <>
      <p>
        <strong>{view.meeting.purpose}</strong>, {format.span(view.meeting.start, view.meeting.end)},{' '}
        {view.meeting.place}
      </p>
      {view.paymentFault !== null && (
        <p className="finding error">{t('review.payment.failed', { reason: view.paymentFault })}</p>
      )}
      <p className="small quiet">
        {view.number} · {view.meeting.group} ·{' '}
        {view.originalsReceivedAt
          ? t('review.originals.at', { date: format.instantDay(view.originalsReceivedAt) })
          : t(view.receipts.length === 0 ? 'review.originals.none' : 'review.originals.waiting')}{' '}
        {view.versions.at(-1)?.documentSha256 && (
          <a href={`/api/claims/${view.id}/document`} download>
            {t('review.pdf')}
          </a>
        )}
      </p>
      <DocumentTrouble view={view} forExaminer />
      <Findings view={view} show={props.show} />
      <Duplicates view={view} />
      <TripFacts view={view} />
      <Vehicle view={view} />
      <Costs view={view} target={props.target} show={props.show} />
      <section>
        <h3>{t('review.lines')}</h3>
        {view.evaluation && <SumLines evaluation={view.evaluation} forExaminer />}
      </section>
      <Messages view={view} />
    </>
  );
};
