import type { FastifyRequest } from 'fastify';
import { Problem } from '../claim/problem.ts';
import { VerificationView } from '../claim/verification-view.ts';
import { anybody } from '../identity/access.ts';
import type { App, Deps } from './deps.ts';
import { keptName } from './take-in.ts';

/**
 * Checking a claim PDF, for anybody: the file comes, is checked in memory and is gone with the answer. Nothing of it is
 * stored or logged, and who asked is not either.
 */

const BODY_TYPES = ['application/pdf', 'application/octet-stream'];
/** Room for the wrapping of a form around the file. */
const WRAPPING_BYTES = 64 * 1024;

export function verificationRoutes(app: App, deps: Deps): void {
  const { verifier, verifyBytes } = deps;
  const memory = sharedMemory(verifyBytes);

  // In a scope of its own: no other route takes a bare PDF.
  app.register(async (scope: App) => {
    scope.addContentTypeParser(BODY_TYPES, (_request, _body, done) => done(null));
    scope.post(
      '/api/verification',
      {
        bodyLimit: verifyBytes + WRAPPING_BYTES,
        config: {
          access: anybody,
          // It changes nothing, and who is not signed in has no token.
          withoutCsrfToken: true,
          rateLimit: { max: deps.verificationsPerMinute, timeWindow: '1 minute' },
        },
        schema: {
          tags: ['verification'],
          security: [],
          description: `A claim PDF, bare or as the one file of a form; at most ${deps.verifyBytes} bytes. Nothing is kept.`,
          consumes: ['multipart/form-data', ...BODY_TYPES],
          response: { 200: VerificationView },
        },
      },
      async (request, reply) => {
        const { file, report } = await memory.hold((take) => received(request, verifyBytes, take), verifier.check);
        void reply.header('cache-control', 'no-store');
        return { file, ...report };
      },
    );
  });
}

type Take = (chunk: Uint8Array) => void;
type Received = { file: string; bytes: Uint8Array<ArrayBuffer> };

async function received(request: FastifyRequest, limit: number, take: Take): Promise<Received> {
  if (!request.isMultipart()) return { file: '', bytes: await collected(request.raw, limit, take) };
  const part = await request.file({ limits: { fileSize: limit + 1, files: 1 }, throwFileSizeLimit: false });
  if (!part) throw new Problem('no-file');
  return { file: keptName(part.filename ?? ''), bytes: await collected(part.file, limit, take) };
}

async function collected(
  stream: AsyncIterable<Uint8Array>,
  limit: number,
  take: Take,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > limit) throw new Problem('pdf-too-large', { limit: Math.floor(limit / 1024 / 1024) });
    take(chunk);
    chunks.push(chunk);
  }
  if (length === 0) throw new Problem('no-file');
  return joined(chunks, length);
}

/** Whole in memory of its own, so that it can be handed to the thread without another copy. */
function joined(chunks: Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** All files on their way together may take twice what one may: whoever comes when that is used up is asked to wait. */
function sharedMemory(verifyBytes: number) {
  let held = 0;
  return {
    async hold<T>(
      receive: (take: Take) => Promise<Received>,
      check: (bytes: Received['bytes']) => Promise<T>,
    ): Promise<{ file: string; report: T }> {
      let own = 0;
      const take: Take = ({ length }) => {
        if (held + length > 2 * verifyBytes) throw new Problem('too-busy');
        held += length;
        own += length;
      };
      try {
        const { file, bytes } = await receive(take);
        return { file, report: await check(bytes) };
      } finally {
        held -= own;
      }
    },
  };
}
