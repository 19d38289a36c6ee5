import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { readingsById, receiptsOfLegs } from '../../claim/attach.ts';
import type { ClaimDraft, DraftLeg } from '../../claim/draft.ts';
import { ChoiceField, TextField } from '../parts/fields/fields.tsx';
import { MomentField } from '../parts/fields/moment-field.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { legModes, optionsOf } from './options.ts';
import { useRemovable } from './removable.ts';
import { RowHead, Undo } from './row-head.tsx';
import { useWords } from './words.tsx';

/** Trains, buses, ships and flights of the way, with their times. */

const isWhole = ({ from, to, departure, arrival }: DraftLeg): boolean =>
  from.trim() !== '' && to.trim() !== '' && departure !== null && arrival !== null;

/** A leg that a ticket filled is one line until somebody wants to change it. */
const ClosedLeg = (props: { leg: DraftLeg; open: () => void; remove: () => void }): ReactNode => {
  const { t, code, format } = useSpeech();
  const words = useWords();
  const { leg, open, remove } = props;
  const name = `${code('mode', leg.mode)} ${leg.from} – ${leg.to}`;
  return (
    <li className="row" id={`legs[${leg.id}]`}>
      <div className="row-body">
        <div className="row-head">
          <p>
            <strong>{name}</strong>{' '}
            <span className="quiet">{leg.departure && leg.arrival && format.span(leg.departure, leg.arrival)}</span>
          </p>
          <div className="row-actions">
            <button type="button" className="plain" aria-label={`${words.t('legs.change')}: ${name}`} onClick={open}>
              {t('common.change')}
            </button>
            <button type="button" className="plain" aria-label={`${t('common.remove')}: ${name}`} onClick={remove}>
              {t('common.remove')}
            </button>
          </div>
        </div>
        <LegReceipts leg={leg} />
      </div>
    </li>
  );
};

const LegRow = (props: { leg: DraftLeg; number: number; remove: () => void }): ReactNode => {
  const { draft } = useClaim();
  const { leg } = props;
  const [open, setOpen] = useState(!(isWhole(leg) && isFromTicket(leg, draft)));
  return open ? <OpenLeg {...props} /> : <ClosedLeg leg={leg} open={() => setOpen(true)} remove={props.remove} />;
};

const OpenLeg = (props: { leg: DraftLeg; number: number; remove: () => void }): ReactNode => {
  const speech = useSpeech();
  const { t } = speech;
  const { view, draft, change } = useClaim();
  const { leg, number } = props;
  const path = `legs[${leg.id}]`;
  const set = (part: Partial<DraftLeg>): void =>
    change((now) => ({ ...now, legs: now.legs.map((one) => (one.id === leg.id ? { ...one, ...part } : one)) }));
  const day = (draft.trip.start ?? view.meeting.start).slice(0, 10);
  return (
    <li className="row" id={path}>
      <div className="row-body">
        <RowHead name={t('legs.item', { n: number })} remove={props.remove} />
        <LegReceipts leg={leg} />
        <div className="fields">
          <ChoiceField
            label={t('legs.mode')}
            value={leg.mode}
            options={optionsOf(speech, 'mode', legModes)}
            onChange={(mode) => mode && set({ mode })}
          />
          <TextField
            id={`${path}.from`}
            label={t('expense.from')}
            value={leg.from}
            onChange={(from) => set({ from })}
          />
          <TextField id={`${path}.to`} label={t('expense.to')} value={leg.to} onChange={(to) => set({ to })} />
        </div>
        <div className="ends">
          <MomentField
            id={`${path}.departure`}
            legend={t('legs.departure')}
            value={leg.departure}
            likelyDay={day}
            onChange={(departure) => set({ departure })}
          />
          <MomentField
            id={`${path}.arrival`}
            legend={t('legs.arrival')}
            value={leg.arrival}
            likelyDay={(leg.departure ?? day).slice(0, 10)}
            onChange={(arrival) => set({ arrival })}
          />
        </div>
      </div>
    </li>
  );
};

/** Which receipts are of this leg, told by kind, date and time. */
const LegReceipts = (props: { leg: DraftLeg }): ReactNode => {
  const { code } = useSpeech();
  const words = useWords();
  const { view, draft } = useClaim();
  const readings = readingsById(view.receipts);
  const ids = receiptsOfLegs(draft, readings).get(props.leg.id) ?? [];
  const names = draft.expenses
    .filter(({ id }) => ids.includes(id))
    .map(({ merchant, kind }) => merchant || (kind ? code('kind', kind) : ''));
  return (
    <>
      {names.length > 0 && <p className="small quiet">{words.t('legs.receipts', { receipts: names.join(', ') })}</p>}
      {isFromTicket(props.leg, draft) && <p className="small quiet">{words.t('legs.ticket')}</p>}
    </>
  );
};

/** A leg that a ticket filled carries the id of the ticket's row. */
const isFromTicket = ({ id }: DraftLeg, { expenses }: ClaimDraft): boolean =>
  expenses.some((row) => id.startsWith(`${row.id}-`));

const backOf = (leg: DraftLeg): DraftLeg => ({
  id: crypto.randomUUID(),
  mode: leg.mode,
  from: leg.to,
  to: leg.from,
  departure: null,
  arrival: null,
});

export const Legs = (): ReactNode => {
  const { t } = useSpeech();
  const { draft, change } = useClaim();
  const { legs } = draft;
  const replace = (update: (rows: DraftLeg[]) => DraftLeg[]): void =>
    change((now) => ({ ...now, legs: update(now.legs) }));
  const { remove, undo } = useRemovable(legs, replace);
  const add = (leg: DraftLeg): void => replace((now) => [...now, leg]);
  const first = legs[0];
  return (
    <div className="part" id="legs">
      <h3>{t('legs.title')}</h3>
      <p className="hint">{t('legs.hint')}</p>
      <ul className="rows">
        {legs.map((leg, index) => (
          <LegRow key={leg.id} leg={leg} number={index + 1} remove={() => remove(leg.id)} />
        ))}
      </ul>
      <Undo text={t('legs.removed')} undo={undo} />
      <div className="buttons">
        <Button
          variant="secondary"
          onClick={() =>
            add({ id: crypto.randomUUID(), mode: 'train', from: '', to: '', departure: null, arrival: null })
          }
        >
          {t('legs.add')}
        </Button>
        {legs.length === 1 && first && first.from !== '' && first.to !== '' && (
          <Button variant="secondaryNoBorder" onClick={() => add(backOf(first))}>
            {t('legs.back')}
          </Button>
        )}
      </div>
    </div>
  );
};
