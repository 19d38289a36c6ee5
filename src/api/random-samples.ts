import { z } from 'zod';
import { finnishDate } from '../claim/days.ts';
import { Problem } from '../claim/problem.ts';
import { commitmentTo } from '../claim/sample.ts';
import { SampleInput, SampleView } from '../claim/sample-views.ts';
import { anybody, only } from '../identity/access.ts';
import { newToken } from '../identity/token.ts';
import { record } from '../store/audit.ts';
import { publishSample, randomSamples, revealSample } from '../store/random-samples.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';

/** Random samples for closer checking: promised before, revealed after, computed again by anybody. */

const tags = ['samples'];
const Samples = z.array(SampleView);

export function randomSampleRoutes(app: App, deps: Deps): void {
  const { db, now } = deps;

  app.get('/api/samples', { config: { access: anybody }, schema: { tags, response: { 200: Samples } } }, () =>
    randomSamples(db),
  );

  app.post(
    '/api/samples',
    { config: { access: only('admin') }, schema: { tags, body: SampleInput, response: { 200: Samples } } },
    async (request) => {
      const at = now();
      const { startsOn, endsOn } = request.body;
      // A promise made after the first claim came would promise nothing.
      if (startsOn <= finnishDate(at) || endsOn < startsOn) throw new Problem('sample-days-wrong');
      const secret = newToken();
      const actorId = userOf(request).id;
      await db.transaction(async (tx) => {
        const commitment = commitmentTo(secret);
        const period = { ...request.body, commitment, secret, publishedAt: at, publishedBy: actorId };
        if (!(await publishSample(tx, period))) throw new Problem('sample-days-wrong');
        await record(tx, { at, actorId, action: 'sample-published', subject: `sample ${startsOn}–${endsOn}` });
      });
      return randomSamples(db);
    },
  );

  app.post(
    '/api/samples/:id/secret',
    {
      config: { access: only('admin') },
      schema: { tags, params: z.strictObject({ id: z.uuid() }), response: { 200: Samples } },
    },
    async (request) => {
      const { id } = request.params;
      const at = now();
      await db.transaction(async (tx) => {
        if (!(await revealSample(tx, id, finnishDate(at), at))) throw new Problem('sample-not-over');
        await record(tx, { at, actorId: userOf(request).id, action: 'sample-revealed', subject: `sample ${id}` });
      });
      return randomSamples(db);
    },
  );
}
