/**
 * Keeps mutation testing off the wording: an emptied sentence says nothing about the rules, and every sentence is held
 * by `test/claim/texts.test.ts`. Sentences are the arguments of `say(…)` and the tables of `fi`, `sv` and `en`.
 */

/** The little of a syntax node that is looked at. */
interface Node {
  type: string;
  callee?: { name?: string };
  properties?: { key?: { name?: string } }[];
}

const languages = 'fi,sv,en';
const isSay = (node: Node) => node.type === 'CallExpression' && node.callee?.name === 'say';
const isTable = (node: Node) =>
  node.type === 'ObjectExpression' && node.properties?.map((property) => property.key?.name).join() === languages;

const wording = {
  shouldIgnore: ({ node }: { node: Node }): string | undefined =>
    isSay(node) || isTable(node) ? 'wording, held by test/claim/texts.test.ts' : undefined,
};

export const strykerPlugins = [{ kind: 'Ignore', name: 'wording', value: wording }];
