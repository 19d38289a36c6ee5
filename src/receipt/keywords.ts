import { foldWords, nearly } from './fold.ts';

/** What a line with a sum is about. `none`: a row of goods or anything else. */
export type Role =
  | 'grand-total'
  | 'total'
  | 'subtotal'
  | 'card'
  | 'cash'
  | 'change'
  | 'rounding'
  | 'tax'
  | 'not-total'
  | 'none';

/** Words that decide, as the folded print has them; a word one letter off still counts. */
const KNOWN = [
  'YHTEENSA',
  'LOPPUSUMMA',
  'MAKSETTAVA',
  'MAKSETTU',
  'KATEINEN',
  'TAKAISIN',
  'VELOITUS',
  'KORTTIMAKSU',
  'VEROTON',
  'VALISUMMA',
  'TOTALT',
  'TOTAL',
  'SUBTOTAL',
  'BETALA',
  'BETALT',
  'ROUNDING',
  'CHANGE',
  'CHARGE',
  'AMOUNT',
  'INCLUSIVE',
  'EXCLUDING',
];

/** In this order: the first that fits decides. */
const ROLES: [Role, RegExp][] = [
  ['change', /\b(TAKAISIN|VAIHTORAHA|VAXEL|TILLBAKA|CHANGE|CHG|BAKI)\b/],
  [
    'rounding',
    /\b(ROUNDING|ROUND(ED)? ?(ADJ|OFF)|PYORISTYS|AVRUNDNING|ORESAVRUNDNING|RND)\b(?!.*\bTOTAL\b)(?<!TOTAL.*)/,
  ],
  ['not-total', /BONUS|PLUSSA|PANTTI|PISTE|POINT|SAAST|ALENNUS|RABATT|DISC(OUNT|\b)|SAVING|SALDO|RIVIA|KPL\b.*\bYHT/],
  ['not-total', /\b(TOTAL|NO|NUMBER|TTL)\b.{0,12}\b(QTY|QUANTITY|ITEMS?|PCS|UNITS?|PAX|SOLD)\b|\b(QTY|ITEMS?) ?:/],
  // The sum of one tax rate is a part of the total: `Total 6% supplies (Inc. GST)`, `Yhteensä 14 %`.
  ['not-total', /\b(TOTAL|YHTEENSA|YHT|TOTALT)\W{0,3}[\dO]{1,2}([.,]\d+)? ?[%X&]|SUPPLIES/],
  ['subtotal', /\bSUB ?-? ?(TOT|TTL)|VALISUMMA|MELLANSUMMA|DELSUMMA/],
  ['not-total', /EXC(L|LUD|\b)|BEFORE|W\/?O GST|VEROTON|EXKL|UTAN MOMS|VEROLLINEN ?:? ?$|NETTO/],
  [
    'grand-total',
    /GRAND TOTAL|LOPPUSUMMA|MAKSETTAVAA? ?YHT|YHT\w* MAKSETTAVA|ATT BETALA|SLUTSUMMA|TOTALBELOPP|TOTALSUMMA/,
  ],
  [
    'grand-total',
    /(AMOUNT|AMT|TOTAL|BALANCE)( AMT| AMOUNT)? ?(DUE|PAYABLE|TO PAY|PAID)|NETT? (TOTAL|AMOUNT|AMT)|TOTAL NETT?\b|KOKONAISHINTA/,
  ],
  [
    'grand-total',
    /(TOTAL|AMOUNT|AMT|TTL).{0,24}\b(INC|INCL\w*|ROUNDED|ROUNDING|SIS|INKL)\b|\b(ROUNDED|ROUNDING|INC|INCL\w*) .{0,8}TOTAL/,
  ],
  [
    'tax',
    /\b(ALV|MOMS|VAT|GST|SST|TAX|VERO|MERVARDESSKATT)\b(?!.*\b(SIS|INKL|INC|INCL\w*)\b)(?<!\b(SIS|INKL|INC|INCL\w*)\b.*)/,
  ],
  ['total', /\b(YHTEENSA|YHT|TOTALT|TOTAL|TTL|SUMMA|MAKSETTAVAA?|(MATKAN|KYYDIN|LIPUN) HINTA|BETALA|TOTALSALES)\b/],
  [
    'card',
    /KORTTI|VELOITUS|MAKSETTU|CHARGE\b|VISA|MASTER ?CARD|DEBIT|CREDIT|\bKORT\b|BETALT|BETALNING|\bPAID\b|\bCARD\b|MOBILEPAY/,
  ],
  ['cash', /KATEINEN|KATEIS|KONTANT|\bCASH\b|TENDER|\bPAYMENT\b|\bPAY\b|RECEIVED/],
];

/** Names that were read as one word, or were printed so: `TOTALSALES`, `GRANDTOTAL`. */
const RUN_TOGETHER =
  /(?<=\b(?:GRAND|NETT?|SUB))(?=TOTAL)|(?<=TOTAL|YHTEENSA)(?=SALES|AMOUNT|AMT|PAYABLE|PAID|DUE|INC|ROUND|AFTER|BEFORE|EXC|QTY|ITEM|GST|TAX|RM\b|EUR\b|MAKS|ALV)/g;

/** The folded line with nearly right words made right and those that ran together parted. */
export function plainWords(text: string): string {
  return foldWords(text)
    .replace(/\p{L}{5,}/gu, (word) => KNOWN.find((known) => word === known) ?? near(word) ?? word)
    .replace(RUN_TOGETHER, ' ');
}

/** Letters a worn print makes alike: `IUIAL` has the shape of `TOTAL`. */
const shapeOf = (word: string): string =>
  word
    .replace(/[TLJ]/g, 'I')
    .replace(/[UDQCG]/g, 'O')
    .replace(/[HMW]/g, 'N');
const SHAPES = new Map(KNOWN.map((known) => [shapeOf(known), known]));

const near = (word: string): string | undefined =>
  KNOWN.find((known) => nearly(word, known)) ?? SHAPES.get(shapeOf(word));

export function roleOf(text: string): Role {
  const words = plainWords(text);
  return ROLES.find(([, pattern]) => pattern.test(words))?.[0] ?? 'none';
}
