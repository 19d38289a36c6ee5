import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Decision } from '../../claim/review/decision.ts';
import type { ReviewView } from '../../claim/review-views.ts';
import { api, isRefused } from '../api.ts';
import { claimKey } from '../claim/draft-hooks.ts';

/** What is decided of the open claim, and the ways to decide. After each step the page shows what everybody decided. */

const examinationKey = (id: string) => ['examination', id] as const;

export const useExamination = (id: string) =>
  useQuery({ queryKey: examinationKey(id), queryFn: () => api.get<ReviewView>(`/api/claims/${id}/review`) });

export type Act =
  | { do: 'decide'; decision: Decision }
  | { do: 'undo'; decisionId: number }
  | { do: 'check'; item: string; ok: boolean; comment: string }
  | { do: 'account' }
  | { do: 'send' }
  | { do: 'withdraw' };

const send = (id: string, view: ReviewView, act: Act): Promise<ReviewView> => {
  const path = `/api/claims/${id}`;
  if (act.do === 'decide') {
    return api.post(`${path}/review/decisions`, { lastAct: view.lastAct, decision: act.decision });
  }
  if (act.do === 'undo') return api.post(`${path}/review/undo`, { decisionId: act.decisionId });
  if (act.do === 'check') {
    const { item, ok, comment } = act;
    return api.post(`${path}/review/checklist`, { item, ok, comment });
  }
  if (act.do === 'account') return api.post(`${path}/account-check`, { revision: view.revision });
  const step = act.do === 'send' ? 'correction' : 'correction/withdrawal';
  return api.post(`${path}/${step}`, { revision: view.revision });
};

export const useActs = (id: string, view: ReviewView | undefined, done: (act: Act, view: ReviewView) => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: Act) => {
      if (!view) throw new Error('nothing to decide on yet');
      return send(id, view, act);
    },
    onSuccess: (after, act) => {
      client.setQueryData(examinationKey(id), after);
      if (act.do === 'send' || act.do === 'withdraw') {
        void client.invalidateQueries({ queryKey: claimKey(id) });
        void client.invalidateQueries({ queryKey: ['review'] });
      }
      done(act, after);
    },
    // Somebody else was there: both are shown, nothing typed is lost.
    onError: (error) => {
      if (isRefused(error)) void client.invalidateQueries({ queryKey: examinationKey(id) });
    },
  });
};

export type Acts = ReturnType<typeof useActs>;
