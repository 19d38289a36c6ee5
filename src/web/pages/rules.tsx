import '../staff.css';
import type { ReactNode } from 'react';
import { Page } from '../parts/layout.tsx';
import { Rules } from '../rules/rules.tsx';
import { useSpeech } from '../texts.ts';

/** The rules, for everybody who is signed in. */
export const RulesPage = (): ReactNode => {
  const { t } = useSpeech();
  return (
    <Page title={t('nav.rules')}>
      <Rules />
    </Page>
  );
};
