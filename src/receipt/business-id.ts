import { fold } from './fold.ts';
import { type Located, located } from './place.ts';
import type { Line } from './words.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2];

/** True for a Finnish business id (Y-tunnus / FO-nummer) of seven figures and its check figure. */
export function isBusinessId(id: string): boolean {
  const [, digits = '', check = ''] = /^(\d{7})-(\d)$/.exec(id) ?? [];
  if (!digits) return false;
  const rest = [...digits].reduce((sum, digit, i) => sum + Number(digit) * (WEIGHTS[i] ?? 0), 0) % 11;
  if (rest === 1) return false;
  return Number(check) === (rest === 0 ? 0 : 11 - rest);
}

const PRINTED = [
  /(?<!\d)(\d{6,7})\s?[-–]\s?(\d)(?![\d-])/g,
  // A VAT number is FI and the same figures without the hyphen.
  /\bFI\s?(\d{7})-?(\d)(?!\d)/g,
  // Card terminals print 0, the id without its hyphen and a number of the terminal (`Yritys/Ala: 034543521000/5411`).
  /(?:YRITYS|PAYEE|FORETAG)\D{0,20}0(\d{7})(\d)\d{2,4}/g,
];

/** The first id on the lines whose check figure is right; null when none is. */
export function businessIdIn(lines: Line[]): Located<string> | null {
  for (const pattern of PRINTED) {
    for (const line of lines) {
      for (const match of fold(line.text).matchAll(pattern)) {
        const id = `${(match[1] ?? '').padStart(7, '0')}-${match[2]}`;
        if (isBusinessId(id)) return located(line, match, id);
      }
    }
  }
  return null;
}
