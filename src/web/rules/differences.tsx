import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import type { RulePackView } from '../../claim/rules-view.ts';
import { FailedPart } from '../parts/failure.tsx';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';
import { type Change, changesBetween, foreignChanges } from './changes.ts';
import { placeName, useForeign } from './foreign.tsx';
import { PackChoice, useChoice } from './pack-choice.tsx';
import { grouped, inForceFirst } from './packs.ts';
import { GroupHead, ParameterRow } from './parameter-row.tsx';
import { listed } from './value.ts';
import { useRules } from './words.ts';

/** Two packs compared: only what differs, the old before the new. */

interface Pair {
  before: RulePackView;
  after: RulePackView;
}

const usePairNames = ({ before, after }: Pair) => {
  const { nameOf } = useRules();
  return { from: nameOf(before), to: nameOf(after) };
};

const ChangeTable = (props: Pair & { caption: string; changes: readonly Change[] }): ReactNode => {
  const { words } = useRules();
  const { language } = useSpeech();
  const { from, to } = usePairNames(props);
  const { before, after, caption, changes } = props;
  const whatOf = ({ what }: Change): string =>
    listed(
      what.map((aspect) => words.t(`rules.changes.${aspect}`)),
      language,
    );
  return (
    <ScrollFrame className="table-wrap rules-frame" label={caption}>
      <table className="rules-table">
        <caption>
          <span>{caption}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.t('rules.parameter')}</th>
            <th scope="col">{from}</th>
            <th scope="col">{to}</th>
            <th scope="col">{words.t('rules.changes.what')}</th>
          </tr>
        </thead>
        {grouped(changes).map(([group, found]) => (
          <tbody key={group}>
            <GroupHead group={group} columns={4} />
            {found.map((change) => (
              <ParameterRow
                key={change.parameter.path}
                parameter={change.parameter}
                packs={[before, after]}
                last={whatOf(change)}
              />
            ))}
          </tbody>
        ))}
      </table>
    </ScrollFrame>
  );
};

const ForeignPart = (pair: Pair): ReactNode => {
  const { words, nameOf } = useRules();
  const { of, format, language } = useSpeech();
  const names = usePairNames(pair);
  const [old, now] = [useForeign(pair.before.id), useForeign(pair.after.id)];
  const failed = old.error ?? now.error;
  if (failed) return <FailedPart error={failed} />;
  if (!old.data || !now.data) return <Waiting />;
  const [one, other] = [old.data, now.data];
  const unknown = [pair.before, pair.after].find(({ id }) =>
    [one, other].some((table) => table.id === id && table.table === 'unknown'),
  );
  if (unknown) return <p>{words.t('rules.changes.foreign.unknown', { name: nameOf(unknown) })}</p>;
  const rows = foreignChanges(one, other)
    .map((row) => ({ ...row, place: placeName(row, of) }))
    .sort((a, b) => a.place.localeCompare(b.place, language));
  const isPartial = [one, other].some(({ table }) => table === 'partial');
  return (
    <>
      {isPartial && <p className="hint">{words.t('rules.changes.foreign.partial')}</p>}
      {rows.length === 0 ? (
        <p className="empty">{words.t('rules.changes.foreign.none')}</p>
      ) : (
        <ScrollFrame className="table-wrap rules-frame narrow-table" label={words.t('rules.changes.foreign')}>
          <table className="rules-table">
            <caption>
              <span>{words.t('rules.changes.foreign.caption', names)}</span>
            </caption>
            <thead>
              <tr>
                <th scope="col">{words.t('rules.foreign.country')}</th>
                <th scope="col" className="number">
                  {names.from}
                </th>
                <th scope="col" className="number">
                  {names.to}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ place, cents }) => (
                <tr key={place}>
                  <th scope="row">{place}</th>
                  <td className="number">{format.money(cents[0])}</td>
                  <td className="number">{format.money(cents[1])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
    </>
  );
};

const Found = (pair: Pair): ReactNode => {
  const { parameters, words } = useRules();
  const names = usePairNames(pair);
  const changes = changesBetween(parameters, pair.before, pair.after);
  const values = changes.filter(({ what }) => what.includes('value'));
  const basis = changes.filter(({ what }) => !what.includes('value'));
  return (
    <>
      <h3>{words.t('rules.changes.values')}</h3>
      {values.length === 0 ? (
        <p className="empty">{words.t('rules.changes.values.none')}</p>
      ) : (
        <ChangeTable {...pair} caption={words.t('rules.changes.values.caption', names)} changes={values} />
      )}
      <h3>{words.t('rules.changes.basis')}</h3>
      {basis.length === 0 ? (
        <p className="empty">{words.t('rules.changes.basis.none')}</p>
      ) : (
        <ChangeTable {...pair} caption={words.t('rules.changes.basis.caption', names)} changes={basis} />
      )}
      <h3>{words.t('rules.changes.foreign')}</h3>
      <ForeignPart {...pair} />
    </>
  );
};

export const Differences = (): ReactNode => {
  const { packs, words } = useRules();
  const { choice, choose } = useChoice();
  const used = inForceFirst(packs);
  const chosen = (id: string | undefined, otherwise: RulePackView | undefined) =>
    packs.find((pack) => pack.id === id) ?? otherwise;
  const before = chosen(choice.from, used[1] ?? used[0]);
  const after = chosen(choice.to, used[0]);
  if (!before || !after) return null;
  return (
    <section className="rules-part">
      <h2>{words.t('rules.view.changes')}</h2>
      <div className="fields">
        <PackChoice label="rules.changes.from" chosen={before.id} onChange={(from) => choose({ from })} />
        <PackChoice label="rules.changes.to" chosen={after.id} onChange={(to) => choose({ to })} />
        <Button variant="secondary" onClick={() => choose({ from: after.id, to: before.id })}>
          {words.t('rules.changes.swap')}
        </Button>
      </div>
      {before === after ? (
        <p className="empty">{words.t('rules.changes.same')}</p>
      ) : (
        <Found before={before} after={after} />
      )}
    </section>
  );
};
