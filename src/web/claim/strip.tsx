import type { ReactNode } from 'react';
import { readingsById } from '../../claim/attach.ts';
import { type Contradiction, contradictions } from '../../claim/contradictions.ts';
import type { ClaimDraft, DraftExpense } from '../../claim/draft.ts';
import type { ClaimView } from '../../claim/views.ts';
import { nightsBetween } from '../parse.ts';
import { type Speech, useSpeech } from '../texts.ts';
import { courseOf, type Happening, shareOf } from '../trip-strip.ts';
import { useClaim } from './draft-hooks.ts';
import { focusPath } from './focus.ts';
import { type MemberKey, type MemberWords, useWords } from './words.tsx';

/** The course of the trip: drawn, told in words for whoever does not see the drawing, and below it what contradicts. */

const share = (part: number): string => `${(part * 100).toFixed(2)}%`;

const kindName = ({ kind, merchant }: DraftExpense, { code, t }: Speech): string =>
  kind ? code('kind', kind) : merchant || t('receipts.title');

const nameOf = (one: Happening, { t }: MemberWords, speech: Speech): string => {
  if (one.leg) return `${speech.code('mode', one.leg.mode)} ${one.leg.from} – ${one.leg.to}`;
  if (one.meal) return speech.code('meal', one.meal);
  if (one.kind === 'receipt') return one.receipts.map((row) => kindName(row, speech)).join(', ');
  return t(`course.${one.kind}` as MemberKey);
};

/** One thing that happened, as a line: `ti 10.3.2026 klo 6.24 – klo 8.10: Juna Tampere – Helsinki, kuitti: Juna`. */
const lineOf = (one: Happening, words: MemberWords, speech: Speech): string => {
  const { format } = speech;
  const when = one.to === null ? format.moment(one.from) : format.span(one.from, one.to);
  const name = nameOf(one, words, speech);
  const receipts = one.leg ? one.receipts.map((row) => row.merchant || kindName(row, speech)).join(', ') : '';
  const told = receipts ? words.t('course.receipts', { what: name, receipts }) : name;
  return words.t('course.at', { when, what: one.wrong ? words.t('course.wrong', { what: told }) : told });
};

const sentence = ({ kind, names, from, to }: Contradiction, { t }: MemberWords, { format }: Speech): string => {
  const moment = (value: string): string => (value.length > 10 ? format.moment(value) : format.date(value));
  const span = from === null ? '' : to === null ? moment(from) : format.span(from, to);
  const pairs = names.length === 4 ? [`${names[0]} – ${names[1]}`, `${names[2]} – ${names[3]}`] : [names.join(' – ')];
  return t(`contradiction.${kind}`, { span, names: pairs.join(', ') });
};

const Drawing = (props: { course: readonly Happening[]; trip: { start: string; end: string } }): ReactNode => {
  const speech = useSpeech();
  const words = useWords();
  const { course, trip } = props;
  const { format } = speech;
  return (
    <div aria-hidden="true">
      <div className="strip">
        {course
          .filter(({ kind }) => kind !== 'start' && kind !== 'end')
          .map((one) => {
            const { left, width } = shareOf(trip, one.from, one.to);
            const name = nameOf(one, words, speech);
            return (
              <span
                key={`${one.kind}${one.from}${name}`}
                className={`span ${one.kind}${one.wrong ? ' wrong' : ''}`}
                title={name}
                style={{ left: share(left), ...(one.to === null ? {} : { width: share(width) }) }}
              >
                {one.kind === 'leg' || one.kind === 'meeting'
                  ? one.leg
                    ? speech.code('mode', one.leg.mode)
                    : name
                  : ''}
              </span>
            );
          })}
      </div>
      <div className="strip-ends">
        <span>{format.time(trip.start)}</span>
        <span>{format.time(trip.end)}</span>
      </div>
    </div>
  );
};

const Wrong = (props: { found: readonly Contradiction[]; mending: boolean }): ReactNode => {
  const speech = useSpeech();
  const words = useWords();
  return (
    <div role="status" className="contradictions">
      {props.found.map((one) => (
        <p key={JSON.stringify(one)} className="finding review">
          {sentence(one, words, speech)}{' '}
          {props.mending && (
            <button type="button" className="plain" onClick={() => focusPath(one.path)}>
              {words.t('course.fix')}
            </button>
          )}
        </p>
      ))}
    </div>
  );
};

export const Strip = (): ReactNode => {
  const { view, draft } = useClaim();
  return <Course view={view} draft={draft} mending />;
};

/** The course of any claim's trip: the examiner sees what its member saw, and mends nothing there. */
export const Course = (props: {
  view: Pick<ClaimView, 'receipts' | 'meeting'>;
  draft: ClaimDraft;
  mending?: boolean;
}): ReactNode => {
  const speech = useSpeech();
  const words = useWords();
  const { view, draft, mending = false } = props;
  const { start, end } = draft.trip;
  if (!start || !end) return null;
  const readings = readingsById(view.receipts);
  const found = contradictions(draft, view.meeting, readings);
  const facts = { draft, trip: { start, end }, meeting: view.meeting, nights: nightsBetween(start, end), readings };
  const course = end > start ? courseOf(facts, found) : [];
  return (
    <section className="strip-part" aria-label={words.t('course.title')}>
      {course.length > 0 && (
        <>
          <Drawing course={course} trip={{ start, end }} />
          <details className="small">
            <summary>{words.t('course.words')}</summary>
            <ol className="course">
              {course.map((one) => {
                const line = lineOf(one, words, speech);
                return <li key={line}>{line}</li>;
              })}
            </ol>
          </details>
        </>
      )}
      <Wrong found={found} mending={mending} />
    </section>
  );
};
