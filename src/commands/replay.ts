import { once } from 'node:events';
import { type Difference, differenceBetween, replay as replayClaim } from '../claim/replay.ts';
import type { RulePacks } from '../claim/rules.ts';
import { readConfig } from '../config.ts';
import { canonical, type FrozenVersion, frozenVersions } from '../store/claims.ts';
import { openForReading } from '../store/db.ts';
import { type LostPack, pinnedPacks } from '../store/pack-activations.ts';
import { loadRulePacks } from '../store/rule-packs.ts';

export interface ReplayArgs {
  /** Folder of rule packs. */
  rules?: string;
  /** The lines alone, without the sum of them for people on standard error. */
  json?: boolean;
}

export interface ReplayIo {
  stdout: NodeJS.WritableStream;
  stderr: { write: (text: string) => unknown };
}

/** A version sent, computed again: the same, or why not. */
export type Replayed = { claim: string; version: number } & (
  | { same: true }
  | ({ same: false } & (Difference | { packs: LostPack[] }))
);

const DEFAULT_RULES = new URL('../../rules', import.meta.url);

/**
 * `matkalasku replay`: every version that was sent, computed again by the very packs it was computed by, one line each.
 * Nothing is written to the database. Exit 0 all came out the same to the byte · 1 something did not · 2 unusable.
 */
export async function replay(args: ReplayArgs, io: ReplayIo, environment?: Record<string, string>): Promise<number> {
  try {
    const packs = await loadRulePacks(args.rules ?? DEFAULT_RULES);
    const database = await openForReading(readConfig(environment));
    try {
      const tally = await replayAll(frozenVersions(database.db), packs, io);
      if (!args.json) io.stderr.write(`matkalasku replay: ${tally.all} versions, ${tally.same} the same\n`);
      return tally.same === tally.all ? 0 : 1;
    } finally {
      await database.close();
    }
  } catch (error) {
    // A setting, a folder or a database that cannot be used is the caller's to mend: told in one line.
    io.stderr.write(`matkalasku replay: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}\n`);
    return 2;
  }
}

async function replayAll(versions: AsyncIterable<FrozenVersion>, packs: RulePacks, { stdout }: ReplayIo) {
  const tally = { all: 0, same: 0 };
  for await (const version of versions) {
    const result = replayed(version, packs);
    tally.all += 1;
    if (result.same) tally.same += 1;
    if (!stdout.write(`${JSON.stringify(result)}\n`)) await once(stdout, 'drain');
  }
  return tally;
}

export function replayed(frozen: FrozenVersion, found: RulePacks): Replayed {
  const { number: claim, version } = frozen;
  const before: { packs: { id: string; sha256: string }[] } = JSON.parse(frozen.evaluation);
  const { packs, lost } = pinnedPacks(found, before.packs);
  if (lost.length > 0) return { claim, version, same: false, packs: lost };
  const text = canonical(replayClaim(JSON.parse(frozen.tripClaim), packs));
  if (text === frozen.evaluation) return { claim, version, same: true };
  // The same values in other bytes: the text itself is not in its one form.
  const difference = differenceBetween(before, JSON.parse(text)) ?? { differs: 'values', path: '$' };
  return { claim, version, same: false, ...difference };
}
