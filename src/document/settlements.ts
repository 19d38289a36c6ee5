import type { Finding, Language } from '../claim/claim.ts';
import type { Settlement } from './claim-document.ts';
import { findingName, type Named, subjectName } from './findings-part.ts';
import { fill, type Words, wordsIn } from './words.ts';

/**
 * A decision of its own on a finding; null where the approval of the whole claim is all there is. `reason` is empty where
 * it may speak of another member: the document is this one's.
 */
export type Decision = { code: 'not-duplicate'; reason: string } | { code: 'accepted'; by: string } | null;

export interface Reviewed extends Named {
  language: Language;
  /** All findings of the version, in the order they have in its document. */
  findings: Finding[];
}

/** Findings that say two receipts may be one. */
const ON_DUPLICATES = ['receipt-duplicate', 'receipt-like-another', 'receipt-twice', 'taxi-ride-in-other-claim'];
export const isOnDuplicates = ({ code }: Finding): boolean => ON_DUPLICATES.includes(code);

/**
 * How each finding that was open for review was settled, in the claim's language, under the number it has in the
 * document. Approving a claim settles what nobody decided on its own.
 */
export function settlementsOf(reviewed: Reviewed, decisionOn: (finding: Finding) => Decision): Settlement[] {
  const words = wordsIn(reviewed.language);
  return reviewed.findings.flatMap((finding, at) => {
    if (finding.severity !== 'review') return [];
    return [{ finding: findingName(words, reviewed, at + 1, finding), how: howOf(words, decisionOn(finding)) }];
  });
}

function howOf(words: Words, decision: Decision): string {
  const { settled } = words.texts;
  if (decision === null) return settled.approved;
  return decision.code === 'accepted'
    ? fill(settled.accepted, { name: decision.by })
    : toldApart(words, decision.reason);
}

/** The costs whose receipts the assistant told apart from others, by the reasons given; in the claim's language. */
export function toldApartIn(named: Named & { language: Language }, reasons: ReadonlyMap<string, string>): Settlement[] {
  const words = wordsIn(named.language);
  return named.tripClaim.expenses.flatMap(({ id }) => {
    const reason = reasons.get(id);
    if (reason === undefined) return [];
    return [{ finding: subjectName(words, named, `expenses[${id}]`), how: toldApart(words, reason) }];
  });
}

const toldApart = ({ texts: { settled } }: Words, reason: string): string =>
  [settled.notDuplicate, reason].filter((part) => part !== '').join(': ');
