import { type ReactNode, useState } from 'react';
import { useWords } from './words.tsx';

/** Rows for the Incomes Register of a payment period. Identity codes are in this file alone: it asks what it is for. */
export const Register = (): ReactNode => {
  const { t } = useWords();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [why, setWhy] = useState('');
  const isReady = from !== '' && to >= from && why.trim().length >= 3;
  const query = new URLSearchParams({ from, to, why: why.trim() });
  return (
    <section className="staff-part" aria-labelledby="title-register">
      <h2 id="title-register">{t('register.title')}</h2>
      <p className="hint">{t('register.hint')}</p>
      <p className="finding review">{t('register.question')}</p>
      <div className="fields">
        <label className="field short">
          {t('register.from')}
          <input type="date" className="plain-input" value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label className="field short">
          {t('register.to')}
          <input type="date" className="plain-input" value={to} onChange={(event) => setTo(event.target.value)} />
        </label>
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
