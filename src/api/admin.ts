import { z } from 'zod';
import { Problem } from '../claim/problem.ts';
import { AuditEntry, FailedJob, MailView } from '../claim/views.ts';
import { only } from '../identity/access.ts';
import { auditLog, record } from '../store/audit.ts';
import { newestMails } from '../store/mails.ts';
import { workNames } from '../store/queue.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';

/** What the administrator looks at: what happened, what failed, what was sent. */

export function adminRoutes(app: App, deps: Deps): void {
  const { db, queue } = deps;
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
}
