import type { Reading } from '../claim/reading.ts';
import { businessIdIn } from './business-id.ts';
import { fold } from './fold.ts';
import { roleOf } from './keywords.ts';
import { placeOf } from './place.ts';
import { pairIn } from './place-names.ts';
import type { Line } from './words.ts';

const COMPANY = /\b(OY|OYJ|AB|ABP|KY|TMI|RY|OSK|LTD|INC|GMBH|AS|AY|SDN|BHD)\b/;
/** Titles and courtesies that stand above the name of the merchant. */
const TITLE =
  /KUITTI|KAPPALE|KVITTO|RECEIPT|INVOICE|LASKU\b|RAKNING|TERVETULOA|VALKOMMEN|WELCOME|JUNALIPPU|BUSSILIPPU|BILJETT|TICKET|TAX|COPY|FAKTURA/;
/** Words of a ticket that only look like a name. */
const ON_TICKET = /VYOHYK|^ZON|KERTALIPPU|PAIVALIPPU|ENKELBILJETT|MATKAPAIV|KYYTIKUITTI|AIKUINEN|VUXEN/;
/** What may stand before the name on its line. */
const SELLER =
  /^(?:palvelun tarjoaja|liikennöitsijä|liikennoitsija|myyjä|myyja|säljare|saljare|trafikör|seller|sold by|merchant|operator)[:\s]\s*/i;
const NOT_A_NAME = /WWW\.|@|PUH|\bTEL\b|Y-TUNNUS|FO-N|BUSINESS ID|\d{5}|KLO\b|HTTP/;
/** The name stands at the top: further down a company name is a bank's or a card's. */
const HEAD_LINES = 12;
/** No name stands on a line longer than this. */
const LONGEST_LINE = 200;

/**
 * Who sold (myyjä / säljare): a line of the head with a company form, a company with its business id further down (tickets
 * on a telephone end with it), else the first line of the head that can be a name.
 */
export function merchantOf(lines: Line[]): Reading['merchant'] {
  const head = lines.slice(0, HEAD_LINES).filter(isName);
  const isCompany = (line: Line) => COMPANY.test(fold(line.text));
  const company = head.find(isCompany) ?? lines.find((line) => isCompany(line) && isName(line) && businessIdIn([line]));
  const line = company ?? head[0];
  if (!line) return null;
  const mean = line.words.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, line.words.length);
  const value = nameIn(line.text);
  const { page, box } = placeOf(line, line.text.indexOf(value), line.text.indexOf(value) + value.length);
  const confidence = Math.round(mean * (company ? 0.9 : 0.6) * 100) / 100;
  return { value, businessId: businessIdIn(lines)?.value ?? null, confidence, page, box };
}

function isName(line: Line): boolean {
  if (line.text.length > LONGEST_LINE) return false;
  const text = fold(line.text);
  const letters = text.match(/[A-Z]/g)?.length ?? 0;
  if (letters < 4 || letters < 0.5 * text.replace(/\s/g, '').length) return false;
  if (ON_TICKET.test(text) || pairIn(line.text)) return false;
  if (COMPANY.test(text)) return true;
  return !TITLE.test(text) && !NOT_A_NAME.test(text) && roleOf(text) === 'none';
}

/** The edge of the paper on a dark table is read as a letter or two beside each line, a wide gap away. */
const EDGE_OF_PAPER = /^(?:\S{1,2} {2,})+|(?: {2,}(?!(?:Oy|Ab|Ky|Ry|Ay|As)$)\S{1,2})+$/gi;

/** Without the id that may follow it on the line, and without specks at either end. */
function nameIn(text: string): string {
  const [before = text] = text.split(/,?\s*(?:Y-tunnus|FO-nummer|Y-?\d{6,7}|\d{6,7}-\d)/i);
  return before
    .replace(EDGE_OF_PAPER, '')
    .replace(SELLER, '')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\d]+|[^\p{L}\d.)]+$/gu, '')
    .slice(0, 200);
}
