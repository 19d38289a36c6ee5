import { type ReactNode, useId, useState } from 'react';
import type { RulePackView } from '../../claim/rules-view.ts';
import { useSpeech } from '../texts.ts';
import { type RuleParameter, valueAt } from './packs.ts';
import { Basis, Shown } from './value-cell.tsx';
import { useRules } from './words.ts';

/** A row of a table of packs: the parameter, its value in each; the name opens what the values stand on. */
export const ParameterRow = (props: {
  parameter: RuleParameter;
  packs: readonly RulePackView[];
  /** A cell after the values. */
  last?: ReactNode;
}): ReactNode => {
  const { of } = useSpeech();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { parameter, packs, last } = props;
  return (
    <>
      <tr>
        <th scope="row">
          <button
            type="button"
            className="opener"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setOpen(!open)}
          >
            {of(parameter.name)}
          </button>
        </th>
        {packs.map((pack) => (
          <td key={pack.id}>
            <Shown value={valueAt(pack, parameter.path)} parameter={parameter} />
          </td>
        ))}
        {last !== undefined && <td>{last}</td>}
      </tr>
      {open && (
        <tr id={id} className="opened">
          <td colSpan={packs.length + (last === undefined ? 1 : 2)}>
            <ul className="bases">
              {packs.map((pack) => {
                const value = valueAt(pack, parameter.path);
                return value && <Basis key={pack.id} pack={pack} value={value} parameter={parameter} />;
              })}
            </ul>
          </td>
        </tr>
      )}
    </>
  );
};

/** The heading of a group inside a table. */
export const GroupHead = (props: { group: string; columns: number }): ReactNode => {
  const { words } = useRules();
  return (
    <tr className="group-row">
      <th scope="rowgroup" colSpan={props.columns}>
        <span>{words.code('rules.group', props.group)}</span>
      </th>
    </tr>
  );
};
