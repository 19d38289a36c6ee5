import { parentPort, workerData } from 'node:worker_threads';
import { sha256 } from './attachments.ts';
import { buildClaim } from './claim-pdf.ts';
import { isDocumentProblem } from './document-problem.ts';
import { longTerm } from './long-term.ts';
import { openFile } from './seal.ts';
import { addApproverSeal, addMemberSeal } from './seal-claim.ts';
import { assertInForce, keyOn } from './seal-keys.ts';
import type { SealAnswer, SealerOptions, SealTask } from './sealer.ts';

/** The sealer's thread: one task in, one sealed file or the reason why not out. */

const { keys, timeStamps } = workerData as Pick<SealerOptions, 'keys' | 'timeStamps'>;
/** Time stamps and proofs, gathered once for each key. */
const proving = new Map(keys.map((key) => [key, timeStamps && longTerm(key, timeStamps)]));

parentPort?.on('message', async (task: SealTask) => {
  const answer = await answerTo(task);
  parentPort?.postMessage(answer, 'sealed' in answer ? [answer.sealed.pdf.buffer as ArrayBuffer] : []);
});

async function perform(task: SealTask): Promise<{ pdf: Uint8Array; pages: number }> {
  const sealedAt = task.name === 'claim' ? task.document.madeAt : task.approval.approvedAt;
  const key = keyOn(keys, finnishDay(sealedAt));
  assertInForce(key, new Date(sealedAt));
  const longTerm = proving.get(key);
  const file = task.name === 'claim' ? await buildClaim(task.document) : await openFile(task.pdf);
  const pages = file.doc.getPageCount();
  const pdf =
    task.name === 'claim'
      ? await addMemberSeal(file, task.document, key, longTerm)
      : await addApproverSeal(file, task.approval, key, longTerm);
  return { pdf, pages };
}

const finnishDay = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(new Date(instant));

async function answerTo(task: SealTask): Promise<SealAnswer> {
  try {
    const { pdf, pages } = await perform(task);
    return { sealed: { pdf, sha256: sha256(pdf), pages } };
  } catch (error) {
    if (isDocumentProblem(error)) {
      const { code, fileId, fileName, detail } = error;
      return { problem: { code, fileId, fileName, detail } };
    }
    return { crash: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
