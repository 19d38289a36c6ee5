import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Evaluation, type Language } from '../claim/claim.ts';
import { FinanceSettings } from '../claim/finance-settings.ts';
import { DownloadReason, FinanceSettingsView, ReportView } from '../claim/finance-views.ts';
import { euroDigits } from '../claim/money.ts';
import { Problem } from '../claim/problem.ts';
import { reportSums } from '../claim/report-sums.ts';
import { buildSumReport } from '../document/report-pdf.ts';
import { registerCsv } from '../finance/incomes-register.ts';
import { batchReport, monthReport, reportCsv } from '../finance/report.ts';
import { only } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import { paidBetween, paymentsOfBatch, paymentsUntil } from '../store/batch-report.ts';
import type { Db } from '../store/db.ts';
import { sha256Of } from '../store/files.ts';
import { addSettings, type SettingsInForce, settingsInForce } from '../store/finance-settings.ts';
import type { User } from '../store/people.ts';
import en from '../texts/en/report.json' with { type: 'json' };
import fi from '../texts/fi/report.json' with { type: 'json' };
import sv from '../texts/sv/report.json' with { type: 'json' };
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';
import { sendFile } from './send-file.ts';

/** Reconciliation by batch and month, rows for the Incomes Register, and finance's settings. */

const tags = ['finance'];
const access = only('finance');
const Month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/);
/** `2026-03`, or the number of a batch. */
const Subject = z.strictObject({ subject: z.union([Month, z.string().regex(/^[1-9]\d{0,8}$/)]) });
const Form = Subject.extend({ form: z.enum(['csv', 'pdf']) });
const Why = z.strictObject({ why: DownloadReason.default('check') });
const Purpose = z.strictObject({ from: z.iso.date(), to: z.iso.date(), why: z.string().trim().min(3).max(200) });
const CSV = 'text/csv; charset=utf-8; header=present';

export function financeReportRoutes(app: App, deps: Deps): void {
  reportRoutes(app, deps);
  registerRoute(app, deps);
  settingsRoutes(app, deps);
}

function reportRoutes(app: App, { db, now }: Deps): void {
  app.get(
    '/api/reports/:subject',
    { config: { access }, schema: { tags, params: Subject, response: { 200: ReportView } } },
    (request) => reportOf(db, request.params.subject),
  );
  app.get(
    '/api/reports/:subject/:form',
    { config: { access }, schema: { tags, params: Form, querystring: Why } },
    async (request, reply) => {
      const { subject, form } = request.params;
      const report = await reportOf(db, subject);
      const user = userOf(request);
      const at = now();
      const bytes = form === 'csv' ? encoded(reportCsv(report)) : await pdfOf(report, user.language, at);
      const details = { form, why: request.query.why };
      await record(db, { at, actorId: user.id, action: 'report-downloaded', subject: report.subject, details });
      return sent(reply, bytes, form === 'csv' ? CSV : 'application/pdf', `tasmaytys-${subject}.${form}`);
    },
  );
}

async function reportOf(db: Db, subject: string): Promise<ReportView> {
  if (subject.includes('-')) return monthReport(subject, await paymentsUntil(db, subject));
  const payments = await paymentsOfBatch(db, Number(subject));
  if (payments.length === 0) throw new Problem('not-found');
  return batchReport(Number(subject), payments);
}

const texts: Record<Language, typeof fi> = { fi, sv, en };
const languageTags: Record<Language, string> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-IE' };

function pdfOf(report: ReportView, language: Language, at: Date): Promise<Uint8Array> {
  const words = texts[language];
  const money = (cents: number) => euroDigits(cents, language === 'en' ? '.' : ',');
  const named = report.subject.replace(/^batch /, `${words.batch} `);
  const { month } = report;
  return buildSumReport({
    title: `${words.title}: ${named}`,
    language: languageTags[language],
    lead: words.lead,
    facts: month ? Object.entries(month).map(([key, cents]) => [words[key as keyof typeof month], money(cents)]) : [],
    heads: [report.month ? words.batch : words.claim, ...reportSums.map((key) => words[key])],
    rows: [...report.rows, { ...report.total, name: words.total }].map((row) => [
      row.name,
      ...reportSums.map((key) => money(row[key])),
    ]),
    madeAt: at.toISOString(),
  });
}

function registerRoute(app: App, { db, now }: Deps): void {
  app.get(
    '/api/incomes-register',
    { config: { access }, schema: { tags, querystring: Purpose } },
    async (request, reply) => {
      const { from, to, why } = request.query;
      if (to < from) throw new Problem('invalid-input');
      const { settings } = await settingsInForce(db);
      const bytes = encoded(registerCsv((await paidBetween(db, from, to)).map(registerPayment), settings));
      const details = { from, to, why, sha256: sha256Of(bytes) };
      const actorId = userOf(request).id;
      await record(db, { at: now(), actorId, action: 'register-downloaded', subject: `register ${from}`, details });
      return sent(reply, bytes, CSV, `tulorekisteri-${from}-${to}.csv`);
    },
  );
}

function registerPayment(row: Awaited<ReturnType<typeof paidBetween>>[number]) {
  const { lines } = Evaluation.parse(JSON.parse(row.evaluation));
  return {
    identityCode: row.identityCode ?? '',
    name: row.name,
    memberType: row.memberType ?? ('member' as const),
    paidOn: row.paidOn ?? '',
    claimNumber: row.claimNumber,
    lines: lines.map(({ rule, quantity, amountCents, taxCeilingCents }) => ({
      rule,
      quantity,
      cents: amountCents ?? 0,
      taxCeilingCents: taxCeilingCents ?? null,
    })),
  };
}

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const sent = (reply: FastifyReply, bytes: Uint8Array, mediaType: string, name: string): FastifyReply =>
  sendFile(reply, { bytes, mediaType, sha256: sha256Of(bytes) }, name, 'attachment');

function settingsRoutes(app: App, { db, now }: Deps): void {
  app.get(
    '/api/finance-settings',
    { config: { access }, schema: { tags, response: { 200: FinanceSettingsView } } },
    async () => settingsView(await settingsInForce(db)),
  );
  app.put(
    '/api/finance-settings',
    { config: { access }, schema: { tags, body: FinanceSettings, response: { 200: FinanceSettingsView } } },
    async (request) => {
      await db.transaction((tx) => keepSettings(tx, request.body, userOf(request), now()));
      return settingsView(await settingsInForce(db));
    },
  );
}

async function keepSettings(tx: Db, settings: FinanceSettings, user: User, at: Date): Promise<void> {
  const { settings: before } = await settingsInForce(tx);
  await addSettings(tx, { settings, setAt: at, setBy: user.id });
  const changed = (Object.keys(settings) as (keyof FinanceSettings)[]).filter(
    (key) => JSON.stringify(settings[key]) !== JSON.stringify(before[key]),
  );
  const details = { changed };
  await record(tx, { at, actorId: user.id, action: 'finance-settings-changed', subject: 'finance-settings', details });
}

const settingsView = ({ settings, setAt, setBy }: SettingsInForce): FinanceSettingsView => ({
  settings,
  setAt: setAt?.toISOString() ?? null,
  setBy,
});
