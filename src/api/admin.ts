import { z } from 'zod';
import { Texts } from '../claim/claim.ts';
import { Problem } from '../claim/problem.ts';
import type { RulePack } from '../claim/rules.ts';
import { AuditEntry, FailedJob, MailView } from '../claim/views.ts';
import { only, signedIn } from '../identity/access.ts';
import { auditLog, record } from '../store/audit.ts';
import { newestMails } from '../store/mails.ts';
import { workNames } from '../store/queue.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';

/** What the administrator looks at, and the rules everybody may read. */

const RulesView = z
  .object({
    id: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    sha256: z.string(),
    inForce: z.boolean(),
    openQuestions: z.array(Texts),
    values: z.array(
      z.object({
        path: z.string(),
        value: z.string().nullable(),
        unit: z.string(),
        status: z.enum(['verified', 'assumed', 'unknown']),
        section: z.string(),
        source: z.string(),
      }),
    ),
  })
  .meta({ id: 'RulePack' });

export function adminRoutes(app: App, deps: Deps): void {
  const { db, queue, packs } = deps;
  const access = only('admin');
  const tags = ['administration'];

  app.get(
    '/api/audit',
    {
      config: { access },
      schema: {
        tags,
        querystring: z.strictObject({ before: z.coerce.number().int().min(1).optional() }),
        response: { 200: z.array(AuditEntry) },
      },
    },
    (request) => auditLog(db, request.query.before ?? null),
  );

  app.get('/api/jobs', { config: { access }, schema: { tags, response: { 200: z.array(FailedJob) } } }, () =>
    queue.failed(),
  );

  app.post(
    '/api/jobs/:queue/:id/retry',
    {
      config: { access },
      schema: {
        tags,
        params: z.strictObject({ queue: z.enum(workNames), id: z.uuid() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { queue: name, id } = request.params;
      if (!(await queue.retry(name, id))) throw new Problem('job-not-failed');
      const actorId = userOf(request).id;
      await record(db, { at: deps.now(), actorId, action: 'job-retried', subject: `${name} ${id}` });
      return reply.status(204).send(null);
    },
  );

  app.get('/api/mails', { config: { access }, schema: { tags, response: { 200: z.array(MailView) } } }, () =>
    newestMails(db),
  );

  app.get(
    '/api/rules',
    { config: { access: signedIn }, schema: { tags: ['rules'], response: { 200: z.array(RulesView) } } },
    async () => {
      const { inForce } = await packs.inForce(db);
      return packs.found.all.map((pack) => rulesView(pack, inForce.includes(pack)));
    },
  );
}

function rulesView(pack: RulePack, inForce: boolean): z.infer<typeof RulesView> {
  const { id, from, to, sources, openQuestions, ...sections } = pack.content;
  return {
    id,
    from,
    to,
    sha256: pack.sha256,
    inForce,
    openQuestions: openQuestions.map(({ fi, sv, en }) => ({ fi, sv, en })),
    values: leavesOf(sections, '').map(({ path, leaf }) => ({
      path,
      value: leaf.value === undefined ? null : [leaf.value].flat().join(', '),
      unit: leaf.unit,
      status: leaf.status,
      section: leaf.cite.section,
      source: sources[leaf.cite.source]?.title ?? leaf.cite.source,
    })),
  };
}

type Leaf = {
  value?: unknown;
  unit: string;
  status: 'verified' | 'assumed' | 'unknown';
  cite: { section: string; source: string };
};

const isLeaf = (node: object): node is Leaf => 'cite' in node && 'status' in node;

function leavesOf(node: object, path: string): { path: string; leaf: Leaf }[] {
  if (isLeaf(node)) return [{ path, leaf: node }];
  return Object.entries(node).flatMap(([key, child]) => leavesOf(child, path === '' ? key : `${path}.${key}`));
}
