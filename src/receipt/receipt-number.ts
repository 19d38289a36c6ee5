import { fold } from './fold.ts';
import { type Located, located } from './place.ts';
import type { Line } from './words.ts';

/** The number of a receipt (kuittinumero / kvittonummer), best label first; a booking's number stands in for a ticket's. */

/** A number: figures with at most a few capitals, dashes and slashes; a figure among its characters. */
const NUMBER = '([A-Z]{0,6}[-/ ]?\\d[A-Z\\d]*(?:[-/][A-Z\\d]+)*(?: \\d{2,6}(?:/\\d+)?){0,3})';
const NO = '[-\\s]{0,6}(?:NRO?|NUMERO|NUMMER|NUMBER|NO|NR|N:O|ID|#)?\\s{0,3}[.:#]{0,2}\\s{0,3}';

const LABELS = [
  /\b(?:[A-Z]*KUITTI|TOSITE|[A-Z]*KVITTO|VERIFIKAT|RECEIPT|KUITIN|KVITTOTS)/,
  /\b(?:LASKUN|LASKU|HOTELLILASKU|FAKTURA|FAKTURANS|INVOICE|INV|BILL|FOLIO|RAKNING|NOTA)/,
  /\b(?:LIPUN|LIPPU|BILJETT|TICKET|E-TICKET|DOCUMENT|DOC|TRANSACTION|TRANS|TRX|SLIP|CHECK)/,
  /\b(?:TILAUS|VARAUS|VARAUKSEN|TILAUKSEN|BOKNING|BOKNINGS|BESTALLNING|BESTALLNINGS|ORDER|BOOKING|RESERVATION|CONFIRMATION)/,
].map((label) => new RegExp(`${label.source}${NO}${NUMBER}(?![\\d.,:/]*\\d[.,]\\d)(?![A-Z\\d])`));

/** A booking's code of letters (`ABC123`, `K7QWXZ`). */
const CODE =
  /\b(?:VARAUSTUNNUS|VARAUSNUMERO|TILAUSNUMERO|TILAUSTUNNUS|BOKNINGSKOD|BOKNINGSNUMMER|BOKNINGSREFERENS|BOOKING (?:REFERENCE|CODE|NUMBER|NO)|RESERVATION (?:CODE|NUMBER|NO)|PNR)\s?[.:#]{0,2}\s{0,3}([A-Z\d]{5,12})\b/;
/** A number that has a row of its own, below the title of the receipt. */
const ALONE = new RegExp(`^(?:NRO|NR|N:O|NUMERO|NUMMER)\\b\\s?[.:]?\\s{0,40}${NUMBER}$`);
const SHORTEST = 3;
const LONGEST = 30;

/** The number with its place; a date, a time, a sum and a business id are none. */
export function receiptNumberOf(lines: Line[]): Located<string> | null {
  for (const label of [LABELS[0], ALONE, ...LABELS.slice(1), CODE]) {
    for (const line of lines) {
      const found = label?.exec(fold(line.text));
      const number = found?.[1] ?? '';
      if (found && isNumber(number, line.text.slice(found.index))) return asPrinted(line, found);
    }
  }
  return null;
}

function isNumber(number: string, rest: string): boolean {
  if (number.length < SHORTEST || number.length > LONGEST || /^\d{7}-\d$/.test(number)) return false;
  const after = rest.slice(fold(rest).indexOf(number) + number.length);
  // `Kuitti 10.3.2026`, `Receipt 12:30`, `Lasku 100,00`, `Kuitti 2 kpl`, `28-05-2014`.
  if (/^[.,:]\d|^\s?(?:%|€|EUR|KPL|ST\b|PCS|KM|VRK)/i.test(after)) return false;
  return !/^\d{1,2}[-/]\d{1,2}([-/]\d{2,4})?$|^20\d{2}-\d{2}-\d{2}$/.test(number);
}

/** The value as it stands on the paper, small letters and all. */
function asPrinted(line: Line, found: RegExpExecArray): Located<string> {
  const at = found.index + found[0].lastIndexOf(found[1] ?? '');
  const value = line.text.slice(at, at + (found[1] ?? '').length);
  return { ...located(line, found, value, 1), value };
}
