import type { ReactNode } from 'react';
import type { GroupView } from '../../claim/meeting-views.ts';
import { ChoiceField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';
import { type FormPart, membersOn } from './card-form.ts';
import { usePeopleWords } from './words.tsx';

/** Who is called: the group's members of the day, less those unticked, and others by name. */

type Person = { id: string; name: string };

/** Everybody in any group, once, by name. */
const everybody = (groups: GroupView[]): Person[] => {
  const byId = new Map(groups.flatMap(({ members }) => members).map(({ id, name }) => [id, { id, name }]));
  return [...byId.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'fi'));
};

const Members = ({ form, change, members }: FormPart & { members: GroupView['members'] }): ReactNode => {
  const { t } = usePeopleWords();
  if (members.length === 0) return <p className="quiet">{t('card.invited.members.none')}</p>;
  const call = (id: string, called: boolean): void =>
    change({ minus: called ? form.minus.filter((each) => each !== id) : [...form.minus, id] });
  return (
    <fieldset>
      <legend>{t('card.invited.members')}</legend>
      <div className="invited-list">
        {members.map(({ id, name, position }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={!form.minus.includes(id)}
              onChange={(event) => call(id, event.target.checked)}
            />
            <span>
              {name} <span className="quiet">{position !== 'member' && t(`position.${position}`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};

const Added = ({ form, change, people }: FormPart & { people: Person[] }): ReactNode => {
  const { t } = usePeopleWords();
  const speech = useSpeech();
  const added = people.filter(({ id }) => form.plus.includes(id));
  return (
    <>
      {added.length > 0 && (
        <ul aria-label={t('card.invited.plus')}>
          {added.map(({ id, name }) => (
            <li key={id}>
              {name}{' '}
              <button
                type="button"
                className="plain"
                aria-label={`${speech.t('common.remove')}: ${name}`}
                onClick={() => change({ plus: form.plus.filter((each) => each !== id) })}
              >
                {speech.t('common.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <ChoiceField
        label={t('card.invited.add')}
        value={null}
        options={people.filter(({ id }) => !form.plus.includes(id)).map(({ id, name }) => ({ value: id, text: name }))}
        onChange={(id) => id && change({ plus: [...form.plus, id] })}
      />
    </>
  );
};

export const InvitedPeople = (props: FormPart & { group: GroupView | undefined; groups: GroupView[] }): ReactNode => {
  const { t, count } = usePeopleWords();
  const { form, change, group, groups } = props;
  const members = membersOn(group, form.day);
  const called = members.filter(({ id }) => !form.minus.includes(id)).length + form.plus.length;
  const isMember = new Set(members.map(({ id }) => id));
  return (
    <details>
      <summary>
        {t('card.invited')} <span className="quiet">{count('card.invited.count', called)}</span>
      </summary>
      <Members form={form} change={change} members={members} />
      <Added form={form} change={change} people={everybody(groups).filter(({ id }) => !isMember.has(id))} />
    </details>
  );
};
