import { createContext, useContext } from 'react';
import type { RulePackView, RulesView } from '../../claim/rules-view.ts';
import { useFetchedWords } from '../fetched-words.ts';
import type { Words } from '../texts.ts';

/** The words of the rules page, fetched with it: no other page carries them. */

const files = {
  fi: () => import('../../texts/fi/rules.json', { with: { type: 'json' } }),
  sv: () => import('../../texts/sv/rules.json', { with: { type: 'json' } }),
  en: () => import('../../texts/en/rules.json', { with: { type: 'json' } }),
};

type WordFile = Awaited<ReturnType<typeof files.fi>>['default'];
export type RuleKey = keyof WordFile;
export type RuleWords = Words<RuleKey>;

export const useRuleWords = () => useFetchedWords<RuleKey>('rules', files);

/** What every part of the page speaks with and of. */
export interface Rules extends RulesView {
  words: RuleWords;
  /** A pack as people call it: `2026`, with its version where there are several. */
  nameOf: (pack: RulePackView) => string;
}

export const RulesContext = createContext<Rules | null>(null);

export const useRules = (): Rules => {
  const rules = useContext(RulesContext);
  if (!rules) throw new Error('No rules around this part');
  return rules;
};
