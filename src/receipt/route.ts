import type { ReadRoute } from '../claim/reading.ts';
import { fold } from './fold.ts';
import { afterLabel, FROM, LEAVING, REACHING, TO, valueAt } from './labels.ts';
import type { Located } from './place.ts';
import { pairIn, placeAtStart, type Span } from './place-names.ts';
import { asLocated, datesOn, type Stamp, shortDatesOn, timesOn, withoutStamps } from './stamps.ts';
import type { Line } from './words.ts';

/** Ways of a ticket (juna, bussi, laiva, lento): from, to, the day of travel, departure and arrival. */

/** Dates of the purchase, and lines whose times are no departure. */
const PURCHASE =
  /OSTETTU|OSTOPAIV|OSTOAIK|OSTOPVM|PAIVAYS|MAKSETTU|TULOSTETTU|KUITTI|VARATTU|VARAUSPAIV|TILAUSPAIV|TILATTU|LASKU|MYYTY|MYYNTI|\bKOPT|KOPDATUM|INKOPS|BETALD|BOKAD|BOKNINGSDAG|KVITTO|FAKTURA|PURCHASE|ISSUED?\b|BOOKED|BOOKING DATE|PAID|PRINTED|RECEIPT|INVOICE|ORDERED|ORDER DATE/;
const NO_TRAVEL =
  /PALVELU|AUKI|AVOINNA|OPPET|\bOPEN|MA ?- ?PE|PUH\b|\bTEL\b|MON ?- ?FRI|MAN ?- ?FRE|KUNDTJANST|LAHTOSELVITYS|INCHECKNING|CHECK.?IN|BOARDING|PORTTI|\bGATE|VOIMASSA|GILTIG|\bVALID|PERUUT|AVBOK|CANCEL|MUUTOS|KESTO|RESTID|DURATION|SYNT|MATKA-AIKA/;
const TRAVEL_DAY =
  /MATKAPAIV|MATKUSTUSPAIV|LAHTOPAIV|MATKAN PVM|MENO|PALUU|RESDAG|RESEDAG|AVRESEDAG|UTRESA|ATERRESA|HEMRESA|RETUR|TRAVEL DATE|DATE OF TRAVEL|OUTBOUND|RETURN/;
const VEHICLE = /JUNA|\bTAG\b|VUORO|\bLENTO|\bFLYG|FLIGHT|TRAIN/;
/** Lines below the places within which an unnamed day is the day of travel. */
const NEAR = 3;

type Way = { -readonly [Field in keyof ReadRoute]: ReadRoute[Field] };
const emptyWay = (): Way => ({
  from: null,
  to: null,
  km: null,
  date: null,
  departure: null,
  arrivalDate: null,
  arrival: null,
});

type Piece = Partial<Pick<Way, 'from' | 'to' | 'date' | 'departure' | 'arrivalDate' | 'arrival'>>;

/** The ways a ticket shows, in the order of the paper. `boughtOn` completes a day printed without its year. */
export function ticketRoutes(lines: Line[], boughtOn: string | null): ReadRoute[] {
  const ways: Way[] = [];
  let toldAt = -NEAR - 1;
  for (const [at, line] of lines.entries()) {
    const piece = pieceOf(line, lines[at - 1], lines[at + 1], at - toldAt <= NEAR, boughtOn);
    if (piece.from || piece.to || piece.arrival) toldAt = at;
    put(ways, piece);
  }
  return merged(ways.filter((way) => way.from || way.to || (way.departure && way.arrival))).map(lastDay);
}

/** Adds what a line says to the way it belongs to: the last one, or a new one when that says otherwise already. */
function put(ways: Way[], piece: Piece): void {
  const fields = Object.keys(piece) as (keyof Piece)[];
  if (fields.length === 0) return;
  const last = ways.at(-1);
  const clashes =
    last && fields.some((field) => last[field] && piece[field] && last[field].value !== piece[field].value);
  const way = last && !clashes ? last : emptyWay();
  if (way !== last) ways.push(way);
  for (const field of fields) Object.assign(way, { [field]: way[field] ?? piece[field] });
}

function pieceOf(line: Line, above: Line | undefined, below: Line | undefined, near: boolean, boughtOn: string | null) {
  const text = fold(line.text);
  if (PURCHASE.test(text) || NO_TRAVEL.test(text)) return {};
  const dates = [...datesOn(line), ...shortDatesOn(line, boughtOn)].toSorted((a, b) => a.from - b.from);
  const leaving = afterLabel(line, [LEAVING, FROM], [REACHING, TO]);
  const reaching = afterLabel(line, [REACHING, TO], [LEAVING, FROM]);
  const free = withoutStamps(line.text, [...dates, ...timesOn(line, true)]);
  if (leaving || reaching) return labelledPiece({ line, dates, free, leaving, reaching, below });
  return barePiece({ line, dates, free, near, above });
}

type Labelled = {
  line: Line;
  dates: Stamp[];
  free: string;
  leaving: Span | null;
  reaching: Span | null;
  below: Line | undefined;
};

/** `Lähtö: Helsinki 10.3.2026 klo 7.03   Saapuminen: Tampere klo 8.47`, on one line or two. */
function labelledPiece({ line, dates, free, leaving, reaching, below }: Labelled): Piece {
  const pair = pairIn(free);
  const times = timesOn(line, true);
  const inside = <T extends Span>(stamps: T[], span: Span | null) =>
    stamps.find((stamp) => span && stamp.from >= span.from && stamp.to <= span.to);
  const piece: Piece = pair ? placesOf(line, pair) : {};
  if (!pair) {
    Object.assign(piece, leaving && given('from', placeIn(line, free, leaving, below)));
    Object.assign(piece, reaching && given('to', placeIn(line, free, reaching, below)));
  }
  const both = leaving && reaching ? pairOfTimes(line) : null;
  Object.assign(piece, both ?? given('departure', stampOf(inside(times, leaving))));
  if (!both) Object.assign(piece, given('arrival', stampOf(inside(times, reaching))));
  Object.assign(
    piece,
    given('date', stampOf(inside(dates, leaving) ?? (leaving ? before(dates, leaving) : undefined))),
  );
  return { ...piece, ...given('arrivalDate', stampOf(inside(dates, reaching))) };
}

const before = (stamps: Stamp[], { from }: Span): Stamp | undefined => stamps.find((stamp) => stamp.to <= from);
const stampOf = (stamp: Stamp | undefined): Located<string> | null => (stamp ? asLocated(stamp) : null);

/** An object with this field, or empty when there is nothing to say. */
const given = <Field extends keyof Piece>(field: Field, value: Piece[Field]): Piece =>
  value ? { [field]: value } : {};

const placesOf = (line: Line, { from, to }: { from: Span; to: Span }): Piece => ({
  from: valueAt(line, from),
  to: valueAt(line, to),
});

/** The first column after a label that is a place, or else the line below when it is nothing but a place. */
function placeIn(line: Line, free: string, span: Span, below: Line | undefined): Located<string> | null {
  const rest = free.slice(span.from, span.to);
  for (const cell of rest.matchAll(/\S+(?:\s\S+)*/g)) {
    const from =
      span.from +
      cell.index +
      (/^(?:[:.–-]+|(?:klo|kl|ma|ti|ke|to|pe|la|su)\b\.?:?)*\s*/i.exec(cell[0])?.[0].length ?? 0);
    const place = placeAtStart(free, { from, to: span.from + cell.index + cell[0].length });
    if (place) return valueAt(line, place);
  }
  if (!below || rest.trim().replace(/[:.]/g, '') !== '' || /\d/.test(line.text)) return null;
  const place = placeAtStart(below.text, { from: 0, to: below.text.length });
  return place && place.to === below.text.trimEnd().length ? valueAt(below, place) : null;
}

type Bare = { line: Line; dates: Stamp[]; free: string; near: boolean; above: Line | undefined };

/** A line without labels: two places, two times, or the day beside them. */
function barePiece({ line, dates, free, near, above }: Bare): Piece {
  const text = fold(line.text);
  const pair = pairIn(free, /\d[:.]\d\d/.test(line.text) || /\b[A-Z]{2}\s?\d{2,4}\b/.test(text));
  const columns = pair ? null : columnsOf(line);
  const times = pairOfTimes(line) ?? columns?.times ?? (pair || isHeaded(above) ? twoTimes(line) : null);
  const piece: Piece = { ...(pair ? placesOf(line, pair) : columns?.places), ...times };
  const [day, other] = dates;
  const [time, ...more] = timesOn(line, true);
  const isDayOfTravel = TRAVEL_DAY.test(text);
  if (!day || !(pair || times || isDayOfTravel || VEHICLE.test(text) || (near && !time))) return piece;
  const left = isDayOfTravel && !times && more.length === 0 ? given('departure', stampOf(time)) : {};
  return { ...piece, ...left, date: asLocated(day), ...(other && times ? { arrivalDate: asLocated(other) } : {}) };
}

const isHeaded = (above: Line | undefined): boolean =>
  above !== undefined && LEAVING.test(fold(above.text)) && REACHING.test(fold(above.text));

/** Two times of a line with a dash or an arrow somewhere between them. */
function pairOfTimes(line: Line): Piece | null {
  const times = timesOn(line, true);
  const [left, reached] = times;
  if (!left || !reached || times.length !== 2) return null;
  return /[-–—→>»~]/.test(withoutStamps(line.text, datesOn(line)).slice(left.to, reached.from))
    ? timesPiece(left, reached)
    : null;
}

function twoTimes(line: Line): Piece | null {
  const times = timesOn(line, true);
  const [left, reached] = times;
  return left && reached && times.length === 2 ? timesPiece(left, reached) : null;
}

const timesPiece = (left: Stamp, reached: Stamp): Piece => ({
  departure: asLocated(left),
  arrival: asLocated(reached),
});

const COLUMN =
  /(?<![\d.])(\d{1,2}:\d{2})\s+(\p{Lu}[\p{L} ]{2,30}?)(?=\s{2}|$)|(\p{Lu}[\p{L} ]{2,30}?)\s+(\d{1,2}:\d{2})(?!\d)/gu;

/** `Helsinki 07:03   Tampere 08:47`: two columns of a place and its time. */
function columnsOf(line: Line): { places: Piece; times: Piece } | null {
  const cells = [...line.text.matchAll(COLUMN)].flatMap((cell) => {
    const at = cell.index + cell[0].indexOf(cell[2] ?? cell[3] ?? '');
    const place = placeAtStart(line.text, { from: at, to: cell.index + cell[0].length });
    return place ? [place] : [];
  });
  const [from, to] = cells;
  const times = twoTimes(line);
  return from && to && cells.length === 2 && times ? { places: placesOf(line, { from, to }), times } : null;
}

/** The same way printed twice, on the ticket and on its receipt, is one; a way of which only times are known joins its places. */
function merged(ways: Way[]): Way[] {
  const kept: Way[] = [];
  for (const way of ways) {
    const same = kept.find((known) => fields.every((field) => agree(known[field], way[field])) && overlap(known, way));
    if (same) for (const field of fields) Object.assign(same, { [field]: same[field] ?? way[field] });
    else kept.push(way);
  }
  return kept;
}

const fields = ['from', 'to', 'date', 'departure', 'arrivalDate', 'arrival'] as const;
const agree = (a: Located<string> | null, b: Located<string> | null): boolean =>
  a === null || b === null || fold(a.value) === fold(b.value);
const overlap = (a: Way, b: Way): boolean =>
  fields.some((field) => a[field] && b[field]) || (!a.departure && !b.from) || (!b.departure && !a.from);

/** An arrival day that is only the day of travel once more says nothing. */
const lastDay = (way: Way): ReadRoute =>
  way.arrivalDate && way.arrivalDate.value === way.date?.value && !way.arrival ? { ...way, arrivalDate: null } : way;
