import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';

/** A list of the administrator: fetched, or said why not; its empty state says what will come here. */
export const Fetched = <T,>(props: {
  path: string;
  lead: string;
  empty: string;
  children: (rows: T[]) => ReactNode;
}): ReactNode => {
  const query = useQuery({ queryKey: ['admin', props.path], queryFn: () => api.get<T[]>(props.path) });
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  return (
    <>
      <p className="lead">{props.lead}</p>
      {query.data.length === 0 ? <p className="empty">{props.empty}</p> : props.children(query.data)}
    </>
  );
};
