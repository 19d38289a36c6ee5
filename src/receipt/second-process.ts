import { secondModels, startSecondEngine } from './second-engine.ts';
import type { SecondAnswer, SecondQuestion } from './second-reader.ts';

/** The process of the second reader, started by `second-reader.ts`: one picture at a time, only pixels, never a file. */
const models = secondModels();
if (!models) process.exit(69);
const engine = startSecondEngine(models);

async function answer({ id, grey }: SecondQuestion): Promise<void> {
  const lines = await (await engine).read(grey);
  process.send?.({ id, lines, rss: process.memoryUsage.rss() } satisfies SecondAnswer);
}

process.on('message', (question: SecondQuestion) => {
  answer(question).catch(() => process.exit(70));
});
// The reading process is gone: nobody will ask for the answer.
process.on('disconnect', () => process.exit(0));
