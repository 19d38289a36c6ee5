import '../claim.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { Link, useLocation } from 'wouter';
import type { ClaimView, ToldMeeting } from '../../claim/views.ts';
import { api } from '../api.ts';
import { claimKey, draftCopyKey } from '../claim/draft-hooks.ts';
import {
  emptyMeeting,
  type MeetingFacts,
  MeetingFields,
  missingOf,
  useOwnGroups,
  wholeMeeting,
} from '../claim/meeting-form.tsx';
import { useWords, WithWords } from '../claim/words.tsx';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { useSpeech } from '../texts.ts';

/** A claim for a meeting that is not on the list: its facts first, then the claim as any other. */

/** Kept on the device until the claim is made: a reload loses nothing; signing out clears it with the drafts. */
const COPY = draftCopyKey('told');

const kept = (): MeetingFacts => {
  try {
    return { ...emptyMeeting, ...(JSON.parse(localStorage.getItem(COPY) ?? '{}') as Partial<MeetingFacts>) };
  } catch {
    return emptyMeeting;
  }
};

const Form = (): ReactNode => {
  const { t } = useWords();
  const client = useQueryClient();
  const [, go] = useLocation();
  const groups = useOwnGroups();
  const [told, setTold] = useState(kept);
  const [pressed, setPressed] = useState(false);
  const [only] = groups;
  const facts = told.groupId === '' && groups.length === 1 && only ? { ...told, groupId: only.id } : told;
  const set = (part: Partial<MeetingFacts>): void => {
    const next = { ...facts, ...part };
    setTold(next);
    localStorage.setItem(COPY, JSON.stringify(next));
  };
  const make = useMutation({
    mutationFn: (meeting: ToldMeeting) => api.post<ClaimView>('/api/told-meetings', meeting),
    onSuccess: (claim) => {
      localStorage.removeItem(COPY);
      client.setQueryData(claimKey(claim.id), claim);
      void client.invalidateQueries({ queryKey: ['claims'] });
      go(`/claims/${claim.id}`);
    },
  });
  const asked = pressed ? missingOf(facts, t) : [];
  const press = (): void => {
    const whole = wholeMeeting(facts);
    setPressed(true);
    if (whole && !make.isPending) make.mutate(whole);
  };
  return (
    <div className="told">
      <p className="lead">{t('told.lead')}</p>
      <MeetingFields facts={facts} set={set} groups={groups} today={new Date().toISOString().slice(0, 10)} />
      <p role="alert" className="field-error">
        {asked.length > 0 && t('told.fill', { what: asked.join(' · ') })}
      </p>
      {make.isError && <FailedPart error={make.error} />}
      <Button onClick={press} aria-disabled={make.isPending}>
        {t('told.start.claim')}
      </Button>
    </div>
  );
};

const Told = (): ReactNode => {
  const { t } = useWords();
  const { t: all } = useSpeech();
  return (
    <Page title={t('told.title')} aside={<Link href="/">{all('claim.back')}</Link>}>
      <Form />
    </Page>
  );
};

export const TellMeetingPage = (): ReactNode => (
  <WithWords>
    <Told />
  </WithWords>
);
