import { placingFaults } from '../claim/document-state.ts';
import type { Turn } from '../claim/reading.ts';
import type { ReceiptFile, SourceFile } from '../document/claim-document.ts';
import { DocumentProblem } from '../document/document-problem.ts';
import { PageNotShown, type Reader } from '../receipt/reader.ts';
import type { ClaimVersion } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { fileBytes, isDamaged, type StoredFile } from '../store/files.ts';
import { receiptById } from '../store/receipts.ts';

/** The files of a document with pictures of their pages, drawn in the reading process: no stranger's file is opened here. */

type Tools = { db: Db; reader: Pick<Reader, 'renderPages'> };
type Named = { id: string; fileName: string };

/** A page of A4 at 150 dpi. */
const WIDTH_PX = 1240;

export async function invitationFile(
  tools: Tools,
  meeting: { invitationSha256: string | null; invitationFileName: string | null; id: string },
): Promise<SourceFile | null> {
  if (meeting.invitationSha256 === null) return null;
  const named = { id: meeting.id, fileName: meeting.invitationFileName ?? 'kutsu.pdf' };
  const file = await stored(tools.db, meeting.invitationSha256, named);
  return { ...file, ...named, pageImages: await pictures(tools, file.bytes, [], named), text: '' };
}

/** The receipts of a version under their numbers in it, with the costs they prove. */
export const numbered = ({ receipts, draft }: Pick<ClaimVersion, 'receipts' | 'draft'>) =>
  receipts.map((receipt, at) => ({
    ...receipt,
    number: at + 1,
    expenseIds: draft.expenses.flatMap((expense) => (expense.receiptId === receipt.id ? [expense.id] : [])),
  }));

/** In the order of their numbers, 1…n. */
export async function receiptFiles(tools: Tools, sent: ClaimVersion): Promise<ReceiptFile[]> {
  const files: ReceiptFile[] = [];
  for (const { id, sha256, fileName, number, expenseIds } of numbered(sent)) {
    const [file, receipt] = [await stored(tools.db, sha256, { id, fileName }), await receiptById(tools.db, id)];
    files.push({
      ...file,
      pageImages: await pictures(tools, file.bytes, receipt?.reading?.turned ?? [], { id, fileName }),
      id,
      fileName,
      number,
      text: receipt?.reading?.text ?? '',
      expenseIds,
    });
  }
  return files;
}

/** The bytes as they came; those that are not there or are others by now are named, not replaced. */
async function stored(db: Db, sha256: string, named: Named): Promise<StoredFile> {
  try {
    const file = await fileBytes(db, sha256);
    if (file) return file;
  } catch (error) {
    if (!isDamaged(error)) throw error;
  }
  throw new DocumentProblem('file-changed', named);
}

/**
 * @throws DocumentProblem naming the file: one of its own faults, or `renderer-failed` when drawing it was cut short
 */
export async function pictures({ reader }: Pick<Tools, 'reader'>, bytes: Uint8Array, turned: Turn[], named: Named) {
  try {
    const pages = await reader.renderPages(bytes, { widthPx: WIDTH_PX, turned });
    return pages.map((page) => ({ bytes: page }));
  } catch (error) {
    if (error instanceof PageNotShown) throw new DocumentProblem(placingFaults[error.failure], named, error.failure);
    throw error;
  }
}
