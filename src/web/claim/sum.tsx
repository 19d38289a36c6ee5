import type { ReactNode } from 'react';
import { readingsById } from '../../claim/attach.ts';
import { rowDetails } from '../../claim/row-details.ts';
import { SumLines } from '../parts/lines.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim, useIsOwn } from './draft-hooks.ts';
import { FindingText, isSaidAsMissing } from './section.tsx';

/** The running sum, and what will be cut or asked about, said before sending. */
export const SumPanel = (): ReactNode => {
  const { t } = useSpeech();
  const { view, draft } = useClaim();
  const isOwn = useIsOwn(view);
  const { evaluation } = view;
  const details = rowDetails(draft, readingsById(view.receipts));
  // Errors stand at their place and in the list by the button; here is what will be asked about, and what is good to know.
  const told = (evaluation?.findings ?? []).filter(
    (one) => one.severity !== 'error' && !isSaidAsMissing(one, view.missing),
  );
  return (
    <section className="sum-panel" aria-labelledby="title-sum">
      <h2 id="title-sum">{t('sum.title')}</h2>
      {evaluation ? (
        <SumLines evaluation={evaluation} details={details} forAnother={!isOwn} />
      ) : (
        <p className="quiet">{t('sum.none')}</p>
      )}
      {told.length > 0 && (
        <div className="sum-findings">
          <h3>{t('sum.findings')}</h3>
          <ul>
            {told.map((finding) => (
              <li key={`${finding.code}${finding.subject}`}>
                <FindingText finding={finding} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
};
