/**
 * Text in the characters every SEPA bank takes (EPC217-08): Latin letters without marks, digits, and / - ? : ( ) . , ' +
 * and blanks. Letters lose their marks (ä → a), the rest becomes a dot. A payment's text neither begins nor ends with a
 * slash and holds no two in a row.
 */
export function sepaText(text: string, longest: number): string {
  return text
    .replace(/[æÆøØßðÐþÞłŁđĐ–—’]/g, (letter) => replaced[letter] ?? '.')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]/gu, '.')
    .replace(/\/{2,}/g, '/')
    .replace(/^[/ ]+/, '')
    .slice(0, longest)
    .replace(/[/ ]+$/, '');
}

const replaced: Record<string, string> = {
  æ: 'ae',
  Æ: 'AE',
  ø: 'o',
  Ø: 'O',
  ß: 'ss',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'TH',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  '–': '-',
  '—': '-',
  '’': "'",
};
