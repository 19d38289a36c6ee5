import { parentPort } from 'node:worker_threads';
import readXlsx from 'read-excel-file/node';

/** Opens one workbook in a thread of its own, so that one that is made to hurt can be ended. Answers rows of texts. */

type Cell = string | number | boolean | Date | null | undefined;

/** A date is told as one; the rest as it stands. What a formula came to is text like any other, and nothing is run. */
function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}

parentPort?.once('message', async (bytes: Uint8Array) => {
  try {
    const [sheet] = await readXlsx(Buffer.from(bytes));
    const rows = (sheet?.data ?? []).map((row) => row.map((cell) => textOf(cell as Cell)));
    parentPort?.postMessage({ rows });
  } catch {
    parentPort?.postMessage({ rows: null });
  }
});
