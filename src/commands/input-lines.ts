/** Lines of an input as it comes, in pieces, with a limit: an input without line ends must not fill the memory. */

/** A line, or null for one that was too long and is left out. */
export type Line = string | null;

/** Lines that came together, and how many came before them. */
export interface Piece {
  lines: Line[];
  before: number;
}

/** Most characters of a line, and of a document over several lines. */
export const TOO_LONG = 100_000_000;

/** Only what is new is searched for line ends: a document may be one very long line. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Piece> {
  const decoder = new TextDecoder();
  const begun = new BegunLine();
  let before = 0;
  for await (const chunk of chunks) {
    const lines: Line[] = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split('\n');
    const last = lines.pop() ?? '';
    if (lines.length > 0) {
      lines[0] = begun.endedBy(lines[0] ?? '');
      yield { lines, before };
      before += lines.length;
    }
    begun.add(last ?? '');
  }
  const rest = begun.endedBy(decoder.decode());
  if (rest !== '') yield { lines: [rest], before };
}

/** The beginning of a line whose end has not come yet. */
class BegunLine {
  private parts: string[] = [];
  private length = 0;

  add(text: string) {
    this.length += text.length;
    if (this.length <= TOO_LONG) this.parts.push(text);
    else this.parts = [];
  }

  endedBy(text: string): Line {
    this.add(text);
    const line = this.length <= TOO_LONG ? this.parts.join('') : null;
    this.parts = [];
    this.length = 0;
    return line;
  }
}
