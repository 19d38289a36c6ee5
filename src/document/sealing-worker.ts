import { parentPort, workerData } from 'node:worker_threads';
import { PDFDocument } from 'pdf-lib';
import { sha256 } from './attachments.ts';
import { isDocumentProblem } from './document-problem.ts';
import { longTerm } from './long-term.ts';
import { sealApproval, sealClaim } from './seal-claim.ts';
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

function perform(task: SealTask): Promise<Uint8Array> {
  const sealedAt = task.name === 'claim' ? task.document.madeAt : task.approval.approvedAt;
  const key = keyOn(keys, finnishDay(sealedAt));
  assertInForce(key, new Date(sealedAt));
  const longTerm = proving.get(key);
  return task.name === 'claim'
    ? sealClaim(task.document, key, longTerm)
    : sealApproval(task.pdf, task.approval, key, longTerm);
}

const finnishDay = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(new Date(instant));

async function answerTo(task: SealTask): Promise<SealAnswer> {
  try {
    const pdf = await perform(task);
    const pages = (await PDFDocument.load(pdf, { updateMetadata: false })).getPageCount();
    return { sealed: { pdf, sha256: sha256(pdf), pages } };
  } catch (error) {
    if (isDocumentProblem(error)) {
      const { code, fileId, fileName, detail } = error;
      return { problem: { code, fileId, fileName, detail } };
    }
    return { crash: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
