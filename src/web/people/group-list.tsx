import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import type { GroupMember, GroupView } from '../../claim/meeting-views.ts';
import { api } from '../api.ts';
import { useKept } from '../kept.ts';
import { FailedPart } from '../parts/failure.tsx';
import { DayField, TextField } from '../parts/fields/fields.tsx';
import { Leftover } from '../parts/leftover.tsx';
import { useSpeech } from '../texts.ts';
import { usePeopleWords } from './words.tsx';

/** The groups with their members and terms of office, and a form for a new one. */

const today = (): string => new Date().toISOString().slice(0, 10);

const Member = ({ member }: { member: GroupMember }): ReactNode => {
  const { t } = usePeopleWords();
  const { format } = useSpeech();
  const { name, position, trade, termStart, termEnd } = member;
  return (
    <li>
      {name}
      {position !== 'member' && <strong> {t(`position.${position}`)}</strong>}
      <span className="quiet small when">
        {trade && `${trade}, `}
        {t('groups.term', { from: format.date(termStart), to: format.date(termEnd) })}
        {termEnd < today() && `, ${t('groups.ended')}`}
      </span>
    </li>
  );
};

export const GroupList = (props: { groups: GroupView[] }): ReactNode => {
  const { t, count } = usePeopleWords();
  const { format } = useSpeech();
  if (props.groups.length === 0) return <p className="empty">{t('groups.empty')}</p>;
  return (
    <ul className="group-list">
      {props.groups.map((group) => (
        <li key={group.id}>
          <details>
            <summary>
              <strong>{group.name}</strong>{' '}
              <span className="quiet">
                {count('groups.members', new Set(group.members.map(({ id }) => id)).size)},{' '}
                {t('groups.term', { from: format.date(group.termStart), to: format.date(group.termEnd) })}
              </span>
            </summary>
            <ul className="invited-list">
              {group.members.map((member) => (
                <Member key={`${member.id}${member.termStart}`} member={member} />
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
};

interface Wanted {
  name: string;
  area: string;
  termStart: string | null;
  termEnd: string | null;
}
const noGroup: Wanted = { name: '', area: '', termStart: null, termEnd: null };

export const NewGroup = (): ReactNode => {
  const { t } = usePeopleWords();
  const client = useQueryClient();
  const kept = useKept('group.new', noGroup);
  const { name, area, termStart, termEnd } = kept.value;
  const make = useMutation({
    mutationFn: () => api.post<GroupView>('/api/groups', { name, area, termStart, termEnd }),
    onSuccess: () => {
      kept.drop();
      return client.invalidateQueries({ queryKey: ['groups'] });
    },
  });
  const ready = name.trim() !== '' && termStart !== null && termEnd !== null && !make.isPending;
  return (
    <details className="staff-part" open={kept.isLeftover || undefined}>
      <summary>
        <strong>{t('groups.new')}</strong>
      </summary>
      <Leftover of={kept} />
      <div className="fields">
        <TextField label={t('groups.name')} value={name} onChange={(typed) => kept.change({ name: typed })} />
        <TextField label={t('groups.area')} value={area} onChange={(typed) => kept.change({ area: typed })} />
        <DayField
          label={t('groups.from')}
          value={termStart}
          near={today()}
          onChange={(day) => kept.change({ termStart: day })}
        />
        <DayField
          label={t('groups.to')}
          value={termEnd}
          near={today()}
          onChange={(day) => kept.change({ termEnd: day })}
        />
        <Button aria-disabled={!ready} onClick={() => ready && make.mutate()}>
          {t('groups.make')}
        </Button>
      </div>
      {make.isError && <FailedPart error={make.error} />}
      <p role="status">{make.data && t('groups.made', { name: make.data.name })}</p>
    </details>
  );
};
