import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Reading, ReadingFailure } from '../claim/reading.ts';
import { createReader, type Reader, type ReadOutcome, type ReceiptWord } from '../receipt/reader.ts';

type Output = { write: (text: string) => unknown };
type Failure = { code: ReadingFailure | 'file-unreadable'; message: string };

const MESSAGES: Record<Failure['code'], string> = {
  'file-unreadable': 'The file cannot be opened.',
  'file-empty': 'The file is empty.',
  'file-type-unknown': 'The file is none of the kinds that can be read.',
  'file-broken': 'The file is damaged.',
  'file-encrypted': 'The file is locked with a password.',
  'too-many-pages': 'The file has too many pages.',
  'too-many-pixels': 'The picture is too large.',
  'reading-timed-out': 'Reading took too long and was stopped.',
  'reader-crashed': 'Reading failed; try the file once more.',
  'reader-out-of-memory': 'The file takes too much memory to read.',
};

/**
 * `matkalasku read FILE…`: one line of JSON for each file, in order. Exit 0 when all were read, 2 when a file was
 * unusable or none was given; the others are read all the same.
 */
export async function read(
  args: { files: string[]; words?: boolean },
  io: { stdout: Output; stderr: Output },
): Promise<number> {
  if (args.files.length === 0) {
    io.stderr.write('matkalasku read: no file given\n');
    return 2;
  }
  const reader = createReader({ workers: Math.min(2, availableParallelism(), args.files.length), queue: Infinity });
  try {
    return await readAll(reader, args.files, args.words === true, io.stdout);
  } finally {
    await reader.close();
  }
}

/** A few files ahead are read while the first is printed: order is kept and memory stays bounded. */
async function readAll(reader: Reader, files: string[], words: boolean, out: Output): Promise<number> {
  const ahead = 4;
  const started: Promise<Line>[] = [];
  let exit = 0;
  for (let next = 0; next < files.length; next += 1) {
    while (started.length < Math.min(files.length, next + ahead))
      started.push(readOne(reader, files[started.length] ?? '', words));
    const line = await started[next];
    if (!line || 'error' in line) exit = 2;
    out.write(`${JSON.stringify(line)}\n`);
  }
  return exit;
}

type Line =
  | { file: string; error: Failure }
  | ({ file: string } & Omit<Reading, 'text'> & { text?: string; words?: ReceiptWord[] });

async function readOne(reader: Reader, file: string, words: boolean): Promise<Line> {
  const bytes = await readFile(file).catch(() => null);
  if (!bytes) return failed(file, 'file-unreadable');
  const outcome = await reader.read(bytes);
  return outcome.ok ? lineFor(file, outcome, words) : failed(file, outcome.failure);
}

function lineFor(file: string, { reading, words }: ReadOutcome & { ok: true }, withWords: boolean): Line {
  const { text, ...fields } = reading;
  return withWords ? { file, ...fields, text, words } : { file, ...fields };
}

const failed = (file: string, code: Failure['code']): Line => ({ file, error: { code, message: MESSAGES[code] } });
