import { expect, test } from 'vitest';
import type { ClaimDraft } from '../../src/claim/draft.ts';
import { DraftStore, type SaveOutcome } from '../../src/web/draft-store.ts';
import { draftOf } from '../claim/drafts.ts';

/** A draft in two windows: saved, joined, chosen, and asked again after a reload. */

const started = draftOf({}, {});
const leaving = (draft: ClaimDraft, start: string): ClaimDraft => ({ ...draft, trip: { ...draft.trip, start } });
const late = (draft: ClaimDraft, lateReason: string): ClaimDraft => ({ ...draft, lateReason });

/** A server with one draft, and a device with a store of its own. */
function world() {
  let server = { revision: 1, draft: started };
  const kept = new Map<string, string>();
  const open = () => {
    const runs: (() => void)[] = [];
    const store = new DraftStore({
      key: 'key',
      ...server,
      storage: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, text) => void kept.set(key, text),
        removeItem: (key) => void kept.delete(key),
      },
      later: (run) => {
        runs.push(run);
        return () => void runs.splice(runs.indexOf(run), 1);
      },
      load: async () => server,
      save: async (revision, draft): Promise<SaveOutcome> => {
        if (revision !== server.revision) return { kind: 'conflict' };
        server = { revision: revision + 1, draft };
        return { kind: 'saved', revision: server.revision };
      },
    });
    return store;
  };
  const elsewhere = (change: (draft: ClaimDraft) => ClaimDraft): void => {
    server = { revision: server.revision + 1, draft: change(server.draft) };
  };
  return { open, elsewhere, saved: () => server.draft, kept };
}

test('a change elsewhere to another field is joined in and both are saved', async () => {
  const { open, elsewhere, saved } = world();
  const store = open();
  elsewhere((draft) => late(draft, 'Sairastuin'));
  store.change((draft) => leaving(draft, '2026-03-10T06:00'));
  expect(await store.flush()).toBe(false);
  expect(store.snapshot()).toMatchObject({ status: 'changed', joined: true, clashes: [] });
  expect(await store.flush()).toBe(true);
  expect(saved()).toMatchObject({ lateReason: 'Sairastuin', trip: { start: '2026-03-10T06:00' } });
});

test('the same field changed in both is shown with both values, and neither is lost until it is chosen', async () => {
  const { open, elsewhere, saved } = world();
  const store = open();
  elsewhere((draft) => leaving(draft, '2026-03-10T05:00'));
  store.change((draft) => leaving(draft, '2026-03-10T06:00'));
  await store.flush();
  const { status, clashes } = store.snapshot();
  expect(status).toBe('conflict');
  expect(clashes).toEqual([{ path: ['trip', 'start'], mine: '2026-03-10T06:00', theirs: '2026-03-10T05:00' }]);
  expect(saved().trip.start).toBe('2026-03-10T05:00');
  store.choose(clashes);
  expect(await store.flush()).toBe(true);
  expect(saved().trip.start).toBe('2026-03-10T05:00');
});

test('what is kept of here is saved over the other; what is typed meanwhile is not lost', async () => {
  const { open, elsewhere, saved } = world();
  const store = open();
  elsewhere((draft) => leaving(draft, '2026-03-10T05:00'));
  store.change((draft) => leaving(draft, '2026-03-10T06:00'));
  await store.flush();
  store.change((draft) => late(draft, 'Kirjoitettu valinnan aikana'));
  store.choose([]);
  expect(await store.flush()).toBe(true);
  expect(saved()).toMatchObject({ lateReason: 'Kirjoitettu valinnan aikana', trip: { start: '2026-03-10T06:00' } });
});

test('a reload in the middle of the choice asks again', async () => {
  const { open, elsewhere } = world();
  const store = open();
  elsewhere((draft) => leaving(draft, '2026-03-10T05:00'));
  store.change((draft) => leaving(draft, '2026-03-10T06:00'));
  await store.flush();
  const again = open().snapshot();
  expect(again.status).toBe('conflict');
  expect(again.clashes).toEqual(store.snapshot().clashes);
});

test('a tab closed before its save: its copy is joined to what was changed elsewhere since', async () => {
  const { open, elsewhere, saved, kept } = world();
  open().change((draft) => leaving(draft, '2026-03-10T06:00'));
  elsewhere((draft) => late(draft, 'Sairastuin'));
  const store = open();
  expect(store.snapshot()).toMatchObject({ status: 'changed', joined: true });
  expect(await store.flush()).toBe(true);
  expect(saved()).toMatchObject({ lateReason: 'Sairastuin', trip: { start: '2026-03-10T06:00' } });
  expect(kept.size).toBe(0);
});
