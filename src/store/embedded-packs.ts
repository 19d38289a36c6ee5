import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { evaluate } from '../claim/assess.ts';
import type { Evaluation, Refusal, TripClaim } from '../claim/claim.ts';
import { PackContent, packOf, packsOf } from '../claim/rules.ts';
import { yamlValues } from './yaml-file.ts';

/** A claim as it stands inside its document, with the packs it was computed with. */
interface Embedded {
  tripClaim: TripClaim;
  packs: { id: string; sha256: string; raw: string }[];
  signature: { signedAt: string };
}

/** Computes the claim again by the packs inside the document alone: those of this checkout may be newer. */
export function recalculateFromPacksWithin({ tripClaim, packs, signature }: Embedded): Evaluation | Refusal {
  const read = packs.map((pack) => packOf(PackContent.parse(yamlValues(pack.raw)?.value), pack.sha256, pack.raw));
  return evaluate(tripClaim, packsOf(read), signature.signedAt.slice(0, 10));
}

/** SHA-256, in hex, of every pack file of a folder: what a document's packs are compared with. */
export async function packHashes(folder: URL): Promise<Set<string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml'));
  const files = await Promise.all(names.map((name) => readFile(new URL(name, folder))));
  return new Set(files.map((bytes) => createHash('sha256').update(bytes).digest('hex')));
}
