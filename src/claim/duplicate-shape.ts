import { z } from 'zod';
import { duplicateMarks } from './codes.ts';

const LONGEST_NAME = 200;
const Name = z.string().max(LONGEST_NAME);

/**
 * A fact about other claims, which the service knows and the engine cannot. `claim` is the number of the member's other
 * claim, or of this one where the receipt is in it twice; null where it is another member's, of whom nothing is told.
 */
export const Duplicate = z.strictObject({
  claim: Name.nullable(),
  by: z.enum(duplicateMarks),
  /** The id of the other cost with the receipt, where it is in this very claim. */
  expense: Name.optional(),
});
