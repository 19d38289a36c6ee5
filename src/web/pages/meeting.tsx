import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { Link, useLocation } from 'wouter';
import type { CardSummary, CardView, GroupView } from '../../claim/meeting-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { type CardForm, copyOf, emptyForm, formOf } from '../people/card-form.ts';
import { MeetingClaims } from '../people/meeting-claims.tsx';
import { MeetingFacts } from '../people/meeting-facts.tsx';
import { MeetingForm } from '../people/meeting-form.tsx';
import { usePeopleWords, WithPeopleWords } from '../people/words.tsx';
import { useSpeech } from '../texts.ts';

/** One meeting: its card, to be changed, and its claims. A new one is a copy of its group's last. */

const cardKey = (id: string | null): [string, string | null] => ['meeting-cards', id];
const fetchCard = (id: string): Promise<CardView> => api.get<CardView>(`/api/meeting-cards/${id}`);
const useGroups = () => useQuery({ queryKey: ['groups'], queryFn: () => api.get<GroupView[]>('/api/groups') });

/** The group whose turn it likely is: the one of the newest meeting. */
const likelyGroup = (groups: GroupView[], newest: CardSummary | undefined): string | null =>
  newest?.group.id ?? groups[0]?.id ?? null;

const Changing = (props: { view: CardView; groups: GroupView[]; done: () => void }): ReactNode => {
  const { t } = usePeopleWords();
  const client = useQueryClient();
  return (
    <>
      <p className="lead">{t('card.claims.note')}</p>
      <MeetingForm
        groups={props.groups}
        name={`card.${props.view.id}`}
        initial={formOf(props.view.card)}
        save={(card, before) =>
          api.put<CardView>(`/api/meeting-cards/${props.view.id}`, { ...card, ...(before ? { before } : {}) })
        }
        theirs={async () => formOf((await fetchCard(props.view.id)).card)}
        saved={(view) => {
          client.setQueryData(cardKey(view.id), view);
          props.done();
        }}
      />
    </>
  );
};

const Meeting = (props: { id: string }): ReactNode => {
  const { t } = usePeopleWords();
  const { format } = useSpeech();
  const query = useQuery({ queryKey: cardKey(props.id), queryFn: () => fetchCard(props.id) });
  const groups = useGroups();
  const [changing, setChanging] = useState(false);
  const saved = new URLSearchParams(window.location.search).has('saved');
  const view = query.data;
  const title = view ? `${view.purpose} ${format.date(view.start)}` : t('meetings.title');
  return (
    <Page title={title} aside={<Link href="/meetings">{t('meetings.back')}</Link>}>
      {query.isError && <FailedPart error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Waiting />}
      <p role="status" className="announced">
        {saved && view && t('card.saved')}
      </p>
      {view && (
        <>
          <section className="staff-part" aria-labelledby="title-facts">
            <h2 id="title-facts">{t('card.facts')}</h2>
            {changing && groups.data ? (
              <Changing view={view} groups={groups.data} done={() => setChanging(false)} />
            ) : (
              <>
                <MeetingFacts view={view} />
                <div>
                  <Button variant="secondary" onClick={() => setChanging(true)}>
                    {t('card.change')}
                  </Button>
                </div>
              </>
            )}
          </section>
          <MeetingClaims view={view} />
        </>
      )}
    </Page>
  );
};

const NewForm = (props: { groups: GroupView[]; groupId: string | null; choose: (id: string | null) => void }) => {
  const { t } = usePeopleWords();
  const { format } = useSpeech();
  const [, go] = useLocation();
  const client = useQueryClient();
  const lastId = props.groups.find(({ id }) => id === props.groupId)?.lastMeetingId ?? null;
  const last = useQuery({
    queryKey: cardKey(lastId),
    queryFn: () => fetchCard(lastId ?? ''),
    enabled: lastId !== null,
  });
  if (lastId !== null && last.isError) return <FailedPart error={last.error} retry={() => void last.refetch()} />;
  if (lastId !== null && !last.data) return <Waiting />;
  const initial: CardForm = last.data ? copyOf(last.data.card) : emptyForm(props.groupId);
  return (
    <>
      {last.data && <p className="lead">{t('card.copied', { date: format.date(last.data.start) })}</p>}
      <MeetingForm
        key={props.groupId}
        name={`card.new.${props.groupId}`}
        groups={props.groups}
        initial={initial}
        onGroup={props.choose}
        save={(card) => api.post<CardView>('/api/meeting-cards', card)}
        saved={(view) => {
          client.setQueryData(cardKey(view.id), view);
          void client.invalidateQueries({ queryKey: ['meeting-cards'], exact: true });
          void client.invalidateQueries({ queryKey: ['groups'] });
          go(`/meetings/${view.id}?saved`);
        }}
      />
    </>
  );
};

const NewMeeting = (): ReactNode => {
  const { t } = usePeopleWords();
  const groups = useGroups();
  const cards = useQuery({
    queryKey: ['meeting-cards'],
    queryFn: () => api.get<CardSummary[]>('/api/meeting-cards'),
  });
  const [chosen, choose] = useState<string | null>(null);
  const ready = groups.data && cards.data;
  return (
    <Page title={t('meetings.new')} aside={<Link href="/meetings">{t('meetings.back')}</Link>}>
      {groups.isError && <FailedPart error={groups.error} retry={() => void groups.refetch()} />}
      {!ready && !groups.isError && <Waiting />}
      {ready && (
        <NewForm groups={groups.data} groupId={chosen ?? likelyGroup(groups.data, cards.data[0])} choose={choose} />
      )}
    </Page>
  );
};

export const MeetingPage = (props: { id: string }): ReactNode => (
  <WithPeopleWords>{props.id === 'new' ? <NewMeeting /> : <Meeting key={props.id} id={props.id} />}</WithPeopleWords>
);
