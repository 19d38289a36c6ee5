import { and, desc, eq, or, sql } from 'drizzle-orm';
import type { Db } from './db.ts';
import { claims, groups, meetings } from './schema.ts';
import { giveBacks } from './schema-delegation.ts';

/** The word of the newest giving back for the version the claim would become; null while its member is asked anew. */
const lastWord = sql<string | null>`(
  select g.text from ${giveBacks} as g
  where g.claim_id = ${claims.id} and g.version > ${claims.version} and ${claims.askedAt} is null
  order by g.at desc limit 1
)`;

const MOST = 100;

/** Of the member's claims: drafts, and what this person has filed, whatever became of it. The newest first. */
export async function filedClaims(db: Db, memberId: string, personId: string) {
  const filed = sql<boolean>`${personId}::uuid = any(${claims.filedBy})`;
  return db
    .select({ claim: claims, meeting: meetings, group: groups, isFiled: filed, givenBack: lastWord })
    .from(claims)
    .innerJoin(meetings, eq(meetings.id, claims.meetingId))
    .innerJoin(groups, eq(groups.id, meetings.groupId))
    .where(and(eq(claims.memberId, memberId), or(eq(claims.state, 'draft'), filed)))
    .orderBy(desc(claims.since))
    .limit(MOST);
}
