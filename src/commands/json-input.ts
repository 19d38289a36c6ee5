import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';

/**
 * Claims as they come to the command: one JSON object, a JSON array, or one JSON value a line (NDJSON). Lines are read
 * as they come; a document over several lines is read whole.
 */
export interface Input {
  name: string;
  chunks: AsyncIterable<Uint8Array | string>;
}

/** A value, or the number of the line that is not JSON. */
export type JsonValue = { json: unknown } | { notJson: number };

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

export async function* valuesOf(chunks: Input['chunks']): AsyncGenerator<JsonValue> {
  const lines = linesOf(chunks);
  const head: string[] = [];
  let first = await lines.next();
  while (!first.done && first.value.trim() === '') {
    head.push(first.value);
    first = await lines.next();
  }
  if (first.done) return;
  const value = parsed(first.value);
  if (value === null) {
    yield* wholeText([...head, first.value], lines);
    return;
  }
  yield* items(value.json);
  yield* eachLine(lines, head.length + 1);
}

/** The first line alone is not JSON: a document over several lines, or lines of which the first is broken. */
async function* wholeText(head: string[], lines: AsyncIterable<string>): AsyncGenerator<JsonValue> {
  const all = [...head];
  for await (const line of lines) all.push(line);
  const document = parsed(all.join('\n'));
  if (document) {
    yield* items(document.json);
    return;
  }
  if (all.some((line) => isObjectLine(line))) {
    yield* eachLine(all, 0);
    return;
  }
  yield { notJson: faultLine(all) };
}

async function* eachLine(lines: AsyncIterable<string> | Iterable<string>, before: number): AsyncGenerator<JsonValue> {
  let number = before;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    yield parsed(line) ?? { notJson: number };
  }
}

const items = (json: unknown): JsonValue[] => (Array.isArray(json) ? json.map((item) => ({ json: item })) : [{ json }]);

/** A line that is a whole object by itself: only lines of claims look like that. */
function isObjectLine(line: string): boolean {
  const value = line.startsWith('{') ? parsed(line) : null;
  return value !== null && typeof value.json === 'object';
}

function parsed(text: string): { json: unknown } | null {
  try {
    return { json: JSON.parse(text) };
  } catch {
    // There is no other way to ask whether text is JSON.
    return null;
  }
}

/** The line at which a document stops being JSON where the parser tells it, else the line it starts on. */
function faultLine(lines: readonly string[]): number {
  try {
    JSON.parse(lines.join('\n'));
  } catch (error) {
    const place = error instanceof Error ? /\(line (\d+)|position (\d+)/.exec(error.message) : null;
    if (place?.[1]) return Number(place[1]);
    if (place?.[2]) return lines.join('\n').slice(0, Number(place[2])).split('\n').length;
  }
  return lines.findIndex((line) => line.trim() !== '') + 1;
}

/** Only what is new is searched for line ends: a document may be one very long line. */
async function* linesOf(chunks: Input['chunks']): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  for await (const chunk of chunks) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const pieces = text.split('\n');
    const last = pieces.pop() ?? '';
    for (const piece of pieces) {
      begun.push(piece);
      yield begun.join('');
      begun = [];
    }
    begun.push(last);
  }
  const rest = begun.join('') + decoder.decode();
  if (rest !== '') yield rest;
}
