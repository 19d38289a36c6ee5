import { z } from 'zod';
import { CalendarDate, Cents, Texts } from './claim.ts';
import { bounds, parameterGroups } from './parameter-names.ts';

/** The rules as everybody may read them: the JSON of GET /api/rules, and of a year's foreign per diems. */

/** A parameter of the rules, the same in every pack: its path in the file, its heading and how its number holds. */
const ParameterView = z
  .object({
    path: z.string(),
    group: z.enum(parameterGroups),
    name: Texts,
    /** More than, at least, less than, at most; null where the value stands by itself. */
    bound: z.enum(bounds).nullable(),
  })
  .meta({ id: 'RuleParameter' });

const RuleValue = z
  .object({
    path: z.string(),
    /** Integer cents where the unit is EUR/…, else in the unit; null when unknown. Of `foreign.rates`: how whole it is. */
    value: z.union([z.number(), z.string(), z.boolean(), z.array(z.string())]).nullable(),
    unit: z.string(),
    status: z.enum(['verified', 'assumed', 'unknown']),
    /** Whose rule it is: the State agreement, the Tax Administration decision, or this service. */
    line: z.enum(['state', 'tax', 'service']),
    section: z.string(),
    /** Key of one of the pack's sources. */
    source: z.string(),
  })
  .meta({ id: 'RuleValue' });
export type RuleValue = z.infer<typeof RuleValue>;

const RuleSource = z
  .object({
    key: z.string(),
    title: z.string(),
    /** Diary number; null when it was not found. */
    number: z.string().nullable(),
    date: CalendarDate.nullable(),
    /** Where the figures were seen. */
    seen: z.string(),
  })
  .meta({ id: 'RuleSource' });
export type RuleSource = z.infer<typeof RuleSource>;

const RulePackView = z
  .object({
    id: z.string(),
    series: z.string(),
    revision: z.int(),
    from: CalendarDate,
    to: CalendarDate,
    sha256: z.string(),
    /** True for the revision by which claims of its days are computed. */
    inForce: z.boolean(),
    openQuestions: z.array(Texts),
    sources: z.array(RuleSource),
    values: z.array(RuleValue),
  })
  .meta({ id: 'RulePack' });
export type RulePackView = z.infer<typeof RulePackView>;

export const RulesView = z
  .object({ parameters: z.array(ParameterView), packs: z.array(RulePackView) })
  .meta({ id: 'Rules' });
export type RulesView = z.infer<typeof RulesView>;

/** Foreign per diems (ulkomaanpäivärahat / utlandstraktamenten) of one pack. */
export const ForeignRatesView = z
  .object({
    id: z.string(),
    /** All countries, those that were seen, or none. */
    table: z.enum(['complete', 'partial', 'unknown']),
    rows: z.array(
      z.object({
        /** ISO 3166-1 alpha-2; an area has the code of its country. */
        country: z.string(),
        name: Texts,
        /** A part of the country with an amount of its own. */
        area: Texts.nullable(),
        cents: Cents,
      }),
    ),
    /** What a country not in a complete table gets; null in the others, where it is unknown. */
    othersCents: Cents.nullable(),
  })
  .meta({ id: 'ForeignRates' });
export type ForeignRatesView = z.infer<typeof ForeignRatesView>;
