import '../staff.css';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Accuracy } from '../admin/accuracy.tsx';
import { Audit } from '../admin/audit.tsx';
import { Jobs } from '../admin/jobs.tsx';
import { Machines } from '../admin/machines.tsx';
import { Mails } from '../admin/mails.tsx';
import { Remedy } from '../admin/remedy.tsx';
import { Revisions } from '../admin/revisions.tsx';
import { Sealing } from '../admin/sealing.tsx';
import { Page } from '../parts/layout.tsx';
import { Accounts } from '../people/accounts.tsx';
import { Rules } from '../rules/rules.tsx';
import { type TextKey, useSpeech } from '../texts.ts';

/** The administrator's pages: rules, their revisions, people, how right the reader is, what happened, the seal, how to object, what failed, what was sent, machines. */

const adminTabs = [
  'rules',
  'revisions',
  'people',
  'accuracy',
  'audit',
  'sealing',
  'remedy',
  'jobs',
  'mails',
  'machines',
] as const;
type AdminTab = (typeof adminTabs)[number];

const tabs: Record<AdminTab, { name: TextKey; content: () => ReactNode }> = {
  rules: { name: 'admin.rules', content: Rules },
  revisions: { name: 'admin.revisions', content: Revisions },
  people: { name: 'admin.people', content: Accounts },
  accuracy: { name: 'admin.accuracy', content: Accuracy },
  audit: { name: 'admin.audit', content: Audit },
  sealing: { name: 'admin.sealing', content: Sealing },
  remedy: { name: 'admin.remedy', content: Remedy },
  jobs: { name: 'admin.jobs', content: Jobs },
  mails: { name: 'admin.mails', content: Mails },
  machines: { name: 'admin.machines', content: Machines },
};

export const AdminPage = (props: { tab: AdminTab }): ReactNode => {
  const { t } = useSpeech();
  const { name, content: Content } = tabs[props.tab];
  return (
    <Page title={t(name)}>
      <nav className="tabs" aria-label={t('admin.title')}>
        {adminTabs.map((tab) => (
          <Link key={tab} href={`/admin/${tab}`} aria-current={tab === props.tab ? 'page' : undefined}>
            {t(tabs[tab].name)}
          </Link>
        ))}
      </nav>
      <Content />
    </Page>
  );
};
