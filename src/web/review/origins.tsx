import type { ReactNode } from 'react';
import { type Corrected, correctionOf, type Origin } from '../../claim/review/origin.ts';
import { type Speech, useSpeech } from '../texts.ts';
import { valueText } from './change-text.ts';
import { type ReviewWords, useWords } from './words.tsx';

/** Where a value came from, in words: read, typed, corrected by whom and from what, or the organiser's. */

/** A field of a claim with where it came from; `before` of a value beside a reading is text already. */
export type Sourced = { field: string; origin: Origin };

export const originText = ({ field, origin }: Sourced, speech: Speech, words: ReviewWords): string => {
  const { t } = speech;
  if (origin.from === 'read') return t('review.from.read');
  if (origin.from === 'confirmed') return t('review.from.confirmed');
  if (origin.from === 'typed') return t('review.from.typed');
  if (origin.from === 'member') return t('review.from.typed.read', { value: String(origin.before) });
  if (origin.from !== 'assistant') return words.t(`origin.${origin.from}`);
  return words.t('origin.assistant', { name: origin.by, value: valueText(field, origin.before, speech, words) });
};

export const isChanged = ({ from }: Origin): boolean => from === 'member' || from === 'assistant';

export const From = (props: Sourced): ReactNode => {
  const speech = useSpeech();
  const words = useWords();
  const changed = isChanged(props.origin);
  return <span className={`small ${changed ? 'changed' : 'quiet'}`}>{originText(props, speech, words)}</span>;
};

/** A draft says null where a correction leaves a place out. */
const withoutNulls = (value: unknown): unknown =>
  value === null || typeof value !== 'object' || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null));

/** What the member told, unless an examiner corrected it. */
export const toldOrigin = (corrected: readonly Corrected[], subject: string, field: string, value: unknown): Origin =>
  correctionOf(corrected, { subject, field, value: withoutNulls(value) }) ?? { from: 'told' };
