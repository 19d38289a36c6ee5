import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { isMissing } from '../../claim/originals.ts';
import { daysSince } from '../format.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';
import { useWaiting } from './marking.ts';
import { RemindButton } from './remind.tsx';
import { useWords } from './words.ts';

/** Claims whose originals are missing, the longest waiting first. */
export const WaitingList = (): ReactNode => {
  const { t, count } = useWords();
  const { code } = useSpeech();
  const waited = (since: string | null): string => {
    const days = since === null ? 0 : daysSince(since);
    return days === 0 ? t('waited.today') : count('waited', days);
  };
  const query = useWaiting();
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  // What was settled a moment ago stays in the list until it is fetched again.
  const waiting = query.data.filter(({ receivedAt }) => receivedAt === null);
  return (
    <section aria-labelledby="title-waiting">
      <h2 id="title-waiting">{t('waiting')}</h2>
      {waiting.length === 0 && <p className="empty">{t('waiting.empty')}</p>}
      <ul className="waiting-originals">
        {waiting.map((view) => (
          <li key={view.claim.id}>
            <div>
              <Link href={`/originals/${view.claim.id}`}>
                {view.claim.number}, {view.claim.member}
              </Link>
              <p className="small quiet">
                {view.claim.meeting} · {view.claim.group} · {code('state', view.claim.state)}
              </p>
            </div>
            <p className="small">
              {count('missing', view.originals.filter(isMissing).length)}
              <br />
              {waited(view.claim.submittedAt)}
            </p>
            <RemindButton view={view} />
          </li>
        ))}
      </ul>
    </section>
  );
};
