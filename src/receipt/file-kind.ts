import { fileTypeFromBuffer } from 'file-type';

export type FileKind = 'image' | 'pdf' | 'unknown';

/** Only these are ever handed to a decoder. SVG is left out on purpose: drawing it would run a stranger's XML. */
const KINDS: Record<string, FileKind> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/webp': 'image',
  'image/tiff': 'image',
  'application/pdf': 'pdf',
};

/** Tells what a file is by its content; its name says nothing. Never throws. */
export async function fileKind(bytes: Uint8Array): Promise<FileKind> {
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  return KINDS[type?.mime ?? ''] ?? 'unknown';
}
