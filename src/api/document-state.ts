import type { Language, Texts } from '../claim/claim.ts';
import type { DocumentState, SealingTrouble } from '../claim/document-state.ts';
import { approvedStates } from '../claim/lifecycle.ts';
import type { ClaimRow } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { approvedDocumentOf, type DocumentFailure, documentFailureOf, documentOf } from '../store/documents.ts';
import en from '../texts/en/sealing.json' with { type: 'json' };
import fi from '../texts/fi/sealing.json' with { type: 'json' };
import sv from '../texts/sv/sealing.json' with { type: 'json' };

/** What people hear of the sealed documents of the version that was sent last. */

const texts: Record<Language, Record<SealingTrouble, string>> = { fi, sv, en };

export async function documentState(db: Db, claim: ClaimRow): Promise<DocumentState> {
  const { id, version, state } = claim;
  const nothing = { since: null, tries: 0, finding: null };
  const approved = approvedStates.includes(state);
  // The finance copy is made last: where it is, both are.
  const made = await (approved ? approvedDocumentOf : documentOf)(db, id, version, 'finance');
  if (made !== null) return { state: 'ready', ...nothing };
  const failure = await documentFailureOf(db, id, version);
  return failure === null ? { state: 'making', ...nothing } : troubled(failure);
}

function troubled({ code, fileName, passing, tries, firstAt }: DocumentFailure): DocumentState {
  return {
    state: passing ? 'waiting' : 'failed',
    since: firstAt.toISOString(),
    tries,
    finding: { code, severity: passing ? 'note' : 'error', subject: fileName, action: sealingAction(code, fileName) },
  };
}

/** What to do about it, with the file's name. */
export function sealingAction(code: SealingTrouble, fileName: string | null): Texts {
  const said = (language: Language) => texts[language][code].replace('{file}', () => fileName ?? '');
  return { fi: said('fi'), sv: said('sv'), en: said('en') };
}
