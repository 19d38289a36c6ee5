import { type ReactNode, useId } from 'react';
import { TextInput } from 'suomifi-ui-components';
import {
  parseClock,
  parseCount,
  parseDay,
  parseKm,
  parseMoney,
  showClock,
  showDay,
  showKm,
  showMoney,
} from '../../parse.ts';
import { useSpeech } from '../../texts.ts';
import { ParsedField } from './parsed-field.tsx';

/** The fields of the forms: a sum, kilometres, a day, a time of day, a line of text, a choice. */

interface Common<T> {
  label: string;
  value: T | null;
  onChange: (value: T | null) => void;
  onDone?: () => void;
  id?: string;
  hint?: string;
  optional?: string;
  labelHidden?: boolean;
  width?: 'short' | 'middle' | 'full';
}

export const MoneyField = (props: Common<number>): ReactNode => {
  const { t, language } = useSpeech();
  const show = (cents: number): string => (language === 'en' ? showMoney(cents).replace(',', '.') : showMoney(cents));
  return <ParsedField {...props} parse={parseMoney} show={show} problem={t('field.money.wrong')} />;
};

export const KmField = (props: Common<number>): ReactNode => {
  const { t } = useSpeech();
  return <ParsedField {...props} parse={parseKm} show={showKm} problem={t('field.km.wrong')} />;
};

export const CountField = (props: Common<number>): ReactNode => {
  const { t } = useSpeech();
  return (
    <ParsedField {...props} parse={parseCount} show={String} problem={t('field.count.wrong')} keyboard="numeric" />
  );
};

/** A day; typed without a year it is the year of `near`. */
export const DayField = ({ near, ...props }: Common<string> & { near: string }): ReactNode => {
  const { t } = useSpeech();
  return (
    <ParsedField
      {...props}
      parse={(text) => parseDay(text, near)}
      show={showDay}
      problem={t('field.day.wrong')}
      keyboard="text"
    />
  );
};

export const ClockField = (props: Common<string>): ReactNode => {
  const { t, language } = useSpeech();
  const show = (clock: string): string => (language === 'en' ? clock : showClock(clock));
  return <ParsedField {...props} parse={parseClock} show={show} problem={t('field.clock.wrong')} keyboard="text" />;
};

export const TextField = (props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  id?: string;
  hint?: string;
  width?: 'short' | 'middle' | 'full';
  autoComplete?: string;
}): ReactNode => (
  <TextInput
    className={`field ${props.width ?? 'middle'}`}
    labelText={props.label}
    value={props.value}
    maxLength={200}
    onChange={(value) => props.onChange(String(value ?? ''))}
    autoComplete={props.autoComplete ?? 'off'}
    {...(props.hint ? { hintText: props.hint } : {})}
    {...(props.id ? { id: props.id } : {})}
  />
);

/** A long text that grows with what is written. */
export const WordsField = (props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  id?: string;
  hint?: string;
}): ReactNode => {
  const own = useId();
  const id = props.id ?? own;
  return (
    <div className="field full words">
      <label htmlFor={id}>{props.label}</label>
      {props.hint && (
        <p className="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      <textarea
        id={id}
        rows={2}
        maxLength={2000}
        value={props.value}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </div>
  );
};

/** One of a few, with the phone's own picker. An empty value shows `Valitse`. */
export const ChoiceField = <T extends string>(props: {
  label: string;
  value: T | null;
  options: readonly { value: T; text: string }[];
  onChange: (value: T | null) => void;
  id?: string;
  empty?: string;
  width?: 'short' | 'middle' | 'full';
}): ReactNode => {
  const { t } = useSpeech();
  const own = useId();
  const id = props.id ?? own;
  const choose = (chosen: string): void =>
    props.onChange(props.options.find((option) => option.value === chosen)?.value ?? null);
  return (
    <div className={`field choice ${props.width ?? 'middle'}`}>
      <label htmlFor={id}>{props.label}</label>
      <select id={id} value={props.value ?? ''} onChange={(event) => choose(event.target.value)}>
        <option value="">{props.empty ?? t('common.choose')}</option>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
};
