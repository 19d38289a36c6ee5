/** From the answer of the letter reader to words: the part of CTC that follows the network. Pure. */

/** The letters a network knows, in its order; null for what no receipt of ours has. The first is "nothing here". */
export type Alphabet = { letter: (string | null)[]; known: number[] };

/** What the network says of each step along a line: one share for each letter, 0..1. */
export type Steps = { data: Float32Array; count: number; letters: number };

/** A letter and where it stands along the line, 0..1. */
export type Letter = { letter: string; at: number; confidence: number };

/** A word of a line: its ends along the line, 0..1. */
export type LineWord = { text: string; from: number; to: number; confidence: number };

/** Signs of Chinese printing that stand for ours. */
const SAME: Record<string, string> = {
  '：': ':',
  '，': ',',
  '。': '.',
  '（': '(',
  '）': ')',
  '－': '-',
  '；': ';',
  '％': '%',
  '￥': '¥',
};
const OURS = /^[\u0020-\u007eÀ-ÿ€£°–]$/;

/** From the list that comes with the model; "nothing" stands before it and the blank after it. */
export function alphabetOf(keys: string): Alphabet {
  const signs = keys.split('\n').map((line) => line.replace('\r', ''));
  if (signs.at(-1) === '') signs.pop();
  const letter = [null, ...signs.map((sign) => SAME[sign] ?? (OURS.test(sign) ? sign : null)), ' '];
  const known = letter.flatMap((each, place) => (each === null && place > 0 ? [] : [place]));
  return { letter, known };
}

/** The likeliest letter of each step; the same letter over several steps is one, "nothing" parts two. */
export function lettersOf({ data, count, letters }: Steps, alphabet: Alphabet): Letter[] {
  const found: Letter[] = [];
  let before = 0;
  for (let step = 0; step < count; step += 1) {
    const best = likeliest(data, step * letters, alphabet.known);
    const confidence = data[step * letters + best] ?? 0;
    const last = found.at(-1);
    if (best !== 0 && best !== before) {
      found.push({ letter: alphabet.letter[best] ?? '', at: (step + 0.5) / count, confidence });
    } else if (best !== 0 && last && confidence > last.confidence) last.confidence = confidence;
    before = best;
  }
  return found;
}

function likeliest(data: Float32Array, from: number, known: number[]): number {
  let best = 0;
  for (const place of known) if ((data[from + place] ?? 0) > (data[from + best] ?? 0)) best = place;
  return best;
}

/** A step this many times the usual one from letter to letter has a blank in it: the network seldom writes blanks. */
const WIDE = 1.75;
/** Inside a number steps differ more, since a 1 and a dot are narrow; a number that falls apart is another number. */
const WIDE_IN_NUMBER = 2.3;

/** Letters as words, parted at blanks and at wide steps. */
export function wordsOfLetters(letters: Letter[]): LineWord[] {
  const pitch = usualPitch(letters);
  const words: Letter[][] = [];
  letters.forEach((each, i) => {
    const before = letters[i - 1];
    if (each.letter === ' ') return;
    if (!before || before.letter === ' ' || isParted(before, each, pitch)) words.push([each]);
    else words.at(-1)?.push(each);
  });
  return words.map((word) => wordOf(word, pitch));
}

function isParted(before: Letter, each: Letter, pitch: number): boolean {
  const inNumber = /[\d.,]/.test(before.letter) && /[\d.,]/.test(each.letter);
  return each.at - before.at > (inNumber ? WIDE_IN_NUMBER : WIDE) * pitch;
}

function wordOf(letters: Letter[], pitch: number): LineWord {
  const first = letters[0]?.at ?? 0;
  const last = letters.at(-1)?.at ?? 0;
  return {
    text: letters.map((each) => each.letter).join(''),
    from: Math.max(0, first - pitch / 2),
    to: Math.min(1, last + pitch / 2),
    confidence: Math.min(1, ...letters.map((each) => each.confidence)),
  };
}

/** A usual step from one letter to the next: rather a wide one, since dots and ones are narrow. */
function usualPitch(letters: Letter[]): number {
  const steps = letters.slice(1).map((each, i) => each.at - (letters[i]?.at ?? 0));
  return steps.toSorted((a, b) => a - b)[Math.floor(0.65 * steps.length)] ?? 0.5;
}
