import { describe, expect, it } from 'vitest';
import { claimOf, codes, evaluated } from './claims.ts';

/** § 7 and § 8: what other claims and the meeting say, each limit on both sides. */

type Rest = Parameters<typeof claimOf>[1] & {};
const day = { start: '2026-03-10T08:00', end: '2026-03-10T20:00' };
const asked = (rest: Rest) => codes(evaluated(claimOf(day, rest)));
const marks = ['bytes', 'look', 'fields', 'ride'] as const;
type Mark = (typeof marks)[number];
const kinds = ['train', 'taxi', 'lodging', 'parking', 'fee'] as const;
const withDuplicate = (kind: (typeof kinds)[number], ...by: Mark[]) =>
  evaluated(
    claimOf(day, {
      attachments: { invitation: true, originalsReceived: true },
      expenses: [
        {
          id: 'e1',
          kind,
          date: '2026-03-10',
          amountCents: 2340,
          hasReceipt: true,
          justification: { code: 'luggage' },
          place: 'airport',
          duplicates: by.map((mark) => ({ claim: `claim-${mark}`, by: mark })),
        },
      ],
    }),
  );

describe('the same receipt in another claim', () => {
  it('by its bytes is an error and pays nothing, whatever the cost', () => {
    for (const kind of ['train', 'taxi', 'lodging', 'parking'] as const) {
      const { findings, lines } = withDuplicate(kind, 'bytes');
      expect(findings).toContainEqual(expect.objectContaining({ code: 'receipt-duplicate', severity: 'error' }));
      expect(lines.find(({ rule }) => rule === `expense.${kind}`)?.amountCents).toBe(0);
    }
  });

  it('by its look or its fields goes to the examiner, and is paid meanwhile', () => {
    for (const mark of ['look', 'fields'] as const) {
      const { findings, lines } = withDuplicate('train', mark);
      expect(findings).toMatchObject([
        {
          code: 'receipt-like-another',
          severity: 'review',
          subject: 'expenses[e1]',
          action: { en: expect.stringContaining(`claim-${mark}`) },
        },
      ]);
      expect(lines.at(-1)?.amountCents).toBe(2340);
    }
  });

  it('as the same taxi ride goes to the examiner', () => {
    expect(codes(withDuplicate('taxi', 'ride'))).toEqual(['taxi-justified', 'taxi-ride-in-other-claim']);
  });

  it('of each claim is told by itself', () => {
    const { findings } = withDuplicate('taxi', 'fields', 'ride', 'look');
    expect(findings.map(({ code }) => code)).toEqual([
      'taxi-justified',
      'receipt-like-another',
      'taxi-ride-in-other-claim',
      'receipt-like-another',
    ]);
  });
});

describe('the same receipt in another member’s claim', () => {
  const unnamed = (by: Mark, kind: 'taxi' | 'train' = 'train') =>
    evaluated(
      claimOf(day, {
        attachments: { invitation: true, originalsReceived: true },
        expenses: [
          {
            id: 'e1',
            kind,
            date: '2026-03-10',
            amountCents: 2340,
            hasReceipt: true,
            justification: { code: 'luggage' },
            duplicates: [{ claim: null, by }],
          },
        ],
      }),
    ).findings.find(({ code }) => code !== 'taxi-justified');

  it('has the same code and weight, and names no claim', () => {
    expect(unnamed('bytes')).toMatchObject({ code: 'receipt-duplicate', severity: 'error' });
    expect(unnamed('look')).toMatchObject({ code: 'receipt-like-another', severity: 'review' });
    expect(unnamed('fields')).toMatchObject({ code: 'receipt-like-another', severity: 'review' });
    expect(unnamed('ride', 'taxi')).toMatchObject({ code: 'taxi-ride-in-other-claim', severity: 'review' });
    expect(unnamed('bytes')?.action.en).toBe(
      'Ask the Finnish National Agency for Education: the same file is in another claim already.',
    );
    expect(unnamed('look')?.action.fi).toBe('Vertaa kuittia toisen matkalaskun kuittiin: ne ovat ehkä sama.');
    expect(unnamed('ride', 'taxi')?.action.sv).toContain('en annan reseräkning');
  });
});

describe('a receipt that is twice in one claim', () => {
  it('goes to the examiner as such, by its look and by its fields, and is paid meanwhile', () => {
    for (const by of ['look', 'fields'] as const) {
      const row = { kind: 'train' as const, date: '2026-03-10', amountCents: 2340, hasReceipt: true };
      const duplicates = [{ claim: 'this-one', by, expense: 'e1' }];
      const { findings, lines } = evaluated(
        claimOf(day, {
          attachments: { invitation: true, originalsReceived: true },
          expenses: [
            { ...row, id: 'e1' },
            { ...row, id: 'e2', duplicates },
          ],
        }),
      );
      expect(findings).toMatchObject([{ code: 'receipt-twice', severity: 'review', subject: 'expenses[e2]' }]);
      expect(lines.at(-1)?.amountCents).toBe(2340);
    }
  });
});

describe('the member’s other trips', () => {
  const other = (start: string, end: string) => asked({ otherTrips: [{ claim: '2026-00007', start, end }] });

  it('may end when this one starts and start when it ends, and not a minute into it', () => {
    expect(other('2026-03-09T08:00', '2026-03-10T08:00')).toEqual([]);
    expect(other('2026-03-09T08:00', '2026-03-10T08:01')).toEqual(['trip-overlap']);
    expect(other('2026-03-10T20:00', '2026-03-11T20:00')).toEqual([]);
    expect(other('2026-03-10T19:59', '2026-03-11T20:00')).toEqual(['trip-overlap']);
  });

  it('in UTC are compared as instants', () => {
    expect(other('2026-03-10T18:00Z', '2026-03-10T20:00Z')).toEqual([]);
    expect(other('2026-03-10T17:59Z', '2026-03-10T20:00Z')).toEqual(['trip-overlap']);
  });
});

describe('the meeting', () => {
  const meeting = (start: string, end: string) => asked({ meeting: { start, end } });

  it('fits when it takes the whole trip, and not when it is a minute longer at either end', () => {
    expect(meeting('2026-03-10T08:00', '2026-03-10T20:00')).toEqual([]);
    expect(meeting('2026-03-10T07:59', '2026-03-10T12:00')).toEqual(['meeting-outside-trip']);
    expect(meeting('2026-03-10T12:00', '2026-03-10T20:01')).toEqual(['meeting-outside-trip']);
  });
});

describe('paper originals', () => {
  it('are asked for until they have come', () => {
    const expenses = [{ id: 'e1', kind: 'train' as const, date: '2026-03-10', amountCents: 100, hasReceipt: true }];
    expect(asked({ expenses })).toEqual(['originals-required']);
    expect(asked({ expenses, attachments: { invitation: true, originalsReceived: true } })).toEqual([]);
  });
});
