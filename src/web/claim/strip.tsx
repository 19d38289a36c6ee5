import type { ReactNode } from 'react';
import { nightsBetween } from '../parse.ts';
import { type Speech, useSpeech } from '../texts.ts';
import { type Contradiction, contradictions, spansOf, type TripFacts } from '../trip-strip.ts';
import { useClaim } from './draft-hooks.ts';

/** The course of the trip as a strip, and in words below it what does not fit together. */

const sentence = (one: Contradiction, facts: TripFacts, { t, format }: Speech): string => {
  switch (one.kind) {
    case 'order':
      return t('strip.order');
    case 'meeting':
      return t('strip.meeting.outside', { span: format.span(facts.meeting.start, facts.meeting.end) });
    case 'long':
      return t('strip.long');
    case 'leg-outside':
      return t('strip.leg.outside', { from: one.from, to: one.to });
    case 'leg-backwards':
      return t('strip.leg.backwards', { from: one.from, to: one.to });
  }
};

const share = (part: number): string => `${(part * 100).toFixed(2)}%`;

export const Strip = (): ReactNode => {
  const speech = useSpeech();
  const { t, code, format } = speech;
  const { view, draft } = useClaim();
  const { start, end } = draft.trip;
  if (!start || !end) return null;
  const facts: TripFacts = {
    start,
    end,
    meeting: view.meeting,
    legs: draft.legs,
    nights: nightsBetween(start, end),
  };
  const spans = spansOf(facts, {
    meeting: t('strip.meeting'),
    leg: (leg) => code('mode', leg.mode).toLowerCase(),
  });
  const wrong = contradictions(facts);
  const spoken = [
    `${t('strip.start')} ${format.moment(start)}`,
    ...spans.filter((one) => one.label !== '').map((one) => one.label),
    `${t('strip.end')} ${format.moment(end)}`,
  ].join(', ');
  return (
    <div className="strip-part">
      {spans.length > 0 && (
        <>
          <div className="strip" role="img" aria-label={t('strip.label', { text: spoken })}>
            {spans.map((one, index) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: the strip is drawn anew each time
                key={index}
                className={`span ${one.kind}${one.wrong ? ' wrong' : ''}`}
                style={{ left: share(one.left), width: share(one.width) }}
              >
                {one.label}
              </span>
            ))}
          </div>
          <div className="strip-ends" aria-hidden="true">
            <span>{format.time(start)}</span>
            <span>{format.time(end)}</span>
          </div>
        </>
      )}
      {wrong.map((one) => (
        <p key={JSON.stringify(one)} className="finding review" role="status">
          {sentence(one, facts, speech)}
        </p>
      ))}
    </div>
  );
};
