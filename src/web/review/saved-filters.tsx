import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { QueueFilter, SavedFilter } from '../../claim/review/filter.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { TextField } from '../parts/fields/fields.tsx';
import { useWords } from './words.tsx';

/** Filters kept under a name: one press brings one back. Each assistant sees their own. */

const KEY = ['review-filters'] as const;
const PATH = '/api/review/filters';

const useFilters = () => {
  const client = useQueryClient();
  const query = useQuery({ queryKey: KEY, queryFn: () => api.get<SavedFilter[]>(PATH) });
  const change = useMutation({
    mutationFn: (work: () => Promise<SavedFilter[]>) => work(),
    onSuccess: (filters) => client.setQueryData(KEY, filters),
  });
  return { filters: query.data ?? [], change };
};

export const SavedFilters = (props: { filter: QueueFilter; change: (filter: QueueFilter) => void }): ReactNode => {
  const words = useWords();
  const [name, setName] = useState('');
  const { filters, change } = useFilters();
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '' || change.isPending) return;
    change.mutate(() => api.post(PATH, { name, filter: props.filter }), { onSuccess: () => setName('') });
  };
  return (
    <div className="saved-filters">
      {filters.length > 0 && (
        <ul aria-label={words.t('filters')}>
          {filters.map((each) => (
            <li key={each.id}>
              <button type="button" className="plain small" onClick={() => props.change(each.filter)}>
                {each.name}
              </button>
              <button
                type="button"
                className="plain small"
                aria-label={words.t('filters.forget', { name: each.name })}
                onClick={() => change.mutate(() => api.delete(`${PATH}/${each.id}`))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={save}>
        <TextField label={words.t('filters.name')} width="full" value={name} onChange={setName} />
        <button type="submit" className="plain small">
          {words.t('filters.save')}
        </button>
      </form>
      {change.isError && <FailedPart error={change.error} />}
    </div>
  );
};
