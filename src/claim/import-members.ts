import type { Language } from './claim.ts';
import type { ImportRow } from './import-rows.ts';
import type { ImportChange, MemberField, RowError } from './import-views.ts';
import type { Position } from './meeting-views.ts';

/**
 * What a list of members changes (jäsenluettelon tuonti / import av medlemslista). Pure: the file and what is stored in,
 * the changes out. The same file twice changes nothing the second time. A person is known by their e-mail address.
 */

export const MOST_IMPORT_ROWS = 500;

export type Term = { groupId: string; position: Position; trade: string; termStart: string; termEnd: string };
export type KnownPerson = { id: string; name: string; email: string; language: Language; terms: Term[] };
export type KnownGroup = { id: string; name: string; termStart: string; termEnd: string };

/** What is to be written for one change; `personId` null makes the person, `oldStart` null adds a term. */
export type Step = {
  personId: string | null;
  person: { name: string; email: string; language: Language };
  term: Term;
  oldStart: string | null;
};
export type Plan = {
  changes: ImportChange[];
  steps: Step[];
  errors: { row: number; code: RowError; value: string }[];
  unchanged: number;
};

export type Known = {
  people: KnownPerson[];
  groups: KnownGroup[];
  /** Group of the rows that name none. */
  groupId: string | null;
  /** The file has everybody of `groupId`: the terms of the others end today. */
  whole: boolean;
  today: string;
};

type Verdict = { change: ImportChange; step: Step } | { error: RowError; value: string } | null;

/** `faulty` are the rows that were not understood: they change nothing, and nobody on them is taken to be left out. */
export function planImport(rows: readonly ImportRow[], known: Known, faulty: ReadonlySet<number> = new Set()): Plan {
  const plan: Plan = { changes: [], steps: [], errors: [], unchanged: 0 };
  for (const row of rows.filter((each) => !faulty.has(each.row))) add(plan, row.row, verdictOn(row, known));
  if (known.whole) {
    for (const verdict of endings(rows, known)) add(plan, 0, verdict);
  }
  return plan;
}

function add(plan: Plan, row: number, verdict: Verdict): void {
  if (verdict === null) plan.unchanged += 1;
  else if ('error' in verdict) plan.errors.push({ row, code: verdict.error, value: verdict.value });
  else {
    plan.changes.push(verdict.change);
    plan.steps.push(verdict.step);
  }
}

function verdictOn(row: ImportRow, known: Known): Verdict {
  const group = known.groups.find((each) =>
    row.group === null ? each.id === known.groupId : sameName(each.name, row.group),
  );
  if (!group)
    return row.group === null ? { error: 'group-missing', value: '' } : { error: 'group-unknown', value: row.group };
  const found = known.people.filter(({ email }) => email.toLowerCase() === row.email);
  if (found.length > 1) return { error: 'account-twice', value: row.email };
  const [person] = found;
  const terms = (person?.terms ?? []).filter(({ groupId }) => groupId === group.id);
  const touching = termsOf(row, terms);
  if (touching.length > 1) return { error: 'terms-overlap', value: row.email };
  return settled(row, group, person ?? null, touching[0] ?? null, terms.length > 0);
}

/** The stored terms that the row speaks of: those it overlaps; the newest where it names no dates. */
function termsOf({ termStart, termEnd }: ImportRow, terms: Term[]): Term[] {
  if (termStart === null && termEnd === null)
    return terms.toSorted((a, b) => b.termStart.localeCompare(a.termStart)).slice(0, 1);
  return terms.filter((each) => (termStart ?? '') <= each.termEnd && each.termStart <= (termEnd ?? '9999'));
}

/** What the row leaves empty stays as it was; for a new term it is the group's own. */
const termOf = (row: ImportRow, group: KnownGroup, old: Term | null): Term => ({
  groupId: group.id,
  position: row.position ?? old?.position ?? 'member',
  trade: row.trade ?? old?.trade ?? '',
  termStart: row.termStart ?? old?.termStart ?? group.termStart,
  termEnd: row.termEnd ?? old?.termEnd ?? group.termEnd,
});

function settled(
  row: ImportRow,
  group: KnownGroup,
  person: KnownPerson | null,
  old: Term | null,
  hasTerms: boolean,
): Verdict {
  const term = termOf(row, group, old);
  if (term.termEnd < term.termStart) return { error: 'term-ends-before-start', value: term.termEnd };
  const next = {
    name: row.name,
    email: person?.email ?? row.email,
    language: row.language ?? person?.language ?? 'fi',
  };
  const fields = differences({ ...person, ...old }, { ...next, ...term });
  if (fields.length === 0) return null;
  return {
    change: { row: row.row, kind: kindOf(person, old, hasTerms), group: group.name, person: row.name, fields },
    step: { personId: person?.id ?? null, person: next, term, oldStart: old?.termStart ?? null },
  };
}

function kindOf(person: KnownPerson | null, old: Term | null, hasTerms: boolean): ImportChange['kind'] {
  if (person === null) return 'new-person';
  if (old !== null) return 'changed';
  return hasTerms ? 'new-term' : 'new-member';
}

const compared: readonly MemberField[] = ['name', 'email', 'language', 'position', 'trade', 'termStart', 'termEnd'];

function differences(
  old: Partial<Record<MemberField, string>>,
  next: Record<MemberField, string>,
): ImportChange['fields'] {
  return compared.flatMap((field) => {
    const from = old[field] ?? null;
    return from === next[field] || (from === null && next[field] === '') ? [] : [{ field, from, to: next[field] }];
  });
}

/** Members of the group who are not in the file and whose term is going on: it ends today. */
function endings(rows: readonly ImportRow[], { people, groups, groupId, today }: Known): Verdict[] {
  const listed = new Set(rows.map(({ email }) => email));
  const group = groups.find(({ id }) => id === groupId);
  if (!group) return [];
  return people.flatMap((person) => {
    const term = person.terms.find(
      (each) => each.groupId === groupId && each.termStart <= today && today < each.termEnd,
    );
    if (!term || listed.has(person.email.toLowerCase())) return [];
    const { name, email, language } = person;
    return {
      change: {
        row: null,
        kind: 'ending' as const,
        group: group.name,
        person: name,
        fields: [{ field: 'termEnd' as const, from: term.termEnd, to: today }],
      },
      step: {
        personId: person.id,
        person: { name, email, language },
        term: { ...term, termEnd: today },
        oldStart: term.termStart,
      },
    };
  });
}

const sameName = (a: string, b: string): boolean =>
  a.trim().toLocaleLowerCase('fi') === b.trim().toLocaleLowerCase('fi');
