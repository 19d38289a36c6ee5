import { type Fault, fault, UnreadableResponse } from '../claim/response-faults.ts';
import type { Answer, Answers } from './answer.ts';
import { csvAnswers } from './response-csv.ts';
import { xmlAnswers } from './response-xml.ts';

/** An answer of the payment system (maksupalaute / betalningsrespons): what became of each payment of a batch. Pure. */

/** @throws UnreadableResponse with every row that cannot be read */
export function readResponse(bytes: Uint8Array): Answers {
  const text = textOf(bytes);
  const found = text.trimStart().startsWith('<') ? xmlAnswers(text) : { answers: csvAnswers(text), foreign: 0 };
  const faults = duplicates(found.answers);
  if (faults.length > 0) throw new UnreadableResponse(faults);
  if (found.answers.length === 0) throw new UnreadableResponse([fault(null, 'no-rows')]);
  return found;
}

const UTF16_MARKS = [0xfeff, 0xfffe];

function textOf(bytes: Uint8Array): string {
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  if (UTF16_MARKS.includes(mark) || bytes.includes(0)) throw new UnreadableResponse([fault(1, 'not-utf8')]);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UnreadableResponse([fault(brokenLine(bytes), 'not-utf8')]);
  }
}

const NEW_LINE = 0x0a;

/** The first line whose bytes are not UTF-8, from 1. */
function brokenLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(NEW_LINE, start);
    const piece = bytes.subarray(start, end === -1 ? bytes.length : end);
    if (!isUtf8(piece)) return line;
    if (end === -1) return line;
    start = end + 1;
  }
  return line;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Two rows for one payment: which of them holds is not guessed. */
function duplicates(answers: readonly Answer[]): Fault[] {
  const seen = new Map<string, number>();
  return answers.flatMap((answer) => {
    const key = answer.reference ?? `batch ${answer.batchNumber}`;
    const first = seen.get(key);
    if (first !== undefined) return [fault(answer.row, 'duplicate-row', { first, reference: key })];
    seen.set(key, answer.row);
    return [];
  });
}
