import { parentPort, workerData } from 'node:worker_threads';
import { PDFDocument } from 'pdf-lib';
import { sha256 } from './attachments.ts';
import { isDocumentProblem } from './document-problem.ts';
import { longTerm } from './long-term.ts';
import { sealApproval, sealClaim } from './seal-claim.ts';
import type { SealAnswer, SealerOptions, SealTask } from './sealer.ts';

/** The sealer's thread: one task in, one sealed file or the reason why not out. */

const { timeStamps, ...key } = workerData as Pick<
  SealerOptions,
  'keyPem' | 'certificatePem' | 'chainPem' | 'timeStamps'
>;
const proving = timeStamps && longTerm(key, timeStamps);

parentPort?.on('message', async (task: SealTask) => {
  const answer = await answerTo(task);
  parentPort?.postMessage(answer, 'sealed' in answer ? [answer.sealed.pdf.buffer as ArrayBuffer] : []);
});

const perform = (task: SealTask): Promise<Uint8Array> =>
  task.name === 'claim' ? sealClaim(task.document, key, proving) : sealApproval(task.pdf, task.approval, key, proving);

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
