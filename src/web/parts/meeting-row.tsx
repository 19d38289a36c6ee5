import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import { useLocation } from 'wouter';
import type { ClaimView, MeetingView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { claimKey } from '../claim/draft-hooks.ts';
import { useSpeech } from '../texts.ts';
import { FailedPart } from './failure.tsx';

/** A meeting one can make a claim for, one's own or that of the member one files for. */

const isPast = (day: string): boolean => day < new Date().toISOString().slice(0, 10);

const Deadline = (props: { fileBy: string | null }): ReactNode => {
  const { t, format } = useSpeech();
  const { fileBy } = props;
  if (!fileBy) return null;
  const date = format.date(fileBy);
  if (isPast(fileBy)) return <p className="finding review">{t('home.fileby.past', { date })}</p>;
  return <p className="quiet">{t('home.fileby', { date })}</p>;
};

/** `path`: where claims are begun. */
export const MeetingRow = (props: { meeting: MeetingView; path: string }): ReactNode => {
  const { t, format } = useSpeech();
  const client = useQueryClient();
  const [, go] = useLocation();
  const { meeting } = props;
  const make = useMutation({
    mutationFn: () => api.post<ClaimView>(props.path, { meetingId: meeting.id }),
    onSuccess: (claim) => {
      client.setQueryData(claimKey(claim.id), claim);
      for (const key of ['claims', 'meetings', 'filing']) void client.invalidateQueries({ queryKey: [key] });
      go(`/claims/${claim.id}`);
    },
  });
  return (
    <li className="home-row">
      <div>
        <h3 id={`meeting-${meeting.id}`}>{meeting.purpose}</h3>
        <p>
          {format.span(meeting.start, meeting.end)}, {meeting.place}
        </p>
        <p className="quiet">{meeting.group.name}</p>
        <Deadline fileBy={meeting.fileBy} />
        {make.isError && <FailedPart error={make.error} />}
      </div>
      <Button
        aria-describedby={`meeting-${meeting.id}`}
        aria-disabled={make.isPending}
        onClick={() => {
          if (!make.isPending) make.mutate();
        }}
      >
        {t(make.isPending ? 'home.making' : 'home.make')}
      </Button>
    </li>
  );
};
