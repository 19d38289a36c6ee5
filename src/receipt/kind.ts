import type { Reading } from '../claim/reading.ts';
import { foldWords } from './fold.ts';
import { located, type Place } from './place.ts';
import type { Line } from './words.ts';

type Kind = NonNullable<Reading['kind']>['value'];

/** Words, folded, that speak for a kind of expense, with how far they do. */
const SIGNS: [Kind, number, RegExp][] = [
  ['taxi', 3, /TAKSI|\bTAXI/g],
  ['taxi', 1, /AJOMATKA|KYYTI|KULJETTAJA|TAKSAMITTARI|KORSTRACKA|FORARE/g],
  ['train', 3, /JUNALIPPU|TAGBILJETT|TRAIN TICKET|\bINTERCITY\b|\bPENDOLINO\b/g],
  ['train', 1.5, /\bJUNA|\bTAG\b|\bTAGET\b|\bVAUNU|\bVAGN\b|RAUTATIE|JARNVAG|\bTRAIN\b/g],
  ['bus', 3, /BUSSILIPPU|LINJA-AUTO|BUSSBILJETT|BUS TICKET|PIKAVUORO/g],
  ['bus', 1.5, /\bBUSSI|\bBUSS\b|\bBUS\b|LIIKENNE OY/g],
  [
    'local-transport',
    3,
    /KERTALIPPU|SEUTULIPPU|VYOHYKE|\bHSL\b|\bHRT\b|ENKELBILJETT|RAITIOVAUNU|SPARVAGN|PAIVALIPPU|ZON\b/g,
  ],
  ['local-transport', 1, /\bMETRO\b|LAHILIIKENNE|KOLLEKTIVTRAFIK|LOKALTRAFIK/g],
  ['ship', 3, /LAIVALIPPU|LAIVAMATKA|\bHYTTI|\bHYTT\b|\bCABIN\b|RISTEILY|KRYSSNING|FARTYG|\bFERRY\b|\bLAIVA\b/g],
  ['flight', 3, /LENTOLIPPU|\bLENTO\b|FLYGBILJETT|E-TICKET|BOARDING|\bFLIGHT\b|\bFLYG\b/g],
  ['lodging', 3, /HOTELLI|\bHOTELL?\b|MAJOITUS|HUONE|\bROOM\b|\bLOGI\b|HOSTEL|OVERNATTNING|YOPYMI/g],
  ['parking', 3, /PYSAKOINTI|PARKKI|\bPARKERING|\bPARKING\b|\bP-HALLI|\bPARK\b/g],
];

/** Merchant category codes of card slips (ISO 18245), printed after the merchant's number. */
const CATEGORY: Record<string, Kind> = {
  4121: 'taxi',
  7011: 'lodging',
  4112: 'train',
  4131: 'bus',
  7523: 'parking',
  4111: 'local-transport',
};
const CATEGORY_WEIGHT = 4;
/** Less than this is a stray word. */
const FEWEST_POINTS = 3;

type Sign = { kind: Kind; points: number; place: Place };

/** What was bought, by the words of the receipt; null when none or two kinds speak alike. `other` is for people to say. */
export function kindOf(lines: Line[]): Reading['kind'] {
  const signs = lines.flatMap(signsOn);
  const points = new Map<Kind, number>();
  for (const sign of signs) points.set(sign.kind, (points.get(sign.kind) ?? 0) + sign.points);
  const [first, second] = [...points].toSorted(([, a], [, b]) => b - a);
  if (!first || first[1] < FEWEST_POINTS || (second && second[1] === first[1])) return null;
  const lead = first[1] / (first[1] + (second?.[1] ?? 0));
  const best = signs.filter((sign) => sign.kind === first[0]).toSorted((a, b) => b.points - a.points)[0];
  const confidence = Math.round(Math.min(0.95, lead) * 100) / 100;
  return { value: first[0], confidence, page: best?.place.page ?? null, box: best?.place.box ?? null };
}

function signsOn(line: Line): Sign[] {
  const text = foldWords(line.text);
  const signs = SIGNS.flatMap(([kind, points, sign]) =>
    [...text.matchAll(sign)].map((match) => ({ kind, points, place: located(line, match, kind) })),
  );
  const code = /\d{9,12}\s?\/\s?(\d{4})\b/.exec(text);
  const category = CATEGORY[code?.[1] ?? ''];
  if (code && category)
    signs.push({ kind: category, points: CATEGORY_WEIGHT, place: located(line, code, category, 1) });
  return signs;
}
