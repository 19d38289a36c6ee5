import { valuesOf } from '../claim/pack-values.ts';
import type { RulePack, RulePacks } from '../claim/rules.ts';
import { faultText, loadRulePacks, readRulePacks } from '../store/rule-packs.ts';

export interface RulesArgs {
  action: 'list' | 'show' | 'diff' | 'check';
  /** One id for `show`, two for `diff`. */
  ids?: string[];
  /** Folder of rule packs. */
  rules?: string;
}

export interface RulesIo {
  stdout: { write: (text: string) => unknown };
  stderr: { write: (text: string) => unknown };
}

const DEFAULT_RULES = new URL('../../rules', import.meta.url);

/** `matkalasku rules list|show ID|diff A B|check`. Exit 0 done · 1 `check` found a fault · 2 the call is unusable. */
export async function rules(args: RulesArgs, io: RulesIo): Promise<number> {
  const dir = args.rules ?? DEFAULT_RULES;
  try {
    if (args.action === 'check') return await checkPacks(dir, io);
    const packs = await loadRulePacks(dir);
    const text = textOf(args, packs);
    if (typeof text !== 'string') return refused(text.fault, io);
    io.stdout.write(text);
    return 0;
  } catch (error) {
    // A folder that cannot be read is the caller's to mend.
    return refused(error instanceof Error ? error.message : String(error), io);
  }
}

function refused(fault: string, io: RulesIo): number {
  io.stderr.write(`matkalasku rules: ${fault.replace(/\s+/g, ' ')}\n`);
  return 2;
}

async function checkPacks(dir: string | URL, io: RulesIo): Promise<number> {
  const { packs, faults } = await readRulePacks(dir);
  for (const fault of faults) io.stdout.write(`${faultText(fault)}\n`);
  if (faults.length > 0) {
    io.stderr.write(`matkalasku rules: ${faults.length} faults\n`);
    return 1;
  }
  io.stdout.write(`${packs.all.length} packs, ${packs.inForce[0]?.from} – ${packs.inForce.at(-1)?.to}: no faults\n`);
  return 0;
}

function textOf({ action, ids = [] }: RulesArgs, packs: RulePacks): string | { fault: string } {
  if (action === 'list') return packs.all.map((pack) => `${summary(pack, packs)}\n`).join('');
  const wanted = action === 'show' ? 1 : 2;
  if (ids.length !== wanted) return { fault: `${action} needs ${wanted} pack id${wanted > 1 ? 's' : ''}` };
  const found = ids.map((id) => packs.all.find((pack) => pack.id === id));
  const [first, second] = found;
  if (!first || found.includes(undefined)) return { fault: `there is no pack ${ids[found.indexOf(undefined)]}` };
  return second ? differences(first, second) : first.raw;
}

/** One line: id, dates, how sure its values are, SHA-256; tabs between. */
function summary(pack: RulePack, packs: RulePacks): string {
  const values = [...valuesOf(pack.content).values()];
  const counts = ['verified', 'assumed', 'unknown'].map(
    (status) => `${values.filter((each) => each.status === status).length} ${status}`,
  );
  const force = packs.inForce.includes(pack) ? 'in force' : 'replaced';
  return [pack.id, pack.from, pack.to, force, ...counts, pack.sha256].join('\t');
}

/** One line for each value that is not the same: path, value in the first, value in the second; tabs between. */
function differences(first: RulePack, second: RulePack): string {
  const [a, b] = [textsOf(first), textsOf(second)];
  const paths = [...new Set([...a.keys(), ...b.keys()])];
  return paths
    .filter((path) => a.get(path) !== b.get(path))
    .map((path) => `${path}\t${a.get(path) ?? '–'}\t${b.get(path) ?? '–'}\n`)
    .join('');
}

/** Every value of a pack by its path: `perDiem.full` → `54.00 EUR/day (verified)`. */
const textsOf = ({ content }: RulePack): Map<string, string> =>
  new Map(
    [...valuesOf(content)].map(([path, { value, unit, status }]) => [path, `${value ?? '?'} ${unit} (${status})`]),
  );
