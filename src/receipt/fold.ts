/**
 * Folding: what a keyword looks like whatever the engine made of its dots and round letters. One character stays one
 * character, so that a place in the folded text is the same place in the printed one.
 */
export function fold(text: string): string {
  return [...text].map(foldLetter).join('');
}

function foldLetter(letter: string): string {
  const plain = letter.normalize('NFD').charAt(0).toUpperCase();
  // Letters outside the basic plane are two units long; no keyword has one.
  return letter.length === 1 ? plain : ' '.repeat(letter.length);
}

/** Folded for looking up words: a zero or a bar among letters is an O or an I. */
export const foldWords = (text: string): string =>
  fold(text)
    .replace(/(?<=\p{L})0|0(?=\p{L}{2})/gu, 'O')
    .replace(/(?<=\p{L})[1|!]|[1|](?=\p{L}{2})/gu, 'I');

/** True when two words differ by at most one letter put in, left out or changed. */
export function nearly(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const restA = a.slice(same);
  const restB = b.slice(same);
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
