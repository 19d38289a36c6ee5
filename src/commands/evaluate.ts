import { once } from 'node:events';
import { evaluate as evaluateClaim, isRefusal } from '../claim/assess.ts';
import type { Evaluation, Language, Refusal } from '../claim/claim.ts';
import { refuse } from '../claim/refusals.ts';
import { pinPack, type RulePacks } from '../claim/rules.ts';
import { loadRulePacks } from '../store/rule-packs.ts';
import { explain } from './explain.ts';
import { TOO_LONG } from './input-lines.ts';
import { type Input, type JsonValue, openInputs, valuesOf } from './json-input.ts';

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
  const tally = { claims: 0, refused: 0, withErrors: 0, first: '' };
  const out = gathered(io.stdout);
  const tell = (result: Evaluation | Refusal) =>
    args.explain ? explain(result, args.language ?? 'fi') : `${JSON.stringify(result)}\n`;
  for (const input of prepared.inputs) {
    for await (const values of valuesOf(input.chunks)) {
      for (const value of values) {
        const result = resultOf(value, prepared.packs, io.today);
        count(tally, result, input.name);
        out.add(tell(result));
        if (out.isFull()) await out.flush();
      }
    }
  }
  await out.flush();
  return exitCode(tally, args.strict ?? false, io);
}

const resultOf = (value: JsonValue, packs: RulePacks, today: string): Evaluation | Refusal =>
  'refused' in value
    ? refuse(value.id, value.refused, value.path, { limit: TOO_LONG / MILLION })
    : evaluateClaim(value.json, packs, today);

const MILLION = 1_000_000;

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
  if (tally.first === '') tally.first = oneLine(`${file}: ${result.error.code} at ${result.error.path}`);
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
  let waiting: Buffer = Buffer.allocUnsafe(2 * WRITE_SIZE);
  let used = 0;
  const add = (text: string) => {
    waiting = withRoom(waiting, used, text.length * MOST_BYTES);
    used += waiting.write(text, used);
  };
  const flush = async () => {
    const bytes = waiting.subarray(0, used);
    // What is being written belongs to the stream until it is done with it.
    waiting = Buffer.allocUnsafe(2 * WRITE_SIZE);
    used = 0;
    if (bytes.length > 0 && !stream.write(bytes)) await once(stream, 'drain');
  };
  return { add, flush, isFull: () => used >= WRITE_SIZE };
}

function withRoom(buffer: Buffer, used: number, more: number): Buffer {
  if (used + more <= buffer.length) return buffer;
  const larger = Buffer.allocUnsafe(2 * (used + more));
  buffer.copy(larger, 0, 0, used);
  return larger;
}
