import type { ReactNode } from 'react';
import { SumLines } from '../parts/lines.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { focusPath } from './focus.ts';
import { FindingText } from './section.tsx';

/** The running sum, and what will be cut or asked about, said before sending. */
export const SumPanel = (): ReactNode => {
  const { t } = useSpeech();
  const { view } = useClaim();
  const { evaluation } = view;
  const told = evaluation?.findings ?? [];
  return (
    <section className="sum-panel" aria-labelledby="title-sum">
      <h2 id="title-sum">{t('sum.title')}</h2>
      {evaluation ? <SumLines evaluation={evaluation} /> : <p className="quiet">{t('sum.none')}</p>}
      {told.length > 0 && (
        <div className="sum-findings">
          <h3>{t('sum.findings')}</h3>
          <ul>
            {told.map((finding) => (
              <li key={`${finding.code}${finding.subject}`}>
                <FindingText finding={finding} />
                {finding.severity === 'error' && (
                  <button type="button" className="plain small" onClick={() => focusPath(finding.subject)}>
                    {t('sum.go')}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
};
