/**
 * HEIC, what an iPhone takes: HEVC inside a HEIF box. The licence of HEVC keeps it out of sharp, so libheif's
 * WebAssembly decodes it, about a second and 16 bytes a pixel at most for a photo of 12 million.
 */
export type Pixels = { data: Uint8Array; width: number; height: number };

/** An iPhone's largest photo has 48.8 million pixels. */
export const MOST_HEIC_PIXELS = 50_000_000;

/** Four bytes a pixel, turned as the file says (`irot`, `imir`); its EXIF orientation repeats that and is not used. */
export async function heicPixels(bytes: Uint8Array): Promise<Pixels> {
  // Brought in when the first such picture comes: it holds eleven megabytes.
  const { default: decode } = await import('heic-decode');
  const { data, width, height } = await decode({ buffer: withKnownBrand(bytes) });
  return { data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength), width, height };
}

/** heic-decode looks at the main brand alone; `heim`, `heis` and `miaf` are pictures of the same kind. */
function withKnownBrand(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy.set(Buffer.from('mif1', 'latin1'), 8);
  return copy;
}
