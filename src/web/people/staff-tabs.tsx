import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { type PeopleKey, usePeopleWords } from './words.tsx';

const tabs: { path: string; name: PeopleKey }[] = [
  { path: '/meetings', name: 'meetings.title' },
  { path: '/meetings/groups', name: 'groups.title' },
];

/** Between the pages of meetings and of groups. */
export const StaffTabs = (props: { current: string }): ReactNode => {
  const { t } = usePeopleWords();
  return (
    <nav className="tabs" aria-label={t('people.nav')}>
      {tabs.map(({ path, name }) => (
        <Link key={path} href={path} aria-current={path === props.current ? 'page' : undefined}>
          {t(name)}
        </Link>
      ))}
    </nav>
  );
};
