import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { create } from 'fontkit';
import { expect, test } from 'vitest';
import { buildClaim, buildClaimPdf } from '../../src/document/claim-pdf.ts';
import { openFile, type SealOptions, sealFile } from '../../src/document/seal.ts';
import { MEMBER_SEAL } from '../../src/document/seal-field.ts';
import { makeTestSealKey } from '../../src/document/seal-key.ts';
import { shapedByWord } from '../../src/document/shaping.ts';
import { sampleClaim } from './sample.ts';

const FACES = ['400Regular/NotoSans_400Regular.ttf', '700Bold/NotoSans_700Bold.ttf'];
const open = (face: string) =>
  create(readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans/${face}`))));
/** As the documents set their text. */
const NO_LIGATURES = { liga: false, clig: false, dlig: false };

/** Letters of names in Latin, Greek and Cyrillic with their marks, digits, signs, and many spaces. */
const letter = fc.oneof(
  { weight: 4, arbitrary: fc.constant(' ') },
  { weight: 2, arbitrary: fc.constantFrom('fi', 'ffl', 'İi̇', 'e\u0301', 'j\u0303', '½', '1/2', '\u00a0', '–', '€') },
  { weight: 8, arbitrary: fc.integer({ min: 0x21, max: 0x7e }).map(String.fromCodePoint) },
  { weight: 4, arbitrary: fc.integer({ min: 0xa1, max: 0x24f }).map(String.fromCodePoint) },
  { weight: 2, arbitrary: fc.integer({ min: 0x370, max: 0x52f }).map(String.fromCodePoint) },
);
const line = fc.array(letter, { maxLength: 60 }).map((letters) => letters.join('').normalize('NFC'));

test.each(FACES)(
  'text shaped word by word has the glyphs and widths of the whole text, the second time too (%s)',
  (face) => {
    const whole = open(face);
    const byWord = shapedByWord(open(face));
    const drawn = ({ glyphs }: ReturnType<typeof byWord>) => glyphs.map(({ id, advanceWidth }) => [id, advanceWidth]);
    fc.assert(
      fc.property(line, (text) => {
        const wanted = drawn(whole.layout(text, NO_LIGATURES));
        expect(drawn(byWord(text, NO_LIGATURES))).toEqual(wanted);
        expect(drawn(byWord(text, NO_LIGATURES))).toEqual(wanted);
      }),
      { numRuns: 400 },
    );
  },
);

test('a claim sealed from the document it was built in is byte for byte the one sealed from the file', async () => {
  const claim = await sampleClaim();
  const options: SealOptions = {
    ...(await makeTestSealKey(new Date('2026-01-01T00:00:00Z'))),
    field: MEMBER_SEAL,
    sealedAt: new Date(claim.madeAt),
    text: { heading: 'Sinetti', lines: ['Testi Jäsen'], warning: null },
  };
  const fromMemory = await sealFile(await buildClaim(claim), options);
  const fromFile = await sealFile(await openFile(await buildClaimPdf(claim)), options);
  // The signature value of an EC key is another one each time: everything else is compared.
  const unsigned = (pdf: Uint8Array) =>
    Buffer.from(pdf)
      .toString('latin1')
      .replace(/\/Contents <[0-9a-f]{1000,}>/, '');
  expect(unsigned(fromMemory) === unsigned(fromFile)).toBe(true);
});
