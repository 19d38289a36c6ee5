import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Db } from './db.ts';
import { users } from './schema.ts';
import { machineClients } from './schema-finance.ts';

/** Credentials of payment systems. */

export type MachineClient = typeof machineClients.$inferSelect;

/** The client a secret's hash belongs to; null when it is unknown, revoked or has run out. */
export async function machineByHash(db: Db, secretHash: string, now: Date): Promise<MachineClient | null> {
  const [client] = await db
    .update(machineClients)
    .set({ lastUsedAt: now })
    .where(
      and(
        eq(machineClients.secretHash, secretHash),
        isNull(machineClients.revokedAt),
        gt(machineClients.expiresAt, now),
      ),
    )
    .returning();
  return client ?? null;
}

export async function allMachines(db: Db): Promise<{ client: MachineClient; createdByName: string }[]> {
  return db
    .select({ client: machineClients, createdByName: users.name })
    .from(machineClients)
    .innerJoin(users, eq(users.id, machineClients.createdBy))
    .orderBy(desc(machineClients.createdAt));
}

export async function addMachine(
  tx: Db,
  client: Omit<typeof machineClients.$inferInsert, 'id'>,
): Promise<MachineClient> {
  const [made] = await tx.insert(machineClients).values(client).returning();
  if (!made) throw new Error('no machine client was made');
  return made;
}

/** False when there is no such client, or it is revoked already. */
export async function revokeMachine(tx: Db, id: string, revokedAt: Date): Promise<MachineClient | null> {
  const [client] = await tx
    .update(machineClients)
    .set({ revokedAt })
    .where(and(eq(machineClients.id, id), isNull(machineClients.revokedAt)))
    .returning();
  return client ?? null;
}
