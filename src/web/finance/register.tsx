import { type ReactNode, useState } from 'react';
import { DayField } from '../parts/fields/fields.tsx';
import { useWords } from './words.tsx';

/** Rows for the Incomes Register of a payment period. Identity codes are in this file alone: it asks what it is for. */
export const Register = (): ReactNode => {
  const { t } = useWords();
  const today = new Date().toISOString().slice(0, 10);
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [why, setWhy] = useState('');
  const isReady = from !== null && to !== null && to >= from && why.trim().length >= 3;
  const query = new URLSearchParams({ from: from ?? '', to: to ?? '', why: why.trim() });
  return (
    <section className="staff-part" aria-labelledby="title-register">
      <h2 id="title-register">{t('register.title')}</h2>
      <p className="hint">{t('register.hint')}</p>
      <p className="finding review">{t('register.question')}</p>
      <div className="fields">
        <DayField label={t('register.from')} value={from} near={today} onChange={setFrom} width="middle" />
        <DayField label={t('register.to')} value={to} near={today} onChange={setTo} width="middle" />
        <label className="field middle">
          {t('register.why')}
          <input className="plain-input" value={why} maxLength={200} onChange={(event) => setWhy(event.target.value)} />
        </label>
      </div>
      {isReady ? (
        <p>
          <a className="button-link" href={`/api/incomes-register?${query}`} download>
            {t('register.download')}
          </a>
        </p>
      ) : (
        <p className="hint">{t('register.fill')}</p>
      )}
    </section>
  );
};
