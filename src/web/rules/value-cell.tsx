import type { ReactNode } from 'react';
import type { RulePackView, RuleSource, RuleValue } from '../../claim/rules-view.ts';
import { placeText } from '../parts/lines.tsx';
import { useSpeech } from '../texts.ts';
import { type RuleParameter, sourceOf } from './packs.ts';
import { valueText } from './value.ts';
import { useRules } from './words.ts';

/** A value with its mark in words, and what it stands on. */

export const StatusMark = (props: { status: RuleValue['status'] }): ReactNode => {
  const { words } = useRules();
  return <span className={`mark ${props.status}`}>{words.t(`rules.status.${props.status}`)}</span>;
};

/** The value and its mark; of an unknown value the mark alone. */
export const Shown = (props: { value: RuleValue | undefined; parameter: RuleParameter }): ReactNode => {
  const { words } = useRules();
  const speech = useSpeech();
  const { value, parameter } = props;
  if (!value) return '–';
  const text = valueText(value, parameter, words, speech);
  return (
    <>
      {text !== null && <span className="rule-value">{text}</span>} <StatusMark status={value.status} />
    </>
  );
};

/** Titles of documents are in Finnish, whatever the reader's language. */
export const SourceTitle = (props: { source: RuleSource }): ReactNode => <span lang="fi">{props.source.title}</span>;

export const SourceFacts = (props: { source: RuleSource }): ReactNode => {
  const { words } = useRules();
  const { format } = useSpeech();
  const { number, date, seen } = props.source;
  return (
    <dl className="facts small">
      <dt>{words.t('rules.source.number')}</dt>
      <dd>{number ?? words.t('rules.source.number.none')}</dd>
      {date && (
        <>
          <dt>{words.t('rules.source.date')}</dt>
          <dd>{format.date(date)}</dd>
        </>
      )}
      <dt>{words.t('rules.source.seen')}</dt>
      <dd lang="fi">{seen}</dd>
    </dl>
  );
};

/** Section, document, diary number and where it was seen, of one value of one pack. */
export const Basis = (props: { pack: RulePackView; value: RuleValue; parameter: RuleParameter }): ReactNode => {
  const { nameOf } = useRules();
  const speech = useSpeech();
  const { pack, value, parameter } = props;
  const source = sourceOf(pack, value);
  return (
    <li>
      <p>
        <strong>{nameOf(pack)}:</strong> <Shown value={value} parameter={parameter} />
      </p>
      <p>
        {placeText(value, speech)}
        {source && (
          <>
            {'. '}
            <SourceTitle source={source} />
          </>
        )}
      </p>
      {source && <SourceFacts source={source} />}
    </li>
  );
};
