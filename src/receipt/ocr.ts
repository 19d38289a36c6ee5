import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import tesseract, { type Worker as Engine, type Page as Recognised, type RecognizeOptions } from 'tesseract.js';
import { Unreadable } from './failure.ts';
import { type Prepared, toPng } from './image.ts';
import { lettersIn } from './ink.ts';
import { slantOf } from './neighbours.ts';
import type { SecondLine } from './second-engine.ts';
import { createSecondReader, type SecondReader } from './second-reader.ts';
import { wordsFrom } from './second-words.ts';
import { confidenceOf, type PageWords, type Word } from './words.ts';
import { untilWorked } from './work.ts';

/** Language models of a pass; the first leads: Finnish first reads å as ä. */
export type Models = 'fin' | 'fin+swe+eng' | 'swe+fin+eng';

export type OcrPage = PageWords & {
  /** Reads the strip round some words once more, 1.6 times larger, as a single line. */
  again: (words: Word[]) => Promise<string>;
};

export type Ocr = {
  /** Words of a prepared page. Throws `Unreadable` reading-timed-out. */
  recognise(prepared: Prepared, page: number, models: Models): Promise<OcrPage>;
  /** The same page read by the second reader; null where there is none or it gave no answer. */
  secondOpinion(prepared: Prepared, page: number): Promise<PageWords | null>;
  close(): Promise<void>;
};

/** Most work for one pass over a page, in milliseconds: white noise would otherwise run for minutes. */
const PASS_MS = 15_000;
/** Lines that slant less than this, in radians (0.4°), are read as they are. */
const STRAIGHT = 0.007;
const LINE_SCALE = 1.6;
/** Passes after which an engine is replaced: WebAssembly memory only grows. */
const PASSES_PER_ENGINE = 200;

type OcrOptions = { passMs?: number; passesPerEngine?: number; second?: SecondReader | null };

/** The engines of this process, one for each set of languages, made when first needed. */
export function createOcr({
  passMs = PASS_MS,
  passesPerEngine = PASSES_PER_ENGINE,
  second = createSecondReader(),
}: OcrOptions = {}): Ocr {
  const opinions = new WeakMap<Prepared, Promise<SecondLine[] | null>>();
  const angles = new WeakMap<Prepared, number>();
  const engines = new Map<Models, { engine: Promise<Engine>; passes: number }>();

  async function end(models: Models): Promise<void> {
    const ended = engines.get(models);
    engines.delete(models);
    await (await ended?.engine.catch(() => null))?.terminate();
  }

  async function engineFor(models: Models): Promise<Engine> {
    if ((engines.get(models)?.passes ?? 0) >= passesPerEngine) await end(models);
    const held = engines.get(models) ?? { engine: startEngine(models), passes: 0 };
    engines.set(models, held);
    held.passes += 1;
    return held.engine;
  }

  async function run(models: Models, png: Buffer, options: PassOptions): Promise<Recognised> {
    const engine = await engineFor(models);
    const pass = engine.recognize(png, options, { text: true, blocks: true });
    pass.catch(() => {});
    const limit = untilWorked(passMs);
    const result = await Promise.race([pass, limit.reached]).finally(limit.stop);
    if (result) return result.data;
    await end(models);
    throw new Unreadable('reading-timed-out');
  }

  function ask(prepared: Prepared): Promise<SecondLine[] | null> {
    const asked = opinions.get(prepared) ?? second?.read(prepared) ?? Promise.resolve(null);
    opinions.set(prepared, asked);
    return asked;
  }

  return {
    async recognise(prepared, page, models) {
      // Both read at the same time: the second's answer is asked for later.
      void ask(prepared);
      const known = angles.get(prepared);
      const straighten = known === undefined ? { rotateAuto: isSlanted(prepared) } : { rotateRadians: known };
      const seen = await run(models, await toPng(prepared), { ...straighten, ...BLOCK });
      const angle = known ?? seen.rotateRadians ?? 0;
      angles.set(prepared, angle);
      const words = wordsOf(seen, prepared, angle);
      const again = async (some: Word[]) => {
        const strip = await toPng(prepared, stripRound(some, prepared, angle), LINE_SCALE);
        return (await run(models, strip, { rotateRadians: angle, ...SINGLE_LINE })).text.trim();
      };
      return { page, via: 'ocr', words, confidence: seen.confidence / 100, again };
    },
    async secondOpinion(prepared, page) {
      const lines = await ask(prepared);
      if (!lines) return null;
      const words = wordsFrom(lines, prepared);
      return { page, via: 'ocr', words, confidence: confidenceOf(words) };
    },
    async close() {
      second?.close();
      await Promise.all([...engines.keys()].map(end));
    },
  };
}

/** To find how a page slants takes the engine a quarter of a pass: it is asked only where the letters stand that way. */
function isSlanted(prepared: Prepared): boolean {
  const slant = slantOf(lettersIn(prepared));
  return slant === null || Math.abs(slant) > STRAIGHT;
}

/** tesseract.js hands unknown options on to the engine for one pass; its types do not say so. */
type PassOptions = Partial<RecognizeOptions> & { tessedit_pageseg_mode: string };
const BLOCK = { tessedit_pageseg_mode: '6' };
const SINGLE_LINE = { tessedit_pageseg_mode: '7' };

/** Starts an engine from the installed language data; nothing is fetched and nothing is kept on disk. */
async function startEngine(models: Models): Promise<Engine> {
  const languages = models.split('+');
  const folder = await languageFolder(languages);
  try {
    // Without an errorHandler a bad picture is an uncaught exception.
    const options = { langPath: folder, cacheMethod: 'none', gzip: true, errorHandler: () => {} };
    const engine = await tesseract.createWorker(languages, tesseract.OEM.LSTM_ONLY, options);
    await engine.setParameters({ user_defined_dpi: '300' });
    return engine;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** tesseract.js wants all languages in one folder, npm puts each in its own: a folder of links, gone once loaded. */
async function languageFolder(languages: string[]): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const folder = await mkdtemp(join(tmpdir(), 'matkalasku-languages-'));
  for (const language of languages) {
    const file = `${language}.traineddata.gz`;
    const home = dirname(resolve(`@tesseract.js-data/${language}/package.json`));
    await symlink(join(home, '4.0.0_best_int', file), join(folder, file));
  }
  return folder;
}

/** The engine turned the picture by `angle` about its middle; this turns a point back. */
function unturn(x: number, y: number, { width, height }: Prepared, angle: number): [number, number] {
  const dx = x - width / 2;
  const dy = y - height / 2;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return [width / 2 + dx * cos + dy * sin, height / 2 - dx * sin + dy * cos];
}

function wordsOf(seen: Recognised, prepared: Prepared, angle: number): Word[] {
  const lines = (seen.blocks ?? []).flatMap((block) => block.paragraphs).flatMap((paragraph) => paragraph.lines);
  return lines
    .flatMap((line) => line.words)
    .filter((word) => word.text.trim() !== '')
    .map(({ text, confidence, bbox }) => {
      const [cx, cy] = unturn((bbox.x0 + bbox.x1) / 2, (bbox.y0 + bbox.y1) / 2, prepared, angle);
      const halfWidth = (bbox.x1 - bbox.x0) / 2;
      const halfHeight = (bbox.y1 - bbox.y0) / 2;
      const [left, top] = prepared.place(cx - halfWidth, cy - halfHeight);
      const [right, bottom] = prepared.place(cx + halfWidth, cy + halfHeight);
      const box: Word['box'] = [left, top, right - left, bottom - top];
      const edges = { left: bbox.x0, top: bbox.y0, right: bbox.x1, bottom: bbox.y1 };
      return { text, confidence: confidence / 100, ...edges, box };
    });
}

/** The part of the untouched picture that holds some words of the turned one, with air round them. */
function stripRound(words: Word[], prepared: Prepared, angle: number) {
  const corners = words.flatMap(({ left, right, top, bottom }) => [
    unturn(left, top, prepared, angle),
    unturn(right, top, prepared, angle),
    unturn(left, bottom, prepared, angle),
    unturn(right, bottom, prepared, angle),
  ]);
  const air = 0.35 * Math.max(...words.map((word) => word.bottom - word.top));
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const left = Math.max(0, Math.floor(Math.min(...xs) - 2 * air));
  const top = Math.max(0, Math.floor(Math.min(...ys) - air));
  const right = Math.min(prepared.width, Math.ceil(Math.max(...xs) + 2 * air));
  const bottom = Math.min(prepared.height, Math.ceil(Math.max(...ys) + air));
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}
