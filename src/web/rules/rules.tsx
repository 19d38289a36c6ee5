import './rules.css';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { RulesView } from '../../claim/rules-view.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Differences } from './differences.tsx';
import { Foreign } from './foreign.tsx';
import { OneYear } from './one-year.tsx';
import { useChoice } from './pack-choice.tsx';
import { packName } from './packs.ts';
import { Questions } from './questions.tsx';
import { RulesContext, useRules, useRuleWords } from './words.ts';
import { Years } from './years.tsx';

/** The rules as everybody may read them: years side by side, one year, what changed, foreign per diems, what is open. */

const views = { years: Years, year: OneYear, changes: Differences, foreign: Foreign, questions: Questions };
const viewNames = ['years', 'year', 'changes', 'foreign', 'questions'] as const;
type ViewName = (typeof viewNames)[number];

const Views = (): ReactNode => {
  const { words } = useRules();
  const { choice, addressOf } = useChoice();
  const current: ViewName = viewNames.find((name) => name === choice.view) ?? 'years';
  const View = views[current];
  return (
    <>
      <p className="lead">{words.t('rules.lead')}</p>
      <nav className="tabs" aria-label={words.t('rules.views')}>
        {viewNames.map((name) => (
          <Link key={name} href={addressOf({ view: name })} aria-current={name === current ? 'true' : undefined}>
            {words.t(`rules.view.${name}`)}
          </Link>
        ))}
      </nav>
      <View />
    </>
  );
};

export const Rules = (): ReactNode => {
  const rules = useQuery({ queryKey: ['rules'], queryFn: () => api.get<RulesView>('/api/rules') });
  const words = useRuleWords();
  const failed = [rules, words].find((query) => query.isError);
  if (failed?.error) return <FailedPart error={failed.error} retry={() => void failed.refetch()} />;
  if (!rules.data || !words.data) return <Waiting />;
  const { data } = rules;
  const spoken = words.data;
  return (
    <RulesContext value={{ ...data, words: spoken, nameOf: (pack) => packName(pack, data.packs, spoken) }}>
      <Views />
    </RulesContext>
  );
};
