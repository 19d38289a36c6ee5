import type { Texts } from './claim.ts';
import { type Bound, domesticRows, type ParameterGroup, parameterGroups, type Row } from './parameter-names.ts';
import { abroadRows } from './parameter-names-abroad.ts';
import { say } from './sentences.ts';

/**
 * The parameters of a pack as rows of a table: a heading in words and the group under which it stands. A test fails when
 * a path of any pack is not here, or a path here is in no pack.
 */

export interface Parameter {
  path: string;
  group: ParameterGroup;
  name: Texts;
  /** Null where the value stands by itself: an amount, a share, a yes or no. */
  bound: Bound | null;
}

const rows: Record<ParameterGroup, Row[]> = { ...domesticRows, abroad: abroadRows };

/** Every parameter, group by group. */
export const parameters: readonly Parameter[] = parameterGroups.flatMap((group) =>
  rows[group].map(([path, bound, fi, sv, en]) => ({ path, group, name: say(fi, sv, en), bound })),
);
