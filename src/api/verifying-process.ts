import { isDocumentProblem } from '../document/document-problem.ts';
import { type VerifyOptions, verifyPdf } from '../document/verify.ts';
import { recalculateFromPacksWithin } from '../store/embedded-packs.ts';
import type { VerifierAnswer, VerifierTask } from './verifier.ts';

/** The verifier's process: one file after the other in by standard input, for each a report or why there is none out. */

let options: VerifyOptions = { recalculate: recalculateFromPacksWithin };

process.on('message', async (task: VerifierTask) => {
  if ('bytes' in task) {
    const answer = await answerTo(await fromInput(task.bytes));
    process.send?.(answer);
  } else {
    options = { ...options, trustedPem: task.trustedPem, knownPacks: new Set(task.knownPacks) };
  }
});
// Nobody is left to answer to.
process.on('disconnect', () => process.exit(0));

/** The next so many bytes; no more come before they are answered. */
function fromInput(length: number): Promise<Uint8Array> {
  const whole = new Uint8Array(length);
  let at = 0;
  return new Promise((resolve) => {
    const take = (chunk: Buffer) => {
      whole.set(chunk, at);
      at += chunk.length;
      if (at < length) return;
      process.stdin.off('data', take).pause();
      resolve(whole);
    };
    process.stdin.on('data', take).resume();
  });
}

async function answerTo(bytes: Uint8Array): Promise<VerifierAnswer> {
  try {
    return { report: await verifyPdf(bytes, options) };
  } catch (error) {
    if (isDocumentProblem(error)) return { refused: 'not-a-claim-pdf' };
    // What is told is the place in our sources, never the message: it may quote the file.
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    return { crash: stack.split('\n').slice(1, 3).join(' ').trim() };
  }
}
