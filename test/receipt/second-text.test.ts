import { expect, it } from 'vitest';
import { alphabetOf, type Letter, lettersOf, wordsOfLetters } from '../../src/receipt/second-text.ts';

const alphabet = alphabetOf('1\n2\n中\n：\n');

/** Steps that say these letters, each wholly. */
function steps(places: number[]) {
  const letters = 6;
  const data = new Float32Array(places.length * letters);
  places.forEach((place, step) => {
    data[step * letters + place] = 1;
  });
  return { data, count: places.length, letters };
}

const textOf = (places: number[]) =>
  lettersOf(steps(places), alphabet)
    .map((each) => each.letter)
    .join('');

it('a letter over several steps is one letter, and nothing between parts two', () => {
  expect(textOf([1, 1, 1])).toBe('1');
  expect(textOf([1, 0, 1])).toBe('11');
  expect(textOf([0, 0])).toBe('');
});

it('a Chinese letter is never read, a Chinese colon is a colon, and the last letter is the blank', () => {
  expect(alphabet.known).toEqual([0, 1, 2, 4, 5]);
  expect(textOf([1, 4, 2, 5, 1])).toBe('1:2 1');
});

it('a letter that is not ours leaves the likeliest of ours', () => {
  const { data, count, letters } = steps([3]);
  data[2] = 0.1;
  expect(lettersOf({ data, count, letters }, alphabet)).toMatchObject([{ letter: '2' }]);
});

const at = (text: string, places: number[]): Letter[] =>
  [...text].map((letter, i) => ({ letter, at: places[i] ?? 0, confidence: 0.9 }));
const words = (letters: Letter[]) => wordsOfLetters(letters).map((word) => word.text);

it('a step 1.75 times the usual one is still in the word, a wider one parts it', () => {
  expect(words(at('ABCDE', [0.1, 0.2, 0.3, 0.4, 0.57]))).toEqual(['ABCDE']);
  expect(words(at('ABCDE', [0.1, 0.2, 0.3, 0.4, 0.58]))).toEqual(['ABCD', 'E']);
});

it('a number keeps together over twice the usual step, so that 51.30 does not become 1.30', () => {
  expect(words(at('51.30', [0.1, 0.3, 0.35, 0.45, 0.55]))).toEqual(['51.30']);
  expect(words(at('12345', [0.1, 0.2, 0.3, 0.4, 0.64]))).toEqual(['1234', '5']);
});

it('a word is as sure as its least sure letter', () => {
  const [first, second] = at('AB', [0.1, 0.2]);
  if (!first || !second) throw new Error('no letters');
  expect(wordsOfLetters([first, { ...second, confidence: 0.3 }])).toMatchObject([{ confidence: 0.3 }]);
});
