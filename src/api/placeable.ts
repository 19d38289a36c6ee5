import type { Language } from '../claim/claim.ts';
import { placingFaults, type SealingTrouble } from '../claim/document-state.ts';
import { PageNotShown } from '../receipt/reader.ts';
import { claimById } from '../store/claims.ts';
import { fileBytes } from '../store/files.ts';
import { receiptsOf } from '../store/receipts.ts';
import en from '../texts/en/placing.json' with { type: 'json' };
import fi from '../texts/fi/placing.json' with { type: 'json' };
import sv from '../texts/sv/placing.json' with { type: 'json' };
import type { Deps } from './deps.ts';
import type { Blocking } from './problems.ts';

/** Whether every file of a claim can be placed in its document: asked before the claim is signed for, not after. */

type Fault = Extract<SealingTrouble, keyof typeof fi>;
const texts: Record<Language, Record<Fault | 'invitation', string>> = { fi, sv, en };

/** Enough to see that every page is drawn. */
const WIDTH_PX = 400;

/** What stands in the way, by the file's name and what to do, in the member's language; empty when nothing does. */
export async function unplaceable({ db, reader }: Deps, claimId: string, language: Language): Promise<Blocking> {
  const found = await claimById(db, claimId);
  if (!found) return [];
  const { invitationSha256, invitationFileName } = found.meeting;
  const blocking: Blocking = [];
  if (invitationSha256 !== null && (await faultOf({ db, reader }, invitationSha256)) !== null) {
    const action = said(language, 'invitation', invitationFileName ?? '');
    blocking.push({ code: 'invitation-unusable', subject: 'invitation', action });
  }
  for (const { id, sha256, fileName, status, failure } of await receiptsOf(db, claimId)) {
    // One that was read was opened page by page; only one that was not is tried here.
    if (status !== 'failed') continue;
    const known = failure === null ? null : placingFaults[failure];
    const fault = known === null || known === 'renderer-failed' ? await faultOf({ db, reader }, sha256) : known;
    const action = fault && said(language, fault, fileName);
    if (action) blocking.push({ code: 'receipt-unusable', subject: `receipts[${id}]`, action });
  }
  return blocking;
}

async function faultOf({ db, reader }: Pick<Deps, 'db' | 'reader'>, sha256: string): Promise<Fault | null> {
  const file = await fileBytes(db, sha256);
  if (!file) return 'file-broken';
  try {
    await reader.renderPages(file.bytes, { widthPx: WIDTH_PX, turned: [] });
    return null;
  } catch (error) {
    if (error instanceof PageNotShown) return placingFaults[error.failure];
    throw error;
  }
}

const said = (language: Language, fault: Fault | 'invitation', fileName: string): string =>
  texts[language][fault].replace('{file}', () => fileName);
