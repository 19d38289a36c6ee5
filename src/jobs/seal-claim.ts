import { type DocumentCopy, documentCopies } from '../claim/document-state.ts';
import { record } from '../store/audit.ts';
import { lockClaim } from '../store/claims.ts';
import { documentOf, keepDocument } from '../store/documents.ts';
import { keepFile } from '../store/files.ts';
import { documentInputs, type Tools, type Version } from './seal-input.ts';
import { troubleOf } from './seal-trouble.ts';

/**
 * Builds and seals both copies of a version that was sent, each once: a second run finds them made and leaves them. The
 * version it replaces comes first, so that this one can name it.
 */
export async function sealClaim(tools: Tools, sent: Version): Promise<void> {
  const wanted = await notMade(tools, sent);
  if (wanted.length === 0) return;
  if (sent.version > 1) await sealReplaced(tools, { ...sent, version: sent.version - 1 });
  const inputOf = await documentInputs(tools, sent);
  // The finance copy last: where it is, both are.
  for (const copy of wanted) await sealCopy(tools, inputOf(copy));
}

async function notMade({ db }: Tools, { claimId, version }: Version): Promise<DocumentCopy[]> {
  const wanted: DocumentCopy[] = [];
  for (const copy of documentCopies) {
    if ((await documentOf(db, claimId, version, copy)) === null) wanted.push(copy);
  }
  return wanted;
}

/** One that cannot be made at all, a broken file in it, say, does not hold up the one that corrects it. */
async function sealReplaced(tools: Tools, replaced: Version): Promise<void> {
  try {
    await sealClaim(tools, replaced);
  } catch (error) {
    if (troubleOf(error).passing) throw error;
  }
}

/** The authority and the renderer are asked with nothing locked; then the row of the claim lets one of two runs keep its own. */
async function sealCopy({ db, sealer, now }: Tools, document: ReturnType<Awaited<ReturnType<typeof documentInputs>>>) {
  const { claimId, version, copy, number } = document;
  const { pdf, pages } = await sealer.seal(document);
  await db.transaction(async (tx) => {
    await lockClaim(tx, claimId);
    if ((await documentOf(tx, claimId, version, copy)) !== null) return;
    const at = now();
    const sha256 = await keepFile(tx, pdf, 'application/pdf', at);
    await keepDocument(tx, { claimId, version, copy, sha256, createdAt: at });
    const subject = `claim ${number} version ${version}`;
    await record(tx, { at, actorId: null, action: 'document-sealed', subject, details: { copy, sha256, pages } });
  });
}
