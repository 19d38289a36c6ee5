import { type ReactNode, useState } from 'react';
import { useSpeech } from '../../texts.ts';
import { ClockField, DayField } from './fields.tsx';

/** A day and a time of day as two fields; together a moment once both stand there. */
export const MomentField = (props: {
  legend: string;
  value: string | null;
  onChange: (value: string | null) => void;
  /** The day that stands there until another is typed, usually the meeting's. */
  likelyDay: string;
  id?: string;
  children?: ReactNode;
}): ReactNode => {
  const { t } = useSpeech();
  const [day, setDay] = useState<string | null>(props.value?.slice(0, 10) ?? props.likelyDay);
  const [clock, setClock] = useState<string | null>(props.value?.slice(11, 16) ?? null);
  const [seen, setSeen] = useState(props.value);
  if (props.value !== seen) {
    setSeen(props.value);
    if (props.value) {
      setDay(props.value.slice(0, 10));
      setClock(props.value.slice(11, 16));
    }
  }
  const tell = (nextDay: string | null, nextClock: string | null): void => {
    setDay(nextDay);
    setClock(nextClock);
    const moment = nextDay && nextClock ? `${nextDay}T${nextClock}` : null;
    if (moment === props.value) return;
    setSeen(moment);
    props.onChange(moment);
  };
  return (
    <fieldset className="moment" {...(props.id ? { id: props.id } : {})}>
      <legend>{props.legend}</legend>
      <div className="fields">
        <DayField label={t('trip.day')} value={day} near={props.likelyDay} onChange={(value) => tell(value, clock)} />
        <ClockField
          label={t('trip.clock')}
          value={clock}
          onChange={(value) => tell(day, value)}
          {...(props.id ? { id: `${props.id}.clock` } : {})}
        />
        {props.children}
      </div>
    </fieldset>
  );
};
