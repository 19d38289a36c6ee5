import { checkDigit, isClaimNumber } from './number.ts';

/**
 * The code on the cover sheet of the paper originals (saatelehti / följeblad): `OPH-ML:2026-000042-2:1-5`, that is our own
 * prefix, the claim number, the version the sheet was made of, and a check digit over all of it. Only characters of the
 * QR code's alphanumeric mode, so that it stays small.
 */

const PREFIX = ['OPH', 'ML'] as const;

export function sheetCode(number: string, version: number): string {
  if (!isClaimNumber(number)) throw new Error('not a claim number');
  const digits = number.slice('ML-'.length);
  return `${PREFIX.join('-')}:${digits}:${version}-${checkOf(digits, version)}`;
}

const checkOf = (number: string, version: number): number => checkDigit(`${number.replaceAll('-', '')}${version}`);

/** What a scanner or a person typed. `misread`: meant to be ours, and damaged on the way. `foreign`: another system's. */
export type ScannedCode =
  | { kind: 'sheet'; number: string; version: number }
  | { kind: 'number'; number: string }
  | { kind: 'misread' }
  | { kind: 'foreign' };

/**
 * A code as it arrives. A hand scanner types as if on an American keyboard: on a Finnish one `-` comes out as `+` and `:`
 * as `Ö`. So whatever is no letter A–Z and no digit only parts the pieces, and capitals do not matter.
 */
export function readScanned(typed: string): ScannedCode {
  const pieces = typed
    .normalize('NFKC')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((piece) => piece !== '');
  if (pieces[0] === PREFIX[0] && pieces[1] === PREFIX[1]) return sheetOf(pieces.slice(2)) ?? { kind: 'misread' };
  const joined = pieces.join('');
  if (!/^ML\d/.test(joined)) return { kind: 'foreign' };
  const number = joined.replace(/^ML(\d{4})(\d+)(\d)$/, 'ML-$1-$2-$3');
  return isClaimNumber(number) ? { kind: 'number', number } : { kind: 'misread' };
}

function sheetOf([year, serial, check, version = '', last, ...more]: string[]): ScannedCode | null {
  const digits = `${year}-${serial}-${check}`;
  const number = `ML-${digits}`;
  if (more.length > 0 || !isClaimNumber(number) || !/^[1-9]\d{0,3}$/.test(version)) return null;
  return String(checkOf(digits, Number(version))) === last ? { kind: 'sheet', number, version: Number(version) } : null;
}
