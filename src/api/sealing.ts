import { SealingView } from '../claim/document-state.ts';
import { sealKeyFacts } from '../document/seal-key-facts.ts';
import { only } from '../identity/access.ts';
import { documentFailuresNow } from '../store/documents.ts';
import type { App, Deps } from './deps.ts';
import { sealingAction } from './document-state.ts';

/** The sealing as the administrator looks after it: until when the keys hold, and which documents wait for what. */
export function sealingRoutes(app: App, { db, now, seal }: Deps): void {
  app.get(
    '/api/sealing',
    { config: { access: only('admin') }, schema: { tags: ['administration'], response: { 200: SealingView } } },
    async (): Promise<SealingView> => ({
      keys: sealKeyFacts(seal.keys, now()),
      timeStamps: seal.timeStamps?.url ?? null,
      documents: (await documentFailuresNow(db)).map((failure) => ({
        number: failure.number,
        version: failure.version,
        state: failure.passing ? 'waiting' : 'failed',
        code: failure.code,
        since: failure.firstAt.toISOString(),
        lastTry: failure.lastAt.toISOString(),
        tries: failure.tries,
        action: sealingAction(failure.code, failure.fileName),
      })),
    }),
  );
}
