import type { ReactNode } from 'react';
import { Button, Checkbox } from 'suomifi-ui-components';
import type { RulePackView } from '../../claim/rules-view.ts';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { useChoice } from './pack-choice.tsx';
import { grouped, inForceFirst, newestFirst } from './packs.ts';
import { GroupHead, ParameterRow } from './parameter-row.tsx';
import { StatusMark } from './value-cell.tsx';
import { useRules } from './words.ts';

/** Years side by side, the newest first. */

const SHOWN_AT_FIRST = 3;

const useShownPacks = () => {
  const { packs } = useRules();
  const { choice, choose } = useChoice();
  const latest = inForceFirst(packs).slice(0, SHOWN_AT_FIRST);
  const chosen = choice.packs?.split(',') ?? latest.map(({ id }) => id);
  const shown = newestFirst(packs).filter(({ id }) => chosen.includes(id));
  const show = (wanted: readonly RulePackView[]): void => choose({ packs: wanted.map(({ id }) => id).join(',') });
  return { shown, show, latest };
};

const YearChoice = (props: ReturnType<typeof useShownPacks>): ReactNode => {
  const { packs, words, nameOf } = useRules();
  const { shown, show, latest } = props;
  const all = newestFirst(packs);
  const isAll = shown.length === all.length;
  return (
    <fieldset className="year-choice">
      <legend>{words.t('rules.years')}</legend>
      <div className="year-ticks">
        {all.map((pack) => (
          <Checkbox
            key={pack.id}
            checked={shown.includes(pack)}
            onClick={({ checkboxState }) =>
              show(all.filter((one) => (one === pack ? checkboxState : shown.includes(one))))
            }
          >
            {nameOf(pack)}
          </Checkbox>
        ))}
        <Button variant="secondaryNoBorder" onClick={() => show(isAll ? latest : all)}>
          {words.t(isAll ? 'rules.years.latest' : 'rules.years.all')}
        </Button>
      </div>
    </fieldset>
  );
};

export const Marks = (): ReactNode => {
  const { words } = useRules();
  return (
    <details className="marks">
      <summary>{words.t('rules.status.explained')}</summary>
      <dl className="facts">
        {(['verified', 'assumed', 'unknown'] as const).map((status) => (
          <div key={status}>
            <dt>
              <StatusMark status={status} />
            </dt>
            <dd>{words.t(`rules.status.${status}.means`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
};

const YearsTable = (props: { packs: readonly RulePackView[] }): ReactNode => {
  const { parameters, words, nameOf } = useRules();
  const { packs } = props;
  const rows = parameters.map((parameter) => ({ parameter }));
  const caption = words.t('rules.years.caption', { years: packs.map(nameOf).join(', ') });
  return (
    <ScrollFrame className="table-wrap rules-frame" label={words.t('rules.view.years')}>
      <table className="rules-table">
        <caption>
          <span>{caption}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.t('rules.parameter')}</th>
            {packs.map((pack) => (
              <th key={pack.id} scope="col">
                {nameOf(pack)}
              </th>
            ))}
          </tr>
        </thead>
        {grouped(rows).map(([group, found]) => (
          <tbody key={group}>
            <GroupHead group={group} columns={packs.length + 1} />
            {found.map(({ parameter }) => (
              <ParameterRow key={parameter.path} parameter={parameter} packs={packs} />
            ))}
          </tbody>
        ))}
      </table>
    </ScrollFrame>
  );
};

export const Years = (): ReactNode => {
  const { words } = useRules();
  const choice = useShownPacks();
  return (
    <section className="rules-part">
      <h2>{words.t('rules.view.years')}</h2>
      <YearChoice {...choice} />
      <Marks />
      {choice.shown.length === 0 ? (
        <p className="empty">{words.t('rules.years.none')}</p>
      ) : (
        <YearsTable packs={choice.shown} />
      )}
    </section>
  );
};
