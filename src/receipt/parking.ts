import type { ReadParking } from '../claim/reading.ts';
import { fold } from './fold.ts';
import { afterLabel, firstCell, valueAt } from './labels.ts';
import { type Located, located } from './place.ts';
import { datesOn, type Stamp, timesOn } from './stamps.ts';
import type { Line } from './words.ts';

/** Parking: where, from when to when, for how many days (§ 7 pays a few kinds of place, and a few days). */

const PLACE = [
  /\b(?:PYSAKOINTI(?:ALUE|PAIKKA|LAITOS|HALLI)|PARKKIPAIKKA|PARKERINGS?(?:OMRADE|PLATS|HUS)|PARKING (?:AREA|ZONE|PLACE|LOCATION)|CAR PARK|ALUE(?:KOODI)?|PAIKKA|LAITOS|KOHDE|OMRADE|ZONKOD|ZONE|AREA|LOCATION|PLATS)\b(?=[:.]?\s|:)/,
];
/** A line that is itself the name of a place to park: `P-halli Tori`, `P3 Lentoasema`. */
const NAMED =
  /^P-? ?(?:HALLI|HUS|TALO|ALUE|PAIKKA)?\b ?[A-Z\d]|\bP\d{1,2}$|^P\d{1,2}\b|PARKKIHALLI|PYSAKOINTITALO|PARKERINGSHUS|PARKING GARAGE/;
const COMPANY = /\b(OY|OYJ|AB|ABP|KY|LTD|Y-TUNNUS)\b/;

type Site = NonNullable<ReadParking['site']>['value'];
const SITES: [Site, RegExp][] = [
  ['airport', /LENTOASEMA|LENTOKENT|AIRPORT|FLYGPLATS|FLYGSTATION|HELSINKI-VANTAA|HELSINGFORS-VANDA/],
  [
    'station',
    /RAUTATIEASEMA|JUNA-ASEMA|ASEMAPYSAK|ASEMAPARK|MATKAKESKUS|LIITYNTAPYSAK|JARNVAGSSTATION|RESECENT|RAILWAY|TRAIN STATION|\bASEMA\b/,
  ],
  ['lodging', /HOTELLI|\bHOTELL?\b|MAJOITUS|KYLPYLA/],
  ['street', /KATUPYSAK|KADUNVAR|KATUPAIKKA|GATUPARK|GATUMARK|STREET/],
];

const FROM =
  /\b(?:ALKOI|ALKAEN|ALKAA|ALOITUS(?:AIKA)?|ALKAMISAIKA|ALKU(?:AIKA)?|SISAAN(?:AJO)?|SAAPUMINEN|TULO(?:AIKA)?|STARTTID|STARTAR|STARTED|START|INFART|INKORSTID|IN|ENTRY(?: TIME)?|FROM|FRAN|BORJAN|BORJADE)\b/;
const TO =
  /\b(?:PAATTYI|PAATTYY|PAATTYEN|PAATTYMISAIKA|LOPETUS(?:AIKA)?|LOPPU(?:I|AIKA)?|ULOS(?:AJO)?|POISTUMINEN|LAHTO(?:AIKA)?|VOIMASSA|ASTI|SLUTTID|SLUT|SLUTADE|STOPP|STOP|UTFART|UT|EXIT(?: TIME)?|ENDED|END|UNTIL|TO|TILL|VALID UNTIL|GILTIG TILL)\b/;
const DAYS = /(?<![\d.,:])(\d{1,2})\s?(?:VRK|VUOROKAUTTA|VUOROKAUSI|PAIVAA|DYGN|DAGAR|DAYS?)\b/;
const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const MOST_DAYS = 60;

/** What a parking receipt says besides its sum; null when nothing. `day` completes times printed without one. */
export function parkingOf(lines: Line[], day: string | null): ReadParking | null {
  const place = placeOfParking(lines);
  const site = siteOf(lines);
  const { from, to } = timesOf(lines, day);
  const days = daysPrinted(lines) ?? daysBetween(from, to);
  return place || site || from || to || days ? { place, site, from, to, days } : null;
}

function placeOfParking(lines: Line[]): Located<string> | null {
  for (const line of lines) {
    const span = afterLabel(line, PLACE, []);
    const cell = span && firstCell(line, span);
    if (cell && /\p{L}{3}/u.test(line.text.slice(cell.from, cell.to))) return valueAt(line, cell);
  }
  const named = lines.find((line) => NAMED.test(fold(line.text)) && !COMPANY.test(fold(line.text)));
  const cell = named && firstCell(named, { from: 0, to: named.text.length });
  return named && cell && /\p{L}{3}/u.test(named.text) ? valueAt(named, cell) : null;
}

/** The kind of place by its words; two kinds on one paper are none. */
function siteOf(lines: Line[]): ReadParking['site'] {
  const found = lines.flatMap((line) => {
    const text = fold(line.text);
    return SITES.flatMap(([site, sign]) => {
      const match = sign.exec(text);
      return match ? [located(line, match, site)] : [];
    });
  });
  const [first] = found;
  return first && found.every((each) => each.value === first.value) ? first : null;
}

type Ends = { from: Located<string> | null; to: Located<string> | null };

function timesOf(lines: Line[], day: string | null): Ends {
  const from = momentAfter(lines, FROM, TO, day);
  const to = momentAfter(lines, TO, FROM, day);
  if (from || to) return inOrder(from, to);
  for (const line of lines) {
    const [first, second, ...more] = momentsOn(line, day);
    if (first && second && more.length === 0 && /[-–—→>]/.test(line.text)) return inOrder(first, second);
  }
  return { from: null, to: null };
}

/** A leaving before the coming is a misread figure, or a day that the paper does not tell. */
const inOrder = (from: Ends['from'], to: Ends['to']): Ends =>
  from && to && to.value < from.value.slice(0, to.value.length) ? { from: null, to: null } : { from, to };

function momentAfter(lines: Line[], label: RegExp, other: RegExp, day: string | null): Located<string> | null {
  for (const line of lines) {
    const span = afterLabel(line, [label], [other]);
    const moment = span && momentsOn(line, day).find((each) => each.at >= span.from && each.at <= span.to);
    if (moment) return { value: moment.value, confidence: moment.confidence, page: moment.page, box: moment.box };
  }
  return null;
}

/** Moments of a line: each date with the time after it, or times alone on the day of the receipt. */
function momentsOn(line: Line, day: string | null): (Located<string> & { at: number })[] {
  const dates = datesOn(line);
  const times = timesOn(line, true);
  if (dates.length === 0) return day === null ? [] : times.map((time) => at(time, `${day}T${time.value}`));
  return dates.map((date, place) => {
    const end = dates[place + 1]?.from ?? line.text.length;
    const own = times.find((each) => each.from >= date.to && each.to <= end) ?? lone(times, dates);
    return at(date, own ? `${date.value}T${own.value}` : date.value);
  });
}

/** The one time of a line with one date may stand before it. */
const lone = (times: Stamp[], dates: Stamp[]): Stamp | undefined =>
  times.length === 1 && dates.length === 1 ? times[0] : undefined;

const at = ({ from, confidence, page, box }: Stamp, value: string) => ({ value, confidence, page, box, at: from });

function daysPrinted(lines: Line[]): Located<number> | null {
  for (const line of lines) {
    const found = DAYS.exec(fold(line.text));
    const days = Number(found?.[1]);
    if (found && days > 0 && days <= MOST_DAYS) return located(line, found, days, 1);
  }
  return null;
}

/** Started days of 24 hours between two moments with their times. */
function daysBetween(from: Ends['from'], to: Ends['to']): Located<number> | null {
  if (!from?.value.includes('T') || !to?.value.includes('T')) return null;
  const hours = (Date.parse(`${to.value}Z`) - Date.parse(`${from.value}Z`)) / HOUR_MS;
  const days = Math.max(1, Math.ceil(hours / DAY_HOURS));
  return days <= MOST_DAYS ? { ...to, value: days } : null;
}
