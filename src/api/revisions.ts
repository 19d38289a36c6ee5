import { z } from 'zod';
import { finnishDate } from '../claim/days.ts';
import { isTouched, noImpact, withClaim } from '../claim/impact.ts';
import { Problem } from '../claim/problem.ts';
import { type ClaimImpact, ImpactView, RevisionsView } from '../claim/revision-views.ts';
import { packChanges, type Waiting, waitingRevisions } from '../claim/revisions.ts';
import type { RulePacks } from '../claim/rules.ts';
import { only } from '../identity/access.ts';
import type { Db } from '../store/db.ts';
import { fingerprintOf, impactsOf } from '../store/open-claims.ts';
import { type Activation, activate, activationsInForce, holdAlone } from '../store/pack-activations.ts';
import type { User } from '../store/people.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';

/** Revisions of the rules: which wait, what putting one in force would change, and putting it in force. */

/** Touched claims on one page of a report; the totals are of all of them. */
const CLAIMS_A_PAGE = 50;

const Id = z.strictObject({ id: z.string().max(100) });
const Page = z.strictObject({ page: z.coerce.number().int().min(1).max(100_000).default(1) });

export function revisionRoutes(app: App, deps: Deps): void {
  const { db } = deps;
  const access = only('admin');
  const tags = ['rules'];

  app.get('/api/revisions', { config: { access }, schema: { tags, response: { 200: RevisionsView } } }, () =>
    revisionsView(db, deps),
  );

  app.get(
    '/api/revisions/:id/impact',
    { config: { access }, schema: { tags, params: Id, querystring: Page, response: { 200: ImpactView } } },
    (request) => impactView(db, deps, request.params.id, request.query.page),
  );

  app.post(
    '/api/revisions/:id/activation',
    {
      config: { access },
      schema: {
        tags,
        params: Id,
        /** Of the report the administrator saw: without one nothing is put in force. */
        body: z.strictObject({ fingerprint: z.string().max(100) }),
        response: { 200: RevisionsView },
      },
    },
    async (request) => {
      const { params, body } = request;
      await db.transaction((tx) => putInForce(tx, deps, params.id, body.fingerprint, userOf(request)));
      return revisionsView(db, deps);
    },
  );
}

async function revisionsView(db: Db, { packs }: Pick<Deps, 'packs'>): Promise<RevisionsView> {
  const inForce = await packs.inForce(db);
  const activations = await activationsInForce(db);
  return {
    waiting: waitingRevisions(inForce).map(({ pack: { id, sha256, from, to, content }, replaces }) => ({
      ...{ id, sha256, from, to, replaces: replaces.id },
      changes: packChanges(replaces.content, content),
    })),
    inForce: activations
      .flatMap((activation) => inForceView(inForce, activation) ?? [])
      .sort((a, b) => b.from.localeCompare(a.from)),
  };
}

function inForceView({ inForce }: RulePacks, { activation, by }: { activation: Activation; by: string | null }) {
  const pack = inForce.find(({ id }) => id === activation.packId);
  if (!pack) return null;
  const { id, sha256, from, to } = pack;
  return { id, sha256, from, to, activatedAt: activation.activatedAt.toISOString(), by };
}

/** The revision, when it waits. Problem `revision-not-waiting` when it is in force, older, or not there at all. */
function waitingOr409(inForce: RulePacks, id: string): Waiting {
  const waiting = waitingRevisions(inForce).find(({ pack }) => pack.id === id);
  if (!waiting) throw new Problem('revision-not-waiting');
  return waiting;
}

/** Goes through every open claim; of the touched ones only those of the page are kept. */
async function impactView(db: Db, { packs, now }: Pick<Deps, 'packs' | 'now'>, id: string, page: number) {
  const inForce = await packs.inForce(db);
  const { pack, replaces } = waitingOr409(inForce, id);
  const today = finnishDate(now());
  // Taken first: what changes while the claims are read makes the report stale, never unnoticed.
  const fingerprint = await fingerprintOf(db, pack, inForce, today);
  const claims: ClaimImpact[] = [];
  let totals = noImpact;
  for await (const claim of impactsOf(db, pack, inForce, today)) {
    totals = withClaim(totals, claim);
    if (isTouched(claim) && Math.ceil(totals.touched / CLAIMS_A_PAGE) === page) claims.push(claim);
  }
  const pages = Math.max(1, Math.ceil(totals.touched / CLAIMS_A_PAGE));
  return { id, replaces: replaces.id, fingerprint, totals, page, pages, claims };
}

/** Puts a revision in force and writes it in the log, when nothing has changed since the report was made. */
async function putInForce(tx: Db, { packs, now }: Deps, id: string, fingerprint: string, user: User): Promise<void> {
  await holdAlone(tx);
  const at = now();
  const inForce = await packs.inForce(tx);
  const { pack, replaces } = waitingOr409(inForce, id);
  if ((await fingerprintOf(tx, pack, inForce, finnishDate(at))) !== fingerprint) throw new Problem('impact-stale');
  await activate(tx, pack, { at, actorId: user.id, details: { replaces: replaces.id, report: fingerprint } });
}
