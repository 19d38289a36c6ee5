import type { Meal } from '../../claim/claim.ts';
import type { CardInput, GroupView } from '../../claim/meeting-views.ts';

/** A meeting card while it is written: times hang on the first day, so that a copied card needs but a new one. */

export interface FormMeal {
  id: string;
  meal: Meal;
  clock: string | null;
  /** Days after the first. */
  dayOffset: number;
}

export interface CardForm extends Omit<CardInput, 'groupId' | 'start' | 'end' | 'freeMeals'> {
  groupId: string | null;
  day: string | null;
  startClock: string | null;
  endClock: string | null;
  endOffset: number;
  meals: FormMeal[];
}

/** What each part of the form works on. */
export interface FormPart {
  form: CardForm;
  change: (change: Partial<CardForm>) => void;
}

const DAY_MS = 86_400_000;
const dayOf = (moment: string): string => moment.slice(0, 10);
const clockOf = (moment: string): string => moment.slice(11, 16);
export const daysBetween = (first: string, last: string): number =>
  Math.round((Date.parse(`${dayOf(last)}T00:00:00Z`) - Date.parse(`${dayOf(first)}T00:00:00Z`)) / DAY_MS);
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export const newMeal = (meal: Meal, clock: string | null, dayOffset = 0): FormMeal => ({
  id: crypto.randomUUID(),
  meal,
  clock,
  dayOffset,
});

export const emptyForm = (groupId: string | null): CardForm => ({
  groupId,
  kind: 'meeting',
  purpose: '',
  place: '',
  address: '',
  day: null,
  startClock: null,
  endClock: null,
  endOffset: 0,
  timeZone: 'Europe/Helsinki',
  meals: [],
  codes: { account: '', unit: '', monitoringTarget: '', project: '' },
  invitation: null,
  plus: [],
  minus: [],
});

export const formOf = ({ start, end, freeMeals, ...card }: CardInput): CardForm => ({
  ...card,
  day: dayOf(start),
  startClock: clockOf(start),
  endClock: clockOf(end),
  endOffset: daysBetween(start, end),
  // The same card is the same form each time: what was changed is told by comparing them.
  meals: freeMeals.map(({ at, meal }, index) => ({
    ...newMeal(meal, clockOf(at), daysBetween(start, at)),
    id: `served-${index}`,
  })),
});

/** The next card of a group: everything of the last one but its day, its invitation and who was called by name. */
export const copyOf = (card: CardInput): CardForm => ({
  ...formOf(card),
  day: null,
  invitation: null,
  plus: [],
  minus: [],
});

type Need = 'group' | 'purpose' | 'place' | 'address' | 'day' | 'clock' | 'meal';

/** What must be filled in before the card can be saved. */
export const needsOf = (form: CardForm): Need[] => {
  const needs: [Need, boolean][] = [
    ['group', form.groupId === null],
    ['purpose', form.purpose.trim() === ''],
    ['place', form.place.trim() === ''],
    ['address', form.address.trim() === ''],
    ['day', form.day === null],
    ['clock', form.startClock === null || form.endClock === null],
    ['meal', form.meals.some(({ clock }) => clock === null)],
  ];
  return needs.filter(([, missing]) => missing).map(([need]) => need);
};

/** The card to be saved; null while something is missing. */
export const cardOf = (form: CardForm): CardInput | null => {
  const { day, startClock, endClock, endOffset, meals, groupId, ...card } = form;
  if (needsOf(form).length > 0 || !day || !startClock || !endClock || !groupId) return null;
  return {
    ...card,
    groupId,
    start: `${day}T${startClock}`,
    end: `${dayAfter(day, endOffset)}T${endClock}`,
    freeMeals: meals.map(({ meal, clock, dayOffset }) => ({
      at: `${dayAfter(day, dayOffset)}T${clock}`,
      meal,
      source: 'organiser',
    })),
  };
};

/** Members of the group on the meeting's day; before a day is given, all whose term is not over. */
export const membersOn = (group: GroupView | undefined, day: string | null): GroupView['members'] => {
  const date = day ?? new Date().toISOString().slice(0, 10);
  return (group?.members ?? []).filter(({ termStart, termEnd }) => termStart <= date && date <= termEnd);
};
