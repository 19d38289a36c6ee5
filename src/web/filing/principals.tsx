import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { PrincipalView } from '../../claim/filing-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';
import { useFilingWords } from './words.tsx';

/** Those who let the signed-in person file for them. */
export const Principals = (): ReactNode => {
  const { format } = useSpeech();
  const { t } = useFilingWords();
  const query = useQuery({ queryKey: ['filing'], queryFn: () => api.get<PrincipalView[]>('/api/filing-for') });
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  if (query.data.length === 0) return <p className="empty">{t('for.none')}</p>;
  return (
    <ul>
      {query.data.map(({ id, name, until }) => (
        <li key={id} className="home-row">
          <div>
            <strong>{name}</strong>
            <p className="quiet">{t('for.until', { date: format.date(until) })}</p>
          </div>
          <div className="home-end">
            <Link className="button-link" href={`/filing/${id}`} aria-label={t('for.open.name', { name })}>
              {t('for.open')}
            </Link>
          </div>
        </li>
      ))}
    </ul>
  );
};
