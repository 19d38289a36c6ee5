import { type ReactNode, useId } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { newestFirst } from './packs.ts';
import { type RuleKey, useRules } from './words.ts';

/** What the reader has chosen stands in the address: it can be sent to another, and the way back works. */

export type Choice = Partial<Record<'view' | 'packs' | 'pack' | 'from' | 'to', string>>;

export const useChoice = (): {
  choice: Choice;
  choose: (change: Choice) => void;
  addressOf: (choice: Choice) => string;
} => {
  const [location] = useLocation();
  const [params, setParams] = useSearchParams();
  const choice: Choice = Object.fromEntries(params);
  return {
    choice,
    choose: (change) => setParams({ ...choice, ...change }, { replace: true }),
    addressOf: (chosen) => `${location}?${new URLSearchParams(chosen)}`,
  };
};

/** One pack of all, by the reader's name for it. */
export const PackChoice = (props: { label: RuleKey; chosen: string; onChange: (id: string) => void }): ReactNode => {
  const { packs, words, nameOf } = useRules();
  const id = useId();
  return (
    <div className="field choice middle">
      <label htmlFor={id}>{words.t(props.label)}</label>
      <select id={id} value={props.chosen} onChange={(event) => props.onChange(event.target.value)}>
        {newestFirst(packs).map((pack) => (
          <option key={pack.id} value={pack.id}>
            {nameOf(pack)}
          </option>
        ))}
      </select>
    </div>
  );
};
