import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { StoredFile } from '../store/files.ts';

/** Types a browser may show in place. Anything else is handed over as a file, so that it cannot run as ours. */
const SHOWN = new Set(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']);

/** Answers stored bytes exactly as they are kept. The name is sent in the form of RFC 6266 and RFC 8187. */
export function sendFile(
  reply: FastifyReply,
  file: Pick<StoredFile, 'bytes' | 'mediaType' | 'sha256'>,
  name: string,
  place: 'inline' | 'attachment',
): FastifyReply {
  const how = SHOWN.has(file.mediaType) ? place : 'attachment';
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return reply
    .header('content-disposition', `${how}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .header('cache-control', 'private, no-store')
    .header('etag', `"${file.sha256}"`)
    .type(file.mediaType)
    .send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength));
}

type StreamedFile = Pick<StoredFile, 'mediaType' | 'sha256' | 'sizeBytes'>;

/** The same for a file that is read a part at a time; it is always handed over as a file. */
export function sendStream(reply: FastifyReply, file: StreamedFile, bytes: Readable, name: string): FastifyReply {
  return reply
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('content-length', file.sizeBytes)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, no-store')
    .header('etag', `"${file.sha256}"`)
    .type(file.mediaType)
    .send(bytes);
}
