import type { Texts } from './claim.ts';
import { countryName } from './countries.ts';
import type { PackContent } from './pack-shape.ts';
import { valuesOf } from './pack-values.ts';
import { parameters } from './parameters.ts';
import type { PackChange } from './revision-views.ts';
import type { RulePack, RulePacks } from './rules.ts';

/** Revisions (tarkistukset / revideringar) of one rule pack: which wait to be put in force, and what differs in them. */

/** A revision and the one in force that it would replace. */
export type Waiting = { pack: RulePack; replaces: RulePack };

/** Newer than what is in force of the same series. An older revision is never put in force again: a new one is made. */
export const waitingRevisions = ({ all, inForce }: RulePacks): Waiting[] =>
  all.flatMap((pack) => {
    const replaces = inForce.find(({ series }) => series === pack.series);
    return replaces && replaces.revision < pack.revision ? [{ pack, replaces }] : [];
  });

/** Every value that differs: its amount, its status, or where it is said to come from. */
export function packChanges(before: PackContent, after: PackContent): PackChange[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths.flatMap((path) => {
    const [one, other] = [old.get(path) ?? null, now.get(path) ?? null];
    return JSON.stringify(one) === JSON.stringify(other)
      ? []
      : [{ path, name: nameOf(path), before: one, after: other }];
  });
}

const headings = new Map(parameters.map(({ path, name }) => [path, name]));
const COUNTRIES = 'foreign.rates.countries.';

function nameOf(path: string): Texts {
  if (path.startsWith(COUNTRIES)) return countryName(path.slice(COUNTRIES.length));
  return headings.get(path) ?? headings.get(path.slice(0, path.lastIndexOf('.'))) ?? { fi: path, sv: path, en: path };
}
