import { CORE_SCHEMA, load } from 'js-yaml';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

/**
 * A YAML file read twice: for its values by the library that is four times as quick, since every command starts with
 * all packs; and once more with its lines, by the one that keeps them, only when something in it is wrong.
 */
export interface YamlFault {
  line: number;
  message: string;
}

/** The values of a file, or null when it is not YAML or a key is in it twice. */
export function yamlValues(text: string): { value: unknown } | null {
  try {
    return { value: load(text, { schema: CORE_SCHEMA }) };
  } catch {
    // Where and why is told by `yamlFaults`, which knows the lines.
    return null;
  }
}

/** Why a file is not YAML, by line. */
export function yamlFaults(text: string): YamlFault[] {
  const { document, lines } = withLines(text);
  const broken = [...document.errors, ...document.warnings].map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    message: error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? 'not YAML',
  }));
  return broken.length > 0 ? broken : [{ line: 1, message: 'not YAML' }];
}

function withLines(text: string) {
  const lines = new LineCounter();
  return { lines, document: parseDocument(text, { lineCounter: lines, uniqueKeys: true }) };
}

/** A place in the file: what stands there, and where its key or row starts. */
interface Place {
  node: unknown;
  offset: number;
}

/** Line of the deepest existing place on a path: of its key, or of the map from which the key is missing. */
export function lineOf(text: string, path: readonly (string | number)[]): number {
  const { document, lines } = withLines(text);
  let place: Place = { node: document.contents, offset: startOf(document.contents) ?? 0 };
  for (const step of path) {
    const next = within(place, step);
    if (!next) break;
    place = next;
  }
  return lines.linePos(place.offset).line;
}

function within({ node, offset }: Place, step: string | number): Place | null {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined ? null : { node: item, offset: startOf(item) ?? offset };
  }
  const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step)) : null;
  return pair ? { node: pair.value, offset: startOf(pair.key) ?? offset } : null;
}

const startOf = (node: unknown) => (isNode(node) ? node.range?.[0] : undefined);
