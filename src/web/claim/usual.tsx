import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { usualTimes } from '../../claim/usual.ts';
import type { RememberedView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { sentenceOf } from '../parts/failure.tsx';
import { useSpeech } from '../texts.ts';
import { claimKey, useClaim } from './draft-hooks.ts';
import { Undo } from './row-head.tsx';
import { useWords } from './words.tsx';

/** What is remembered of the member's last trip here: offered in words, taken with one tap, forgotten with another. */

/** When one probably left and came back; only while nothing of it is told yet. */
export const UsualTimes = (): ReactNode => {
  const { format } = useSpeech();
  const { t } = useWords();
  const { view, draft, changeTrip } = useClaim();
  const { start, end } = draft.trip;
  const offer = view.usual && start === null && end === null ? usualTimes(view.usual, draft, view.meeting) : null;
  if (!offer) return null;
  const words = { start: format.moment(offer.start), end: format.moment(offer.end) };
  return (
    <div className="offer usual">
      <p>
        {t('usual.times', words)} <span className="quiet small">{t(`usual.by.${offer.by}`)}</span>
      </p>
      <Button variant="secondary" onClick={() => changeTrip({ start: offer.start, end: offer.end })}>
        {t('usual.yes')}
      </Button>
    </div>
  );
};

/** Forgets a part of what is remembered, and has it back. */
const useForgetting = (without: (all: RememberedView) => RememberedView) => {
  const speech = useSpeech();
  const client = useQueryClient();
  const { view } = useClaim();
  const [before, setBefore] = useState<RememberedView | null>(null);
  const [failure, setFailure] = useState('');
  const put = async (now: RememberedView): Promise<void> => {
    await api.put('/api/remembered', now);
    await client.invalidateQueries({ queryKey: claimKey(view.id) });
    await client.invalidateQueries({ queryKey: ['remembered', view.id] });
  };
  const act = (work: () => Promise<void>): void => {
    setFailure('');
    work().catch((error: unknown) => setFailure(sentenceOf(error, speech)));
  };
  return {
    failure,
    forget: () =>
      act(async () => {
        const all = await api.get<RememberedView>('/api/remembered');
        await put(without(all));
        setBefore(all);
      }),
    undo: before
      ? () =>
          act(async () => {
            await put(before);
            setBefore(null);
          })
      : null,
  };
};

const Forgetting = (props: {
  text: string | null;
  label: string;
  without: (all: RememberedView) => RememberedView;
}): ReactNode => {
  const { t } = useWords();
  const { forget, undo, failure } = useForgetting(props.without);
  return (
    <div className="remembered small">
      {props.text !== null && undo === null && (
        <p className="quiet">
          {props.text}{' '}
          <button type="button" className="plain" aria-label={props.label} onClick={forget}>
            {t('usual.forget')}
          </button>
        </p>
      )}
      <Undo text={t('usual.forgotten')} undo={undo} />
      <p role="alert" className="field-error">
        {failure}
      </p>
    </div>
  );
};

/** Where the distances come from, as long as they are the remembered ones. */
export const UsualDistances = (): ReactNode => {
  const { format } = useSpeech();
  const { t } = useWords();
  const { view, draft } = useClaim();
  const { usual } = view;
  const { home, workplace } = draft.trip.distanceKm;
  const same = usual !== null && usual.homeKm === home && usual.workplaceKm === workplace;
  return (
    <Forgetting
      text={same ? t('usual.distances', { date: format.date(usual.learnedFrom) }) : null}
      label={t('usual.forget.trip')}
      without={(all) => ({ ...all, trips: all.trips.filter((trip) => trip.place !== usual?.place) })}
    />
  );
};

/** Said of an account number only while it is the remembered one. */
export const RememberedIban = (props: { iban: string }): ReactNode => {
  const { t } = useWords();
  const { view } = useClaim();
  const { data } = useQuery({
    queryKey: ['remembered', view.id],
    queryFn: () => api.get<RememberedView>('/api/remembered'),
  });
  const isRemembered = Boolean(data?.iban) && data?.iban === props.iban.replace(/\s/g, '').toUpperCase();
  return (
    <Forgetting
      text={isRemembered ? t('usual.iban') : null}
      label={t('usual.forget.iban')}
      without={(all) => ({ ...all, iban: null })}
    />
  );
};
