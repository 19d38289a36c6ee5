import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { idOf, pathText } from '../claim/input.ts';
import type { RefusalCode } from '../claim/refusals.ts';
import { type Line, linesOf, type Piece, TOO_LONG } from './input-lines.ts';
import { repeatedKeys } from './repeated-keys.ts';

/**
 * Claims as they come to the command: one JSON object, a JSON array, or one JSON value a line (NDJSON). Lines are read
 * as they come; a document over several lines is read whole, up to a limit. What is not a claim for any reason is a
 * refusal in its place, and those after it are read on.
 */
export interface Input {
  name: string;
  chunks: AsyncIterable<Uint8Array | string>;
}

/** A value, or why there is none, with the number of the line or the path in the value. */
export type JsonValue = { json: unknown } | { refused: RefusalCode; path: string; id: string | null };

/** Throws when a file cannot be read: nothing has been written yet. */
export async function openInputs(files: readonly string[], stdin: Input['chunks']): Promise<Input[]> {
  const names = files.length === 0 ? ['-'] : files;
  await Promise.all(names.filter((name) => name !== '-').map(readable));
  return names.map((name) => (name === '-' ? { name: 'stdin', chunks: stdin } : fileInput(name)));
}

async function readable(name: string) {
  await access(name, constants.R_OK);
  if ((await stat(name)).isDirectory()) throw new Error(`${name} is a folder`);
}

const fileInput = (name: string): Input => ({
  name,
  chunks: { [Symbol.asyncIterator]: () => createReadStream(name)[Symbol.asyncIterator]() },
});

/** The values of an input, as many at a time as came at a time: waiting for each by itself costs more than reading it. */
export async function* valuesOf(chunks: Input['chunks']): AsyncGenerator<Iterable<JsonValue>> {
  const pieces = linesOf(chunks);
  const head = await firstWithText(pieces);
  if (!head) return;
  const at = head.lines.findIndex(hasText);
  const first = parsed(head.lines[at]);
  if (first) {
    yield documentItems(first, head.before + at);
    yield eachLine({ lines: head.lines.slice(at + 1), before: head.before + at + 1 });
  } else {
    yield* document(head, pieces);
  }
  for await (const piece of pieces) yield eachLine(piece);
}

async function firstWithText(pieces: AsyncGenerator<Piece>): Promise<Piece | null> {
  for (let next = await pieces.next(); !next.done; next = await pieces.next())
    if (next.value.lines.some(hasText)) return next.value;
  return null;
}

/** The first line alone is not JSON: a document over several lines, or lines of which the first is broken. */
async function* document(head: Piece, pieces: AsyncGenerator<Piece>): AsyncGenerator<Iterable<JsonValue>> {
  const { lines, isWhole } = await gathered(head, pieces);
  const text = isWhole ? lines.join('\n') : '';
  const whole = parsed(text);
  if (whole) yield documentItems(whole, head.before);
  else if (lines.some(isObjectLine)) yield eachLine({ lines, before: head.before });
  else {
    await pieces.return(undefined);
    const first = head.before + lines.findIndex(hasText) + 1;
    yield [isWhole ? refusedLine('not-json', head.before + faultLine(text)) : refusedLine('too-large', first)];
  }
}

/** Lines up to the limit of a document; `isWhole` when they are all there are. */
async function gathered(head: Piece, pieces: AsyncGenerator<Piece>): Promise<{ lines: Line[]; isWhole: boolean }> {
  const lines = [...head.lines];
  let length = lengthOf(head);
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    for (const line of next.value.lines) lines.push(line);
    length += lengthOf(next.value);
    if (length > TOO_LONG) return { lines, isWhole: false };
  }
  return { lines, isWhole: !lines.includes(null) };
}

const lengthOf = ({ lines }: Piece) => lines.reduce((sum, line) => sum + (line?.length ?? TOO_LONG) + 1, 0);

function* eachLine({ lines, before }: Piece): Generator<JsonValue> {
  for (const [at, line] of lines.entries()) if (hasText(line)) yield lineValue(line, before + at + 1);
}

function lineValue(line: Line, number: number): JsonValue {
  if (line === null) return refusedLine('too-large', number);
  const read = parsed(line);
  if (isDamaged(line)) return refusedLine('not-utf8', number, read?.json);
  if (!read) return refusedLine('not-json', number);
  const [repeated] = repeatedKeys(line, read.json);
  return repeated ? refusedAt(repeated, read.json) : read;
}

/** A document's own value, or each item of its list; a key given twice is its item's fault. */
function* documentItems({ json, text }: Parsed, before: number): Generator<JsonValue> {
  if (isDamaged(text)) return yield refusedLine('not-utf8', before + lineAt(text, text.indexOf(DAMAGED)));
  const repeated = repeatedKeys(text, json);
  if (!Array.isArray(json)) {
    const [path] = repeated;
    return yield path ? refusedAt(path, json) : { json };
  }
  const faults = new Map<PropertyKey | undefined, PropertyKey[]>();
  for (const [item, ...path] of repeated) if (!faults.has(item)) faults.set(item, path);
  for (const [at, item] of json.entries()) {
    const path = faults.get(at);
    yield path ? refusedAt(path, item) : { json: item };
  }
}

const refusedAt = (path: readonly PropertyKey[], json: unknown): JsonValue => ({
  refused: 'repeated-key',
  path: pathText(path),
  id: idOf(json),
});

const refusedLine = (refused: RefusalCode, number: number, json?: unknown): JsonValue => ({
  refused,
  path: String(number),
  id: idOf(json),
});

/** What stands in the place of bytes that are no UTF-8: text that has it has been damaged, here or before. */
const DAMAGED = '\ufffd';
const isDamaged = (text: string) => text.includes(DAMAGED);
const hasText = (line: Line | undefined): line is Line => line === null || (line !== undefined && line.trim() !== '');

/** A line that is a whole object by itself: only lines of claims look like that. */
function isObjectLine(line: Line): boolean {
  const value = line?.startsWith('{') ? parsed(line) : null;
  return value !== null && typeof value.json === 'object';
}

interface Parsed {
  json: unknown;
  text: string;
}

function parsed(text: Line | undefined): Parsed | null {
  if (typeof text !== 'string') return null;
  try {
    return { json: JSON.parse(text), text };
  } catch {
    // There is no other way to ask whether text is JSON.
    return null;
  }
}

/** The line at which a document stops being JSON where the parser tells it, else the line it starts on. */
function faultLine(text: string): number {
  try {
    JSON.parse(text);
  } catch (error) {
    const place = error instanceof Error ? /\(line (\d+)|position (\d+)/.exec(error.message) : null;
    if (place?.[1]) return Number(place[1]);
    if (place?.[2]) return lineAt(text, Number(place[2]));
  }
  return lineAt(text, text.search(/\S/));
}

const lineAt = (text: string, at: number) => text.slice(0, at).split('\n').length;
