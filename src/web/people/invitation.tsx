import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import type { InvitationFile } from '../../claim/meeting-views.ts';
import { FailedPart } from '../parts/failure.tsx';
import { sendFile } from '../send-file.ts';
import type { FormPart } from './card-form.ts';
import { usePeopleWords } from './words.tsx';

/** The invitation: opened by the service as soon as it is chosen, so that a broken one is known while it is at hand. */
export const Invitation = ({ form, change }: FormPart): ReactNode => {
  const { t } = usePeopleWords();
  const id = useId();
  const check = useMutation({
    mutationFn: (file: File) => sendFile<InvitationFile>('/api/invitations', file),
    onSuccess: (invitation) => change({ invitation }),
  });
  return (
    <div className="pick-file">
      <p className="part" id={`${id}-name`}>
        {t('card.invitation')}
      </p>
      <p className="hint" id={`${id}-hint`}>
        {t('card.invitation.hint')}
      </p>
      <label>
        <input
          type="file"
          accept="application/pdf"
          aria-describedby={`${id}-name ${id}-hint`}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) check.mutate(file);
            event.target.value = '';
          }}
        />
        {t(form.invitation ? 'card.invitation.replace' : 'card.invitation.add')}
      </label>
      <p role="status">
        {check.isPending && t('card.invitation.checking')}
        {!check.isPending && form.invitation && t('card.invitation.good', { name: form.invitation.fileName })}
        {!check.isPending && !form.invitation && !check.isError && t('card.invitation.none')}
      </p>
      {check.isError && <FailedPart error={check.error} />}
    </div>
  );
};
