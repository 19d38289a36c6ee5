import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assistantMarks,
  isMissing,
  isToPost,
  type OriginalMark,
  originalForms,
  originalsOf,
  type SentReceipts,
} from '../../src/claim/originals.ts';

const cost = (receiptId: string | null) =>
  ({ receiptId, kind: 'taxi', date: '2026-03-10', amountCents: 2340, currency: 'EUR' }) as const;
const marked = (mark: OriginalMark['mark'], reason = ''): OriginalMark => ({
  receiptId: 'r1',
  mark,
  reason,
  at: '2026-03-22T09:00:00.000Z',
  by: 'Anneli Assistentti',
});
const photo: SentReceipts = {
  receipts: [{ id: 'r1', fileName: 'kuitti.jpg', via: 'ocr' }],
  expenses: [cost('r1')],
  marks: [],
};
const ticket: SentReceipts = { ...photo, receipts: [{ id: 'r1', fileName: 'lippu.pdf', via: 'text-layer' }] };
const only = (sent: SentReceipts, ...marks: OriginalMark[]) => {
  const [original] = originalsOf({ ...sent, marks });
  if (!original) throw new Error('no original');
  return original;
};

describe('a photograph of a receipt', () => {
  test('is awaited on paper, and posted', () => {
    expect(only(photo)).toMatchObject({ state: 'missing', number: 1, costs: [{ amountCents: 2340 }] });
    expect(isToPost(only(photo))).toBe(true);
  });
  test('that could not be read is awaited too', () => {
    expect(only({ ...photo, receipts: [{ id: 'r1', fileName: 'x.jpg', via: null }] }).state).toBe('missing');
  });
  test('of what its member tells came electronically is not posted, and still waits for the assistant', () => {
    const told = only(photo, marked('electronic'));
    expect(told).toMatchObject({ state: 'missing', told: 'electronic' });
    expect(isToPost(told)).toBe(false);
    expect(only(photo, marked('electronic'), marked('excused', 'Sähköposti')).state).toBe('excused');
  });
  test('is posted again once its member takes that back', () => {
    expect(isToPost(only(photo, marked('electronic'), marked('paper')))).toBe(true);
  });
});

describe('a PDF with text', () => {
  test('was never on paper', () => {
    expect(only(ticket)).toMatchObject({ state: 'electronic', mark: null });
  });
  test('is awaited where its member has it on paper, or the assistant wants it', () => {
    expect(only(ticket, marked('paper')).state).toBe('missing');
    expect(only(ticket, marked('wanted')).state).toBe('missing');
    expect(only(ticket, marked('wanted'), marked('withdrawn')).state).toBe('electronic');
  });
});

describe('what the assistant marks', () => {
  test('stands with its reason, time and name', () => {
    const { mark } = only(photo, marked('excused', 'Kadonnut postissa'));
    expect(mark).toEqual({ reason: 'Kadonnut postissa', at: '2026-03-22T09:00:00.000Z', by: 'Anneli Assistentti' });
  });
  test('is taken back, and marked again', () => {
    expect(only(photo, marked('received'), marked('withdrawn'))).toMatchObject({ state: 'missing', mark: null });
    expect(only(photo, marked('received'), marked('withdrawn'), marked('received')).state).toBe('received');
  });
  test('is not undone by what the member tells afterwards', () => {
    expect(only(photo, marked('received'), marked('electronic')).state).toBe('received');
  });
});

test('a receipt no cost is claimed by is not awaited, and one paper for two costs is one original', () => {
  expect(only({ ...photo, expenses: [cost(null)] }).state).toBe('unused');
  expect(only({ ...photo, expenses: [cost('r1'), cost('r1')] }).costs).toHaveLength(2);
});

test('the numbers are those of the receipts in the claim, whatever is awaited of them', () => {
  const receipts = ['a', 'b', 'c'].map((id) => ({ id, fileName: id, via: id === 'b' ? 'text-layer' : 'ocr' }) as const);
  const all = originalsOf({ receipts, expenses: [cost('a'), cost('b'), cost('c')], marks: [] });
  expect(all.filter(isMissing).map(({ number }) => number)).toEqual([1, 3]);
});

test('whatever was marked before: a last "received" ends the waiting, and marks of another receipt change nothing', () => {
  const any = fc.array(fc.constantFrom(...assistantMarks, ...originalForms));
  fc.assert(
    fc.property(any, fc.constantFrom(photo, ticket), (before, sent) => {
      const marks = before.map((mark) => marked(mark));
      expect(only(sent, ...marks, marked('received')).state).toBe('received');
      expect(isMissing(only(sent, ...marks, marked('withdrawn')))).toBe(
        isMissing(only(sent, ...marks.filter(byMember))),
      );
      expect(only(sent, ...marks.map((mark) => ({ ...mark, receiptId: 'r2' })))).toEqual(only(sent));
    }),
  );
});

const byMember = ({ mark }: OriginalMark) => mark === 'paper' || mark === 'electronic';
