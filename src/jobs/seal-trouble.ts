import type { SealingTrouble } from '../claim/document-state.ts';
import { type DocumentProblemCode, isDocumentProblem } from '../document/document-problem.ts';
import { claimById } from '../store/claims.ts';
import { documentFailureOf, forgetDocumentFailure, keepDocumentFailure } from '../store/documents.ts';
import type { Tools, Version } from './seal-input.ts';

/** A sealing that did not succeed: what stands in the way is kept for people to see, or tried again by itself. */

/** How often a document is built that ends its builder each time; then somebody has to look. */
const MOST_CRASHES = 5;

type Trouble = {
  code: SealingTrouble;
  fileName: string | null;
  /** Whether trying again may help without anybody doing anything. */
  passing: boolean;
  /** Whether it helps only so often. */
  counted: boolean;
};

const ownFault = { passing: false, counted: false };
const passes = { passing: true, counted: false };
const crash = { passing: true, counted: true };

const kinds: Record<DocumentProblemCode, Omit<Trouble, 'fileName'>> = {
  'file-broken': { code: 'file-broken', ...ownFault },
  'file-encrypted': { code: 'file-encrypted', ...ownFault },
  'file-type-unknown': { code: 'file-type-unknown', ...ownFault },
  'file-changed': { code: 'file-changed', ...ownFault },
  'too-many-pages': { code: 'too-many-pages', ...ownFault },
  'too-many-pixels': { code: 'too-many-pixels', ...ownFault },
  'packs-missing': { code: 'packs-missing', ...ownFault },
  'renderer-failed': { code: 'renderer-failed', ...crash },
  'seal-key-unusable': { code: 'seal-key-unusable', ...passes },
  'time-stamp-missing': { code: 'time-stamp-missing', ...passes },
  'sealing-timed-out': { code: 'sealer-failed', ...crash },
  'sealer-crashed': { code: 'sealer-failed', ...crash },
  'sealer-busy': { code: 'sealer-failed', ...passes },
  'sealer-closed': { code: 'sealer-failed', ...passes },
  'not-a-pdf': { code: 'internal', ...passes },
};

export function troubleOf(error: unknown): Trouble {
  if (!isDocumentProblem(error)) return { code: 'internal', fileName: null, ...passes };
  return { ...kinds[error.code], fileName: error.fileName };
}

/**
 * Runs a sealing. What stands in its way is kept; it throws only what is worth trying again, so that the queue does, with
 * growing pauses. A service that is being stopped is no trouble of the document.
 */
export async function keepingTrouble(
  tools: Tools,
  work: (tools: Tools, of: Version) => Promise<void>,
  of: Version,
): Promise<void> {
  try {
    await work(tools, of);
  } catch (error) {
    if (isDocumentProblem(error) && error.code === 'sealer-closed') throw error;
    if (await keepTrouble(tools, of, troubleOf(error))) throw error;
    return;
  }
  await forgetDocumentFailure(tools.db, of.claimId, of.version);
}

async function keepTrouble({ db, now }: Tools, of: Version, trouble: Trouble): Promise<boolean> {
  if ((await claimById(db, of.claimId)) === null) return false;
  const before = await documentFailureOf(db, of.claimId, of.version);
  const givenUp = trouble.counted && (before?.tries ?? 0) + 1 >= MOST_CRASHES;
  const passing = trouble.passing && !givenUp;
  const { code, fileName } = trouble;
  await keepDocumentFailure(db, { ...of, code, fileName, passing, at: now() });
  return passing;
}
