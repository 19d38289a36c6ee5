import type { ReactNode } from 'react';
import type { FinanceSettings, MemberType, RegisterKind } from '../../claim/finance-settings.ts';
import { useWords } from './words.tsx';

/** Under which income type each kind of compensation is told to the register, by the member's position. */

const types: readonly MemberType[] = ['chair', 'secretary', 'member'];
const choices: Record<RegisterKind, readonly string[]> = {
  perDiem: ['331', '353', 'none'],
  mileage: ['311', '353', 'none'],
  meal: ['303', '353', 'none'],
  night: ['331', '353', 'none'],
};
const kinds = Object.keys(choices) as RegisterKind[];

export const RegisterCodes = (props: {
  settings: FinanceSettings;
  change: (settings: FinanceSettings) => void;
}): ReactNode => {
  const { t, code } = useWords();
  const { settings, change } = props;
  const set = (type: MemberType, kind: RegisterKind, chosen: string): void => {
    const codes = { ...settings.register[type], [kind]: chosen };
    change({ ...settings, register: { ...settings.register, [type]: codes } });
  };
  return (
    <fieldset>
      <legend>{t('settings.register')}</legend>
      <p className="finding review">{t('register.question')}</p>
      {types.map((type) => (
        <fieldset key={type}>
          <legend>{t(`settings.type.${type}`)}</legend>
          <div className="fields">
            {kinds.map((kind) => (
              <label key={kind} className="field choice middle">
                {t(`settings.register.${kind}`)}
                <select value={settings.register[type][kind]} onChange={(event) => set(type, kind, event.target.value)}>
                  {choices[kind].map((choice) => (
                    <option key={choice} value={choice}>
                      {code('income', choice)}
                    </option>
                  ))}
                </select>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </fieldset>
  );
};
