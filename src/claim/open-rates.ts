import { assess, isRefusal } from './assess.ts';
import type { Finding, Texts, TripClaim } from './claim.ts';
import { countryName } from './countries.ts';
import { parameterName } from './names.ts';
import type { RulePack, RulePacks } from './rules.ts';
import { fill, say } from './sentences.ts';

/** Which unknown amounts keep a claim from being whole: what the assistant is asked for, one by one. */
export type OpenRate = {
  /** Series of packs, and path in it: what `GivenRate` names. */
  pack: string;
  rate: string;
  name: Texts;
  /** Subjects that wait for it. */
  subjects: string[];
};

/**
 * Pure. Each unknown amount of the packs the claim was computed by is tried: one that makes a `rate-unknown` finding go
 * is one the claim waits for.
 */
export function openRates(claim: TripClaim, packs: RulePacks): OpenRate[] {
  const before = assess(claim, packs);
  if (isRefusal(before)) return [];
  const waiting = before.findings.filter(isUnknownRate);
  if (waiting.length === 0) return [];
  const used = packs.inForce.filter((pack) => before.packs.some(({ id }) => id === pack.id));
  return used.flatMap((pack) =>
    candidatesOf(pack, claim).flatMap(({ rate, name }) => {
      const given = { pack: pack.series, rate, cents: 0, source: 'trial' };
      const after = assess({ ...claim, givenRates: [...(claim.givenRates ?? []), given] }, packs);
      const left = isRefusal(after) ? waiting : after.findings.filter(isUnknownRate);
      const gone = waiting.filter((each) => !left.some((other) => isSame(each, other)));
      const subjects = [...new Set(gone.map(({ subject }) => subject))];
      return subjects.length === 0 ? [] : [{ pack: pack.series, rate, name, subjects }];
    }),
  );
}

const isUnknownRate = ({ code }: Finding) => code === 'rate-unknown';
const isSame = (one: Finding, other: Finding) => one.subject === other.subject && one.action.en === other.action.en;

type Candidate = { rate: string; name: Texts };

function candidatesOf({ rules }: RulePack, { trip }: TripClaim): Candidate[] {
  const countries = [
    ...trip.abroad.map(({ country }) => country),
    ...trip.aboard.flatMap(({ lastLeft, firstReached }) => [lastLeft, firstReached]),
  ];
  const { rates, ...foreign } = rules.foreign;
  const unlisted = [...new Set(countries)].filter((country) => !rates.countries.has(country) && !rates.others);
  return [
    ...unknownIn({ ...rules, foreign }).map((rate) => ({ rate, name: parameterName(rate) })),
    ...unlisted.map((country) => ({
      rate: `foreign.rates.${country}`,
      name: fill(foreignName, { country: countryName(country) }),
    })),
  ];
}

/** Paths of the amounts without a value. */
function unknownIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('name' in node && 'cents' in node) return node.cents === null ? [String(node.name)] : [];
  return Object.values(node).flatMap(unknownIn);
}

const foreignName = say(
  'ulkomaanpäiväraha ({country})',
  'utlandstraktamentet ({country})',
  'the foreign per diem ({country})',
);
