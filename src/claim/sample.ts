import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Random sample for closer checking (satunnaisotanta / slumpmässigt urval) that anybody can compute again. The SHA-256 of
 * a secret is published before the period begins, the secret after it has ended. A claim is drawn when the first 32 bits
 * of HMAC-SHA256(secret, claim number) fall below the rate: by its number alone, so neither the order, the sum, the
 * member nor a later version changes the lot, and nobody can choose the secret after seeing the claims.
 */

/** Rates are in ten-thousandths: 500 is 5 %. */
export const RATE_WHOLE = 10_000;
const LOTS = 2 ** 32;

/** What is published beforehand: SHA-256 of the secret's UTF-8, hexadecimal. */
export const commitmentTo = (secret: string): string => bytesToHex(sha256(utf8ToBytes(secret)));

/** The claim's lot, 0 to 2³² − 1. */
export const lotOf = (secret: string, claimNumber: string): number =>
  Number.parseInt(bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(claimNumber))).slice(0, 8), 16);

export const isDrawn = (secret: string, claimNumber: string, rate: number): boolean =>
  lotOf(secret, claimNumber) * RATE_WHOLE < rate * LOTS;
