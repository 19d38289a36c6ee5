import canonicalize from 'canonicalize';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Language } from '../claim/claim.ts';
import { LetterContent, type RemedyText } from '../claim/letter-views.ts';
import type { Db } from './db.ts';
import { sha256Of } from './files.ts';
import { users } from './schema.ts';
import { batchClaims, payments } from './schema-finance.ts';
import { decisionLetters, letterFiles, remedyTexts } from './schema-letters.ts';

/** Decision letters: kept once, never changed; and the words on how to object that new ones are written with. */

export type Letter = Omit<typeof decisionLetters.$inferSelect, 'content'> & { texts: LetterContent };

type Key = { claimId: string; number: number };

const read = ({ content, ...row }: typeof decisionLetters.$inferSelect): Letter => ({
  ...row,
  texts: LetterContent.parse(JSON.parse(content)),
});

/** The letters of a claim, the newest first. */
export async function lettersOf(db: Db, claimId: string): Promise<Letter[]> {
  const rows = await db
    .select()
    .from(decisionLetters)
    .where(eq(decisionLetters.claimId, claimId))
    .orderBy(desc(decisionLetters.number));
  return rows.map(read);
}

/** The newest letter of a claim, without its words; null where there is none. */
export async function newestLetterOf(db: Db, claimId: string): Promise<Pick<Letter, 'number' | 'kind' | 'at'> | null> {
  const { number, kind, at } = decisionLetters;
  const [row] = await db
    .select({ number, kind, at })
    .from(decisionLetters)
    .where(eq(decisionLetters.claimId, claimId))
    .orderBy(desc(number))
    .limit(1);
  return row ?? null;
}

/** Keeps a letter under the next number of its claim, whose row the caller holds; answers its number. */
export async function addLetter(
  tx: Db,
  letter: Omit<Letter, 'sha256' | 'number'> & Pick<Key, 'number'>,
): Promise<void> {
  const { texts, ...row } = letter;
  const content = canonicalize(texts);
  if (content === undefined) throw new Error('a letter has no canonical form');
  await tx.insert(decisionLetters).values({ ...row, content, sha256: sha256Of(new TextEncoder().encode(content)) });
}

export async function letterFileOf(db: Db, { claimId, number }: Key, language: Language): Promise<string | null> {
  const [row] = await db
    .select({ sha256: letterFiles.sha256 })
    .from(letterFiles)
    .where(and(eq(letterFiles.claimId, claimId), eq(letterFiles.number, number), eq(letterFiles.language, language)));
  return row?.sha256 ?? null;
}

/** The first one stands: two who ask at once get the same file. */
export async function keepLetterFile(tx: Db, file: typeof letterFiles.$inferInsert): Promise<void> {
  await tx.insert(letterFiles).values(file).onConflictDoNothing();
}

export type Paid = { batchNumber: number; paidOn: string; iban: string };

/** The payment of a claim that stands as paid; null where there is none. */
export async function paymentOf(db: Db, claimId: string): Promise<Paid | null> {
  const [row] = await db
    .select({ batchNumber: payments.batchNumber, paidOn: payments.paidOn, iban: batchClaims.iban })
    .from(payments)
    .innerJoin(
      batchClaims,
      and(eq(batchClaims.batchNumber, payments.batchNumber), eq(batchClaims.claimId, payments.claimId)),
    )
    .where(and(eq(payments.claimId, claimId), eq(payments.status, 'paid')));
  return row?.paidOn ? { ...row, paidOn: row.paidOn } : null;
}

export type Remedy = { id: number; texts: RemedyText; setAt: Date; setBy: string };

/** The words in force on how to object; null while nobody has entered any. */
export async function remedyInForce(db: Db): Promise<Remedy | null> {
  const [row] = await db
    .select({ id: remedyTexts.id, texts: remedyTexts.texts, setAt: remedyTexts.setAt, setBy: users.name })
    .from(remedyTexts)
    .innerJoin(users, eq(users.id, remedyTexts.setBy))
    .orderBy(desc(remedyTexts.id))
    .limit(1);
  return row ?? null;
}

export async function addRemedy(tx: Db, row: { texts: RemedyText; setAt: Date; setBy: string }): Promise<void> {
  await tx.insert(remedyTexts).values(row);
}

/** How many letters went out without a word on how to object. */
export async function lettersWithoutRemedy(db: Db): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(decisionLetters)
    .where(isNull(decisionLetters.remedyId));
  return Number(row?.count ?? 0);
}
