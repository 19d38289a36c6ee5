import { z } from 'zod';
import { Language } from '../claim/claim.ts';
import { letterState } from '../claim/letter.ts';
import { LettersView, RemedyText, RemedyView } from '../claim/letter-views.ts';
import { Problem } from '../claim/problem.ts';
import { buildLetter } from '../document/letter-pdf.ts';
import { only, ownOr } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import { type ClaimRecord, claimById } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { fileBytes, keepFile } from '../store/files.ts';
import {
  addRemedy,
  keepLetterFile,
  type Letter,
  letterFileOf,
  lettersOf,
  lettersWithoutRemedy,
  remedyInForce,
} from '../store/letters.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';
import { sendFile } from './send-file.ts';

/** Decision letters to read and to keep, and the administrator's words on how to object. */

const Id = z.strictObject({ id: z.uuid() });
const MOST_LETTERS = 1000;
const OneLetter = Id.extend({ number: z.coerce.number().int().min(1).max(MOST_LETTERS) });
const access = ownOr('claim', 'assistant');

export function letterRoutes(app: App, deps: Deps): void {
  const { db } = deps;
  const tags = ['claims'];

  app.get(
    '/api/claims/:id/letters',
    { config: { access }, schema: { tags, params: Id, response: { 200: LettersView } } },
    async (request) => lettersView(db, await found(db, request.params.id, userOf(request).id)),
  );

  app.get(
    '/api/claims/:id/letters/:number/document',
    { config: { access }, schema: { tags, params: OneLetter, querystring: z.strictObject({ language: Language }) } },
    async (request, reply) => {
      const { id, number } = request.params;
      const { language } = request.query;
      const user = userOf(request);
      const { claim } = await found(db, id, user.id);
      const letter = (await lettersOf(db, id)).find((each) => each.number === number);
      if (!letter) throw new Problem('not-found');
      const sha256 = await letterFile(deps, letter, claim.number, language);
      const file = await fileBytes(db, sha256);
      if (!file) throw new Problem('not-found');
      const subject = `claim ${claim.number} version ${letter.version}`;
      const details = { letter: number, language, sha256 };
      await record(db, { at: deps.now(), actorId: user.id, action: 'letter-downloaded', subject, details });
      return sendFile(reply, file, `${names[language]}-${claim.number}-${number}.pdf`, 'inline');
    },
  );
  remedyRoutes(app, deps);
}

/** What the file is called on the reader's machine. */
const names = { fi: 'paatos', sv: 'beslut', en: 'decision' } as const;

/** A draft nobody has sent is not there for anyone but its member. */
async function found(db: Db, id: string, viewerId: string): Promise<ClaimRecord> {
  const claim = await claimById(db, id);
  if (!claim || (claim.claim.version === 0 && claim.member.id !== viewerId)) throw new Problem('not-found');
  return claim;
}

async function lettersView(db: Db, { claim }: ClaimRecord): Promise<LettersView> {
  const letters = await lettersOf(db, claim.id);
  const newest = letters[0]?.number ?? 0;
  return {
    claimNumber: claim.number,
    letters: letters.map((letter) => {
      const { number, kind, version, sha256, texts } = letter;
      return {
        number,
        kind,
        version,
        sha256,
        texts,
        at: letter.at.toISOString(),
        state: letterState(letter, newest, claim),
      };
    }),
  };
}

/** Made from the kept words when it is first asked for; from then on the same bytes. */
async function letterFile(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  letter: Letter,
  claimNumber: string,
  language: Language,
): Promise<string> {
  const kept = await letterFileOf(db, letter, language);
  if (kept !== null) return kept;
  const { claimId, number, version, texts, at } = letter;
  const pdf = await buildLetter({
    language,
    text: texts[language],
    claimNumber,
    version,
    number,
    madeAt: at.toISOString(),
  });
  return db.transaction(async (tx) => {
    const createdAt = now();
    const sha256 = await keepFile(tx, pdf, 'application/pdf', createdAt);
    await keepLetterFile(tx, { claimId, number, language, sha256, createdAt });
    return (await letterFileOf(tx, letter, language)) ?? sha256;
  });
}

function remedyRoutes(app: App, { db, now }: Deps): void {
  const config = { access: only('admin') };
  const tags = ['administration'];

  app.get('/api/remedy-text', { config, schema: { tags, response: { 200: RemedyView } } }, () => remedyView(db));

  app.put(
    '/api/remedy-text',
    { config, schema: { tags, body: RemedyText, response: { 200: RemedyView } } },
    async (request) => {
      const [at, user] = [now(), userOf(request)];
      await db.transaction(async (tx) => {
        await addRemedy(tx, { texts: request.body, setAt: at, setBy: user.id });
        await record(tx, { at, actorId: user.id, action: 'remedy-changed', subject: 'remedy text' });
      });
      return remedyView(db);
    },
  );
}

async function remedyView(db: Db): Promise<RemedyView> {
  const remedy = await remedyInForce(db);
  return {
    texts: remedy?.texts ?? null,
    setAt: remedy?.setAt.toISOString() ?? null,
    setBy: remedy?.setBy ?? null,
    lettersWithout: await lettersWithoutRemedy(db),
  };
}
