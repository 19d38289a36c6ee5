import type { SecondLine } from './second-engine.ts';
import type { Word } from './words.ts';

/** The picture the lines were found on: its size in pixels and what its points are on the page. */
export type Frame = { width: number; height: number; place: (x: number, y: number) => [x: number, y: number] };

/** A line as found has air round it; the letters themselves are this share of its height. */
const LETTERS = 0.75;
/** Lines at least this many times as long as high tell how the page is tilted. */
const LONG = 4;

/** Words with their edges on the page turned straight, and their boxes on the page as it is seen. */
export function wordsFrom(lines: SecondLine[], frame: Frame): Word[] {
  const tilt = tiltOf(lines);
  return lines.flatMap((line) =>
    line.words.flatMap((word) => split(word).map((part) => wordAt(part, line, tilt, frame))),
  );
}

/** The slant of the middle one of the long lines, in radians. */
function tiltOf(lines: SecondLine[]): number {
  const long = lines.filter(({ place }) => place.width > LONG * place.height).map(({ place }) => place.slant);
  return long.toSorted((a, b) => a - b)[long.length >> 1] ?? 0;
}

function wordAt(word: SecondLine['words'][number], { place }: SecondLine, tilt: number, frame: Frame): Word {
  const along = ((word.from + word.to) / 2 - 0.5) * place.width;
  const x = place.x + along * Math.cos(place.slant);
  const y = place.y + along * Math.sin(place.slant);
  const halfWidth = ((word.to - word.from) * place.width) / 2;
  const halfHeight = (LETTERS * place.height) / 2;
  const [u, v] = straightened(x, y, frame, tilt);
  const edges = { left: u - halfWidth, right: u + halfWidth, top: v - halfHeight, bottom: v + halfHeight };
  const [left, top] = frame.place(x - halfWidth, y - halfHeight);
  const [right, bottom] = frame.place(x + halfWidth, y + halfHeight);
  return { text: word.text, confidence: word.confidence, ...edges, box: [left, top, right - left, bottom - top] };
}

function straightened(x: number, y: number, { width, height }: Frame, tilt: number): [number, number] {
  const [dx, dy] = [x - width / 2, y - height / 2];
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  return [width / 2 + dx * cos + dy * sin, height / 2 - dx * sin + dy * cos];
}

/** Where two things were read as one word: a name and its sum (`Total25.00`), a date and its time. */
const SEAM = /(?<=\p{L}{3}[:.]?)(?=\d)|(?<=\d[./-](?:\d{1,2}|\p{L}{3})[./-](?:20)?\d{2})(?=\d{1,2}:\d{2}|\d{4}:\d{2})/u;

function split(word: SecondLine['words'][number]): SecondLine['words'] {
  const texts = word.text.split(SEAM);
  if (texts.length === 1) return [word];
  const step = (word.to - word.from) / word.text.length;
  let done = 0;
  return texts.map((text) => {
    const from = word.from + done * step;
    done += text.length;
    return { ...word, text, from, to: word.from + done * step };
  });
}
