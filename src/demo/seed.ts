import { daysAfter, finnishDate } from '../claim/days.ts';
import { OFFERED_DAYS } from '../claim/filing-views.ts';
import type { Role } from '../claim/views.ts';
import { hashPassword } from '../identity/password.ts';
import { record } from '../store/audit.ts';
import type { Db } from '../store/db.ts';
import { keepFile } from '../store/files.ts';
import { permit } from '../store/filing-permissions.ts';
import { hasUsers, userByName } from '../store/people.ts';
import { groups, meetings, memberships, users } from '../store/schema.ts';
import { demoPassword } from './accounts.ts';
import { fileDemoClaims } from './claims.ts';
import { type DemoGroup, demoGroups } from './groups.ts';
import { demoInvitation } from './invitation.ts';
import { exampleIban, nameOf, testIdentityCode, trades } from './people.ts';

type Person = Omit<typeof users.$inferInsert, 'passwordHash' | 'createdAt' | 'demo'>;

/** People with an account of their own name, apart from the members of the groups. */
const staff: { username: string; name: string; roles: Role[] }[] = [
  // In no group: there to file for those who let her.
  { username: 'sihteeri', name: 'Siiri Sihteerivirta', roles: ['member'] },
  { username: 'assistentti', name: 'Anneli Assistentti', roles: ['assistant'] },
  { username: 'talous', name: 'Tauno Talousvirta', roles: ['finance'] },
  { username: 'talous2', name: 'Taina Talousranta', roles: ['finance'] },
  { username: 'paakayttaja', name: 'Pirkko Pääkäyttäjä', roles: ['admin'] },
];

/**
 * Fills an empty database with the demo's people, groups, meetings and, when told how to file them, claims, in one
 * transaction. True when it did.
 */
export async function seedDemo(db: Db, now: Date, claims?: Omit<Parameters<typeof fileDemoClaims>[1], 'now'>) {
  if (await hasUsers(db)) return false;
  const passwordHash = await hashPassword(demoPassword);
  const made = await Promise.all(
    demoGroups(finnishDate(now)).map(async (group) => ({
      group,
      invitations: await Promise.all(group.meetings.map((meeting) => demoInvitation(group.name, meeting, now))),
    })),
  );
  await db.transaction(async (tx) => {
    const add = (people: Person[]) =>
      tx
        .insert(users)
        .values(people.map((person) => ({ ...person, passwordHash, createdAt: now, demo: true })))
        .returning({ id: users.id });
    await add(staff.map((person) => ({ ...person, email: `${person.username}@example.invalid` })));
    let seat = 0;
    for (const { group, invitations } of made) {
      const members = await add(membersOf(group, seat));
      seat += group.members;
      await seedGroup(tx, group, members, invitations, now);
    }
    await permitDemo(tx, now);
    if (claims) await fileDemoClaims(tx, { ...claims, now });
    await record(tx, { at: now, actorId: null, action: 'demo-data-made', subject: 'demo' });
  });
  return true;
}

/** Who lets whom file for them in the demo. */
const PERMITTED = { member: 'jasen', delegate: 'sihteeri' };

async function permitDemo(tx: Db, at: Date): Promise<void> {
  const [member, delegate] = [await userByName(tx, PERMITTED.member), await userByName(tx, PERMITTED.delegate)];
  if (!member || !delegate) throw new Error('the demo has nobody to file for another');
  const until = daysAfter(finnishDate(at), OFFERED_DAYS);
  const id = await permit(tx, { memberId: member.id, delegateId: delegate.id, until, at });
  const details = { to: delegate.id, until };
  await record(tx, { at, actorId: member.id, action: 'filing-permitted', subject: `permission ${id}`, details });
}

/** The first two members of today's group are those offered on the sign-in page, one in each national language. */
const OFFERED = ['jasen', 'medlem'] as const;

function membersOf(group: DemoGroup, firstSeat: number): Person[] {
  const isCurrent = !group.name.endsWith('-ydinryhmä');
  return Array.from({ length: group.members }, (_, seat) => {
    const index = firstSeat + seat;
    // Seats 0 and 1 are the chair and the secretary; the offered accounts are ordinary members.
    const offered = isCurrent ? OFFERED[seat - 2] : undefined;
    const username = offered ?? `${group.area.split('-')[0]?.split(' ')[0]?.toLowerCase()}${seat + 1}`;
    return {
      username,
      name: nameOf(index),
      email: `${username}@example.invalid`,
      roles: ['member'],
      language: offered === 'medlem' ? 'sv' : 'fi',
      iban: index % 2 === 0 ? exampleIban : null,
      identityCode: testIdentityCode(index),
    } satisfies Person;
  });
}

async function seedGroup(
  tx: Db,
  group: DemoGroup,
  members: { id: string }[],
  invitations: Uint8Array[],
  now: Date,
): Promise<void> {
  const { name, area, termStart, termEnd } = group;
  const [made] = await tx.insert(groups).values({ name, area, termStart, termEnd }).returning({ id: groups.id });
  if (!made) throw new Error('a group was not made');
  const positions = ['chair', 'secretary'] as const;
  await tx.insert(memberships).values(
    members.map(({ id }, seat) => ({
      groupId: made.id,
      userId: id,
      position: positions[seat] ?? ('member' as const),
      trade: seat === 1 ? 'Oppimis- ja ohjauskeskus Valteri' : (trades[seat % trades.length] ?? 'opetustoimi'),
      termStart,
      termEnd,
    })),
  );
  for (const [index, meeting] of group.meetings.entries()) {
    const bytes = invitations[index];
    if (!bytes) continue;
    const invitationSha256 = await keepFile(tx, bytes, 'application/pdf', now);
    const invitationFileName = `kokouskutsu-${meeting.startsAt.slice(0, 10)}.pdf`;
    const timeZone = 'Europe/Helsinki';
    await tx.insert(meetings).values({ ...meeting, groupId: made.id, timeZone, invitationFileName, invitationSha256 });
  }
}
