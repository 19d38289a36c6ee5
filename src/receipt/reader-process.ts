import { createOcr } from './ocr.ts';
import { type Answer, ONE_READER, OUT_OF_MEMORY, type Task } from './outcome.ts';
import { readReceipt, renderPage } from './read.ts';

/**
 * The process in which files of strangers are opened: started by `child.ts`, one task at a time. What goes wrong
 * beyond the known failures ends the process, and the parent starts another.
 */
const ocr = createOcr(process.argv.includes(ONE_READER) ? { second: null } : {});

const answer = (message: Answer): void => {
  process.send?.(message);
};

async function perform(id: number, task: Task): Promise<void> {
  if (task.name === 'render') {
    answer({ id, name: 'render', outcome: await renderPage(task.bytes, task) });
    return;
  }
  const onProgress = (progress: { page: number; pages: number }) => answer({ id, name: 'progress', progress });
  answer({ id, name: 'read', outcome: await readReceipt(task.bytes, ocr, { pages: task.pages, onProgress }) });
}

/** No room for a buffer comes as a RangeError of JavaScript or of WebAssembly. */
const isOutOfMemory = (error: unknown): boolean =>
  error instanceof RangeError && /alloc|memory|length/i.test(error.message);

process.on('message', ({ id, task }: { id: number; task: Task }) => {
  perform(id, task).catch((error: unknown) => process.exit(isOutOfMemory(error) ? OUT_OF_MEMORY : 70));
});
// The parent is gone: nobody will ask for the answer.
process.on('disconnect', () => process.exit(0));
