import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { tripKinds } from '../../claim/codes.ts';
import type { CardInput, CardView, GroupView } from '../../claim/meeting-views.ts';
import { isRefused } from '../api.ts';
import { useKept } from '../kept.ts';
import { FailedPart } from '../parts/failure.tsx';
import { ChoiceField, ClockField, DayField, TextField } from '../parts/fields/fields.tsx';
import { Leftover } from '../parts/leftover.tsx';
import { Both, type Clash, clashOf } from './both-changed.tsx';
import { type CardForm, cardOf, dayAfter, daysBetween, type FormPart, needsOf } from './card-form.ts';
import { Invitation } from './invitation.tsx';
import { InvitedPeople } from './invited-people.tsx';
import { MealsServed } from './meals-served.tsx';
import { type PeopleKey, usePeopleWords } from './words.tsx';

/** The form of a meeting card, one page, in the order the organiser knows the things. */

const today = (): string => new Date().toISOString().slice(0, 10);

const Times = ({ form, change }: FormPart): ReactNode => {
  const { t } = usePeopleWords();
  const endDay = form.day && dayAfter(form.day, form.endOffset);
  const setEnd = (day: string | null): void => {
    if (form.day && day) change({ endOffset: Math.max(0, daysBetween(form.day, day)) });
  };
  return (
    <>
      <fieldset className="moment">
        <legend>{t('card.start')}</legend>
        <div className="fields">
          <DayField label={t('card.day')} value={form.day} near={today()} onChange={(day) => change({ day })} />
          <ClockField
            label={t('card.clock')}
            value={form.startClock}
            onChange={(startClock) => change({ startClock })}
          />
        </div>
      </fieldset>
      <fieldset className="moment">
        <legend>{t('card.end')}</legend>
        <div className="fields">
          <DayField label={t('card.day')} value={endDay} near={form.day ?? today()} onChange={setEnd} />
          <ClockField label={t('card.clock')} value={form.endClock} onChange={(endClock) => change({ endClock })} />
        </div>
      </fieldset>
    </>
  );
};

const codeNames = ['account', 'unit', 'monitoringTarget', 'project'] as const;

const Codes = ({ form, change }: FormPart): ReactNode => {
  const { t } = usePeopleWords();
  const filled = codeNames.flatMap((name) => form.codes[name] || []);
  return (
    <details>
      <summary>
        {t('card.codes')} <span className="quiet">{filled.join(' · ') || t('card.codes.none')}</span>
      </summary>
      <div className="fields">
        {codeNames.map((name) => (
          <TextField
            key={name}
            label={t(`card.codes.${name}`)}
            value={form.codes[name]}
            onChange={(value) => change({ codes: { ...form.codes, [name]: value } })}
          />
        ))}
      </div>
    </details>
  );
};

const needNames: Record<ReturnType<typeof needsOf>[number], PeopleKey> = {
  group: 'card.group',
  purpose: 'card.purpose',
  place: 'card.place',
  address: 'card.address',
  day: 'card.day',
  clock: 'card.clock',
  meal: 'card.meals',
};

const Needs = (props: { form: CardForm }): ReactNode => {
  const { t } = usePeopleWords();
  const fields = needsOf(props.form).map((need) => t(needNames[need]));
  return <p role="alert">{fields.length > 0 && t('card.missing', { fields: fields.join(', ') })}</p>;
};

export const MeetingForm = (props: {
  /** Under which what is typed is kept. */
  name: string;
  groups: GroupView[];
  initial: CardForm;
  /** Called when another group is chosen for a new card; absent where the group stands. */
  onGroup?: (groupId: string | null) => void;
  /** Saves the card; the second is what its change began from. */
  save: (card: CardInput, from: CardInput | null) => Promise<CardView>;
  saved: (view: CardView) => void;
  /** How the card stands on the server now; absent for a new one. */
  theirs?: () => Promise<CardForm>;
}): ReactNode => {
  const { t } = usePeopleWords();
  const kept = useKept(props.name, props.initial);
  const { value: form } = kept;
  const [asked, setAsked] = useState(false);
  const [clash, setClash] = useState<Clash | null>(null);
  const part: FormPart = { form, change: kept.change };
  const save = useMutation({
    mutationFn: (card: CardInput) => props.save(card, cardOf(kept.from)),
    onSuccess: (view) => {
      kept.forget();
      props.saved(view);
    },
    onError: async (error) => {
      if (!props.theirs || !isRefused(error, 'card-changed-meanwhile')) return;
      const theirs = await props.theirs();
      setClash(clashOf(kept.from, form, theirs));
      kept.rebase(theirs);
    },
  });
  const submit = (): void => {
    setAsked(true);
    const card = cardOf(form);
    if (card && !save.isPending) save.mutate(card);
  };
  const group = props.groups.find(({ id }) => id === form.groupId);
  return (
    <form
      className="card-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Leftover of={kept} />
      <div className="fields">
        {props.onGroup && (
          <ChoiceField
            label={t('card.group')}
            value={form.groupId}
            options={props.groups.map(({ id, name }) => ({ value: id, text: name }))}
            onChange={props.onGroup}
          />
        )}
        <ChoiceField
          label={t('card.kind')}
          value={form.kind}
          options={tripKinds.map((kind) => ({ value: kind, text: t(`card.kind.${kind}`) }))}
          onChange={(kind) => kind && part.change({ kind })}
          width="short"
        />
        <TextField label={t('card.purpose')} value={form.purpose} onChange={(purpose) => part.change({ purpose })} />
      </div>
      <Times {...part} />
      <div className="fields">
        <TextField label={t('card.place')} value={form.place} onChange={(place) => part.change({ place })} />
        <TextField
          label={t('card.address')}
          value={form.address}
          onChange={(address) => part.change({ address })}
          width="full"
        />
      </div>
      <MealsServed {...part} />
      <Invitation {...part} />
      <InvitedPeople {...part} group={group} groups={props.groups} />
      <Codes {...part} />
      {asked && <Needs form={form} />}
      {save.isError && <FailedPart error={save.error} />}
      {clash && <Both clash={clash} change={kept.change} />}
      <div className="buttons">
        <Button type="submit" aria-disabled={save.isPending}>
          {t(save.isPending ? 'card.saving' : 'card.save')}
        </Button>
      </div>
    </form>
  );
};
