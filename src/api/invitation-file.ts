import { fileTypeFromBuffer } from 'file-type';
import { Problem, type ProblemCode } from '../claim/problem.ts';
import type { ReadingFailure } from '../claim/reading.ts';
import { PageNotShown } from '../receipt/reader.ts';
import type { Deps } from './deps.ts';

/** An invitation (kokouskutsu / möteskallelse) is checked before it is kept: every claim's PDF will show its pages. */

const WIDTH_PX = 600;

/** What to do about a file whose page cannot be drawn; trouble of the reading process is worth another try. */
const refusals: Record<ReadingFailure, ProblemCode> = {
  'file-empty': 'file-empty',
  'file-type-unknown': 'invitation-not-pdf',
  'file-broken': 'invitation-broken',
  'file-encrypted': 'invitation-encrypted',
  'too-many-pages': 'invitation-too-heavy',
  'too-many-pixels': 'invitation-too-heavy',
  'reader-out-of-memory': 'invitation-too-heavy',
  'reading-timed-out': 'too-busy',
  'reader-crashed': 'too-busy',
};

/** A Problem that says what to do, unless the real reading process draws every page of the PDF. */
export async function refuseUnreadable(reader: Deps['reader'], bytes: Uint8Array): Promise<void> {
  if (bytes.byteLength === 0) throw new Problem('file-empty');
  if ((await fileTypeFromBuffer(bytes))?.mime !== 'application/pdf') throw new Problem('invitation-not-pdf');
  try {
    await reader.renderPages(bytes, { widthPx: WIDTH_PX, turned: [] });
  } catch (error) {
    if (error instanceof PageNotShown) throw new Problem(refusals[error.failure]);
    throw error;
  }
}
