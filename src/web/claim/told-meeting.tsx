import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import type { ClaimView, ToldMeeting } from '../../claim/views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { useSpeech } from '../texts.ts';
import { claimKey, useClaim } from './draft-hooks.ts';
import { type MeetingFacts, MeetingFields, missingOf, useOwnGroups, wholeMeeting } from './meeting-form.tsx';
import { useWords } from './words.tsx';

/** On the claim of a told meeting: its invitation, and its facts to change. */

const useTaken = (): ((claim: ClaimView) => void) => {
  const client = useQueryClient();
  const { view } = useClaim();
  return (claim) => client.setQueryData(claimKey(view.id), claim);
};

const Invitation = (): ReactNode => {
  const { t } = useWords();
  const { view } = useClaim();
  const input = useRef<HTMLInputElement>(null);
  const taken = useTaken();
  const { invitation } = view.meetingCard;
  const send = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append('file', file);
      return api.post<ClaimView>(`/api/claims/${view.id}/invitation`, form);
    },
    onSuccess: taken,
  });
  return (
    <div id="claim">
      <label className="choose-file">
        <input
          ref={input}
          type="file"
          accept="application/pdf"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) send.mutate(file);
            if (input.current) input.current.value = '';
          }}
        />
        {send.isPending ? t('invitation.sending') : t(invitation ? 'invitation.change' : 'invitation.add')}
      </label>
      {send.isError && <FailedPart error={send.error} />}
    </div>
  );
};

const Change = (props: { done: () => void }): ReactNode => {
  const { t } = useWords();
  const { t: all } = useSpeech();
  const { view } = useClaim();
  const taken = useTaken();
  const groups = useOwnGroups();
  const { group, purpose, place, start, end, freeMeals } = view.meetingCard;
  const [facts, setFacts] = useState<MeetingFacts>({ groupId: group.id, purpose, place, start, end, freeMeals });
  const [pressed, setPressed] = useState(false);
  const save = useMutation({
    mutationFn: (meeting: ToldMeeting) => api.put<ClaimView>(`/api/claims/${view.id}/meeting`, meeting),
    onSuccess: (claim) => {
      taken(claim);
      props.done();
    },
  });
  const asked = pressed ? missingOf(facts, t) : [];
  const press = (): void => {
    const whole = wholeMeeting(facts);
    setPressed(true);
    if (whole && !save.isPending) save.mutate(whole);
  };
  return (
    <div className="told">
      <MeetingFields facts={facts} set={(part) => setFacts({ ...facts, ...part })} groups={groups} today={start} />
      <p role="alert" className="field-error">
        {asked.length > 0 && t('told.fill', { what: asked.join(' · ') })}
      </p>
      {save.isError && <FailedPart error={save.error} />}
      <div className="buttons">
        <Button onClick={press}>{t('told.save')}</Button>
        <Button variant="secondary" onClick={props.done}>
          {all('common.cancel')}
        </Button>
      </div>
    </div>
  );
};

export const ToldMeetingPart = (): ReactNode => {
  const { t } = useWords();
  const [changing, setChanging] = useState(false);
  return (
    <div className="told">
      <p className="quiet small">{t('told.mark')}</p>
      <Invitation />
      {changing ? (
        <Change done={() => setChanging(false)} />
      ) : (
        <button type="button" className="plain" onClick={() => setChanging(true)}>
          {t('told.change')}
        </button>
      )}
    </div>
  );
};
