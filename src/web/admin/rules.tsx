import type { ReactNode } from 'react';
import type { Texts } from '../../claim/claim.ts';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { useSpeech } from '../texts.ts';
import { Fetched } from './fetched.tsx';

/** The rule packs, the newest first: every value with its source and how sure it is, and what is still open. */

interface RulePackView {
  id: string;
  from: string;
  to: string;
  sha256: string;
  openQuestions: Texts[];
  values: { path: string; value: string | null; unit: string; status: string; source: string }[];
}

const Values = (props: { pack: RulePackView }): ReactNode => {
  const { t, code } = useSpeech();
  const { pack } = props;
  return (
    <ScrollFrame className="table-wrap" label={t('admin.rules.year', { id: pack.id })}>
      <table className="small">
        <thead>
          <tr>
            <th scope="col">{t('admin.rules.parameter')}</th>
            <th scope="col">{t('admin.rules.value')}</th>
            <th scope="col">{t('admin.rules.status')}</th>
            <th scope="col">{t('admin.rules.source')}</th>
          </tr>
        </thead>
        <tbody>
          {pack.values.map((one) => (
            <tr key={one.path}>
              <td>{one.path}</td>
              <td className="value-cell">{one.value === null ? '?' : `${one.value} ${one.unit}`}</td>
              <td>
                <span className={`mark ${one.status}`}>{code('admin.status', one.status)}</span>
              </td>
              <td>{one.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
};

const Pack = (props: { pack: RulePackView; open: boolean }): ReactNode => {
  const { t, of, format } = useSpeech();
  const { pack } = props;
  return (
    <details className="pack" open={props.open}>
      <summary>
        <h2>{t('admin.rules.year', { id: pack.id })}</h2>
        <span className="quiet">
          {t('admin.rules.span', { from: format.date(pack.from), to: format.date(pack.to) })}
        </span>
      </summary>
      <h3>{t('admin.rules.questions')}</h3>
      {pack.openQuestions.length === 0 ? (
        <p>{t('admin.rules.questions.none')}</p>
      ) : (
        <ul className="bullets">
          {pack.openQuestions.map((question) => (
            <li key={question.en}>{of(question)}</li>
          ))}
        </ul>
      )}
      <Values pack={pack} />
      <p className="small quiet">
        {t('admin.rules.sha')}: <code>{pack.sha256}</code>
      </p>
    </details>
  );
};

const newestFirst = (packs: readonly RulePackView[]): RulePackView[] =>
  [...packs].sort((one, other) => other.from.localeCompare(one.from));

export const Rules = (): ReactNode => {
  const { t } = useSpeech();
  return (
    <Fetched<RulePackView> path="/api/rules" lead={t('admin.rules.lead')} empty={t('app.unknown')}>
      {(packs) => newestFirst(packs).map((pack, index) => <Pack key={pack.id} pack={pack} open={index === 0} />)}
    </Fetched>
  );
};
