import { desc, eq } from 'drizzle-orm';
import { FinanceSettings, startingSettings } from '../claim/finance-settings.ts';
import type { Db } from './db.ts';
import { users } from './schema.ts';
import { financeSettings } from './schema-finance.ts';

/** Settings of finance; every change is a row of its own, the newest counts. */

export type SettingsInForce = { settings: FinanceSettings; setAt: Date | null; setBy: string | null };

export async function settingsInForce(db: Db): Promise<SettingsInForce> {
  const [row] = await db
    .select({ settings: financeSettings.settings, setAt: financeSettings.setAt, setBy: users.name })
    .from(financeSettings)
    .innerJoin(users, eq(users.id, financeSettings.setBy))
    .orderBy(desc(financeSettings.id))
    .limit(1);
  return row ? { ...row, settings: FinanceSettings.parse(row.settings) } : noneYet;
}

const noneYet: SettingsInForce = { settings: startingSettings, setAt: null, setBy: null };

export async function addSettings(tx: Db, row: { settings: FinanceSettings; setAt: Date; setBy: string }) {
  await tx.insert(financeSettings).values(row);
}
