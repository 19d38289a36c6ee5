import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import fi from 'i18n-iso-countries/langs/fi.json' with { type: 'json' };
import sv from 'i18n-iso-countries/langs/sv.json' with { type: 'json' };
import type { Texts } from './claim.ts';

/** Countries by their ISO 3166-1 alpha-2 code, and XK, which the tables of per diems use for Kosovo. */

type Names = Record<string, string | string[]>;

const names: Texts extends Record<infer L, string> ? Record<L & string, Names> : never = {
  fi: fi.countries,
  sv: sv.countries,
  en: en.countries,
};

/** Finland and Åland (Ahvenanmaa), which has a code of its own: a stay there is not abroad. */
const homeCodes = ['FI', 'AX'];

export const isHome = (code: string) => homeCodes.includes(code);

/** Whether ISO knows the code; names of objects (`constructor`) are none. */
export const isCountry = (code: string) => Object.hasOwn(names.fi, code);

/** `SE` → Ruotsi, Sverige, Sweden; a code nobody knows is shown as it stands. */
export function countryName(code: string): Texts {
  const nameIn = (language: Names) => [language[code] ?? code].flat()[0] ?? code;
  return { fi: nameIn(names.fi), sv: nameIn(names.sv), en: nameIn(names.en) };
}
