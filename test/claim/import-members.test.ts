import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Known, type KnownPerson, planImport } from '../../src/claim/import-members.ts';
import { importRows } from '../../src/claim/import-rows.ts';

/** What a list of members changes: field by field, by row, and nothing the second time. */

const group = { id: 'g1', name: 'Työryhmä', termStart: '2026-01-01', termEnd: '2027-12-31' };
const term = { groupId: 'g1', position: 'member' as const, trade: '', termStart: '2026-01-01', termEnd: '2027-12-31' };
const aino: KnownPerson = {
  id: 'p1',
  name: 'Aino Testinen',
  email: 'aino@example.invalid',
  language: 'fi',
  terms: [term],
};
const known = (more: Partial<Known> = {}): Known => ({
  people: [aino],
  groups: [group],
  groupId: 'g1',
  whole: false,
  today: '2026-06-15',
  ...more,
});
const head = ['Nimi', 'Sähköposti', 'Asema', 'Edustaa', 'Toimikausi alkaa', 'Toimikausi päättyy', 'Kieli'];
const plan = (rows: string[][], more: Partial<Known> = {}, heading = head) =>
  planImport(importRows([heading, ...rows]).rows, known(more));

/** What is known after a plan has been carried out. */
function after(before: Known, rows: string[][], heading = head): Known {
  const people = structuredClone(before.people);
  for (const step of planImport(importRows([heading, ...rows]).rows, before).steps) {
    let person = people.find(({ id, email }) => id === step.personId || email === step.person.email);
    if (!person) {
      person = { id: `new ${step.person.email}`, ...step.person, terms: [] };
      people.push(person);
    }
    Object.assign(person, { name: step.person.name, language: step.person.language });
    person.terms = [
      ...person.terms.filter(({ termStart, groupId }) => groupId !== step.term.groupId || termStart !== step.oldStart),
      step.term,
    ];
  }
  return { ...before, people };
}

test('a new person gets what the row says, and the term of the group where it says none', () => {
  const { changes, steps, errors } = plan([
    ['Bertta Uusi', 'Bertta@Example.invalid', 'sihteeri', 'yliopisto', '', '', 'ruotsi'],
  ]);
  expect(errors).toEqual([]);
  expect(changes).toEqual([
    {
      row: 2,
      kind: 'new-person',
      group: 'Työryhmä',
      person: 'Bertta Uusi',
      fields: [
        { field: 'name', from: null, to: 'Bertta Uusi' },
        { field: 'email', from: null, to: 'bertta@example.invalid' },
        { field: 'language', from: null, to: 'sv' },
        { field: 'position', from: null, to: 'secretary' },
        { field: 'trade', from: null, to: 'yliopisto' },
        { field: 'termStart', from: null, to: '2026-01-01' },
        { field: 'termEnd', from: null, to: '2027-12-31' },
      ],
    },
  ]);
  expect(steps[0]).toMatchObject({ personId: null, oldStart: null });
});

test('an empty cell keeps what was, a filled one changes that field alone', () => {
  const { changes } = plan([['Aino Testinen', 'aino@example.invalid', 'puheenjohtaja', '', '', '', '']]);
  expect(changes).toMatchObject([{ kind: 'changed', fields: [{ field: 'position', from: 'member', to: 'chair' }] }]);
});

test('a term that begins the day after the last one ended is a new term, one that begins on its last day changes it', () => {
  const row = (start: string) => [['Aino Testinen', 'aino@example.invalid', '', '', start, '31.12.2029', '']];
  expect(plan(row('1.1.2028')).changes).toMatchObject([{ kind: 'new-term' }]);
  expect(plan(row('31.12.2027')).changes).toMatchObject([{ kind: 'changed' }]);
});

test('who is not in a list of the whole group ends today; one whose term ended yesterday, or is of another group, does not', () => {
  const ended: KnownPerson = {
    ...aino,
    id: 'p2',
    name: 'Eero',
    email: 'e@example.invalid',
    terms: [{ ...term, termEnd: '2026-06-14' }],
  };
  const other: KnownPerson = {
    ...aino,
    id: 'p3',
    name: 'Oona',
    email: 'o@example.invalid',
    terms: [{ ...term, groupId: 'g2' }],
  };
  const people = [aino, ended, other];
  const { changes } = plan([['Bertta Uusi', 'b@example.invalid']], { people, whole: true });
  expect(changes.filter(({ kind }) => kind === 'ending')).toEqual([
    {
      row: null,
      kind: 'ending',
      group: 'Työryhmä',
      person: 'Aino Testinen',
      fields: [{ field: 'termEnd', from: '2027-12-31', to: '2026-06-15' }],
    },
  ]);
});

test.each([
  [['', 'a@example.invalid'], 'name-missing'],
  [['A', 'a(at)example.invalid'], 'email-wrong'],
  [['A', 'a@example.invalid', 'kuningas'], 'position-unknown'],
  [['A', 'a@example.invalid', '', '', '31.2.2026'], 'date-wrong'],
  [['A', 'a@example.invalid', '', '', '2.1.2027', '1.1.2027'], 'term-ends-before-start'],
  [['A', 'a@example.invalid', '', '', '', '', 'latina'], 'language-unknown'],
] as [string[], string][])('the row %j is told as %s', (row, code) => {
  expect(importRows([head, row]).errors).toMatchObject([{ row: 2, code }]);
});

test('a person twice, or by two names, is told at the second row', () => {
  const twice = importRows([head, ['A', 'a@example.invalid'], ['A', 'A@example.invalid']]);
  expect(twice.errors).toMatchObject([{ row: 3, code: 'person-twice' }]);
  const named = [...head, 'Ryhmä'];
  const two = importRows([
    named,
    ['A', 'a@example.invalid', '', '', '', '', '', 'X'],
    ['B', 'a@example.invalid', '', '', '', '', '', 'Y'],
  ]);
  expect(two.errors).toMatchObject([{ row: 3, code: 'person-twice' }]);
});

test('a group that is not there, none at all, and two accounts of one address are told', () => {
  expect(plan([['A', 'a@example.invalid', 'Toinen']], {}, ['Nimi', 'Sähköposti', 'Ryhmä']).errors).toMatchObject([
    { code: 'group-unknown' },
  ]);
  expect(plan([['A', 'a@example.invalid']], { groupId: null }).errors).toMatchObject([{ code: 'group-missing' }]);
  const people = [aino, { ...aino, id: 'p9' }];
  expect(plan([['Aino', 'aino@example.invalid']], { people }).errors).toMatchObject([{ code: 'account-twice' }]);
});

test('columns nobody knows are named and nothing of them is imported; a missing one is named', () => {
  expect(
    importRows([
      ['Nimi', 'Sähköposti', 'Kengännumero'],
      ['A', 'a@example.invalid', '43'],
    ]).unknownColumns,
  ).toEqual(['Kengännumero']);
  expect(importRows([['Namn'], ['A']]).missingColumns).toEqual(['email']);
});

test('a formula is text like any other', () => {
  const { rows } = importRows([head, ['=HYPERLINK("http://x","A")', 'a@example.invalid']]);
  expect(rows[0]?.name).toBe('=HYPERLINK("http://x","A")');
});

const cell = fc.record({
  who: fc.integer({ min: 0, max: 5 }),
  position: fc.constantFrom('', 'puheenjohtaja', 'jäsen'),
  start: fc.constantFrom('', '1.1.2026', '1.1.2028'),
  language: fc.constantFrom('', 'fi', 'sv'),
});

test('law: whatever was imported, the same file a second time changes nothing', () => {
  fc.assert(
    fc.property(fc.uniqueArray(cell, { selector: ({ who }) => who, maxLength: 6 }), fc.boolean(), (cells, whole) => {
      const rows = cells.map(({ who, position, start, language }) => [
        `Henkilö ${who}`,
        who === 0 ? aino.email : `h${who}@example.invalid`,
        position,
        '',
        start,
        start === '1.1.2028' ? '31.12.2029' : '',
        language,
      ]);
      const second = planImport(importRows([head, ...rows]).rows, after(known({ whole }), rows));
      expect(second.changes).toEqual([]);
      expect(second.errors).toEqual([]);
    }),
  );
});
