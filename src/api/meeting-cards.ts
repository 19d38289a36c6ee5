import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { dateOf, finnishDate } from '../claim/days.ts';
import { CardInput, CardSummary, CardView, GroupView, InvitationFile, Reminded } from '../claim/meeting-views.ts';
import { Problem } from '../claim/problem.ts';
import { only } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import type { Db } from '../store/db.ts';
import { keepFile } from '../store/files.ts';
import { allGroups, groupById } from '../store/groups.ts';
import {
  addCard,
  addInvitationFile,
  changeCard,
  invitedTo,
  isInvitationFile,
  lockCard,
} from '../store/meeting-cards.ts';
import type { Meeting } from '../store/meetings.ts';
import { knownPeople } from '../store/people.ts';
import { userOf } from './access.ts';
import { askMissing, tellDrafts } from './card-notices.ts';
import { cardSummaries, cardView } from './card-view.ts';
import type { App, Deps } from './deps.ts';
import { refuseUnreadable } from './invitation-file.ts';
import { keptName } from './take-in.ts';

/** The assistant's meetings: their cards, invitations, who is called, and who has not sent a claim yet. */

const Id = z.strictObject({ id: z.uuid() });
const MOST_PEOPLE = 200;
/** The card as it shall be, and as it was when its change began: nobody saves over what they have not seen. */
const CardChanged = CardInput.extend({ before: CardInput.optional() });
const tags = ['meetings'];
const access = only('assistant');

export function meetingCardRoutes(app: App, deps: Deps): void {
  const { db, now } = deps;

  app.get(
    '/api/groups',
    { config: { access: only('assistant', 'admin') }, schema: { tags, response: { 200: z.array(GroupView) } } },
    () => allGroups(db),
  );

  app.get(
    '/api/meeting-cards',
    { config: { access }, schema: { tags, response: { 200: z.array(CardSummary) } } },
    async () => cardSummaries(db, await deps.packs.inForce(db), now()),
  );

  app.get(
    '/api/meeting-cards/:id',
    { config: { access }, schema: { tags, params: Id, response: { 200: CardView } } },
    (request) => cardView(deps, db, request.params.id),
  );

  app.post(
    '/api/meeting-cards',
    { config: { access }, schema: { tags, body: CardInput, response: { 200: CardView } } },
    async (request) => {
      const actorId = userOf(request).id;
      const id = await db.transaction(async (tx) => {
        await refuseUnusable(tx, request.body);
        const made = await addCard(tx, request.body);
        await record(tx, { at: now(), actorId, action: 'meeting-made', subject: `meeting ${made}` });
        return made;
      });
      return cardView(deps, db, id);
    },
  );

  app.put(
    '/api/meeting-cards/:id',
    { config: { access }, schema: { tags, params: Id, body: CardChanged, response: { 200: CardView } } },
    async (request) => {
      const { id } = request.params;
      await db.transaction((tx) => change(tx, deps, id, request.body, userOf(request).id));
      return cardView(deps, db, id);
    },
  );

  app.post(
    '/api/invitations',
    {
      config: { access },
      schema: { tags, consumes: ['multipart/form-data'], response: { 200: InvitationFile } },
    },
    async (request) => {
      const part = await request.file();
      if (!part) throw new Problem('no-file');
      const bytes = await part.toBuffer();
      await refuseUnreadable(deps.reader, bytes);
      const actorId = userOf(request).id;
      return db.transaction(async (tx) => {
        const at = now();
        const sha256 = await keepFile(tx, new Uint8Array(bytes), 'application/pdf', at);
        await addInvitationFile(tx, { sha256, addedBy: actorId, addedAt: at });
        await record(tx, { at, actorId, action: 'invitation-added', subject: `invitation ${sha256}` });
        return { sha256, fileName: keptName(part.filename) };
      });
    },
  );

  app.post(
    '/api/meeting-cards/:id/reminders',
    {
      config: { access },
      schema: {
        tags,
        params: Id,
        /** Whom to remind; all whose claim is missing when nobody is named. */
        body: z.strictObject({ userIds: z.array(z.uuid()).max(MOST_PEOPLE).optional() }),
        response: { 200: Reminded },
      },
    },
    (request) =>
      db.transaction((tx) => askMissing(tx, deps, request.params.id, userOf(request).id, request.body.userIds ?? null)),
  );
}

/** Problems of a card that no field by itself shows. */
async function refuseUnusable(tx: Db, card: CardInput): Promise<void> {
  if (card.end <= card.start) throw new Problem('meeting-ends-before-start');
  const [first, last] = [dateOf(card.start), dateOf(card.end)];
  if (card.freeMeals.some(({ at }) => dateOf(at) < first || dateOf(at) > last)) {
    throw new Problem('meal-not-during-meeting');
  }
  if ((await groupById(tx, card.groupId)) === null) throw new Problem('not-found');
  const named = [...new Set([...card.plus, ...card.minus])];
  const isTwice = named.length < card.plus.length + card.minus.length;
  if (isTwice || (await knownPeople(tx, named)) < named.length) throw new Problem('person-unknown');
  if (card.invitation && !(await isInvitationFile(tx, card.invitation.sha256))) throw new Problem('no-file');
}

async function change(
  tx: Db,
  deps: Deps,
  id: string,
  { before, ...card }: z.infer<typeof CardChanged>,
  userId: string,
): Promise<void> {
  const old: Meeting | null = await lockCard(tx, id);
  if (!old) throw new Problem('not-found');
  if (before && !isDeepStrictEqual(before, CardInput.parse((await cardView(deps, tx, id)).card)))
    throw new Problem('card-changed-meanwhile');
  await refuseUnusable(tx, card);
  const at = deps.now();
  if (old.groupId !== card.groupId && (await invitedTo(tx, [id])).some(({ claim }) => claim !== null)) {
    throw new Problem('group-has-claims');
  }
  await changeCard(tx, old, card, { at, userId });
  await record(tx, { at, actorId: userId, action: 'meeting-changed', subject: `meeting ${id}` });
  await tellDrafts(tx, deps, old, finnishDate(at));
}
