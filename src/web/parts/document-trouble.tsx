import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import type { ClaimView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { claimKey } from '../claim/draft-hooks.ts';
import { useSpeech } from '../texts.ts';
import { FailedPart } from './failure.tsx';

/** What stands in the way of the sealed document: which file, what to do, and for the assistant trying again. */

const Again = (props: { id: string }): ReactNode => {
  const { t } = useSpeech();
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => api.post<ClaimView>(`/api/claims/${props.id}/sealing`),
    onSuccess: (view) => client.setQueryData(claimKey(props.id), view),
  });
  return (
    <>
      {again.isError && <FailedPart error={again.error} />}
      <Button variant="secondary" aria-disabled={again.isPending} onClick={() => !again.isPending && again.mutate()}>
        {t('document.again')}
      </Button>
    </>
  );
};

export const DocumentTrouble = (props: { view: ClaimView; forExaminer?: boolean }): ReactNode => {
  const { t, of, format } = useSpeech();
  const { id, document } = props.view;
  if (document?.finding == null) return null;
  const { finding, since, tries, state } = document;
  return (
    <div className={`finding document-trouble ${finding.severity}`} role="status">
      <p>
        <strong>{t(state === 'failed' ? 'document.failed' : 'document.waiting')}:</strong> {of(finding.action)}
      </p>
      {since && <p className="small quiet">{t('document.tries', { tries, when: format.instant(since) })}</p>}
      {props.forExaminer && <Again id={id} />}
    </div>
  );
};

const MAKING_POLL_MS = 2_000;
const WAITING_POLL_MS = 15_000;

/** How soon to ask again whether the document is there, in milliseconds; false when nothing will change by itself. */
export function documentPoll(view: ClaimView | undefined): number | false {
  if (view?.document?.state === 'making') return MAKING_POLL_MS;
  return view?.document?.state === 'waiting' ? WAITING_POLL_MS : false;
}
