import { type ReactNode, useState } from 'react';
import { TextInput } from 'suomifi-ui-components';
import { maskedIban, plainIban, spacedIban } from '../../claim/iban.ts';
import { TextField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim, useIsOwn } from './draft-hooks.ts';
import { Undo } from './row-head.tsx';
import { Section } from './section.tsx';
import { RememberedIban } from './usual.tsx';
import { useWords } from './words.tsx';

/** Where the money goes; a remembered account is shown masked. */
export const PaymentSection = (): ReactNode => {
  const { t } = useSpeech();
  const { view, draft, change } = useClaim();
  const isOwn = useIsOwn(view);
  const { iban, accountHolder } = draft.payment;
  const wrong = view.missing.find((one) => one.code === 'iban-wrong');
  const [typing, setTyping] = useState(iban === '' || wrong !== undefined);
  const [left, setLeft] = useState(false);
  const words = useWords();
  const [before, setBefore] = useState<string | null>(null);
  const giveBack = (): void => {
    set({ iban: before ?? '' });
    setBefore(null);
    setTyping(false);
  };
  const set = (part: Partial<typeof draft.payment>): void =>
    change((now) => ({ ...now, payment: { ...now.payment, ...part } }));
  const speech = useSpeech();
  return (
    <Section id="payment" title={t('payment.title')}>
      {typing ? (
        <TextInput
          id="payment.iban"
          className="field full iban"
          labelText={t('payment.iban')}
          value={iban}
          maxLength={42}
          autoComplete="off"
          spellCheck={false}
          onChange={(value) => set({ iban: String(value ?? '').toUpperCase() })}
          onBlur={() => {
            setLeft(true);
            set({ iban: spacedIban(plainIban(iban)) });
          }}
          status={left && wrong ? 'error' : 'default'}
          statusText={left && wrong ? speech.of(wrong.action) : ''}
        />
      ) : (
        <p className="masked" id="payment.iban">
          <span>{t('payment.iban')}</span> <strong>{maskedIban(iban)}</strong>{' '}
          <button
            type="button"
            className="plain"
            aria-label={t('payment.iban.change')}
            onClick={() => {
              setBefore(iban);
              set({ iban: '' });
              setTyping(true);
            }}
          >
            {t('common.change')}
          </button>
        </p>
      )}
      <Undo text={words.t('removed.iban')} undo={before !== null && iban === '' ? giveBack : null} />
      {!typing && isOwn && <RememberedIban iban={iban} />}
      {!typing && !isOwn && <p className="quiet small">{words.t('payment.hidden')}</p>}
      <TextField
        id="payment.accountHolder"
        label={t('payment.holder')}
        value={accountHolder}
        width="full"
        autoComplete="name"
        onChange={(name) => set({ accountHolder: name })}
      />
    </Section>
  );
};
