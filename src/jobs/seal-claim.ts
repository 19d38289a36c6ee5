import { Evaluation, TripClaim } from '../claim/claim.ts';
import type { Turn } from '../claim/reading.ts';
import type { RulePacks } from '../claim/rules.ts';
import type { ClaimDocument, ReceiptFile, Settlement, SourceFile } from '../document/claim-document.ts';
import type { Sealer } from '../document/sealer.ts';
import { toldApartIn } from '../document/settlements.ts';
import type { Reader } from '../receipt/reader.ts';
import { record } from '../store/audit.ts';
import {
  type ClaimRow,
  type ClaimVersion,
  claimById,
  claimVersion,
  documentOf,
  keepDocument,
} from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { toldApart } from '../store/duplicates.ts';
import { fileBytes, keepFile } from '../store/files.ts';
import { meetingAt } from '../store/meeting-cards.ts';
import { userById } from '../store/people.ts';
import { receiptById } from '../store/receipts.ts';

export type Tools = {
  db: Db;
  packs: RulePacks;
  sealer: Sealer;
  reader: Pick<Reader, 'renderPages'>;
  now: () => Date;
  declarationText: (version: string, language: ClaimVersion['language']) => string;
};

/** Builds and seals the document of a version that was sent, once: a second run finds it made and leaves it. */
export async function sealClaim(tools: Tools, { claimId, version }: { claimId: string; version: number }) {
  const { db, now } = tools;
  if ((await documentOf(db, claimId, version)) !== null) return;
  const document = await documentInput(tools, claimId, version);
  const { pdf, pages } = await tools.sealer.seal(document);
  await db.transaction(async (tx) => {
    const at = now();
    const sha256 = await keepFile(tx, pdf, 'application/pdf', at);
    if (!(await keepDocument(tx, { claimId, version, sha256, createdAt: at }))) return;
    const subject = `claim ${document.number} version ${version}`;
    await record(tx, { at, actorId: null, action: 'document-sealed', subject, details: { sha256, pages } });
  });
}

async function documentInput(tools: Tools, claimId: string, version: number): Promise<ClaimDocument> {
  const { db, packs } = tools;
  const [found, sent] = [await claimById(db, claimId), await claimVersion(db, claimId, version)];
  const signer = sent && (await userById(db, sent.signedBy));
  if (!found || !sent || !signer) throw new Error(`claim ${claimId} version ${version} is not there`);
  const evaluation = Evaluation.parse(JSON.parse(sent.evaluation));
  const { group, member, claim } = found;
  // A card changed after the sending does not change what was sent.
  const meeting = await meetingAt(db, found.meeting, sent.signedAt);
  return {
    language: sent.language,
    number: claim.number,
    claimId,
    version,
    replaces: version > 1 ? version - 1 : null,
    replacedSha256: version > 1 ? await documentOf(db, claimId, version - 1) : null,
    claimantName: member.name,
    filedBy: null,
    group: group.name,
    meeting: { purpose: meeting.purpose, place: meeting.place },
    payment: sent.draft.payment,
    tripClaim: TripClaim.parse(JSON.parse(sent.tripClaim)),
    evaluation,
    packs: evaluation.packs.map((pinned) => packText(packs, pinned)),
    settled: await settledBefore(db, sent, claim),
    lateReason: sent.draft.lateReason,
    signature: {
      signedName: sent.signedName,
      signedAt: sent.signedAt.toISOString(),
      username: signer.username,
      identifiedBy: 'password',
      declarationVersion: sent.declarationVersion,
      declarationText: tools.declarationText(sent.declarationVersion, sent.language),
    },
    invitation: await invitationOf(tools, meeting),
    receipts: await receiptFiles(tools, sent),
    // The moment of sending, not of building: a second try makes the same pages.
    madeAt: sent.signedAt.toISOString(),
  };
}

/** What the assistant decided of an earlier version's receipts, and of which there is no finding any more. */
async function settledBefore(db: Db, sent: ClaimVersion, claim: ClaimRow): Promise<Settlement[]> {
  if (sent.version === 1) return [];
  const named = { language: sent.language, tripClaim: TripClaim.parse(JSON.parse(sent.tripClaim)) };
  return toldApartIn(
    { ...named, receipts: numbered(sent) },
    await toldApart(db, { ...claim, draft: sent.draft }, sent.signedAt),
  );
}

/** The text of the very pack the claim was computed by; a pack that has changed since is a fault, not a substitute. */
function packText(packs: RulePacks, pinned: { id: string; sha256: string }) {
  const pack = packs.all.find((each) => each.id === pinned.id && each.sha256 === pinned.sha256);
  if (!pack) throw new Error(`rule pack ${pinned.id} is not the one the claim was computed by`);
  return { id: pack.id, sha256: pack.sha256, raw: pack.raw };
}

/** A page of A4 at 150 dpi. */
const WIDTH_PX = 1240;

/** Files of strangers are opened in the reading process alone; the document gets pictures of their pages, upright. */
async function pictures(reader: Tools['reader'], bytes: Uint8Array, turned: Turn[]) {
  const pages = await reader.renderPages(bytes, { widthPx: WIDTH_PX, turned });
  return pages.map((page) => ({ bytes: page }));
}

async function invitationOf(
  { db, reader }: Pick<Tools, 'db' | 'reader'>,
  meeting: { invitationSha256: string | null; invitationFileName: string | null; id: string },
): Promise<SourceFile | null> {
  if (meeting.invitationSha256 === null) return null;
  const file = await fileBytes(db, meeting.invitationSha256);
  if (!file) throw new Error(`meeting ${meeting.id} has no invitation file`);
  const pageImages = await pictures(reader, file.bytes, []);
  return { ...file, pageImages, id: meeting.id, fileName: meeting.invitationFileName ?? 'kutsu.pdf', text: '' };
}

/** The receipts of a version under their numbers in it, with the costs they prove. */
export const numbered = ({ receipts, draft }: Pick<ClaimVersion, 'receipts' | 'draft'>) =>
  receipts.map((receipt, at) => ({
    ...receipt,
    number: at + 1,
    expenseIds: draft.expenses.flatMap((expense) => (expense.receiptId === receipt.id ? [expense.id] : [])),
  }));

async function receiptFiles({ db, reader }: Pick<Tools, 'db' | 'reader'>, sent: ClaimVersion): Promise<ReceiptFile[]> {
  const files: ReceiptFile[] = [];
  for (const { id, sha256, fileName, number, expenseIds } of numbered(sent)) {
    const [file, receipt] = [await fileBytes(db, sha256), await receiptById(db, id)];
    if (!file) throw new Error(`receipt ${id} has no file`);
    files.push({
      ...file,
      pageImages: await pictures(reader, file.bytes, receipt?.reading?.turned ?? []),
      id,
      fileName,
      number,
      text: receipt?.reading?.text ?? '',
      expenseIds,
    });
  }
  return files;
}
