import type { ReactNode } from 'react';
import type { RulePackView } from '../../claim/rules-view.ts';
import { placeText } from '../parts/lines.tsx';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { useSpeech } from '../texts.ts';
import { PackChoice, useChoice } from './pack-choice.tsx';
import { grouped, inForceFirst, sourceOf, valueAt } from './packs.ts';
import { GroupHead } from './parameter-row.tsx';
import { QuestionList } from './questions.tsx';
import { Shown, SourceFacts, SourceTitle } from './value-cell.tsx';
import { useRules } from './words.ts';
import { Marks } from './years.tsx';

/** Everything of one pack: what it is, its values, its sources, what is open. */

const PackFacts = (props: { pack: RulePackView }): ReactNode => {
  const { words } = useRules();
  const { format } = useSpeech();
  const { pack } = props;
  return (
    <dl className="facts">
      <dt>{words.t('rules.pack.inforce')}</dt>
      <dd>{words.t(pack.inForce ? 'rules.pack.inforce.yes' : 'rules.pack.inforce.no')}</dd>
      <dt>{words.t('rules.pack.span')}</dt>
      <dd>
        {format.date(pack.from)} – {format.date(pack.to)}
      </dd>
      <dt>{words.t('rules.pack.id')}</dt>
      <dd>{pack.id}</dd>
      <dt>{words.t('rules.pack.number')}</dt>
      <dd>{pack.revision}</dd>
      <dt>{words.t('rules.pack.sha')}</dt>
      <dd>
        <code>{pack.sha256}</code>
      </dd>
    </dl>
  );
};

const Values = (props: { pack: RulePackView }): ReactNode => {
  const { parameters, words, nameOf } = useRules();
  const speech = useSpeech();
  const { pack } = props;
  const rows = parameters.flatMap((parameter) => {
    const value = valueAt(pack, parameter.path);
    return value ? [{ parameter, value, source: sourceOf(pack, value) }] : [];
  });
  return (
    <ScrollFrame className="table-wrap rules-frame" label={words.t('rules.year.values')}>
      <table className="rules-table">
        <caption>
          <span>{words.t('rules.year.caption', { name: nameOf(pack) })}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.t('rules.parameter')}</th>
            <th scope="col">{words.t('rules.value')}</th>
            <th scope="col">{words.t('rules.section')}</th>
            <th scope="col">{words.t('rules.source')}</th>
          </tr>
        </thead>
        {grouped(rows).map(([group, found]) => (
          <tbody key={group}>
            <GroupHead group={group} columns={4} />
            {found.map(({ parameter, value, source }) => (
              <tr key={parameter.path}>
                <th scope="row">{speech.of(parameter.name)}</th>
                <td>
                  <Shown value={value} parameter={parameter} />
                </td>
                <td>{placeText(value, speech)}</td>
                <td>
                  {source && (
                    <a href={`#source-${source.key}`}>
                      <SourceTitle source={source} />
                    </a>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </ScrollFrame>
  );
};

const Sources = (props: { pack: RulePackView }): ReactNode => {
  const { words } = useRules();
  return (
    <>
      <h3>{words.t('rules.sources')}</h3>
      <ul className="bases">
        {props.pack.sources.map((source) => (
          <li key={source.key} id={`source-${source.key}`} tabIndex={-1}>
            <p>
              <strong>
                <SourceTitle source={source} />
              </strong>
            </p>
            <SourceFacts source={source} />
          </li>
        ))}
      </ul>
    </>
  );
};

export const OneYear = (): ReactNode => {
  const { packs, words, nameOf } = useRules();
  const { choice, choose } = useChoice();
  const pack = packs.find(({ id }) => id === choice.pack) ?? inForceFirst(packs)[0];
  if (!pack) return null;
  return (
    <section className="rules-part">
      <h2>{words.t('rules.year.title', { name: nameOf(pack) })}</h2>
      <PackChoice label="rules.pack" chosen={pack.id} onChange={(id) => choose({ pack: id })} />
      <PackFacts pack={pack} />
      <h3>{words.t('rules.year.values')}</h3>
      <Marks />
      <Values pack={pack} />
      <Sources pack={pack} />
      <h3>{words.t('rules.view.questions')}</h3>
      <QuestionList questions={pack.openQuestions.map((question) => ({ question }))} />
    </section>
  );
};
