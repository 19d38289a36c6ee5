/** What people type, read forgivingly; null when it is empty or cannot be meant. Shown back in the Finnish form. */

const digits = (text: string): string => text.replace(/[\s\u00a0]/g, '');

/** `23,40`, `23.40`, `1 234,5 €` → cents. */
export const parseMoney = (text: string): number | null => {
  const match = /^(\d{1,8})(?:[.,](\d{1,2}))?$/.exec(digits(text).replace(/(€|eur)$/i, ''));
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
};

export const showMoney = (cents: number): string => {
  const whole = Math.trunc(cents / 100);
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  return `${grouped},${String(cents % 100).padStart(2, '0')}`;
};

/** Kilometres with at most one decimal. */
export const parseKm = (text: string): number | null => {
  const match = /^(\d{1,5})(?:[.,](\d))?(?:km)?$/i.exec(digits(text));
  return match ? Number(`${match[1]}.${match[2] ?? 0}`) : null;
};

export const showKm = (km: number): string => String(km).replace('.', ',');

export const parseCount = (text: string): number | null =>
  /^[1-9]\d{0,2}$/.test(digits(text)) ? Number(digits(text)) : null;

/** `6.40`, `6:40`, `0640`, `6` → `06:40`. */
export const parseClock = (text: string): string | null => {
  const plain = digits(text).replace(/^(klo|kl\.?)/i, '');
  const match =
    /^(\d{1,2})[.:,](\d{2})$/.exec(plain) ?? /^(\d{1,2})(\d{2})$/.exec(plain) ?? /^(\d{1,2})()$/.exec(plain);
  if (!match) return null;
  const hours = Number(match[1]);
  const minutes = Number(match[2] || 0);
  if (hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
};

export const showClock = (clock: string): string => `${Number(clock.slice(0, 2))}.${clock.slice(3, 5)}`;

const realDay = (year: number, month: number, day: number): string | null => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const kept = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return kept ? date.toISOString().slice(0, 10) : null;
};

/** `10.3.2026`, `10.3.26`, `10.3.` (the year of `near`), `2026-03-10` → `2026-03-10`. */
export const parseDay = (text: string, near: string): string | null => {
  const plain = digits(text);
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(plain);
  if (iso) return realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const match = /^(\d{1,2})[.,/](\d{1,2})(?:[.,/](\d{4}|\d{2})?)?$/.exec(plain);
  if (!match) return null;
  const typed = match[3] ?? near.slice(0, 4);
  const year = typed.length === 2 ? 2000 + Number(typed) : Number(typed);
  return realDay(year, Number(match[2]), Number(match[1]));
};

export const showDay = (day: string): string => {
  const [year, month, date] = day.split('-');
  return `${Number(date)}.${Number(month)}.${year}`;
};

/** Evenings between a start and an end, by their date: 10.3. → 12.3. gives the 10th and the 11th. */
export const nightsBetween = (start: string | null, end: string | null): string[] => {
  if (!start || !end || end <= start) return [];
  const nights: string[] = [];
  const last = end.slice(0, 10);
  for (let day = start.slice(0, 10); day < last && nights.length < 60; day = nextDay(day)) nights.push(day);
  return nights;
};

export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
