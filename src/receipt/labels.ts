import { fold } from './fold.ts';
import { type Located, placeOf } from './place.ts';
import type { Span } from './place-names.ts';
import type { Line } from './words.ts';

/** Labels before a value (`Lähtö: Helsinki`), in the three languages, folded; the value stands after them or below. */
export const LEAVING =
  /\b(?:LAHTO(?:PAIKKA|ASEMA|SATAMA|PYSAKKI|OSOITE|AIKA)?|LAHTEE|NOUTO(?:PAIKKA|OSOITE|AIKA)?|NOUDETTU|AVGANG(?:SORT|SSTATION|SHAMN|STID)?|AVGAR|AVRESA|UPPHAMTNING|DEPARTURE|DEPARTS?|DEPARTING|PICK-?UP(?: LOCATION)?|ORIGIN)\b/;
export const REACHING =
  /\b(?:PERILLE|PERILLA|SAAPUMINEN|SAAPUMISAIKA|SAAPUU|MAARANPAA|MAARAASEMA|MAARASATAMA|TULOAIKA|JATTO(?:PAIKKA)?|ANKOMST(?:STID|ORT)?|ANKOMMER|FRAMME|ARRIVAL|ARRIVES?|ARRIVING|DESTINATION|DROP-?OFF(?: LOCATION)?)\b/;
/** Short labels count only at the beginning of a line or of a column. */
export const FROM =
  /(?:^|\s{2})(?:MISTA|ALKAA|ALKOI|ALKUPAIKKA|KYYTIIN|FRAN|START(?:ADRESS|PLATS)?|FROM)(?=[:.]?\s|:|$)/;
export const TO =
  /(?:^|\s{2})(?:MIHIN|MINNE|KOHDE|PAATTYI|PAATEPAIKKA|LOPPU|LOPPUPAIKKA|TILL|MAL|SLUT(?:ADRESS|PLATS)?|TO)(?=[:.]?\s|:|$)/;

/** Where the value after a label begins and the next column or label ends it; null when the line has no such label. */
export function afterLabel(line: Line, labels: RegExp[], ends: RegExp[]): Span | null {
  const text = fold(line.text);
  for (const label of labels) {
    const found = label.exec(text);
    if (!found) continue;
    const from = found.index + found[0].length;
    const rest = text.slice(from);
    const stops = ends.flatMap((end) => end.exec(rest)?.index ?? []);
    return { from, to: from + Math.min(rest.length, ...stops) };
  }
  return null;
}

/** The first stretch of a span that is one column, without the colon before it. */
export function firstCell(line: Line, { from, to }: Span): Span | null {
  const lead = /^[\s:.–-]*/.exec(line.text.slice(from, to))?.[0].length ?? 0;
  const start = from + lead;
  const end = /\s{2,}/.exec(line.text.slice(start, to))?.index ?? to - start;
  return end > 0 ? { from: start, to: start + end } : null;
}

/** The text of a span as a value with its place. */
export const valueAt = (line: Line, { from, to }: Span): Located<string> => ({
  value: line.text.slice(from, to),
  ...placeOf(line, from, to),
});
