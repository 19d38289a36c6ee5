import { once } from 'node:events';
import { evaluate as evaluateClaim, isRefusal } from '../claim/assess.ts';
import type { Evaluation, Language, Refusal } from '../claim/claim.ts';
import { refuse } from '../claim/refusals.ts';
import { pinPack, type RulePacks } from '../claim/rules.ts';
import { loadRulePacks } from '../store/rule-packs.ts';
import { explain } from './explain.ts';
import { type Input, openInputs, valuesOf } from './json-input.ts';

export interface EvaluateArgs {
  /** Paths; `-` or none is standard input. */
  files: string[];
  /** Folder of rule packs. */
  rules?: string;
  /** Id of the revision to use in the place of the newest (`fi-state-2026.1`). */
  pack?: string;
  /** Exit 1 when a claim has an error finding. */
  strict?: boolean;
  /** Text for people instead of JSON. */
  explain?: boolean;
  /** Language of that text. */
  language?: Language;
}

export interface EvaluateIo {
  stdin: AsyncIterable<Uint8Array | string>;
  stdout: NodeJS.WritableStream;
  stderr: { write: (text: string) => unknown };
  /** Today's date in Finland. */
  today: string;
}

const DEFAULT_RULES = new URL('../../rules', import.meta.url);
/** Output is gathered to this many bytes before it is written. */
const WRITE_SIZE = 131_072;
/** Most bytes of one UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;

/**
 * `matkalasku evaluate [FILE…|-]`: trip claims in, one evaluation a line out, in order. Exit 0 done · 1 an `error`
 * finding with `--strict` · 2 a claim was refused or the input or the call is unusable.
 */
export async function evaluate(args: EvaluateArgs, io: EvaluateIo): Promise<number> {
  const prepared = await prepare(args, io);
  if ('fault' in prepared) {
    io.stderr.write(`matkalasku evaluate: ${prepared.fault}\n`);
    return 2;
  }
  const { packs, inputs } = prepared;
  const tally = { claims: 0, refused: 0, withErrors: 0, first: '' };
  const out = gathered(io.stdout);
  for (const input of inputs) {
    for await (const value of valuesOf(input.chunks)) {
      const result =
        'notJson' in value
          ? refuse(null, 'not-json', String(value.notJson))
          : evaluateClaim(value.json, packs, io.today);
      count(tally, result, input.name);
      await out.write(args.explain ? explain(result, args.language ?? 'fi') : `${JSON.stringify(result)}\n`);
    }
  }
  await out.end();
  return exitCode(tally, args.strict ?? false, io);
}

/** Everything that can make the call unusable, before anything is written. */
async function prepare(
  args: EvaluateArgs,
  io: EvaluateIo,
): Promise<{ packs: RulePacks; inputs: Input[] } | { fault: string }> {
  try {
    const packs = await loadRulePacks(args.rules ?? DEFAULT_RULES);
    const pinned = args.pack === undefined ? packs : pinPack(packs, args.pack);
    if (!pinned) return { fault: `there is no pack ${args.pack}` };
    return { packs: pinned, inputs: await openInputs(args.files, io.stdin) };
  } catch (error) {
    // A folder or a file that cannot be read is the caller's to mend: told in one line.
    return { fault: oneLine(error) };
  }
}

const oneLine = (error: unknown) => (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');

interface Tally {
  claims: number;
  refused: number;
  withErrors: number;
  /** The first refusal, for the one line on standard error. */
  first: string;
}

function count(tally: Tally, result: Evaluation | Refusal, file: string) {
  tally.claims += 1;
  if (!isRefusal(result)) {
    if (result.findings.some((finding) => finding.severity === 'error')) tally.withErrors += 1;
    return;
  }
  tally.refused += 1;
  if (tally.first === '') tally.first = `${file}: ${result.error.code} at ${result.error.path}`;
}

function exitCode(tally: Tally, strict: boolean, io: EvaluateIo): number {
  if (tally.claims === 0) {
    io.stderr.write('matkalasku evaluate: no claims in the input\n');
    return 2;
  }
  if (tally.refused > 0) {
    io.stderr.write(`matkalasku evaluate: ${tally.refused} of ${tally.claims} refused, first ${tally.first}\n`);
    return 2;
  }
  return strict && tally.withErrors > 0 ? 1 : 0;
}

/**
 * Gathers the output as bytes and writes it in larger pieces; waits when the reader of the output is slower. A line is
 * encoded into its place at once: gathered as one long text it would be copied twice more.
 */
function gathered(stream: NodeJS.WritableStream) {
  let waiting = Buffer.allocUnsafe(WRITE_SIZE);
  let used = 0;
  const flush = async () => {
    const bytes = waiting.subarray(0, used);
    used = 0;
    if (bytes.length === 0) return;
    // What is being written belongs to the stream until it is done with it.
    waiting = Buffer.allocUnsafe(WRITE_SIZE);
    if (!stream.write(bytes)) await once(stream, 'drain');
  };
  const write = async (text: string) => {
    if (text.length * MOST_BYTES > waiting.length - used) await flush();
    if (text.length * MOST_BYTES > waiting.length) waiting = Buffer.allocUnsafe(text.length * MOST_BYTES);
    used += waiting.write(text, used);
  };
  return { write, end: flush };
}
