import { z } from 'zod';
import { CalendarDate, Language, Name } from './claim.ts';
import { Role } from './views.ts';

/** What the administrator sees and writes of people: the JSON between `api` and `web`. */

const Filled = Name.trim().min(1);

export const PersonInput = z.strictObject({
  name: Filled,
  email: z.email().max(200),
  roles: z.array(Role).min(1).max(4),
  language: Language,
  /** Cannot sign in. Nobody is ever deleted: what they did stays theirs. */
  disabled: z.boolean(),
});
export type PersonInput = z.infer<typeof PersonInput>;

export const PersonView = z
  .object({
    id: z.uuid(),
    username: z.string(),
    name: z.string(),
    email: z.string(),
    roles: z.array(Role),
    language: Language,
    disabledAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Person' });
export type PersonView = z.infer<typeof PersonView>;

export const GroupInput = z.strictObject({
  name: Filled,
  area: Name.trim(),
  termStart: CalendarDate,
  termEnd: CalendarDate,
});

/** Shortest password that can be chosen: by length alone, as current guidance has it (NIST SP 800-63B). */
export const SHORTEST_PASSWORD = 12;
