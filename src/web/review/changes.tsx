import type { ReactNode } from 'react';
import type { DecisionChange } from '../../claim/review/changes.ts';
import type { CorrectionView, ReviewView } from '../../claim/review-views.ts';
import type { ClaimView } from '../../claim/views.ts';
import { useSpeech } from '../texts.ts';
import { fieldTexts, reasonText, subjectText } from './change-text.ts';
import type { Acts } from './examination.ts';
import { useWords } from './words.tsx';

/** What decisions change, told the same way to the examiner and to the member. */

export const Change = (props: { change: DecisionChange; view: Pick<ClaimView, 'draft' | 'evaluation'> }): ReactNode => {
  const speech = useSpeech();
  const words = useWords();
  const { change, view } = props;
  const { beforeCents, afterCents } = change;
  const { format } = speech;
  const reason = reasonText(change, words);
  const sum = (cents: number | null): string => (cents === null ? words.t('unknown') : format.money(cents));
  return (
    <>
      <p>
        <strong>{subjectText(change.subject, view, speech, words)}</strong>{' '}
        {change.kind === 'reject' && words.t('change.unpaid')}
        {change.kind === 'hold' && words.t('change.held')}
      </p>
      {fieldTexts(change, speech, words).map((text) => (
        <p key={text}>{text}</p>
      ))}
      {change.source && <p>{words.t('change.given', { source: change.source })}</p>}
      {beforeCents !== afterCents && (
        <p>{words.t('change.sum', { before: sum(beforeCents), after: sum(afterCents) })}</p>
      )}
      {reason !== '' && <p className="quiet">{words.t('member.why', { reason })}</p>}
    </>
  );
};

export const SumChange = (props: { of: Pick<CorrectionView, 'beforeCents' | 'afterCents'> }): ReactNode => {
  const { format } = useSpeech();
  const words = useWords();
  const { beforeCents, afterCents } = props.of;
  if (beforeCents === afterCents) return <p>{words.t('change.none')}</p>;
  return (
    <p className="sum-change">
      {words.t('change.sum', { before: format.money(beforeCents), after: format.money(afterCents) })}
    </p>
  );
};

/** What the member said to the correction that is the newest version. */
export const ConsentState = ({ correction }: { correction: CorrectionView }): ReactNode => {
  const { format } = useSpeech();
  const words = useWords();
  const { version, state, silentFrom, replies } = correction;
  const reason = replies.findLast(({ answer }) => answer === 'objected')?.reason ?? '';
  if (state === 'not-needed') return null;
  if (state === 'objected') return <p className="finding review">{words.t('consent.objected', { version, reason })}</p>;
  if (state === 'given') {
    const silent = replies.some(({ answer }) => answer === 'silence');
    return <p className="all-here">{words.t(silent ? 'consent.silence' : 'consent.given', { version })}</p>;
  }
  if (silentFrom === null) return <p className="finding note">{words.t('consent.waiting', { version })}</p>;
  return (
    <p className="finding note">{words.t('consent.waiting.until', { version, date: format.instant(silentFrom) })}</p>
  );
};

/** The decisions together: what they change, and the button that sends them to the member. */
export const Changes = (props: { view: ClaimView; review: ReviewView; acts: Acts }): ReactNode => {
  const words = useWords();
  const { view, review, acts } = props;
  const { difference, toSend, way, correction, may } = review;
  return (
    <>
      {correction && <ConsentState correction={correction} />}
      {difference.changes.length > 0 && (
        <section aria-labelledby="title-changes">
          <h3 id="title-changes">{words.t('change')}</h3>
          <SumChange of={difference} />
          <ul className="dense">
            {difference.changes.map((change) => (
              <li key={change.decisionId}>
                <Change change={change} view={view} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {may.send && (toSend || correction?.state === 'waiting') && <p>{words.t(`send.${way}`)}</p>}
      {may.withdraw && (
        <button type="button" className="act second" onClick={() => !acts.isPending && acts.mutate({ do: 'withdraw' })}>
          {words.t('withdraw')}
        </button>
      )}
    </>
  );
};
