/** Invented people of the demo: names joined by a fixed rule from two lists, test identity codes only. */

const firstNames = [
  'Aino',
  'Eero',
  'Helmi',
  'Ilmari',
  'Kaarina',
  'Lauri',
  'Maija',
  'Niilo',
  'Oona',
  'Paavo',
  'Raili',
  'Sampo',
  'Tuuli',
  'Urho',
  'Venla',
  'Åke',
  'Birgitta',
  'Elis',
  'Gunvor',
  'Henrik',
  'Inga',
  'Jarl',
  'Kerttu',
  'Onni',
  'Pihla',
  'Reino',
  'Saimi',
  'Toivo',
  'Viola',
  'Yrjö',
  'Ämmi',
  'Öystein',
];
const lastNames = [
  'Esimerkkilä',
  'Mallinen',
  'Koekangas',
  'Testivaara',
  'Näytesalo',
  'Keksitty',
  'Harjoitusniemi',
  'Luonnosmäki',
  'Kaavakoski',
  'Mallivirta',
  'Exempelström',
  'Provberg',
  'Övningsdal',
  'Koelampi',
  'Tekaistu',
  'Harjoitelma',
  'Sepiteranta',
];

/** The trades the groups are drawn from, in the order the seats are filled. */
export const trades = [
  'opetustoimi',
  'sairaalaopetus',
  'Elmeri-koulut',
  'valtion koulukodit',
  'varhaiskasvatus',
  'sosiaalitoimi',
  'oppilashuolto',
  'yliopisto',
  'lastensuojelu',
  'LAPE-muutosohjelma',
  'erityissairaanhoito',
  'aluehallintovirasto',
  'sairaalaopetus',
  'opetustoimi',
];

export const nameOf = (index: number): string =>
  `${firstNames[(index * 7) % firstNames.length]} ${lastNames[(index * 5 + Math.floor(index / lastNames.length)) % lastNames.length]}`;

const CHECK_CHARACTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY';
/** Individual numbers from 900 on are never given to anybody: they are the artificial ones, for tests. */
const FIRST_ARTIFICIAL = 900;

/** A test identity code (henkilötunnus / personbeteckning): a date of birth and an artificial individual number. */
export function testIdentityCode(index: number): string {
  const day = String(1 + (index % 28)).padStart(2, '0');
  const month = String(1 + (index % 12)).padStart(2, '0');
  const year = String(50 + (index % 45)).padStart(2, '0');
  const individual = String(FIRST_ARTIFICIAL + (index % 100));
  const check = CHECK_CHARACTERS[Number(`${day}${month}${year}${individual}`) % CHECK_CHARACTERS.length];
  return `${day}${month}${year}-${individual}${check}`;
}

/** The example account number of the IBAN registry (SWIFT, ISO 13616) for Finland: no bank has it. */
export const exampleIban = 'FI2112345600000785';
