/**
 * JSON.parse keeps the last of two equal keys and says nothing: of `"advanceCents":0,…,"advanceCents":9000` one would be
 * paid and nobody asked. Such a text is told from others by counting, and only then read key by key.
 */

/** Paths of the keys given twice in text that has been parsed to `json`, in order. */
export const repeatedKeys = (text: string, json: unknown): Iterable<PropertyKey[]> =>
  mayRepeat(text, json) ? repeatedIn(text) : [];

/** Every key that is written `"key":` is counted; where that is as many as there are, none has been lost. */
function mayRepeat(text: string, json: unknown): boolean {
  let written = 0;
  for (let at = text.indexOf('":'); at !== -1; at = text.indexOf('":', at + 2)) written += 1;
  return written !== keysIn(json) || text.includes('\\":') || /"\s+:/.test(text);
}

/** Keys of all objects; a list of what is still to be seen, because input may be nested deeper than calls can be. */
function keysIn(json: unknown): number {
  let count = 0;
  const waiting = [json];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    const isList = Array.isArray(value);
    for (const inner of isList ? value : Object.values(value)) {
      if (!isList) count += 1;
      if (typeof inner === 'object') waiting.push(inner);
    }
  }
  return count;
}

/** One object or list that is open: the keys it has had, the key or the place it is at. */
interface Open {
  seen: Set<string> | null;
  at: PropertyKey;
}

function* repeatedIn(text: string): Generator<PropertyKey[]> {
  const open: Open[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== '"') {
      openOrClose(open, text[at]);
      continue;
    }
    const end = stringEnd(text, at);
    const inside = open.at(-1);
    if (inside?.seen && isKey(text, end)) {
      inside.at = String(JSON.parse(text.slice(at, end + 1)));
      if (inside.seen.has(inside.at)) yield open.map((each) => each.at);
      inside.seen.add(inside.at);
    }
    at = end;
  }
}

function openOrClose(open: Open[], mark: string | undefined) {
  const inside = open.at(-1);
  if (mark === '{') open.push({ seen: new Set(), at: '' });
  else if (mark === '[') open.push({ seen: null, at: 0 });
  else if (mark === '}' || mark === ']') open.pop();
  else if (mark === ',' && inside?.seen === null) inside.at = Number(inside.at) + 1;
}

/** The quote that ends a string; one after an odd number of backslashes is part of it. */
function stringEnd(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}

/** In well-formed JSON a string before a colon is a key. */
function isKey(text: string, end: number): boolean {
  let next = end + 1;
  while (/\s/.test(text[next] ?? '')) next += 1;
  return text[next] === ':';
}
