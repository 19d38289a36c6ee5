import { CalendarDate, languages } from './claim.ts';
import type { MemberField } from './import-views.ts';
import type { Position } from './meeting-views.ts';

/** How people write the headings and the values of a list of members, in Finnish, Swedish and English. */

export type Column = MemberField | 'group';

const headings: Record<Column, string[]> = {
  name: ['nimi', 'jäsen', 'namn', 'medlem', 'name', 'member'],
  email: ['sähköposti', 'sähköpostiosoite', 'e-post', 'epost', 'e-postadress', 'email', 'e-mail'],
  group: ['ryhmä', 'työryhmä', 'grupp', 'arbetsgrupp', 'group', 'working group'],
  position: ['asema', 'rooli', 'tehtävä', 'ställning', 'roll', 'uppdrag', 'position', 'role'],
  trade: ['edustaa', 'taho', 'ala', 'representerar', 'bransch', 'represents', 'trade'],
  termStart: [
    'toimikausi alkaa',
    'kausi alkaa',
    'alkaa',
    'mandatperioden börjar',
    'börjar',
    'term starts',
    'term start',
  ],
  termEnd: [
    'toimikausi päättyy',
    'kausi päättyy',
    'päättyy',
    'mandatperioden slutar',
    'slutar',
    'term ends',
    'term end',
  ],
  language: ['kieli', 'asiointikieli', 'språk', 'language'],
};

const plain = (text: string): string => text.normalize('NFC').trim().toLocaleLowerCase('fi').replace(/\s+/g, ' ');

export const columnOf = (heading: string): Column | null =>
  (Object.keys(headings) as Column[]).find((column) => headings[column].includes(plain(heading))) ?? null;

const positions: Record<Position, string[]> = {
  chair: ['puheenjohtaja', 'pj', 'ordförande', 'chair', 'chairperson'],
  secretary: ['sihteeri', 'sekreterare', 'secretary'],
  member: ['jäsen', 'medlem', 'member'],
};

export const positionOf = (text: string): Position | null =>
  (Object.keys(positions) as Position[]).find((position) => positions[position].includes(plain(text))) ?? null;

const languageNames = {
  fi: ['fi', 'suomi', 'finska', 'finnish'],
  sv: ['sv', 'ruotsi', 'svenska', 'swedish'],
  en: ['en', 'englanti', 'engelska', 'english'],
};

export const languageNamed = (text: string): keyof typeof languageNames | null =>
  languages.find((language) => languageNames[language].includes(plain(text))) ?? null;

/** `31.12.2027`, `2027-12-31` → `2027-12-31`; null when it is no day. */
export function dayNamed(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text.trim()) ?? [];
  const iso = day
    ? `${year}-${month?.padStart(2, '0')}-${day.padStart(2, '0')}`
    : text.trim().slice(0, 'YYYY-MM-DD'.length);
  return CalendarDate.safeParse(iso).success ? iso : null;
}
