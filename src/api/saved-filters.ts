import { z } from 'zod';
import { Problem } from '../claim/problem.ts';
import { QueueFilter, SavedFilter } from '../claim/review/filter.ts';
import { only } from '../identity/access.ts';
import { forgetFilter, savedFiltersOf, saveFilter } from '../store/saved-filters.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';

/** Filters of the queue that an assistant keeps; each sees their own. */

const MOST_FILTERS = 50;
const LONGEST_NAME = 60;
const Named = z.strictObject({ name: z.string().trim().min(1).max(LONGEST_NAME), filter: QueueFilter });
const Filters = z.array(SavedFilter);

export function savedFilterRoutes(app: App, { db, now }: Deps): void {
  const tags = ['review'];
  const config = { access: only('assistant') };
  const response = { 200: Filters };

  app.get('/api/review/filters', { config, schema: { tags, response } }, (request) =>
    savedFiltersOf(db, userOf(request).id),
  );

  app.post('/api/review/filters', { config, schema: { tags, body: Named, response } }, async (request) => {
    const { id: userId } = userOf(request);
    const there = await savedFiltersOf(db, userId);
    const { name } = request.body;
    if (there.length >= MOST_FILTERS && !there.some((each) => each.name === name))
      throw new Problem('too-many-filters', { most: MOST_FILTERS });
    await saveFilter(db, { ...request.body, userId, createdAt: now() });
    return savedFiltersOf(db, userId);
  });

  app.delete(
    '/api/review/filters/:id',
    { config, schema: { tags, params: z.strictObject({ id: z.uuid() }), response } },
    async (request) => {
      const { id: userId } = userOf(request);
      if (!(await forgetFilter(db, userId, request.params.id))) throw new Problem('not-found');
      return savedFiltersOf(db, userId);
    },
  );
}
