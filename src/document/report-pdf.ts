import { PDFDocument } from 'pdf-lib';
import { makeArchival } from './archival.ts';
import { sha256 } from './attachments.ts';
import { Flow, QUIET, WIDTH } from './flow.ts';
import { embedFonts } from './fonts.ts';
import { type Column, facts, table } from './table.ts';
import { Tags } from './tags.ts';
import type { Term } from './words.ts';

/** A report with a table of sums (raportti / rapport) as an accessible PDF/A. Plain words in, the same bytes out. */

export interface SumReport {
  title: string;
  /** BCP 47. */
  language: string;
  lead: string;
  facts: [label: string, value: string][];
  /** Heading of the first column, then of the sums. */
  heads: string[];
  /** A name, then its sums as people read them; the last row is the total. */
  rows: string[][];
  /** ISO 8601 instant. */
  madeAt: string;
}

const FIRST = 74;
const SMALL = 7;
const HEAD_SIZE = 6.6;

/** Words in one language alone. */
const term = (text: string): Term => ({ text, other: '', otherLanguage: '' });

export async function buildSumReport(report: SumReport): Promise<Uint8Array> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  const flow = new Flow(doc, await embedFonts(doc, 'SUMRP'), new Tags(doc));
  flow.title(term(report.title));
  flow.paragraph(report.lead, { color: QUIET });
  if (report.facts.length > 0) facts(flow, report.facts);
  flow.space(8);
  const width = (WIDTH - FIRST) / Math.max(1, report.heads.length - 1);
  const columns = report.heads.map(
    (head, at): Column =>
      at === 0
        ? { head: term(head), width: FIRST, headSize: HEAD_SIZE }
        : { head: term(head), width, align: 'right', headSize: HEAD_SIZE },
  );
  const last = report.rows.length - 1;
  table(
    flow,
    columns,
    report.rows.map((row, index) => row.map((text) => ({ text, size: SMALL, bold: index === last }))),
  );
  flow.tags.finish();
  const madeAt = new Date(Math.floor(Date.parse(report.madeAt) / 1000) * 1000);
  const id = sha256(new TextEncoder().encode(JSON.stringify(report))).slice(0, 32);
  makeArchival(doc, { title: report.title, language: report.language, madeAt, id });
  return doc.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}
