import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { GroupView } from '../../claim/meeting-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { GroupList, NewGroup } from '../people/group-list.tsx';
import { ImportMembers } from '../people/import-members.tsx';
import { StaffTabs } from '../people/staff-tabs.tsx';
import { usePeopleWords, WithPeopleWords } from '../people/words.tsx';

/** Groups, their members, and members from a file. */

const Groups = (): ReactNode => {
  const { t } = usePeopleWords();
  const query = useQuery({ queryKey: ['groups'], queryFn: () => api.get<GroupView[]>('/api/groups') });
  return (
    <Page title={t('groups.title')}>
      <StaffTabs current="/meetings/groups" />
      {query.isError && <FailedPart error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Waiting />}
      {query.data && (
        <>
          <GroupList groups={query.data} />
          <NewGroup />
          <ImportMembers groups={query.data} />
        </>
      )}
    </Page>
  );
};

export const GroupsPage = (): ReactNode => (
  <WithPeopleWords>
    <Groups />
  </WithPeopleWords>
);
