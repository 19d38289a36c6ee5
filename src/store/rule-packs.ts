import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PackContent, packOf, packsOf, type RulePack, type RulePacks } from '../claim/rules.ts';
import {
  citationFlaws,
  Documented,
  dateFlaws,
  missingYears,
  type PackFlaw,
  revisionFlaws,
  tableFlaws,
} from '../claim/rules-check.ts';
import { lineOf, yamlFaults, yamlValues } from './yaml-file.ts';

/** Reading the rule packs (`rules/*.yaml`) from a folder. Nothing is used of a folder that has one wrong file. */

/** What is wrong with a pack file, and on which line. */
export interface PackFault {
  file: string;
  line: number;
  message: string;
}

interface PackFile {
  file: string;
  pack: RulePack;
}

/** Every pack of a folder; throws with file and line when anything in it is not right. */
export async function loadRulePacks(dir: string | URL): Promise<RulePacks> {
  const { packs, faults } = await readRulePacks(dir);
  if (faults.length > 0) throw new Error(`Rule packs cannot be used. ${faults.map(faultText).join('; ')}`);
  return packs;
}

export const faultText = (fault: PackFault) => `${fault.file}:${fault.line}: ${fault.message}`;

/** Every pack of a folder and everything that is wrong with them, for `rules check`. */
export async function readRulePacks(dir: string | URL): Promise<{ packs: RulePacks; faults: PackFault[] }> {
  const folder = dir instanceof URL ? fileURLToPath(dir) : dir;
  const found = await readdir(folder);
  const names = found.filter((name) => name.endsWith('.yaml') && name !== DOCUMENTED).sort();
  if (names.length === 0) throw new Error(`No rule packs (*.yaml) in ${folder}`);
  const read = await Promise.all(names.map((name) => readPack(join(folder, name))));
  const files = read.flatMap((result) => ('pack' in result ? [result] : []));
  const faults = read.flatMap((result) => ('pack' in result ? [] : result.faults));
  const packs = packsOf(files.map((each) => each.pack));
  const between = faultsBetween(packs, files, faults.length === 0);
  const missing = found.includes(DOCUMENTED) && faults.length === 0 ? await missingPacks(folder, packs) : [];
  return { packs, faults: [...faults, ...between, ...missing] };
}

/** Says which years the folder documents, so that a lost file is a fault and not a shorter set. */
const DOCUMENTED = 'documented.yaml';

async function missingPacks(folder: string, packs: RulePacks): Promise<PackFault[]> {
  const text = await readFile(join(folder, DOCUMENTED), 'utf8');
  const read = yamlValues(text);
  if (!read) return yamlFaults(text).map((fault) => ({ file: DOCUMENTED, ...fault }));
  const documented = Documented.safeParse(read.value);
  const flaws = documented.success
    ? missingYears(documented.data, packs.inForce)
    : documented.error.issues.flatMap(shapeFlaws);
  return flaws.map(({ path, message }) => ({ file: DOCUMENTED, line: lineOf(text, path), message }));
}

async function readPack(path: string): Promise<PackFile | { faults: PackFault[] }> {
  const bytes = await readFile(path);
  const raw = bytes.toString('utf8');
  const file = basename(path);
  const read = yamlValues(raw);
  if (!read) return { faults: yamlFaults(raw).map((fault) => ({ file, ...fault })) };

  const at = (flaw: PackFlaw): PackFault => ({ file, line: lineOf(raw, flaw.path), message: flaw.message });
  const content = PackContent.safeParse(read.value);
  if (!content.success) return { faults: content.error.issues.flatMap(shapeFlaws).map(at) };
  const flaws = [...citationFlaws(content.data), ...tableFlaws(content.data)];
  if (flaws.length > 0) return { faults: flaws.map(at) };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file, pack: packOf(content.data, sha256, raw) };
}

interface ShapeIssue {
  code?: string | undefined;
  path: PropertyKey[];
  message: string;
  keys?: string[];
}

function shapeFlaws(issue: ShapeIssue): PackFlaw[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys' && issue.keys)
    return issue.keys.map((key) => ({ path: [...path, key], message: `unknown key "${[...path, key].join('.')}"` }));
  return [{ path, message: `${path.join('.') || 'the file'}: ${issue.message}` }];
}

/** Gaps and overlaps can be told only when every file could be read: a missing year is not a gap in the rules. */
function faultsBetween(packs: RulePacks, files: PackFile[], complete: boolean): PackFault[] {
  const flaws: [RulePack, PackFlaw[]][] = packs.all.map((pack, at) => [pack, revisions(pack, packs.all[at - 1])]);
  if (complete)
    for (const [at, pack] of packs.inForce.entries())
      flaws.push([pack, dateFlaws(pack, packs.inForce[at - 1] ?? null)]);
  return flaws.flatMap(([pack, found]) => {
    const from = files.find((each) => each.pack === pack);
    if (!from) return [];
    return found.map(({ path, message }) => ({
      file: from.file,
      line: lineOf(from.pack.raw, path),
      message: `${pack.id} ${message}`,
    }));
  });
}

const revisions = (pack: RulePack, before: RulePack | undefined) =>
  before?.series === pack.series ? revisionFlaws(pack, before) : [];
