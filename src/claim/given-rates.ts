import type { Citation } from './claim.ts';
import type { Rate } from './rate.ts';
import type { RulePack, RulePacks } from './rules.ts';
import type { GivenRate } from './ruling-shape.ts';

/**
 * Amounts nobody's pack knows, given by the assistant with their source. They fill the places that are `unknown` and no
 * other: what a pack knows is never overruled, and a pack's name and hash stay what they are.
 */
export function withGivenRates(packs: RulePacks, given: readonly GivenRate[] = []): RulePacks {
  if (given.length === 0) return packs;
  return { all: packs.all, inForce: packs.inForce.map((pack) => filled(pack, given)) };
}

const filled = (pack: RulePack, given: readonly GivenRate[]): RulePack =>
  given.filter((each) => each.pack === pack.series).reduce(withRate, pack);

const FOREIGN = 'foreign.rates.';

function withRate(pack: RulePack, given: GivenRate): RulePack {
  const { rules } = pack;
  if (given.rate.startsWith(FOREIGN)) {
    const rates = withCountry(rules.foreign.rates, given);
    return { ...pack, rules: { ...rules, foreign: { ...rules.foreign, rates } } };
  }
  return { ...pack, rules: replaced(rules, given.rate.split('.'), given) as RulePack['rules'] };
}

/** A country the table does not list; where the table has an amount, that one stands. */
function withCountry(rates: RulePack['rules']['foreign']['rates'], given: GivenRate) {
  const country = given.rate.slice(FOREIGN.length);
  if (rates.countries.has(country) || rates.others) return rates;
  const rate: Rate = { name: given.rate, cents: given.cents, cite: citeOf(rates.cite, given) };
  return { ...rates, countries: new Map([...rates.countries, [country, rate]]) };
}

/** A copy with the rate at the path known, or the very same where the path leads to nothing unknown. */
function replaced(node: unknown, [step, ...rest]: string[], given: GivenRate): unknown {
  if (typeof node !== 'object' || node === null) return node;
  if (step === undefined)
    return isUnknown(node) ? { ...node, cents: given.cents, cite: citeOf(node.cite, given) } : node;
  if (!Object.hasOwn(node, step)) return node;
  return { ...node, [step]: replaced(Reflect.get(node, step), rest, given) };
}

const isUnknown = (node: object): node is Rate => 'name' in node && 'cents' in node && node.cents === null;

/** A given amount is no surer than an assumption, and its source is the one that was named. */
const citeOf = (cite: Citation, { source }: GivenRate): Citation => ({ ...cite, source, status: 'assumed' });
