import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ClaimOriginalsView, MarkRequest } from '../../claim/original-views.ts';
import { isMissing } from '../../claim/originals.ts';
import { api } from '../api.ts';

/** What is fetched and sent for the originals of one claim. */

const keyOf = (id: string | undefined) => ['originals', 'claim', id] as const;

export const useClaimOriginals = (id: string | undefined) =>
  useQuery({
    queryKey: keyOf(id),
    queryFn: () => api.get<ClaimOriginalsView>(`/api/claims/${id}/originals`),
    enabled: id !== undefined,
  });

const waitingKey = ['originals', 'waiting'];

export const useWaiting = () =>
  useQuery({ queryKey: waitingKey, queryFn: () => api.get<ClaimOriginalsView[]>('/api/originals') });

/** Keeps what came back, so that the page and the list show the same. */
export const useKeep = () => {
  const client = useQueryClient();
  return (view: ClaimOriginalsView): void => {
    client.setQueryData(keyOf(view.claim.id), view);
    client.setQueryData<ClaimOriginalsView[]>(waitingKey, (list) =>
      list?.map((one) => (one.claim.id === view.claim.id ? view : one)),
    );
    const listed = client
      .getQueryData<ClaimOriginalsView[]>(waitingKey)
      ?.some(({ claim }) => claim.id === view.claim.id);
    // It waits again: its place in the list is the server's to say.
    if (view.receivedAt === null && listed === false) void client.invalidateQueries({ queryKey: waitingKey });
    void client.invalidateQueries({ queryKey: ['claim', view.claim.id] });
    void client.invalidateQueries({ queryKey: ['review'] });
  };
};

/** Marks go one after the other, in the order of the keys that were pressed. */
export const useMarking = (id: string | undefined) => {
  const keep = useKeep();
  return useMutation({
    scope: { id: `originals ${id}` },
    mutationFn: (body: Omit<MarkRequest, 'reason'> & { reason?: string }) =>
      api.post<ClaimOriginalsView>(`/api/claims/${id}/originals/marks`, body),
    onSuccess: keep,
  });
};

export const useReminding = () => {
  const keep = useKeep();
  return useMutation({
    mutationFn: (id: string) => api.post<ClaimOriginalsView>(`/api/claims/${id}/originals/reminder`),
    onSuccess: keep,
  });
};

type Marking = ReturnType<typeof useMarking>;

/** Ticks the next missing one, or all: a second Enter before the answer has come is for the one after. */
export const useTicking = (view: ClaimOriginalsView | undefined, marking: Marking) => {
  const underWay = useRef(new Set<string>());
  const missing = () =>
    view?.may.mark ? view.originals.filter((one) => isMissing(one) && !underWay.current.has(one.receiptId)) : [];
  const tick = (receiptId: string): void => {
    underWay.current.add(receiptId);
    marking.mutate({ receiptId, mark: 'received' }, { onSettled: () => underWay.current.delete(receiptId) });
  };
  return {
    tick,
    tickNext: (): void => {
      const [next] = missing();
      if (next) tick(next.receiptId);
    },
    tickAll: (): void => {
      for (const { receiptId } of missing()) tick(receiptId);
    },
  };
};
