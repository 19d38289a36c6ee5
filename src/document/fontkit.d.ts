/** The few parts of fontkit 2 (a font library without types of its own) that the documents use. */
declare module 'fontkit' {
  export interface Subset {
    encode(): Uint8Array;
  }
  export interface Glyph {
    id: number;
    /** In units of the font. */
    advanceWidth: number;
  }
  /** OpenType features by their tags, on or off. */
  export type Features = Record<string, boolean>;
  export interface Font {
    createSubset(): Subset;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string, features: Features): { glyphs: Glyph[] };
  }
  export function create(bytes: Uint8Array): Font;
}
