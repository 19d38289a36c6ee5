import { fileTypeFromBuffer } from 'file-type';

export type FileKind = 'image' | 'pdf' | 'unknown';

/** Only these are ever handed to a decoder. SVG is left out on purpose: drawing it would run a stranger's XML. */
const KINDS: Record<string, FileKind> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/apng': 'image',
  'image/webp': 'image',
  'image/tiff': 'image',
  'image/avif': 'image',
  'image/heic': 'image',
  'image/heif': 'image',
  'image/heic-sequence': 'image',
  'image/heif-sequence': 'image',
  'application/pdf': 'pdf',
};

/** Within so many bytes a PDF may begin: mail programs put a line before it, and readers let them. */
const PDF_HEAD = 1024;

/** Tells what a file is by its content; its name says nothing. Never throws. */
export async function fileKind(bytes: Uint8Array): Promise<FileKind> {
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (!type && Buffer.from(bytes.subarray(0, PDF_HEAD)).includes('%PDF-')) return 'pdf';
  return KINDS[type?.mime ?? ''] ?? 'unknown';
}
