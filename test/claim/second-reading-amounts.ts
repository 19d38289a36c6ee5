/**
 * The amounts of § 11 as the plain table of the regulation, typed anew and not taken from `rules/`: a slip of the pen in
 * either place shows itself as a difference. `null` is the regulation's "?" (unknown): never a neighbour year's value.
 */

const years = [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026];

/** Euro cents a day (per diems, a meal, a night). */
const days = {
  full: [4200, 4200, 4300, 4400, 4500, 4800, 5100, 5300, 5400],
  partial: [1900, 1900, 2000, 2000, 2000, 2200, 2400, 2400, 2500],
  meal: [1050, 1050, 1075, 1100, 1125, 1200, 1275, 1325, 1350],
  night: [1200, 1200, 1300, 1300, null, 1500, 1600, 1600, 1600],
};

/** Cents a kilometre: each vehicle alone, then what each supplement adds. */
const kilometres = {
  car: [42, 43, 43, 44, 46, 53, 57, 59, 55],
  'car over 5 000 km': [null, null, 38, null, null, null, null, null, null],
  trailer: [7, 7, 7, 7, 8, 9, 10, 10, 9],
  caravan: [11, 11, 11, 11, 12, 14, 15, 15, 15],
  'heavy-load': [21, 22, 22, 22, 23, 27, 29, 30, 28],
  'large-item': [3, 3, 3, 3, 3, 4, 4, 4, 4],
  dog: [3, 3, 3, 3, 3, 4, 4, 4, 4],
  'forest-road': [9, 9, 9, 9, 10, 11, 12, 13, 12],
  passenger: [3, 3, 3, 3, 3, 4, 4, 4, 4],
  'motorboat-small': [74, null, 75, null, 80, 93, 100, 103, null],
  'motorboat-large': [107, null, 110, null, 116, 135, 145, 149, null],
  snowmobile: [102, null, 104, null, 110, 129, 138, 142, null],
  atv: [96, null, 98, null, 104, 121, 130, 134, null],
  motorcycle: [32, null, 33, null, 35, 41, 44, 45, 42],
  moped: [17, null, 18, null, 19, 22, 23, 24, 23],
  bicycle: [10, null, 10, null, 11, 13, 14, 14, null],
};

export type DayAmount = keyof typeof days;
export type KilometreAmount = keyof typeof kilometres;

const inYear = (row: (number | null)[], date: string): number | null => {
  const value = row[years.indexOf(Number(date.slice(0, 4)))];
  if (value === undefined) throw new Error(`no pack for ${date}`);
  return value;
};

export const hasPack = (date: string): boolean => years.includes(Number(date.slice(0, 4)));
export const dayAmount = (kind: DayAmount, date: string): number | null => inYear(days[kind], date);
export const kilometreAmount = (kind: KilometreAmount, date: string): number | null => inYear(kilometres[kind], date);

/**
 * Rows of the tables of foreign per diems, as they stand there (euro). 2026 is complete in the source: a country that is
 * in none of its rows takes the row without a code. 2018 and 2025 are partial: what is not here is unknown. The countries
 * the random trips go to are copied, with every area of theirs; `GI` stands in no table.
 */
const tables: Record<string, string> = {
  '2018': `
    Britannia,GB,,61
    Britannia,GB,Lontoo ja Edinburgh,64
    Islanti,IS,,79
    Portugali,PT,Azorit,60
    Portugali,PT,Madeira,59`,
  '2025': `
    Yhdysvallat,US,,88
    Yhdysvallat,US,"New York, Los Angeles, Washington",95
    Ruotsi,SE,,68
    Viro,EE,,78`,
  '2026': `
    Britannia,GB,,84
    Britannia,GB,Lontoo ja Edinburgh,89
    Islanti,IS,,102
    Norja,NO,,72
    Portugali,PT,,74
    Portugali,PT,Azorit,72
    Portugali,PT,Madeira,71
    Ruotsi,SE,,70
    Saksa,DE,,78
    Sri Lanka,LK,,29
    Turkki,TR,,43
    Turkki,TR,Istanbul,44
    Viro,EE,,82
    Yhdysvallat,US,,86
    Yhdysvallat,US,"New York, Los Angeles, Washington",93
    "Maa, jota ei ole erikseen mainittu",,,52`,
};

type Row = { code: string; area: string; cents: number };

function rowOf(line: string): Row {
  const fields = [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((match) => match[1] ?? match[2] ?? '');
  return { code: fields[1] ?? '', area: fields[2] ?? '', cents: 100 * Number(fields[3]) };
}

const rows = (year: string): Row[] => {
  const lines = (tables[year] ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').map(rowOf);
};

/** Cents of a whole day in a country, or in an area of it that the table names; `null` when nobody has seen the row. */
export function foreignAmount(country: string, area: string | null, date: string): number | null {
  const table = rows(date.slice(0, 4));
  const own = table.find((row) => row.code === country && row.area === (area ?? ''));
  const wide = table.find((row) => row.code === country && row.area === '');
  const fallback = table.find((row) => row.code === '');
  return (own ?? wide ?? fallback)?.cents ?? null;
}
