import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startingSettings } from '../../src/claim/finance-settings.ts';
import { paymentStatuses } from '../../src/claim/finance-views.ts';
import { type RegisterPayment, registerCsv } from '../../src/finance/incomes-register.ts';
import { batchReport, monthReport, type ReportedPayment, reportCsv } from '../../src/finance/report.ts';

const months = ['2026-01', '2026-02', '2026-03', '2026-04'];
const day = (month: string | undefined) => `${month}-15`;

const anyPayment = fc
  .record({
    batchNumber: fc.integer({ min: 1, max: 6 }),
    claimedCents: fc.integer({ min: -100_000, max: 1_000_000 }),
    cut: fc.nat(50_000),
    status: fc.constantFrom(...paymentStatuses),
    made: fc.nat(3),
    later: fc.nat(3),
  })
  .map(
    ({ batchNumber, claimedCents, cut, status, made, later }): ReportedPayment => ({
      batchNumber,
      madeOn: day(months[made]),
      claimNumber: 'ML-2026-000001-1',
      claimedCents,
      payableCents: claimedCents - cut,
      status,
      settledOn: status === 'open' ? null : day(months[Math.min(3, made + later)]),
    }),
  );

test('law: on every row claimed − cut = approved = sent, and sent = paid + rejected + reversed + open, to the cent', () => {
  fc.assert(
    fc.property(fc.array(anyPayment), fc.constantFrom(...months), (payments, month) => {
      for (const report of [batchReport(1, payments), monthReport(month, payments)]) {
        for (const row of [...report.rows, report.total]) {
          expect(row.claimedCents - row.cutCents).toBe(row.approvedCents);
          expect(row.sentCents).toBe(row.approvedCents);
          expect(row.paidCents + row.rejectedCents + row.reversedCents + row.openCents).toBe(row.sentCents);
        }
        expect(report.rows.reduce((sum, row) => sum + row.sentCents, 0)).toBe(report.total.sentCents);
      }
    }),
  );
});

test('law: open before + sent − reversed − paid − rejected = open after, and what one month leaves the next begins with', () => {
  fc.assert(
    fc.property(fc.array(anyPayment), (payments) => {
      let open = 0;
      for (const month of months) {
        const flow = monthReport(month, payments).month;
        if (!flow) throw new Error('a month without its flow');
        expect(flow.openBeforeCents).toBe(open);
        open = open + flow.sentCents - flow.reversedCents - flow.paidCents - flow.rejectedCents;
        expect(flow.openAfterCents).toBe(open);
      }
    }),
  );
});

test('the report as CSV has a row a batch and their total', () => {
  const payment: ReportedPayment = {
    batchNumber: 3,
    madeOn: '2026-03-10',
    claimNumber: 'ML-2026-000001-1',
    claimedCents: 6000,
    payableCents: 5400,
    status: 'paid',
    settledOn: '2026-03-12',
  };
  const rows: string[][] = parse(reportCsv(monthReport('2026-03', [payment])), { delimiter: ';', bom: true });
  expect(rows.slice(1)).toEqual([
    ['3', '60,00', '6,00', '54,00', '54,00', '54,00', '0,00', '0,00', '0,00'],
    ['yhteensa', '60,00', '6,00', '54,00', '54,00', '54,00', '0,00', '0,00', '0,00'],
  ]);
});

const registered = (more: Partial<RegisterPayment> = {}): string[][] => {
  const payment: RegisterPayment = {
    identityCode: '010594Y9032',
    name: 'Testi Jäsen',
    memberType: 'member',
    paidOn: '2026-03-24',
    claimNumber: 'ML-2026-000042-7',
    lines: [
      { rule: 'per-diem.full', quantity: 1, cents: 5400, taxCeilingCents: null },
      { rule: 'per-diem.partial', quantity: 1, cents: 2500, taxCeilingCents: null },
      { rule: 'mileage.car', quantity: 123.4, cents: 6787, taxCeilingCents: null },
      { rule: 'mileage.car', quantity: 10, cents: 550, taxCeilingCents: null },
      { rule: 'meal-compensation', quantity: 1, cents: 1350, taxCeilingCents: null },
      { rule: 'expense.taxi', quantity: 1, cents: 2340, taxCeilingCents: null },
      { rule: 'expense.train', quantity: 1, cents: 4400, taxCeilingCents: null },
    ],
    ...more,
  };
  const [, ...rows]: string[][] = parse(registerCsv([payment], startingSettings), { delimiter: ';', bom: true });
  return rows;
};

test('per diems are 331 with their kind, kilometres 311 with the distance, meals 303; tickets and taxis are not reported', () => {
  expect(registered().map(([, , , , code, kind, km, sum]) => [code, kind, km, sum])).toEqual([
    ['331', 'Kokopäiväraha', '', '54,00'],
    ['331', 'Osapäiväraha', '', '25,00'],
    ['311', '', '133,4', '73,37'],
    ['303', '', '', '13,50'],
  ]);
});

test('a missing identity code, another payer and a per diem above the tax-exempt ceiling are told on the row', () => {
  const [first] = registered({ identityCode: '' });
  expect(first?.at(-1)).toBe('henkilötunnus puuttuu');
  const lines = [
    { rule: 'per-diem.foreign', quantity: 1, cents: 7001, taxCeilingCents: 7000 },
    { rule: 'per-diem.foreign', quantity: 1, cents: 7000, taxCeilingCents: 7000 },
  ];
  expect(registered({ lines }).map((row) => row.at(-1))).toEqual(['ylittää verovapaan enimmäismäärän', '']);
  const reduced = [
    ...lines.slice(1),
    { rule: 'secondary-compensation', quantity: 1, cents: -500, taxCeilingCents: null },
  ];
  expect(registered({ lines: reduced })[0]?.at(-1)).toContain('muu maksaja');
});

test('the code follows the member’s position: chairs taxed, members not reported at all', () => {
  const codes = { perDiem: '353', mileage: '353', meal: 'none', night: 'none' } as const;
  const settings = { ...startingSettings, register: { ...startingSettings.register, chair: codes } };
  const payment: RegisterPayment = {
    identityCode: '010594Y9032',
    name: 'T',
    memberType: 'chair',
    paidOn: '2026-03-24',
    claimNumber: 'x',
    lines: [
      { rule: 'per-diem.full', quantity: 1, cents: 5400, taxCeilingCents: null },
      { rule: 'meal-compensation', quantity: 1, cents: 1350, taxCeilingCents: null },
    ],
  };
  const [, ...rows]: string[][] = parse(registerCsv([payment], settings), { delimiter: ';', bom: true });
  expect(rows.map((row) => row[4])).toEqual(['353']);
});
