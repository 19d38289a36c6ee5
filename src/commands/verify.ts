import { readFile } from 'node:fs/promises';
import { isDocumentProblem } from '../document/document-problem.ts';
import { verifyPdf } from '../document/verify.ts';
import { packHashes, recalculateFromPacksWithin } from '../store/embedded-packs.ts';

const rules = new URL('../../rules/', import.meta.url);

type Output = { write: (text: string) => unknown };

/**
 * `matkalasku verify FILE.pdf`: one JSON report of an offline check. Exit 0 when the document is good, 1 when it is
 * not, 2 when there is no such file or it is no claim document.
 */
export async function verify(
  args: { file: string; trust?: string[] },
  io: { stdout: Output; stderr: Output },
): Promise<number> {
  try {
    const bytes = new Uint8Array(await readFile(args.file));
    const trustedPem = await Promise.all((args.trust ?? []).map((path) => readFile(path, 'utf8')));
    const knownPacks = await packHashes(rules);
    const report = await verifyPdf(bytes, { recalculate: recalculateFromPacksWithin, trustedPem, knownPacks });
    io.stdout.write(`${JSON.stringify({ file: args.file, ...report })}\n`);
    return report.valid ? 0 : 1;
  } catch (error) {
    io.stderr.write(`matkalasku verify: ${args.file}: ${whyUnusable(error)}\n`);
    return 2;
  }
}

function whyUnusable(error: unknown): string {
  if (isDocumentProblem(error)) return 'not a claim document (PDF)';
  if (error instanceof Error && 'code' in error) return `cannot be read (${String(error.code)})`;
  throw error;
}
