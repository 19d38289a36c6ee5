import { Worker } from 'node:worker_threads';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { MOST_IMPORT_ROWS } from '../claim/import-members.ts';
import { Problem } from '../claim/problem.ts';

/** A table people have made, CSV or Excel (.xlsx), as rows of texts. Bounded, and nothing in it is ever run. */

const MOST_BYTES = 2 * 1024 * 1024;
const MOST_UNPACKED_BYTES = 40 * 1024 * 1024;
const OPENING_MS = 10_000;
const HEAP_MB = 256;

/** Problems `file-empty`, `file-too-large`, `import-unreadable`, `import-too-many-rows`. */
export async function tableOf(bytes: Uint8Array): Promise<string[][]> {
  if (bytes.byteLength === 0) throw new Problem('file-empty');
  if (bytes.byteLength > MOST_BYTES) throw new Problem('file-too-large', { limit: MOST_BYTES / 1024 / 1024 });
  const rows = isZip(bytes) ? await workbook(bytes) : csv(bytes);
  const filled = rows.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some((cell) => cell !== ''));
  if (filled.length < 2) throw new Problem('import-unreadable');
  if (filled.length > MOST_IMPORT_ROWS + 1) throw new Problem('import-too-many-rows', { limit: MOST_IMPORT_ROWS });
  return filled;
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

async function workbook(bytes: Uint8Array): Promise<string[][]> {
  refuseSwelling(bytes);
  const worker = new Worker(new URL('./table-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const late = setTimeout(() => void worker.terminate(), OPENING_MS);
  try {
    const rows = await new Promise<string[][] | null>((resolve) => {
      worker.once('message', (answer: { rows: string[][] | null }) => resolve(answer.rows));
      worker.once('error', () => resolve(null));
      worker.once('exit', () => resolve(null));
      worker.postMessage(bytes);
    });
    if (rows === null) throw new Problem('import-unreadable');
    return rows;
  } finally {
    clearTimeout(late);
    await worker.terminate();
  }
}

/** A small file may unpack to gigabytes: what it says of itself is added up before anything is unpacked. */
function refuseSwelling(bytes: Uint8Array): void {
  let unpacked = 0;
  const filter = ({ originalSize }: { originalSize: number }): boolean => {
    unpacked += originalSize;
    return false;
  };
  try {
    unzipSync(bytes, { filter });
  } catch {
    throw new Problem('import-unreadable');
  }
  if (unpacked > MOST_UNPACKED_BYTES) throw new Problem('import-unreadable');
}

/** Comma, semicolon or tabulator, whichever the first line has most of. */
function csv(bytes: Uint8Array): string[][] {
  const text = decoded(bytes);
  const [first = ''] = text.split(/\r?\n/, 1);
  const delimiter = [';', ',', '\t'].toSorted((a, b) => first.split(b).length - first.split(a).length)[0] ?? ';';
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 20_000,
      to: MOST_IMPORT_ROWS + 2,
    });
  } catch {
    throw new Problem('import-unreadable');
  }
}

/** By its byte order mark; else UTF-8 where it is that, else Windows-1252, as Excel saves CSV in Finland. */
function decoded(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
