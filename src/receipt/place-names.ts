import { fold } from './fold.ts';

/** Names of places among the words of a ticket: by their shape, never by a list of towns. */
export type Span = { from: number; to: number };

/** Words before a place on tickets: what the line is about. */
const LEADING =
  /^((?:LAIVA|BUSSI|JUNA|LENTO|TAKSI|AUTO)?(?:MATKA|VUORO|LIPPU|REITTI)|(?:BAT|BUSS|TAG|FLYG|TAXI)RESA|YHTEYS|LINJA|PIKAVUORO|MENO|MENOMATKA|PALUU|PALUUMATKA|JUNA|BUSSI|KERTALIPPU|LAIVA|LENTO|AIKUINEN|OPISKELIJA|RESA|RUTT|STRACKA|TUR|UTRESA|UTFARD|ATERRESA|RETUR|RETURRESA|HEMRESA|TAG|BUSS|FARTYG|FLYG|BILJETT|VUXEN|ROUTE|TRIP|JOURNEY|OUTBOUND|RETURN|INBOUND|TRAIN|BUS|FERRY|FLIGHT|TICKET|ADULT|KYYTI|AJO|LAHTO|AVGANG|DEPARTURE|FROM|FRAN|MISTA)[:.]?$/;
/** Words that are never part of a place. */
const NEVER =
  /^(MA|TI|KE|TO|PE|LA|SU|MAANANTAI|TIISTAI|KESKIVIIKKO|TORSTAI|PERJANTAI|LAUANTAI|SUNNUNTAI|MANDAG|TISDAG|ONSDAG|TORSDAG|FREDAG|LORDAG|SONDAG|MON|TUE|WED|THU|FRI|SAT|SUN|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|EUR|SEK|ALV|VERO|VEROTON|VEROLLINEN|NETTO|BRUTTO|SKATT|MOMSFRI|NET|GROSS|MOMS|VAT|KLO|KUITTI|KVITTO|RECEIPT|YHTEENSA|TOTAL|HINTA|PRIS|PRICE|VAUNU|VAGN|PAIKKA|PLATS|SEAT|LUOKKA|KLASS|CLASS|VISA|DEBIT|CREDIT|MASTERCARD|KORTTI|KORT|CARD|SAAPUMINEN|SAAPUU|TULO|ANKOMST|ARRIVAL|PERILLA|LAHTEE|OSTETTU|KOPT|OY|OYJ|AB|LTD|AS|PUH|TEL|WWW|MENO-PALUU|ASIAKAS|KAPPALE|TERVETULOA|KIITOS|TACK|THANK|YOU|HYVAA)$/;
/** What may follow the name of a town in small letters. */
const SUFFIX =
  /^(asema|rautatieasema|linja-autoasema|bussiasema|matkakeskus|lentoasema|lentokentt\S|satama|keskusta|terminaali|tori|kauppatori|laituri|station|central|centralen|centralstation|j\S+rnv\S+gsstation|busstation|resecentrum|flygplats|flygstation|hamn|airport|terminal|harbour|port|bus|railway|coach)$/;
/** Two names that belong together: an airport is called by both its towns. */
const DOUBLE =
  /^(HELSINKI-VANTAA|HELSINGFORS-VANDA|TAMPERE-PIRKKALA|KOKKOLA-PIETARSAARI|KEMI-TORNIO|KARLEBY-JAKOBSTAD|TALLINK-SILJA)/;
const HALF = /^(POHJOIS|ETELA|ITA|LANSI|KESKI|YLA|ALA|UUSI|VANHA|NORRA|SODRA|OSTRA|VASTRA|NYA|GAMLA)$/;

const FEWEST_LETTERS = 3;
const MOST_LETTERS = 31;
const MOST_WORDS = 4;

type Token = Span & { text: string };
const tokensIn = (text: string, from: number, to: number): Token[] =>
  [...text.slice(from, to).matchAll(/\S+/g)].map((found) => {
    const at = from + found.index;
    return { text: found[0], from: at, to: at + found[0].length };
  });

/** A word of a name: letters with a capital first; no figure, no colon. */
const isNameWord = (word: string): boolean =>
  /^\p{Lu}[\p{L}.'’-]*$/u.test(word) && word.length <= MOST_LETTERS && !NEVER.test(fold(word).replace(/\.$/, ''));
const isFollower = (word: string): boolean => isNameWord(word) || SUFFIX.test(word);

/** Whether these words together are a place. */
function isPlace(words: Token[]): boolean {
  const [first, ...rest] = words;
  if (!first || !isNameWord(first.text) || !rest.every((word) => isFollower(word.text))) return false;
  if (LEADING.test(fold(first.text))) return false;
  const letters = first.text.replace(/[^\p{L}]/gu, '').length;
  return letters >= FEWEST_LETTERS && words.length <= MOST_WORDS && !HALF.test(fold(first.text));
}

const spanOf = (words: Token[]): Span | null => {
  const [first, last] = [words[0], words.at(-1)];
  return first && last ? { from: first.from, to: last.to } : null;
};

/** Without a comma or full stop at its end. */
const trimmed = (text: string, { from, to }: Span): Span => ({
  from,
  to: from + text.slice(from, to).replace(/[^\p{L})]+$/u, '').length,
});

/** The place with which a stretch of text begins: words up to a figure, a comma, a bracket or a wide gap. */
export function placeAtStart(text: string, { from, to }: Span): Span | null {
  const lead = /^\s*/.exec(text.slice(from, to))?.[0].length ?? 0;
  const rest = text.slice(from + lead, to);
  const end = /\s{2,}|[,;(|]|\s\d|\s(?=[A-Z]{1,3}\d)/.exec(rest)?.index ?? rest.length;
  const words = tokensIn(text, from + lead, from + lead + end);
  while (words.length > 1 && LEADING.test(fold(words[0]?.text ?? ''))) words.shift();
  const span = spanOf(words);
  return span && isPlace(words) ? trimmed(text, span) : null;
}

/** The place with which a stretch of text ends, before any bracket; leading words and numbers of a train are left out. */
export function placeAtEnd(text: string, { from, to }: Span): Span | null {
  const bare = text
    .slice(from, to)
    .replace(/\s*\([^)]*\)\s*$/, '')
    .replace(/\s+$/, '');
  const cell = Math.max(0, ...[...bare.matchAll(/\s{2,}|;\s?|:\s?|\)\s?/g)].map((gap) => gap.index + gap[0].length));
  const whole = tokensIn(text, from + cell, from + bare.length);
  const number = whole.findLastIndex((word) => /\d/.test(word.text));
  const words = whole.slice(number + 1);
  while (words.length > 1 && LEADING.test(fold(words[0]?.text ?? ''))) words.shift();
  // `Jyväskylä, matkakeskus`: the name stands before the comma.
  const comma = words.findIndex((word) => word.text.endsWith(','));
  const name = comma >= 0 && comma < words.length - 1 ? named(words, comma) : words;
  const span = spanOf(name);
  return span && isPlace(name.map(uncomma)) ? trimmed(text, span) : null;
}

const uncomma = (word: Token): Token => ({ ...word, text: word.text.replace(/,$/, '') });

/** Of `Town, what` the town; of `something, Town` the town. */
function named(words: Token[], comma: number): Token[] {
  const after = words.slice(comma + 1);
  return isPlace(after) ? after : words.slice(0, comma + 1);
}

/** A dash or an arrow with a blank beside it, an arrow, or a dash between two capitals. */
const BETWEEN =
  /\s+[-–—~=]+>?\s*|\s*(?:[-–—=]*[→>»]+)\s*|(?<=\p{L}\s?)[–—]\s*|(?<=\p{Ll}{2}|\p{Lu}{3})-(?=\p{Lu})|(?<=\p{L})-\s+/gu;
const TO_BETWEEN = /\s(?:to|till)\s(?=\p{Lu})/gu;

/** From and to on one line: `Matka: Tampere – Helsinki`. Through towns between, the first and the last count. */
export function pairIn(text: string, withTo = false): { from: Span; to: Span } | null {
  if (DOUBLE.test(fold(text.trim())))
    return pairOf(
      text,
      apart(text, withTo).filter((gap) => gap.to - gap.from > 1),
    );
  return pairOf(text, apart(text, withTo));
}

const apart = (text: string, withTo: boolean): Span[] =>
  [...text.matchAll(BETWEEN), ...(withTo ? text.matchAll(TO_BETWEEN) : [])]
    .map((found) => ({ from: found.index, to: found.index + found[0].length }))
    .toSorted((a, b) => a.from - b.from);

function pairOf(text: string, gaps: Span[]): { from: Span; to: Span } | null {
  for (const [place, gap] of gaps.entries()) {
    const from = placeAtEnd(text, { from: gaps[place - 1]?.to ?? 0, to: gap.from });
    const to = from && lastReached(text, gaps.slice(place));
    if (from && to && text.slice(from.from, from.to) !== text.slice(to.from, to.to)) return { from, to };
  }
  return null;
}

/** The place after these gaps, as long as nothing but places stands between them. */
function lastReached(text: string, gaps: Span[]): Span | null {
  let last: Span | null = null;
  for (const [place, gap] of gaps.entries()) {
    const end = gaps[place + 1]?.from ?? text.length;
    const reached = placeAtStart(text, { from: gap.to, to: end });
    if (!reached) return last;
    last = reached;
    if (text.slice(reached.to, end).trim() !== '') return last;
  }
  return last;
}
