import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Corrected } from '../../claim/review/origin.ts';
import type { ReviewView } from '../../claim/review-views.ts';
import type { ClaimView } from '../../claim/views.ts';
import { Messages } from '../claim/sent.tsx';
import { DocumentTrouble } from '../parts/document-trouble.tsx';
import { citeText } from '../parts/lines.tsx';
import { useSpeech } from '../texts.ts';
import { Costs } from './costs.tsx';
import { itemsOf } from './decided-lines.tsx';
import { Duplicates } from './duplicates.tsx';
import { From, toldOrigin } from './origins.tsx';
import type { Target } from './receipt-pane.tsx';
import { TripFacts } from './trip-facts.tsx';
import { useWords } from './words.tsx';

/** The claim as its examiner reads it: findings first, then the facts and the lines they gave. */

/** No finding of the engine: the claim was drawn, and its member is not told. */
const Drawn = (): ReactNode => {
  const { code } = useSpeech();
  const words = useWords();
  return (
    <p className="finding review">
      <strong>{code('review.worst', 'review')}:</strong> {words.t('drawn')}{' '}
      <Link href="/samples" className="small">
        {words.t('drawn.link')}
      </Link>
    </p>
  );
};

const Findings = (props: {
  view: ClaimView;
  review: ReviewView;
  show: (target: Target) => void;
  go: (subject: string) => void;
}): ReactNode => {
  const speech = useSpeech();
  const { t, of, code } = speech;
  const words = useWords();
  const { view, review, show, go } = props;
  const { findings } = review.evaluation;
  const lineOf = (subject: string): string | null =>
    itemsOf(review).some((item) => item.subject === subject) ? subject : null;
  const receiptOf = (subject: string): string | null =>
    view.draft.expenses.find((row) => subject === `expenses[${row.id}]`)?.receiptId ?? null;
  return (
    <section>
      <h3>{t('review.findings')}</h3>
      {findings.length === 0 && view.flags.length === 0 && <p className="all-here">{t('review.findings.none')}</p>}
      {view.flags.some((flag) => flag.code === 'random-sample') && <Drawn />}
      <ul className="findings">
        {findings.map((finding) => {
          const receiptId = receiptOf(finding.subject);
          return (
            <li key={`${finding.code}${finding.subject}${finding.action.en}`} className={`finding ${finding.severity}`}>
              <strong>{code('review.worst', finding.severity)}:</strong> {of(finding.action)}{' '}
              <span className="quiet small">{citeText(finding.cite, speech)}</span>
              {receiptId && (
                <button type="button" className="plain small" onClick={() => show({ receiptId, page: 1, box: null })}>
                  {t('review.show')}
                </button>
              )}{' '}
              {lineOf(finding.subject) && (
                <button type="button" className="plain small" onClick={() => go(finding.subject)}>
                  {words.t('finding.line')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
};

const driveFields = ['km', 'date', 'routeKm', 'supplements', 'publicFareCents', 'kmEarlierThisYear'] as const;

/** What was corrected of a drive, field by field; the rest is the member's own telling. */
const DriveOrigins = (props: {
  drive: ClaimView['draft']['mileage'][number];
  corrected: readonly Corrected[];
}): ReactNode => {
  const { drive, corrected } = props;
  const origins = driveFields.map((field) => ({
    field,
    origin: toldOrigin(corrected, `mileage[${drive.id}]`, field, drive[field]),
  }));
  const changed = origins.filter(({ origin }) => origin.from !== 'told');
  return (changed.length > 0 ? changed : origins.slice(0, 1)).map((each) => <From key={each.field} {...each} />);
};

const Vehicle = (props: { view: ClaimView; corrected: readonly Corrected[] }): ReactNode => {
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
            {t('sum.km', { km: format.number(drive.km ?? 0) })}{' '}
            <DriveOrigins drive={drive} corrected={props.corrected} />
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

const Answered = ({ review }: { review: ReviewView }): ReactNode => {
  const words = useWords();
  if (review.answered.length === 0) return null;
  return (
    <section>
      <h3>{words.t('answered')}</h3>
      <ul className="dense">
        {review.answered.map(({ id, question, answer }) => (
          <li key={id}>
            <p className="quiet">{question}</p>
            <p>{answer === '' ? words.t('answered.change') : `”${answer}”`}</p>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Earlier = ({ review }: { review: ReviewView }): ReactNode => {
  const { code, format } = useSpeech();
  const words = useWords();
  return (
    <section>
      <h3>{words.t('earlier')}</h3>
      {review.earlier.length === 0 && <p className="quiet">{words.t('earlier.none')}</p>}
      <ul>
        {review.earlier.map(({ id, number, purpose, start, state, payableCents }) => (
          <li key={id}>
            <Link href={`/review/${id}`}>
              {number}: {purpose}, {format.date(start)}
            </Link>{' '}
            <span className="quiet small">
              {code('state', state)}
              {payableCents !== null && `, ${format.money(payableCents)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** The claim and its supplement, each a key away from the other. */
const Linked = ({ view }: { view: ClaimView }): ReactNode => {
  const { code } = useSpeech();
  const words = useWords();
  const [other, said] =
    view.supplementTo === null
      ? [view.supplement, 'supplement.has' as const]
      : [view.supplementTo, 'supplement.to' as const];
  if (other === null) return null;
  return (
    <p className="finding note">
      {words.t(said)} <Link href={`/review/${other.id}`}>{other.number}</Link>, {code('state', other.state)}
    </p>
  );
};

export const ClaimPane = (props: {
  view: ClaimView;
  review: ReviewView;
  lines: ReactNode;
  decided: ReactNode;
  go: (subject: string) => void;
  target: Target | null;
  show: (target: Target) => void;
}): ReactNode => {
  const { t, format } = useSpeech();
  const words = useWords();
  const { view, review } = props;
  // Corrections that stand are seen where they stand, sent or not.
  const decided = { ...view, draft: review.draft };
  const { corrected } = review;
  return (
    <>
      <p>
        <strong>{view.meeting.purpose}</strong>, {format.span(view.meeting.start, view.meeting.end)},{' '}
        {view.meeting.place}{' '}
        <span className="small quiet">
          {words.t(view.meetingCard.toldByMember ? 'origin.told' : 'origin.organiser')}
        </span>
      </p>
      <Linked view={view} />
      {view.filedBy.length > 0 && <p>{t('claim.filedby', { names: view.filedBy.join(', ') })}</p>}
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
        )}{' '}
        {view.letter && <Link href={`/claims/${view.id}/letter`}>{t('review.letter')}</Link>}
      </p>
      <DocumentTrouble view={view} forExaminer />
      <Findings view={view} review={review} show={props.show} go={props.go} />
      <Answered review={review} />
      <Duplicates view={view} />
      <TripFacts view={decided} corrected={corrected} />
      <Vehicle view={decided} corrected={corrected} />
      <Costs view={decided} corrected={corrected} target={props.target} show={props.show} />
      {props.lines}
      {props.decided}
      <Earlier review={review} />
      <Messages view={view} />
    </>
  );
};
