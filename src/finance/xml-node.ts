/** Parsed XML, as the library gives it: text, a node, or several of a name. */
export type Node = { [name: string]: Node | Node[] | string | undefined };

/** The node under names, or undefined; of several the first. */
export function nodeAt(node: Node | undefined, ...names: string[]): Node | undefined {
  let at: Node | undefined = node;
  for (const name of names) {
    const next = at?.[name];
    const first = Array.isArray(next) ? next[0] : next;
    if (typeof first !== 'object') return undefined;
    at = first;
  }
  return at;
}

/** Text under names; of several the first. Empty when there is none. */
export function textAt(node: Node | undefined, ...names: string[]): string {
  const last = names.at(-1) ?? '';
  const value = nodeAt(node, ...names.slice(0, -1))?.[last];
  const first = Array.isArray(value) ? value[0] : value;
  if (typeof first === 'string') return first.trim();
  const inner = (first as Node | undefined)?.['#text'];
  return typeof inner === 'string' ? inner.trim() : '';
}

/** All nodes of a name under a node. */
export function nodesOf(node: Node | undefined, name: string): Node[] {
  const value = node?.[name];
  const all: (Node | string | undefined)[] = Array.isArray(value) ? value : [value];
  return all.filter((each): each is Node => typeof each === 'object');
}
