import { desc, eq, sql } from 'drizzle-orm';
import type { PackRef } from '../claim/claim.ts';
import { Problem } from '../claim/problem.ts';
import { pinPack, type RulePack, type RulePacks } from '../claim/rules.ts';
import { record } from './audit.ts';
import type { Db } from './db.ts';
import { packActivations, users } from './schema.ts';

/**
 * Which revision of each series of rule packs is in force. A file in the folder is not in force by lying there: it is
 * activated, by the service for the first of a series, by an administrator for every later one.
 */

export type Activation = typeof packActivations.$inferSelect;

/** The rule packs of a running service. What is in force is asked of the database each time: nothing can be stale. */
export type ActivePacks = {
  /** Every revision of the folder, whether or not it is in force. */
  readonly found: RulePacks;
  /** The packs in force now. */
  inForce: (db: Db) => Promise<RulePacks>;
  /** The same, and no activation comes before the transaction ends: what is computed by them is also kept by them. */
  heldInForce: (tx: Db) => Promise<RulePacks>;
};

/** A pack that was activated is not in the folder as it was then. The service does not start: it would compute by other rules. */
export class ActivePackLost extends Error {
  override readonly name = 'ActivePackLost';
}

/** One lock for the whole table: held shared by who computes and keeps, alone by who activates. */
const LOCK = sql`hashtext('matkalasku-pack-activations')`;
const holdShared = (tx: Db) => tx.execute(sql`select pg_advisory_xact_lock_shared(${LOCK})`);
/** Waits until everything computed by the packs so far is kept; until the transaction ends nobody computes. */
export const holdAlone = (tx: Db) => tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);

/** The newest activation of every series. */
const latestActivations = (db: Db): Promise<Activation[]> =>
  db
    .selectDistinctOn([packActivations.series])
    .from(packActivations)
    .orderBy(packActivations.series, desc(packActivations.id));

/** The same with the name of who did it; null where the service did. */
export const activationsInForce = (db: Db): Promise<{ activation: Activation; by: string | null }[]> =>
  db
    .selectDistinctOn([packActivations.series], { activation: packActivations, by: users.name })
    .from(packActivations)
    .leftJoin(users, eq(users.id, packActivations.activatedBy))
    .orderBy(packActivations.series, desc(packActivations.id));

/** Puts a revision in force, with its record in the log, in the caller's transaction. */
export async function activate(
  tx: Db,
  pack: RulePack,
  by: { at: Date; actorId: string | null; details?: Record<string, unknown> },
): Promise<void> {
  const { id: packId, series, sha256 } = pack;
  const { at, actorId, details } = by;
  await tx.insert(packActivations).values({ series, packId, sha256, activatedAt: at, activatedBy: actorId });
  await record(tx, {
    at,
    actorId,
    action: 'rules-activated',
    subject: `rules ${packId}`,
    details: { sha256, ...details },
  });
}

/**
 * At the start of the service: a series nobody has activated gets its newest revision, one with an activation keeps it.
 * Throws `ActivePackLost` when an activated pack is not in the folder with the same bytes.
 */
export async function openActivePacks(db: Db, found: RulePacks, now: Date): Promise<ActivePacks> {
  await db.transaction(async (tx) => {
    await holdAlone(tx);
    const active = await latestActivations(tx);
    refuseLost(found, active);
    const known = new Set(active.map(({ series }) => series));
    for (const pack of found.inForce) if (!known.has(pack.series)) await activate(tx, pack, { at: now, actorId: null });
  });
  return activePacks(found);
}

/** The packs of a folder by the activations of a database that somebody else has opened and may change. */
export function activePacks(found: RulePacks): ActivePacks {
  const byIds = new Map<string, RulePacks>();
  const inForce = async (db: Db) => {
    const active = await latestActivations(db);
    const key = active.map(({ packId, sha256 }) => `${packId} ${sha256}`).join();
    const packs = byIds.get(key) ?? packsByActivations(found, active);
    byIds.set(key, packs);
    return packs;
  };
  return {
    found,
    inForce,
    heldInForce: async (tx) => {
      await holdShared(tx);
      return inForce(tx);
    },
  };
}

/** Another instance may activate a revision that is not in this one's folder: it computes nothing until it has it. */
function packsByActivations(found: RulePacks, active: readonly Activation[]): RulePacks {
  if (active.some((one) => lossOf(found, one) !== null)) throw new Problem('rules-not-here');
  return active.reduce((packs, { packId }) => pinPack(packs, packId) ?? packs, found);
}

function refuseLost(found: RulePacks, active: readonly Activation[]): void {
  for (const one of active) {
    const loss = lossOf(found, one);
    if (loss !== null) throw new ActivePackLost(loss);
  }
}

/** Why an activated pack cannot be used, in words for who runs the service; null when it is there as it was. */
function lossOf(found: RulePacks, { packId, sha256 }: Activation): string | null {
  const same = found.all.find((pack) => pack.id === packId);
  if (!same) return `rule pack ${packId} is in force but is not in the folder of rules; put its file back`;
  if (same.sha256 === sha256) return null;
  return (
    `rule pack ${packId} is in force, but its file has changed since: SHA-256 ${same.sha256}, activated ${sha256}; ` +
    'put the file back as it was and make the change a new revision (rules/README.md)'
  );
}

/** The packs as they were pinned, and only those; or what keeps the first of them from being used. */
export function pinnedPacks(found: RulePacks, pinned: readonly PackRef[]): { packs: RulePack[]; lost: LostPack[] } {
  const packs: RulePack[] = [];
  const lost: LostPack[] = [];
  for (const { id, sha256 } of pinned) {
    const same = found.all.find((pack) => pack.id === id);
    if (same?.sha256 === sha256) packs.push(same);
    else lost.push({ id, is: same ? 'altered' : 'missing' });
  }
  return { packs, lost };
}

/** A pack that a claim was computed by and that is no longer there as it was. */
export type LostPack = { id: string; is: 'missing' | 'altered' };
