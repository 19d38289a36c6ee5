import type { ReactNode } from 'react';
import type { Texts } from '../../claim/claim.ts';
import type { RulePackView } from '../../claim/rules-view.ts';
import { useSpeech } from '../texts.ts';
import { inForceFirst } from './packs.ts';
import { useRules } from './words.ts';

/** What the State text would have to answer, in the reader's language. */

export const QuestionList = (props: { questions: readonly { question: Texts; years?: string }[] }): ReactNode => {
  const { words } = useRules();
  const { of } = useSpeech();
  if (props.questions.length === 0) return <p className="empty">{words.t('rules.questions.none')}</p>;
  return (
    <ul className="bullets open-questions">
      {props.questions.map(({ question, years }) => (
        <li key={question.fi}>
          {of(question)}
          {years !== undefined && <span className="quiet small"> {words.t('rules.questions.years', { years })}</span>}
        </li>
      ))}
    </ul>
  );
};

/** Each question once, with the packs in which it is open. */
const askedIn = (packs: readonly RulePackView[]): { question: Texts; asked: RulePackView[] }[] => {
  const found = new Map<string, { question: Texts; asked: RulePackView[] }>();
  for (const pack of packs) {
    for (const question of pack.openQuestions) {
      const known = found.get(question.fi) ?? { question, asked: [] };
      known.asked.push(pack);
      found.set(question.fi, known);
    }
  }
  return [...found.values()];
};

export const Questions = (): ReactNode => {
  const { packs, words, nameOf } = useRules();
  const used = inForceFirst(packs);
  const questions = askedIn(used).map(({ question, asked }) => ({
    question,
    ...(asked.length < used.length ? { years: asked.map(nameOf).toReversed().join(', ') } : {}),
  }));
  return (
    <section className="rules-part">
      <h2>{words.t('rules.view.questions')}</h2>
      <p className="hint">{words.t('rules.questions.lead')}</p>
      <QuestionList questions={questions} />
    </section>
  );
};
