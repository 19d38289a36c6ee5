import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import type { HandoverView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { sentenceOf } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';
import { claimKey, useClaim } from './draft-hooks.ts';
import { useWords } from './words.tsx';

/** From a desktop the photographing is handed over to a phone: a code to read, and what comes by it, at once. */

const QrCode = lazy(async () => ({ default: (await import('./qr-code.tsx')).QrCode }));
const POLL_MS = 2_000;

const useHandover = (claimId: string) => {
  const client = useQueryClient();
  const path = `/api/claims/${claimId}/handover`;
  const key = ['handover', claimId];
  const query = useQuery({
    queryKey: key,
    queryFn: () => api.get<HandoverView>(path),
    refetchInterval: ({ state }) => (state.data ? POLL_MS : false),
  });
  const files = query.data?.files ?? 0;
  // What the phone has sent becomes a row here as soon as it is told.
  useEffect(() => {
    if (files > 0) void client.invalidateQueries({ queryKey: claimKey(claimId) });
  }, [client, claimId, files]);
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: key });
  return {
    open: query.data ?? null,
    start: async (): Promise<string> => {
      const { token } = await api.post<{ token: string }>(path);
      await again();
      return token;
    },
    close: async (): Promise<void> => {
      await api.delete(path);
      await again();
    },
  };
};

const Code = (props: { token: string }): ReactNode => {
  const { t } = useWords();
  const address = `${location.origin}/u/${props.token}`;
  return (
    <>
      <Suspense fallback={<Waiting />}>
        <QrCode text={address} label={t('handover.code')} />
      </Suspense>
      <ol className="handover-steps">
        <li>{t('handover.step1')}</li>
        <li>{t('handover.step2')}</li>
      </ol>
      <details className="small">
        <summary>{t('handover.link')}</summary>
        <p className="handover-link">{address}</p>
      </details>
    </>
  );
};

export const HandOver = (): ReactNode => {
  const speech = useSpeech();
  const { format } = speech;
  const { t, count } = useWords();
  const { view } = useClaim();
  const { open, start, close } = useHandover(view.id);
  const [token, setToken] = useState<string | null>(null);
  const [failure, setFailure] = useState('');
  const act = (work: () => Promise<void>): void => {
    setFailure('');
    work().catch((error: unknown) => setFailure(sentenceOf(error, speech)));
  };
  const begin = (): void => act(async () => setToken(await start()));
  const end = (): void =>
    act(async () => {
      await close();
      setToken(null);
    });
  const ended = token !== null && open === null;
  if (open === null)
    return (
      <div className="handover-offer">
        {ended && <p role="status">{t('handover.ended')}</p>}
        <Button variant="secondaryNoBorder" onClick={begin}>
          {t('handover.open')}
        </Button>
        <p role="alert">{failure}</p>
      </div>
    );
  const time = format.instantTime(open.expiresAt);
  return (
    <section className="handover" aria-label={t('handover.title')}>
      <h3>{t('handover.title')}</h3>
      {token === null ? <p>{t('handover.hidden', { time })}</p> : <Code token={token} />}
      <p role="status">{open.files > 0 && count('handover.come', open.files)}</p>
      {token !== null && <p className="quiet small">{t('handover.until', { time })}</p>}
      <div className="buttons">
        <Button variant="secondary" onClick={end}>
          {t('handover.close')}
        </Button>
        {token === null && (
          <Button variant="secondaryNoBorder" onClick={begin}>
            {t('handover.new')}
          </Button>
        )}
      </div>
      <p role="alert">{failure}</p>
    </section>
  );
};
