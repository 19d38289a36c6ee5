import { useIsMutating } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useSpeech } from '../texts.ts';

/** Shown before a person begins to wonder whether the press was seen. */
const SOON_MS = 600;

/** Whatever is being saved or done and takes its time is told, on every page; where a part says more, it says it too. */
export const Working = (): ReactNode => {
  const { t } = useSpeech();
  const busy = useIsMutating() > 0;
  const [long, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (!busy) return;
    const timer = setTimeout(() => setLong(true), SOON_MS);
    return () => clearTimeout(timer);
  }, [busy]);
  return (
    <p role="status" className="working">
      {long && t('app.working')}
    </p>
  );
};
