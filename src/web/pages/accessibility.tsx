import type { ReactNode } from 'react';
import { useFetchedWords } from '../fetched-words.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSession } from '../session.tsx';

/** Accessibility statement (saavutettavuusseloste / tillgänglighetsutlåtande), Act 306/2019; open to everybody. */

const files = {
  fi: () => import('../../texts/fi/accessibility.json', { with: { type: 'json' } }),
  sv: () => import('../../texts/sv/accessibility.json', { with: { type: 'json' } }),
  en: () => import('../../texts/en/accessibility.json', { with: { type: 'json' } }),
};
type Key = keyof Awaited<ReturnType<typeof files.fi>>['default'];

export const AccessibilityPage = (): ReactNode => {
  const { view } = useSession();
  const query = useFetchedWords<Key>('accessibility', files);
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  const { t } = query.data;
  const [before, after] = t('feedback.text').split('{address}');
  return (
    <Page title={t('title')}>
      <div className="statement">
        <p className="lead">{t('lead')}</p>
        <h2>{t('state.title')}</h2>
        <p>{t('state.text')}</p>
        <h2>{t('gaps.title')}</h2>
        <ul>
          <li>{t('gaps.text1')}</li>
          <li>{t('gaps.text2')}</li>
        </ul>
        <h2>{t('feedback.title')}</h2>
        <p>
          {before}
          <a href={`mailto:${view.accessibilityEmail}`}>{view.accessibilityEmail}</a>
          {after}
        </p>
        <h2>{t('authority.title')}</h2>
        <p>{t('authority.text')}</p>
      </div>
    </Page>
  );
};
