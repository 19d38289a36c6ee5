import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A scan and what a person read off it: total "44.73", date "04/01/2018". */
export type Label = { file: string; total: string; date: string };

export const labelsIn = (text: string): Label[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Label => JSON.parse(line));

/** Cents of a labelled total; `RM 1,044.73` and `44,73` are both met. */
export function centsOf(text: string): number {
  const plain = text.replace(/[^\d.,]/g, '').replace(/,(?=\d{3}(\D|$))/g, '');
  return Math.round(Number(plain.replace(',', '.')) * 100);
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** Labels write dates day first, with or without the month's name, or ISO; two-figure years are of this century. */
export function isoOf(text: string): string | null {
  const iso = /(20\d\d)[/.-](\d\d?)[/.-](\d\d?)(?!\d)/.exec(text);
  if (iso) return dateOf(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '');
  const [, day = '', name = '', year = ''] =
    /(\d{1,2})[./ -]*([A-Z]{3}|\d{1,2})[A-Z]*[./, -]*(\d{4}|\d{2})/i.exec(text) ?? [];
  const month = MONTHS.includes(name.toUpperCase()) ? `${MONTHS.indexOf(name.toUpperCase()) + 1}` : name;
  return day ? dateOf(year.length === 2 ? `20${year}` : year, month, day) : null;
}

const dateOf = (year: string, month: string, day: string) =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** Paths of the labelled scans of a folder that are there. */
export const labelledFiles = (folder: string): string[] =>
  labelsIn(readFileSync(join(folder, 'labels.jsonl'), 'utf8'))
    .map((label) => join(folder, label.file))
    .filter((path) => existsSync(path));
