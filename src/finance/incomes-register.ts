import { dsvFormat } from 'd3-dsv';
import type { FinanceSettings, MemberType, RegisterCode, RegisterKind } from '../claim/finance-settings.ts';
import { euros } from './csv.ts';

/**
 * Rows for the Incomes Register (tulorekisteri / inkomstregistret) of one payment period: per diems, kilometres and meals.
 * Tickets, taxis, lodging and parking against receipts are not reported. This is the only file with identity codes.
 */

export type RegisterPayment = {
  identityCode: string;
  name: string;
  memberType: MemberType;
  /** ISO 8601 date. */
  paidOn: string;
  claimNumber: string;
  lines: readonly { rule: string; quantity: number; cents: number; taxCeilingCents: number | null }[];
};

export const registerColumns = [
  'maksaja',
  'maksupaiva',
  'tulonsaaja',
  'nimi',
  'tulolaji',
  'paivarahan_laji',
  'kilometrit',
  'summa',
  'matkalasku',
  'huomautus',
] as const;

/** Kinds of the daily allowance, in the register's own Finnish words; its code values come from the schema of reports. */
const allowances: Record<string, string> = {
  'per-diem.full': 'Kokopäiväraha',
  'per-diem.partial': 'Osapäiväraha',
  'per-diem.foreign': 'Ulkomaanpäiväraha',
};

/** What is told of a row that somebody has to look at before it is sent. */
const notes = {
  noIdentity: 'henkilötunnus puuttuu',
  aboveCeiling: 'ylittää verovapaan enimmäismäärän',
  otherPayer: 'muu maksaja vähentää maksettavaa; jakoa lajeittain ei tunneta',
} as const;

type Row = { code: RegisterCode; allowance: string; km: number | null; cents: number; note: string };

/** CSV in the form for Finnish Excel; the payer's business id stands on each row. */
export function registerCsv(payments: readonly RegisterPayment[], settings: FinanceSettings): string {
  const rows = payments.flatMap((payment) => rowsOf(payment, settings).map((row) => cellsOf(payment, row, settings)));
  const format = dsvFormat(';');
  return `\uFEFF${[[...registerColumns], ...rows].map((row) => format.formatRow(row)).join('\r\n')}\r\n`;
}

/** One row for each code and kind of allowance of a claim. */
function rowsOf({ memberType, lines }: RegisterPayment, settings: FinanceSettings): Row[] {
  const codes = settings.register[memberType];
  const isReduced = lines.some(({ rule }) => rule === 'secondary-compensation');
  const reported = lines.flatMap((line) => {
    const kind = kindOf(line.rule);
    if (kind === null || line.cents === 0 || codes[kind] === 'none') return [];
    return [rowOf(line, kind, codes[kind], isReduced)];
  });
  const groups = Map.groupBy(reported, ({ code, allowance, note }) => [code, allowance, note].join('|'));
  return [...groups.values()].flatMap(([first, ...rest]) => (first ? [rest.reduce(together, first)] : []));
}

type Line = RegisterPayment['lines'][number];

function rowOf(line: Line, kind: RegisterKind, code: RegisterCode, isReduced: boolean): Row {
  const { rule, quantity, cents, taxCeilingCents } = line;
  const isAbove = taxCeilingCents !== null && cents > taxCeilingCents;
  const note = [isAbove ? notes.aboveCeiling : '', isReduced ? notes.otherPayer : ''].filter(Boolean).join('; ');
  return { code, allowance: allowances[rule] ?? '', km: kind === 'mileage' ? quantity : null, cents, note };
}

const together = (one: Row, other: Row): Row => ({
  ...one,
  km: one.km === null ? null : one.km + (other.km ?? 0),
  cents: one.cents + other.cents,
});

function kindOf(rule: string): RegisterKind | null {
  if (rule.startsWith('per-diem.')) return 'perDiem';
  if (rule.startsWith('mileage.')) return 'mileage';
  if (rule === 'meal-compensation') return 'meal';
  return rule === 'night-allowance' ? 'night' : null;
}

const comma = (text: string): string => text.replace('.', ',');

const cellsOf = (payment: RegisterPayment, row: Row, { payer }: FinanceSettings): string[] => [
  payer.businessId,
  payment.paidOn,
  payment.identityCode,
  payment.name,
  row.code,
  row.allowance,
  row.km === null ? '' : comma(String(Math.round(row.km * 10) / 10)),
  comma(euros(row.cents)),
  payment.claimNumber,
  [row.note, payment.identityCode === '' ? notes.noIdentity : ''].filter(Boolean).join('; '),
];
