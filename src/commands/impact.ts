import { once } from 'node:events';
import { finnishDate } from '../claim/days.ts';
import { isTouched, noImpact, withClaim } from '../claim/impact.ts';
import { euroDigits } from '../claim/money.ts';
import type { ClaimImpact, ImpactTotals, LineChange } from '../claim/revision-views.ts';
import type { RulePack, RulePacks } from '../claim/rules.ts';
import { readConfig } from '../config.ts';
import { type Database, openForReading } from '../store/db.ts';
import { impactsOf } from '../store/open-claims.ts';
import { activePacks } from '../store/pack-activations.ts';
import { loadRulePacks } from '../store/rule-packs.ts';

export interface ImpactArgs {
  /** Id of the revision to look at (`fi-state-2026.2`). */
  pack: string;
  /** Folder of rule packs. */
  rules?: string;
  /** A line of JSON for every open claim, then one with the totals. */
  json?: boolean;
}

export interface ImpactIo {
  stdout: NodeJS.WritableStream;
  stderr: { write: (text: string) => unknown };
  now: Date;
}

const DEFAULT_RULES = new URL('../../rules', import.meta.url);

/**
 * `matkalasku impact PACK_ID`: what every open claim would come to by another revision of the rules. Nothing is written
 * to the database. Exit 0 done · 2 there is no such revision, it is in force already, or the database cannot be read.
 */
export async function impact(args: ImpactArgs, io: ImpactIo, environment?: Record<string, string>): Promise<number> {
  try {
    const found = await loadRulePacks(args.rules ?? DEFAULT_RULES);
    const candidate = found.all.find((pack) => pack.id === args.pack);
    if (!candidate) throw new Error(`there is no pack ${args.pack}`);
    const database = await openForReading(readConfig(environment));
    try {
      await report(database, found, candidate, args, io);
      return 0;
    } finally {
      await database.close();
    }
  } catch (error) {
    // A setting, a folder or a database that cannot be used is the caller's to mend: told in one line.
    io.stderr.write(`matkalasku impact: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}\n`);
    return 2;
  }
}

async function report({ db }: Database, found: RulePacks, candidate: RulePack, args: ImpactArgs, io: ImpactIo) {
  const inForce = await activePacks(found).inForce(db);
  if (inForce.inForce.includes(candidate)) throw new Error(`${candidate.id} is in force already`);
  const write = async (text: string) => {
    if (text !== '' && !io.stdout.write(text)) await once(io.stdout, 'drain');
  };
  let totals = noImpact;
  for await (const claim of impactsOf(db, candidate, inForce, finnishDate(io.now))) {
    totals = withClaim(totals, claim);
    await write(args.json ? `${JSON.stringify({ ...claim, touched: isTouched(claim) })}\n` : claimText(claim));
  }
  await write(args.json ? `${JSON.stringify({ totals })}\n` : totalsText(totals));
}

const euros = (cents: number | null) => (cents === null ? '?' : `${euroDigits(cents, '.')} €`);
const signed = (cents: number) => `${cents > 0 ? '+' : ''}${euros(cents)}`;
const row = (cells: readonly string[]) => `${cells.join('\t')}\n`;

/** A claim that changes: its sum before and after, then each line and finding that differs; tabs between. */
function claimText(claim: ClaimImpact): string {
  if (!isTouched(claim)) return '';
  const { number, state, frozen, beforeCents, afterCents, lines, findings } = claim;
  const head = [number, frozen ? `${state}, stays as sent` : state, euros(beforeCents), euros(afterCents)];
  const known = beforeCents !== null && afterCents !== null;
  return [
    row([...head, known ? signed(afterCents - beforeCents) : '?']),
    ...lines.map((line) => row(['', ...lineCells(line)])),
    ...findings.added.map(({ code, subject }) => row(['', `+ ${code}`, subject])),
    ...findings.removed.map(({ code, subject }) => row(['', `- ${code}`, subject])),
  ].join('');
}

const lineCells = ({ rule, date, before, after, changed, changeCents }: LineChange): string[] => [
  `${rule} ${date}`,
  before ? euros(before.amountCents) : 'new',
  after ? euros(after.amountCents) : 'gone',
  signed(changeCents),
  changed.join(', '),
];

const totalsText = ({ open, touched, changeCents, written, sent, withoutSum }: ImpactTotals): string =>
  [
    `${touched} of ${open} open claims would change, together ${signed(changeCents)}`,
    `  at once: ${written.claims} drafts and returned, ${signed(written.changeCents)}`,
    `  only if returned: ${sent.claims} sent, ${signed(sent.changeCents)}`,
    ...(withoutSum > 0 ? [`  without a sum before or after: ${withoutSum}`] : []),
    '',
  ].join('\n');
