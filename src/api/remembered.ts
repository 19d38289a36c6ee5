import { plainIban } from '../claim/iban.ts';
import { isIban } from '../claim/iban-check.ts';
import { Problem } from '../claim/problem.ts';
import { RememberedView } from '../claim/views.ts';
import { only } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import { rememberIban } from '../store/people.ts';
import { replaceTrips, usualTripsOf } from '../store/usual-trips.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';

/** What is remembered of the signed-in member between claims: seen, changed and forgotten as a whole. */
export function rememberedRoutes(app: App, { db, now }: Deps): void {
  const tags = ['remembered'];

  app.get(
    '/api/remembered',
    { config: { access: only('member') }, schema: { tags, response: { 200: RememberedView } } },
    async (request) => {
      const user = userOf(request);
      return { iban: user.iban, trips: await usualTripsOf(db, user.id) };
    },
  );

  app.put(
    '/api/remembered',
    {
      config: { access: only('member') },
      schema: { tags, body: RememberedView, response: { 200: RememberedView } },
    },
    async (request) => {
      const user = userOf(request);
      const { iban, trips } = request.body;
      if (iban !== null && !isIban(iban)) throw new Problem('invalid-input');
      const kept = iban === null ? null : plainIban(iban);
      const at = now();
      await db.transaction(async (tx) => {
        await rememberIban(tx, user.id, kept);
        await replaceTrips(tx, user.id, trips, at);
        await record(tx, { at, actorId: user.id, action: 'remembered-changed', subject: 'remembered' });
      });
      return { iban: kept, trips: await usualTripsOf(db, user.id) };
    },
  );
}
