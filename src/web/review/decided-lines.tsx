import { type ReactNode, useEffect, useRef } from 'react';
import type { Line } from '../../claim/claim.ts';
import { lineSubject, TRIP } from '../../claim/line-subject.ts';
import type { DecisionView, ReviewView } from '../../claim/review-views.ts';
import type { ClaimView } from '../../claim/views.ts';
import { FailedPart } from '../parts/failure.tsx';
import { ceilingText, citeText, lineName, quantityText } from '../parts/lines.tsx';
import { useSpeech } from '../texts.ts';
import { subjectText } from './change-text.ts';
import type { Acts } from './examination.ts';
import { useKeptFocus } from './kept-focus.ts';
import { type FormKind, LineForm } from './line-forms.tsx';
import { useWords } from './words.tsx';

/** Every line of the claim with what was decided of it, and the ways to decide; grouped by travel day. */

/** What one decides on: the lines of a row together, a line of the trip by itself. */
export type Item = { subject: string; lines: Line[] };

/** Items in the order of their lines; first the trip as a whole, which has no line of its own. */
export const itemsOf = ({ evaluation }: ReviewView): Item[] => {
  const bySubject = Map.groupBy(
    evaluation.lines.filter(({ rule }) => rule !== 'secondary-compensation'),
    lineSubject,
  );
  return [{ subject: TRIP, lines: [] }, ...[...bySubject].map(([subject, lines]) => ({ subject, lines }))];
};

export type Open = { subject: string; kind: FormKind } | null;

type Props = {
  view: ClaimView;
  review: ReviewView;
  acts: Acts;
  open: Open;
  setOpen: (open: Open) => void;
  /** The line the keys are on. */
  current: string | null;
  setCurrent: (subject: string) => void;
};

const Made = (props: { made: DecisionView; acts: Acts; may: boolean; what: string }): ReactNode => {
  const { format } = useSpeech();
  const words = useWords();
  const { made, acts, may, what } = props;
  const { decision, undone } = made;
  const name = words.code('made', decision.kind === 'ask' && decision.paysRest ? 'hold' : decision.kind);
  const said = 'question' in decision ? `: ”${decision.question}”` : '';
  return (
    <li className={`made ${decision.kind}${undone ? ' undone' : ''}`}>
      <span>
        <strong>{name}</strong>
        {said}{' '}
        <span className="small quiet">
          {words.t('made.by', { name: made.by, when: format.instant(made.at) })}
          {undone && `, ${words.t('made.undone', { name: undone.by })}`}
        </span>
      </span>
      {may && !undone && (
        <button
          type="button"
          className="plain small"
          aria-label={words.t('undo.of', { what: `${name}, ${what}` })}
          onClick={() => !acts.isPending && acts.mutate({ do: 'undo', decisionId: made.id })}
        >
          {words.t('undo')}
        </button>
      )}
    </li>
  );
};

const Amounts = ({ lines }: { lines: Line[] }): ReactNode => {
  const speech = useSpeech();
  const words = useWords();
  const { of, format } = speech;
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines are computed anew as a whole and have no id
    <p key={`${line.rule}${index}`} className="line-amount">
      <span>
        <strong>{lineName(line, speech)}</strong> <span className="small quiet">{quantityText(line, speech)}</span>{' '}
        <span className="small">{of(line.why)}</span> <span className="small quiet">{citeText(line.cite, speech)}</span>{' '}
        <span className="small quiet tax-free">{ceilingText(line, speech)}</span>
      </span>
      <strong className="much">
        {line.amountCents === null ? words.t('unknown') : format.money(line.amountCents)}
      </strong>
    </p>
  ));
};

const ItemRow = (props: Props & { item: Item }): ReactNode => {
  const speech = useSpeech();
  const words = useWords();
  const row = useRef<HTMLLIElement>(null);
  const { item, view, review, acts, open, setOpen, current, setCurrent } = props;
  const { subject, lines } = item;
  const isCurrent = current === subject;
  useEffect(() => {
    if (isCurrent && !row.current?.contains(document.activeElement)) row.current?.focus();
  }, [isCurrent]);
  const name = subjectText(subject, view, speech, words);
  const made = review.decisions.filter(({ decision }) => decision.subject === subject);
  const form = open?.subject === subject ? open.kind : null;
  const standing = made.filter(({ undone }) => undone === null).length;
  useKeptFocus(row, `${form} ${made.length} ${standing}`, isCurrent);
  const rate = review.openRates.find(({ subjects }) => subjects.includes(lines[0]?.subject ?? subject)) ?? null;
  const cost = view.draft.expenses.find(({ id }) => subject === `expenses[${id}]`);
  const needsRate = cost !== undefined && cost.currency !== 'EUR' && cost.exchangeRate === null;
  const isLine = lines.length > 0;
  const mayCorrect = !subject.startsWith(`${TRIP}:`);
  const close = (): void => {
    setOpen(null);
    row.current?.focus();
  };
  const button = (kind: FormKind, text: string): ReactNode => (
    <button type="button" aria-expanded={form === kind} onClick={() => setOpen({ subject, kind })}>
      {text}
    </button>
  );
  return (
    <li
      ref={row}
      className={`item${isCurrent ? ' current' : ''}`}
      tabIndex={-1}
      aria-label={name}
      onFocus={() => setCurrent(subject)}
    >
      {isLine ? <Amounts lines={lines} /> : <p>{words.t('trip')}</p>}
      {made.length > 0 && (
        <ul className="mades">
          {made.map((each) => (
            <Made key={each.id} made={each} acts={acts} may={review.may.decide} what={name} />
          ))}
        </ul>
      )}
      {review.may.decide && form === null && (
        <div className="item-tools">
          {isLine && (
            <button
              type="button"
              onClick={() => !acts.isPending && acts.mutate({ do: 'decide', decision: { kind: 'accept', subject } })}
            >
              {words.t('accept')}
            </button>
          )}
          {mayCorrect && button('correct', words.t('correct'))}
          {isLine && button('reject', words.t('reject'))}
          {button('ask', words.t('ask'))}
          {rate && lines.some(({ amountCents }) => amountCents === null) && button('rate', words.t('rate'))}
          {needsRate && button('exchange', words.t('exchange'))}
        </div>
      )}
      {form !== null && acts.isError && <FailedPart error={acts.error} />}
      {form !== null && (
        <LineForm
          kind={form}
          subject={subject}
          claim={view}
          rate={rate}
          pending={acts.isPending}
          send={(decision) => acts.mutate({ do: 'decide', decision })}
          close={close}
        />
      )}
    </li>
  );
};

/** Runs of items of one travel day; costs and drives come under the day of their date. */
const groupsOf = (items: readonly Item[]): { title: { day: number | null; date: string } | null; items: Item[] }[] => {
  const trip = items.filter(({ lines }) => lines.length === 0);
  const dayOf = new Map(
    items.flatMap(({ lines }) =>
      lines.flatMap(({ travelDay, date }) => (travelDay === null ? [] : [[date, travelDay]])),
    ),
  );
  const byDate = Map.groupBy(
    items.filter(({ lines }) => lines.length > 0),
    ({ lines }) => lines[0]?.date ?? '',
  );
  const days = [...byDate].toSorted(([a], [b]) => a.localeCompare(b));
  return [
    { title: null, items: trip },
    ...days.map(([date, each]) => ({ title: { day: dayOf.get(date) ?? null, date }, items: each })),
  ];
};

export const DecidedLines = (props: Props): ReactNode => {
  const { t, format } = useSpeech();
  const words = useWords();
  const { evaluation } = props.review;
  return (
    <section aria-labelledby="title-lines">
      <h3 id="title-lines">{words.t('lines')}</h3>
      {props.review.may.decide && <p className="small quiet">{words.t('lines.lead')}</p>}
      {groupsOf(itemsOf(props.review)).map(({ title, items }) => (
        <div key={title?.date ?? TRIP}>
          {title && (
            <h4>
              {title.day === null
                ? words.t('day.none', { date: format.date(title.date) })
                : words.t('day', { n: title.day, date: format.date(title.date) })}
            </h4>
          )}
          <ul className="items">
            {items.map((item) => (
              <ItemRow key={item.subject} item={item} {...props} />
            ))}
          </ul>
        </div>
      ))}
      {evaluation.totals.otherPayerCents > 0 && (
        <p className="sum-minus">
          <span>{t('sum.other-payer')}</span> <span>−{format.money(evaluation.totals.otherPayerCents)}</span>
        </p>
      )}
      <p className="sum-total">
        <span>{t(evaluation.complete ? 'review.total' : 'sum.total.known')}</span>{' '}
        <strong>{format.money(evaluation.totals.payableCents)}</strong>
      </p>
    </section>
  );
};
