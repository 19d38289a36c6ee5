import type { Reading } from '../claim/reading.ts';
import { foldWords } from './fold.ts';
import { CATEGORY, CATEGORY_POINTS, type Kind, SIGNS } from './kind-signs.ts';
import { located, type Place } from './place.ts';
import type { Line } from './words.ts';

/** Less than this is a stray word. */
const FEWEST_POINTS = 3;
/** One kind must speak this many times as loud as the next. */
const LEAD = 1.2;
/** A word repeated on the paper counts this often. */
const MOST_TIMES = 2;
/** A shop is `other` only where nothing of a journey is said. */
const MOST_JOURNEY_POINTS = 1.5;

type Sign = { kind: Kind; points: number; place: Place };

/** What was bought, by the words of the receipt; null when none, or two kinds speak alike. */
export function kindOf(lines: Line[]): Reading['kind'] {
  const signs = [...SIGNS.flatMap((sign) => signsOf(sign, lines)), ...lines.flatMap(categoryOn)];
  const points = new Map<Kind, number>();
  for (const sign of signs) points.set(sign.kind, (points.get(sign.kind) ?? 0) + sign.points);
  const goods = points.get('other') ?? 0;
  points.delete('other');
  const [first, second] = [...points].toSorted(([, a], [, b]) => b - a);
  if (first && first[1] >= FEWEST_POINTS && first[1] > goods)
    return (second?.[1] ?? 0) * LEAD > first[1]
      ? null
      : found(first[0], first[1], (second?.[1] ?? 0) + goods / 2, signs);
  const journey = first?.[1] ?? 0;
  return goods >= FEWEST_POINTS && journey <= MOST_JOURNEY_POINTS ? found('other', goods, journey, signs) : null;
}

function found(kind: Kind, points: number, against: number, signs: Sign[]): Reading['kind'] {
  const [best] = signs.filter((sign) => sign.kind === kind).toSorted((a, b) => b.points - a.points);
  const confidence = Math.round(Math.min(0.95, points / (points + against)) * 100) / 100;
  return { value: kind, confidence, page: best?.place.page ?? null, box: best?.place.box ?? null };
}

/** A sign on each line, as often as counts. */
function signsOf([kind, points, sign]: (typeof SIGNS)[number], lines: Line[]): Sign[] {
  const found = lines.flatMap((line) =>
    [...foldWords(line.text).matchAll(sign)].map((match) => ({ kind, points, place: located(line, match, kind) })),
  );
  return found.slice(0, MOST_TIMES);
}

function categoryOn(line: Line): Sign[] {
  const code = /\d{9,12}\s?\/\s?(\d{4})\b/.exec(line.text);
  const kind = CATEGORY[code?.[1] ?? ''];
  return code && kind ? [{ kind, points: CATEGORY_POINTS, place: located(line, code, kind, 1) }] : [];
}
