import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN_BYTES = 32;

/** A random token for a session cookie or against forged requests; 256 bits, base64url. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** What is stored of a session's token: whoever reads the table cannot sign in with it. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

export function sameToken(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(tokenHash(given)), Buffer.from(tokenHash(expected))];
  return timingSafeEqual(a, b);
}
