import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { create, type Font, type Subset } from 'fontkit';
import type { PDFDocument, PDFFont } from 'pdf-lib';
import { shapedByWord } from './shaping.ts';

/** Noto Sans in the two weights of the documents, and the check of which characters it can draw. */
export interface Fonts {
  regular: PDFFont;
  bold: PDFFont;
  /** The same text with every character the font lacks written out as `[U+1F600]`: nothing vanishes unseen. */
  drawable(text: string): string;
}

const require = createRequire(import.meta.url);
const FILES = {
  regular: require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
};
/** Ligatures off: a searched or copied "fi" stays two letters in every reader. Places of glyphs off: nothing draws by them. */
const FEATURES = { liga: false, clig: false, dlig: false, kern: false, mark: false, mkmk: false };

/**
 * pdf-lib asks a subset for a stream, fontkit 2 gives bytes. Its own older fontkit drops glyphs of Noto Sans without
 * an error, so it is not used.
 */
const shim = { create: faceOf };

/** Reading a font's tables takes longer than all else of a claim: each is read once, the subsets are each document's own. */
const faces = new WeakMap<Uint8Array, Font>();

function faceOf(bytes: Uint8Array): Font {
  const held = faces.get(bytes);
  if (held) return held;
  const font = create(Buffer.from(bytes));
  const make = font.createSubset.bind(font);
  font.createSubset = () => {
    const subset = make();
    return Object.assign(subset, { encodeStream: () => streamOf(subset) });
  };
  font.layout = shapedByWord(font);
  faces.set(bytes, font);
  return font;
}

const streamOf = (subset: Subset) => Readable.from([subset.encode()]);

/**
 * Embeds both weights as subsets. Six capitals before a + mark a subset (ISO 32000-1 § 9.6.4): `tag` is the first
 * five, another one for each revision of a file.
 */
export async function embedFonts(doc: PDFDocument, tag: string): Promise<Fonts> {
  doc.registerFontkit(shim as unknown as Parameters<PDFDocument['registerFontkit']>[0]);
  const [regularBytes, boldBytes] = await Promise.all([fontBytes(FILES.regular), fontBytes(FILES.bold)]);
  const embed = (bytes: Uint8Array, name: string) =>
    doc.embedFont(bytes, { subset: true, customName: name, features: FEATURES });
  const regular = await embed(regularBytes, `${tag}R+NotoSans-Regular`);
  const bold = await embed(boldBytes, `${tag}B+NotoSans-Bold`);
  const face = faceOf(regularBytes);
  return { regular, bold, drawable: (text) => drawable(text, face) };
}

const read = new Map<string, Promise<Uint8Array>>();

function fontBytes(file: string): Promise<Uint8Array> {
  // A copy: pdf-lib reads the whole buffer behind a pooled one.
  const bytes = read.get(file) ?? readFile(file).then((pooled) => new Uint8Array(pooled));
  read.set(file, bytes);
  return bytes;
}

function drawable(text: string, face: Font): string {
  let drawn = '';
  for (const character of text.normalize('NFC')) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (character === '\n') drawn += '\n';
    else if (character === '\r' || character === '\u00ad') continue;
    else if (character === '\t') drawn += ' ';
    else if (isInvisible(character) || !face.hasGlyphForCodePoint(codePoint)) drawn += written(codePoint);
    else drawn += character;
  }
  return drawn;
}

/** Control and format characters: among them those that turn the direction of the text round. */
const isInvisible = (character: string) => /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/u.test(character);

const written = (codePoint: number) => `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
