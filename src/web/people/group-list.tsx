import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import type { GroupMember, GroupView } from '../../claim/meeting-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { DayField, TextField } from '../parts/fields/fields.tsx';
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

export const NewGroup = (): ReactNode => {
  const { t } = usePeopleWords();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [area, setArea] = useState('');
  const [termStart, setStart] = useState<string | null>(null);
  const [termEnd, setEnd] = useState<string | null>(null);
  const make = useMutation({
    mutationFn: () => api.post<GroupView>('/api/groups', { name, area, termStart, termEnd }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['groups'] }),
  });
  const ready = name.trim() !== '' && termStart !== null && termEnd !== null && !make.isPending;
  return (
    <details className="staff-part">
      <summary>
        <strong>{t('groups.new')}</strong>
      </summary>
      <div className="fields">
        <TextField label={t('groups.name')} value={name} onChange={setName} />
        <TextField label={t('groups.area')} value={area} onChange={setArea} />
        <DayField label={t('groups.from')} value={termStart} near={today()} onChange={setStart} />
        <DayField label={t('groups.to')} value={termEnd} near={today()} onChange={setEnd} />
        <Button aria-disabled={!ready} onClick={() => ready && make.mutate()}>
          {t('groups.make')}
        </Button>
      </div>
      {make.isError && <FailedPart error={make.error} />}
      <p role="status">{make.data && t('groups.made', { name: make.data.name })}</p>
    </details>
  );
};
