import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { DocumentCopy, SealingTrouble } from '../claim/document-state.ts';
import { approvedStates } from '../claim/lifecycle.ts';
import type { Db } from './db.ts';
import { claims, claimVersions } from './schema.ts';
import { approvedDocuments, documentFailures, documents } from './schema-documents.ts';
import { pendingApprovals } from './schema-undo.ts';

/** Sealed documents: kept once, never changed; and what stands in the way of one. */

export type MadeDocument = { claimId: string; version: number; copy: DocumentCopy; sha256: string; createdAt: Date };

/** Hash of a copy of a version as it was sent; null while it is not made. */
export async function documentOf(db: Db, claimId: string, version: number, copy: DocumentCopy): Promise<string | null> {
  const [row] = await db
    .select({ sha256: documents.sha256 })
    .from(documents)
    .where(and(eq(documents.claimId, claimId), eq(documents.version, version), eq(documents.copy, copy)));
  return row?.sha256 ?? null;
}

/** Hash of a copy of a version with the approver's seal; null while it has none. */
export async function approvedDocumentOf(
  db: Db,
  claimId: string,
  version: number,
  copy: DocumentCopy,
): Promise<string | null> {
  const { sha256, ...key } = approvedDocuments;
  const [row] = await db
    .select({ sha256 })
    .from(approvedDocuments)
    .where(and(eq(key.claimId, claimId), eq(key.version, version), eq(key.copy, copy)));
  return row?.sha256 ?? null;
}

/** Keeps a copy of a version as it was sent. The first one stands: a second sealing changes nothing. */
export async function keepDocument(tx: Db, document: MadeDocument): Promise<boolean> {
  const kept = await tx.insert(documents).values(document).onConflictDoNothing().returning();
  return kept.length > 0;
}

/** Keeps a copy of a version as it was approved; the first one stands. */
export async function keepApprovedDocument(tx: Db, document: MadeDocument): Promise<boolean> {
  const kept = await tx.insert(approvedDocuments).values(document).onConflictDoNothing().returning();
  return kept.length > 0;
}

/** Which of these claims have the approver's seal on both copies of the version they stand at, and an approval that is settled. */
export async function withApprovedDocument(db: Db, claimIds: readonly string[]): Promise<Set<string>> {
  if (claimIds.length === 0) return new Set();
  const { claimId, version, copy } = approvedDocuments;
  const rows = await db
    .select({ claimId })
    .from(approvedDocuments)
    .innerJoin(claims, and(eq(claims.id, claimId), eq(claims.version, version)))
    .where(and(inArray(claimId, [...claimIds]), eq(copy, 'finance'), isSettled));
  return new Set(rows.map((row) => row.claimId));
}

/** No approval of the claim waits to be undone. */
const isSettled = sql`not exists (select from ${pendingApprovals} where ${pendingApprovals.claimId} = ${claims.id})`;

export type DocumentFailure = typeof documentFailures.$inferSelect;

export async function documentFailureOf(db: Db, claimId: string, version: number): Promise<DocumentFailure | null> {
  const [row] = await db
    .select()
    .from(documentFailures)
    .where(and(eq(documentFailures.claimId, claimId), eq(documentFailures.version, version)));
  return row ?? null;
}

/** Which of these claims stand at a version whose document somebody has to act for. */
export async function failedDocumentsAmong(db: Db, claimIds: readonly string[]): Promise<Set<string>> {
  if (claimIds.length === 0) return new Set();
  const { claimId, version, passing } = documentFailures;
  const rows = await db
    .select({ claimId })
    .from(documentFailures)
    .innerJoin(claims, and(eq(claims.id, claimId), eq(claims.version, version)))
    .where(and(inArray(claimId, [...claimIds]), eq(passing, false)));
  return new Set(rows.map((row) => row.claimId));
}

export type Failure = {
  claimId: string;
  version: number;
  code: SealingTrouble;
  fileName: string | null;
  passing: boolean;
  at: Date;
};

/** Keeps what stood in the way; it counts the tries and remembers the first. */
export async function keepDocumentFailure(tx: Db, { at, ...failure }: Failure): Promise<void> {
  const { code, fileName, passing } = failure;
  await tx
    .insert(documentFailures)
    .values({ ...failure, firstAt: at, lastAt: at })
    .onConflictDoUpdate({
      target: [documentFailures.claimId, documentFailures.version],
      set: { code, fileName, passing, lastAt: at, tries: sql`${documentFailures.tries} + 1` },
    });
}

export async function forgetDocumentFailure(tx: Db, claimId: string, version: number): Promise<void> {
  await tx
    .delete(documentFailures)
    .where(and(eq(documentFailures.claimId, claimId), eq(documentFailures.version, version)));
}

/** Everything that stands in the way of a document, the oldest first. */
export async function documentFailuresNow(db: Db): Promise<(DocumentFailure & { number: string })[]> {
  const rows = await db
    .select({ failure: documentFailures, number: claims.number })
    .from(documentFailures)
    .innerJoin(claims, eq(claims.id, documentFailures.claimId))
    .orderBy(asc(documentFailures.firstAt));
  return rows.map(({ failure, number }) => ({ ...failure, number }));
}

/**
 * Versions that were sent and lack a copy, and whether it is the approved one: those made before there were two, and
 * those whose job was lost.
 */
export async function versionsWithoutDocument(
  db: Db,
): Promise<{ claimId: string; version: number; approved: boolean }[]> {
  const { claimId, version } = claimVersions;
  const approved = sql<boolean>`${inArray(claims.state, [...approvedStates])} and ${claims.version} = ${version} and ${isSettled}`;
  return db
    .select({ claimId, version, approved })
    .from(claimVersions)
    .innerJoin(claims, eq(claims.id, claimId))
    .leftJoin(documents, finance(documents, claimId, version))
    .leftJoin(approvedDocuments, finance(approvedDocuments, claimId, version))
    .where(or(isNull(documents.sha256), and(approved, isNull(approvedDocuments.sha256))));
}

/** The finance copy is made last: where it is, both are. */
const finance = (
  table: typeof documents | typeof approvedDocuments,
  claimId: typeof claimVersions.claimId,
  version: typeof claimVersions.version,
) => and(eq(table.claimId, claimId), eq(table.version, version), eq(table.copy, 'finance'));
