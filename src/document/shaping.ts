import type { Features, Font, Glyph } from 'fontkit';

/** Words of one font that are remembered; a claim has a few hundred, most of them those of every other claim. */
const MOST_WORDS = 4_000;
/** Longer ones come once: hashes, endless names. */
const LONGEST_WORD = 40;
const SPACE = ' ';

/**
 * Which glyphs stand for a text, found out once for each word: shaping takes a third of the time of a claim, and its
 * words come again and again. No rule of the fonts reaches over a space, so the glyphs are those of the whole text.
 * Kerning and the places of marks are not looked up: a line is drawn by the glyphs' own widths.
 */
export function shapedByWord(font: Font): Font['layout'] {
  const shape = font.layout.bind(font);
  const known = new Map<string, Glyph[]>();
  const glyphsOf = (word: string, features: Features): Glyph[] => {
    const held = known.get(word);
    if (held) return held;
    const { glyphs } = shape(word, features);
    if (word.length > LONGEST_WORD) return glyphs;
    if (known.size >= MOST_WORDS) known.clear();
    known.set(word, glyphs);
    return glyphs;
  };
  return (text, features) => {
    const glyphs: Glyph[] = [];
    for (const [at, word] of text.split(SPACE).entries()) {
      if (at > 0) glyphs.push(...glyphsOf(SPACE, features));
      if (word !== '') glyphs.push(...glyphsOf(word, features));
    }
    return { glyphs };
  };
}
