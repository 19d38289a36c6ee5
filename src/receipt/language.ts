import type { Language } from '../claim/claim.ts';
import { foldWords } from './fold.ts';

/** Words that only one of the three languages prints on receipts, folded. */
const WORDS: Record<Language, RegExp> = {
  fi: /\b(YHTEENSA|YHT|KUITTI|KUITTINRO|MAKSETTU|MAKSETTAVA|ALV|VEROTON|VERO|VEROLLINEN|KATEINEN|KORTTI|KORTTIMAKSU|PVM|PAIVAYS|PUH|KIITOS|TERVETULOA|LIPPU|JUNALIPPU|MATKA|LAHTO|HINTA|PYSAKOINTI|AIKUINEN|TUNNUS|HENKILO|MAJOITUS|AAMIAINEN|KAPPALE|TUOTE|KERTALIPPU)\b/g,
  sv: /\b(KVITTO|TOTALT|SUMMA|BETALA|MOMS|BETALNING|KORT|KONTANT|DATUM|TACK|VALKOMMEN|RESA|BILJETT|PRIS|FRUKOST|OCH|MED|NUMMER|KUND|AVGANG|PERSON|ANTAL|VAROR|HALSNINGAR|RUM|NATT|KVITTONR|MOMSFRI|SKATT|BETALT)\b/g,
  en: /\b(TOTAL|RECEIPT|CASH|CHANGE|INVOICE|DATE|TIME|THANK|YOU|TAX|CARD|AMOUNT|PRICE|QTY|CASHIER|ITEM|PAYMENT|ROOM|NIGHT|BREAKFAST|TICKET|WELCOME|PAID|CUSTOMER|VAT|SUBTOTAL|AND|THE|GST|DISCOUNT|NO)\b/g,
};

/** Language of the receipt: the one with most of its own words, two at least; null when none leads. */
export function languageOf(text: string): Language | null {
  const folded = foldWords(text);
  const count = (language: Language) => folded.match(WORDS[language])?.length ?? 0;
  const ranked = (['fi', 'sv', 'en'] as const)
    .map((language) => ({ language, count: count(language) }))
    .toSorted((a, b) => b.count - a.count);
  const [first, second] = ranked;
  if (!first || !second || first.count < 2 || first.count === second.count) return null;
  return first.language;
}
