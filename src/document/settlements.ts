import type { Finding, Language } from '../claim/claim.ts';
import { findingName, type Named } from './findings-part.ts';
import { fill, wordsIn } from './words.ts';

/** How a finding was settled: `finding` names it (`Huomautus 2, Taksi, Tosite 1`), `how` says what was decided of it. */
export interface Settlement {
  finding: string;
  how: string;
}

/** A decision of its own on a finding; null where the approval of the whole claim is all there is. */
export type Decision = { code: 'not-duplicate'; reason: string } | null;

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
  const { settled } = words.texts;
  return reviewed.findings.flatMap((finding, at) => {
    if (finding.severity !== 'review') return [];
    const decision = decisionOn(finding);
    const how = decision === null ? settled.approved : fill(settled.notDuplicate, { reason: decision.reason });
    return [{ finding: findingName(words, reviewed, at + 1, finding), how }];
  });
}
