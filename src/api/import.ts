import canonicalize from 'canonicalize';
import { z } from 'zod';
import { finnishDate } from '../claim/days.ts';
import { type Known, type Plan, planImport, type Step } from '../claim/import-members.ts';
import { importRows } from '../claim/import-rows.ts';
import { ImportPreview } from '../claim/import-views.ts';
import { Problem } from '../claim/problem.ts';
import { only } from '../identity/access.ts';
import { addPerson, applyStep, membersForImport } from '../store/accounts.ts';
import { record } from '../store/audit.ts';
import type { Db } from '../store/db.ts';
import { sha256Of } from '../store/files.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';
import { noPassword, sendPasswordLink } from './password-link.ts';
import { tableOf } from './table-file.ts';

/** Members from a file: first what would change, then exactly that, or nothing. The file is sent both times. */

const tags = ['people'];

const Wanted = z.strictObject({
  /** Group of the rows that name none. */
  groupId: z.uuid().optional(),
  /** The file has the whole group: the terms of those who are not in it end today. */
  whole: z.stringbool().default(false),
  /** Carries out the changes of this fingerprint; without it nothing is changed. */
  apply: z.string().max(64).optional(),
});

export function importRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/imports',
    {
      config: { access: only('assistant', 'admin') },
      schema: { tags, consumes: ['multipart/form-data'], querystring: Wanted, response: { 200: ImportPreview } },
    },
    async (request) => {
      const part = await request.file();
      if (!part) throw new Problem('no-file');
      const table = await tableOf(await part.toBuffer());
      const passwordHash = await noPassword();
      const actorId = userOf(request).id;
      return deps.db.transaction((tx) => importMembers(tx, deps, { table, ...request.query, actorId, passwordHash }));
    },
  );
}

type Import = z.infer<typeof Wanted> & { table: string[][]; actorId: string; passwordHash: string };

async function importMembers(tx: Db, deps: Deps, given: Import): Promise<ImportPreview> {
  const { groupId = null, whole, apply } = given;
  const known: Known = { ...(await membersForImport(tx)), groupId, whole, today: finnishDate(deps.now()) };
  const read = importRows(given.table);
  const faulty = new Set(read.errors.map(({ row }) => row));
  const plan = planImport(read.rows, known, faulty);
  const errors = [...read.errors, ...plan.errors].toSorted((a, b) => a.row - b.row);
  const fingerprint = sha256Of(Buffer.from(canonicalize(plan) ?? ''));
  const unusable = errors.length > 0 || read.missingColumns.length > 0;
  if (apply !== undefined) {
    if (unusable) throw new Problem('import-has-errors');
    if (apply !== fingerprint) throw new Problem('import-stale');
    await carryOut(tx, deps, plan, given);
  }
  const { changes, unchanged } = plan;
  const { unknownColumns, missingColumns } = read;
  const rows = given.table.length - 1;
  return {
    rows,
    unchanged,
    unknownColumns,
    missingColumns,
    changes,
    errors,
    fingerprint,
    applied: apply !== undefined,
  };
}

async function carryOut(tx: Db, deps: Deps, { steps }: Plan, { actorId, passwordHash }: Import): Promise<void> {
  const at = deps.now();
  const made = new Map<string, string>();
  for (const step of steps) {
    const email = step.person.email.toLowerCase();
    const userId = step.personId ?? made.get(email) ?? (await newMember(tx, deps, step, passwordHash));
    made.set(email, userId);
    await applyStep(tx, userId, step);
  }
  const details = { changes: steps.length, newPeople: steps.filter(({ personId }) => personId === null).length };
  await record(tx, { at, actorId, action: 'members-imported', subject: 'members', details });
}

async function newMember(tx: Db, deps: Deps, { person }: Step, passwordHash: string): Promise<string> {
  const id = await addPerson(tx, { ...person, roles: ['member'], passwordHash, now: deps.now() });
  await sendPasswordLink(tx, deps, { id, username: person.email.toLowerCase(), language: person.language });
  return id;
}
